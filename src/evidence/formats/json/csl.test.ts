import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecords } from '../index.ts';

async function read(value: unknown) {
  const source = (async function* () {
    yield Buffer.from(JSON.stringify(value));
  })();
  return Array.fromAsync(parseRecords(source, { format: 'csl-json' }));
}
const work = {
  type: 'journal-article',
  title: ['On councils'],
  'container-title': ['Parks'],
  DOI: '10.9999/abc',
  subject: ['Park'],
  score: 1,
  created: { 'date-parts': [[2011]] },
};

test('items are found in what a service or a program puts around them', async () => {
  for (const whole of [
    { status: 'ok', message: { items: [work, work] } },
    { references: [work, work] },
    { items: [work, work] },
    [work, work],
  ]) {
    const records = await read(whole);
    assert.equal(records.length, 2);
    for (const { entry } of records)
      assert.deepEqual([entry?.type, entry?.title, entry?.container], ['article', 'On councils', 'Parks']);
  }
  const [alone] = await read({ status: 'ok', message: work });
  assert.equal(alone?.entry?.doi, '10.9999/abc');
  assert.deepEqual([alone?.entry?.keywords, alone?.entry?.others], [['Park'], undefined]);
});

test('what Crossref says in its own way stands where it belongs: subtitles, organisations, places and days', async () => {
  const [record] = await read([
    {
      type: 'proceedings-article',
      title: ['On councils'],
      subtitle: ['A review'],
      author: [{ family: 'Example', given: 'Ash' }, { name: 'Larkmoor Trust' }],
      'container-title': ['Parks'],
      'short-container-title': ['Pks'],
      'publisher-location': 'Larkmoor',
      event: { name: 'Meeting of parks', location: 'Ashby' },
      institution: [{ name: 'Council of Parks' }],
      publisher: 'Park Press',
      'published-print': { 'date-parts': [[2011, 3]] },
    },
  ]);
  assert.deepEqual(record?.entry, {
    type: 'conference paper',
    title: 'On councils: A review',
    creators: [
      { role: 'author', family: 'Example', given: 'Ash' },
      { role: 'author', name: 'Larkmoor Trust' },
    ],
    container: 'Parks',
    containerShort: 'Pks',
    date: '2011-03',
    year: 2011,
    event: 'Meeting of parks',
    place: 'Larkmoor',
    publisher: 'Park Press',
    others: { venue: 'Ashby', institution: 'Council of Parks' },
  });
});

test('whom CSL calls an author is called an inventor, a programmer or who is asked, and a letter may be an e-mail', async () => {
  const author = [{ family: 'Example', given: 'Ash' }];
  const records = await read([
    { type: 'patent', title: 'A lock', author },
    { type: 'software', title: 'A program', author },
    { type: 'interview', title: 'A talk', author },
    { type: 'personal_communication', title: 'News', genre: 'E-mail', author },
  ]);
  assert.deepEqual(
    records.map(({ entry }) => [entry?.type, entry?.creators?.[0]?.role]),
    [
      ['patent', 'inventor'],
      ['software', 'programmer'],
      ['interview', 'interviewee'],
      ['e-mail', 'author'],
    ],
  );
});
