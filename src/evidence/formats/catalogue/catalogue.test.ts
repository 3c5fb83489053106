import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCatalogueText } from '../../record/catalogue-text.ts';
import { seedEntries } from '../../seed/seed-library.ts';
import { parseRecords, recogniseFormat } from '../index.ts';

async function* whole(text: string) {
  yield Buffer.from(text);
}
const read = (text: string) => Array.fromAsync(parseRecords(whole(text), { format: 'catalogue' }));

const page = `Results for councils

2 results found

Author: Example, Ash; Example Trust
Title: Councils in prison:
  what they changed
Summary: One line.
Another line.

Details: Larkmoor: Example Press, 2011. 56p.

Source: Internet Resource: Accessed January 30, 2012 at http://www.example.org/a.pdf

Year: 2011

Shelf Number: 9

Keywords:
Prison councils
Elections (U.K.)

Author: Sample, Rowan
Author: Sample, Robin
Title: A second
Keywords: Probation; Prisons
`;

test('a page that was copied from a catalogue is its records, whatever stands above them', async () => {
  assert.equal(recogniseFormat(Buffer.from(page), 'page.txt'), 'catalogue');
  const records = await read(page);
  assert.deepEqual(
    records.map(({ entry }) => entry),
    [
      {
        ...{
          type: 'report',
          title: 'Councils in prison: what they changed',
          summary: 'One line.\nAnother line.',
        },
        creators: [
          { role: 'author', family: 'Example', given: 'Ash' },
          { role: 'author', name: 'Example Trust' },
        ],
        ...{ place: 'Larkmoor', publisher: 'Example Press', extent: '56p.', date: '2011', year: 2011 },
        ...{ source: 'Internet Resource', accessed: '2012-01-30', url: 'http://www.example.org/a.pdf' },
        ...{ shelfNumber: '9', keywords: ['Prison councils', 'Elections (U.K.)'] },
      },
      {
        ...{ type: 'report', title: 'A second', keywords: ['Probation', 'Prisons'] },
        creators: [
          { role: 'author', family: 'Sample', given: 'Rowan' },
          { role: 'author', family: 'Sample', given: 'Robin' },
        ],
      },
    ],
  );
  assert.deepEqual(
    records[0]?.problems.map(({ line }) => line),
    [1, 3],
  );
  assert.match(records[1]?.raw ?? '', /^Author: Sample, Rowan/);
});

test('titles may stand before authors, and what has no label is a record that says why it is none', async () => {
  const turned = await read(
    'Title: One\nAuthor: Example, Ash\nYear: 2011\nTitle: Two\nAuthor: Sample, Robin\n',
  );
  assert.deepEqual(
    turned.map(({ entry }) => [entry?.title, entry?.creators?.length, entry?.year]),
    [
      ['One', 1, 2011],
      ['Two', 1, undefined],
    ],
  );
  const [nothing] = await read('Nothing of that kind\n');
  assert.equal(nothing?.entry, undefined);
  assert.deepEqual(
    nothing?.problems.map(({ text }) => text),
    ['formats.problem.stray', 'formats.problem.nothing'],
  );
});

test('what our own pages print as such a catalogue comes back', async () => {
  const printed = seedEntries.map(writeCatalogueText);
  const records = await read(printed.join('\n\n'));
  assert.equal(records.length, printed.length);
  for (const [at, { entry }] of records.entries()) {
    assert.ok(entry);
    assert.equal(writeCatalogueText(entry), printed[at]);
  }
});
