import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readCell } from '../../platform/statistics/index.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import { annotatedWriter, formatNames, formats } from './formats.ts';
import { type Leaving, written, writtenAtOnce } from './writer.ts';

const hayes: Entry = entrySchema.parse({
  type: 'report',
  title: 'A Review of service user involvement in prisons and probation trusts',
  creators: [{ role: 'author', family: 'Hayes', given: 'Sam' }],
  place: 'London',
  publisher: 'Clinks',
  year: 2011,
  extent: '56p.',
  shelfNumber: '141258',
  keywords: ['Prison councils', 'Probation'],
});
const as = (format: keyof typeof formats, ...entries: Entry[]) =>
  writtenAtOnce(
    formats[format].writer,
    entries.map((entry, place) => ({ number: place + 1, entry })),
  );

const said: Readonly<Record<keyof typeof formats, readonly string[]>> = {
  ris: [
    'TY  - RPRT\r\n',
    'AU  - Hayes, Sam\r\n',
    'PB  - Clinks\r\n',
    'PY  - 2011\r\n',
    'KW  - Probation\r\n',
    'ER  - \r\n',
  ],
  bib: [
    '@techreport{hayes2011-1,\n',
    '  author = {Hayes, Sam}',
    '  institution = {Clinks}',
    '  keywords = {Prison councils, Probation}',
  ],
  json: [
    '"family":"Hayes"',
    '"issued":{"date-parts":[[2011]]}',
    '"publisher-place":"London"',
    '"call-number":"141258"',
  ],
  marcxml: [
    '<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Hayes, Sam</subfield>',
    '<datafield tag="099" ind1=" " ind2=" "><subfield code="a">141258</subfield>',
    '<subfield code="b">Clinks</subfield><subfield code="c">2011</subfield>',
  ],
  csv: ['\ufeff"number","type","title"', '"Hayes, Sam"', '"Prison councils; Probation"', '"56p."'],
  xml: [
    '<ref-type name="Report">27</ref-type>',
    '<author>Hayes, Sam</author>',
    '<keyword>Probation</keyword>',
    '<year>2011</year>',
  ],
};

test('each format says what it has a place for in the places that others look in', () => {
  for (const format of formatNames)
    for (const part of said[format]) assert.ok(as(format, hayes).includes(part), `${format}: ${part}`);
});

const noted: Readonly<Record<keyof typeof formats, RegExp>> = {
  ris: /^N1 {2}- Read “first” & slowly\. Then again\.\r\n/m,
  bib: /^ {2}annote = \{Read “first” \\& slowly\. Then again\.\},$/m,
  json: /"note":"Read “first” & slowly\.\\n\\nThen again\."/,
  marcxml:
    /<datafield tag="590" ind1=" " ind2=" "><subfield code="a">Read “first” &amp; slowly\. Then again\.<\/subfield>/,
  csv: /"ownwords","annotation"\r\n[\s\S]+,"Read “first” & slowly\.\n\nThen again\."\r\n$/,
  xml: /<research-notes>Read “first” &amp; slowly\.\n\nThen again\.<\/research-notes>/,
};

test('what somebody noted on a record of their list stands where each format keeps notes, and nowhere without one', () => {
  const annotation = 'Read “first” & slowly.\n\nThen again.';
  for (const format of formatNames) {
    const writer = annotatedWriter(format);
    assert.match(writtenAtOnce(writer, [{ number: 1, entry: hayes, annotation }]), noted[format], format);
    assert.doesNotMatch(as(format, hayes), /annot|N1 {2}-|"note"|"590"|research-notes/, format);
  }
});

test('BibTeX has an address as it is, and takes no name apart where it is whole', () => {
  const written = as('bib', {
    ...{ type: 'report', title: 'X', url: 'https://example.org/a_b%20c~d#e&f{g}', doi: '10.1/a_b<c>#' },
    creators: [
      { role: 'author', family: 'User Voice' },
      { role: 'author', family: 'Smith and Sons', given: 'A.' },
      { role: 'author', family: 'van Example', given: 'Ash' },
      { role: 'author', family: 'Example', given: 'Ash Lee, Jr.' },
    ],
  });
  assert.ok(written.includes('  url = {https://example.org/a_b%20c~d#e&f%7Bg%7D},\n'), written);
  assert.ok(written.includes('  doi = {10.1/a_b<c>#},\n'), written);
  assert.ok(
    written.includes(
      '{{User Voice} and {Smith and Sons}, A. and van Example, Ash and Example, Jr., Ash Lee},\n',
    ),
    written,
  );
});

test('a catalogue of MARC files a title without its article, and knows whether it is the main entry', () => {
  const mark = (entry: Partial<Entry>) =>
    /tag="245" ind1="(.)" ind2="(.)"/.exec(as('marcxml', { type: 'report', title: 'X', ...entry }))?.slice(1);
  assert.deepEqual(mark({ title: 'The prison' }), ['0', '4']);
  assert.deepEqual(mark({ title: 'A “word”' }), ['0', '0']);
  assert.deepEqual(mark({ creators: [{ role: 'author', name: 'Clinks' }] }), ['1', '0']);
});

test('a catalogue of MARC finds a language by its code, and reads words as a note', () => {
  const told = (language: string) => as('marcxml', { type: 'report', title: 'X', language });
  assert.match(
    told('cy'),
    /tag="041" ind1=" " ind2="7"><subfield code="a">cy<\/subfield><subfield code="2">iso639-1</,
  );
  assert.match(told('wel'), /tag="041" ind1=" " ind2=" "><subfield code="a">wel<\/subfield><\/datafield>/);
  assert.match(told('Welsh and English'), /tag="546"[^>]*><subfield code="a">Welsh and English</);
  assert.doesNotMatch(told('cy'), /tag="546"/);
});

test('a cell that a spreadsheet would run is harmless, and can be read back', () => {
  for (const title of ['=cmd|calc', '+1', '-1', '@sum(A1)', "'=1"]) {
    const [, row] = parse(as('csv', { ...hayes, title }), { bom: true }) as string[][];
    assert.match(row?.[2] ?? '', /^'/);
    assert.equal(readCell(row?.[2] ?? ''), title);
  }
});

const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
const anyEntry = fc
  .record({
    type: fc.constantFrom('report', 'article', 'case'),
    title: anyText,
    summary: anyText,
    notes: fc.array(anyText),
  })
  .map(entry => entrySchema.safeParse(entry))
  .filter(({ success }) => success)
  .map(({ data }) => data as Entry);

/** Whether the first brace is closed by the last, and by none before. */
function isOneEntry(text: string): boolean {
  let open = 0;
  const depths = [...text.matchAll(/[{}]/g)].map(([brace]) => (open += brace === '{' ? 1 : -1));
  return depths.indexOf(0) === depths.length - 1;
}

test('nothing that stands in a record ends it, or makes a document that cannot be read', () => {
  fc.assert(
    fc.property(
      anyEntry,
      fc.constantFrom('\r\nER  - \r\nTY  - JOUR', ']]>', '</record>', '},\n@book{', '}{', ':-}', '"\r\n"'),
      (entry, trap) => {
        const mean = { ...entry, summary: `${entry.title}${trap}`, title: `${trap}${entry.title}` };
        assert.equal(as('ris', mean).match(/^ER {2}-/gm)?.length, 1);
        assert.equal((parse(as('csv', mean), { bom: true }) as string[][]).length, 2);
        assert.equal(JSON.parse(as('json', mean)).length, 1);
        assert.equal(as('bib', mean).match(/^@/gm)?.length, 1);
        assert.ok(isOneEntry(as('bib', mean)), 'BibTeX counts braces behind a backslash, too');
        for (const format of ['xml', 'marcxml'] as const) {
          assert.equal(as(format, mean).match(/<\/record>/g)?.length, 1);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML forbids must not be there.
          assert.doesNotMatch(as(format, mean), /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('records written in pages are what they are when written at once, and none is still a document', async () => {
  const records: Leaving[] = Array.from({ length: 7 }, (_, place) => ({ number: place + 1, entry: hayes }));
  for (const format of formatNames) {
    const { writer } = formats[format];
    for (const pages of [[records.slice(0, 3), [], records.slice(3)], [[]], []]) {
      const pieces = [];
      for await (const piece of written(writer, pages)) pieces.push(piece);
      assert.equal(pieces.join(''), writtenAtOnce(writer, pages.flat()));
    }
  }
});
