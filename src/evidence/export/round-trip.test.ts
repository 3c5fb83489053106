import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRecords, type Format as ReadFormat } from '../formats/index.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import { creatorRoles, recordTypes } from '../record/kinds.ts';
import { annotatedWriter, type Format, formats } from './formats.ts';
import { writtenAtOnce } from './writer.ts';

/** As what an import takes each format. */
const readAs: Readonly<Record<Format, ReadFormat>> = {
  ...{ ris: 'ris', bib: 'bibtex', json: 'csl-json', marcxml: 'marcxml', csv: 'csv', xml: 'endnote-xml' },
};

async function readBack(format: Format, entries: readonly Entry[], annotation?: string) {
  const noted = annotation === undefined ? {} : { annotation };
  const text = writtenAtOnce(
    annotation === undefined ? formats[format].writer : annotatedWriter(format),
    entries.map((entry, place) => ({ number: place + 1, entry, ...noted })),
  );
  return readText(format, text);
}

async function readText(format: Format, text: string) {
  const source = (async function* () {
    yield Buffer.from(text);
  })();
  return (await Array.fromAsync(parseRecords(source, { format: readAs[format] }))).map(({ entry }) => entry);
}

// Words as people write them, and what no file of another library was ever tested with.
const word = fc.oneof(
  fc.stringMatching(/^[A-Z][a-z]{1,9}$/),
  fc.constantFrom(
    'Ünïon',
    'a, b',
    'x; y',
    'A & B',
    '{c}',
    'd}',
    '\\d',
    '"e"',
    "f'g",
    '“h”',
    'i--j',
    '50%',
    '$1',
    '#2',
    '_k',
    '=1+1',
    '<b>',
    '&amp;',
    'ER  - ',
    '~l',
    'and',
    '1996',
    '12-34',
    'n – o',
  ),
);
const line = fc.array(word, { minLength: 1, maxLength: 4 }).map(words => words.join(' '));
const wild = fc.oneof(
  { weight: 9, arbitrary: line },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
);
const text = fc.array(wild, { minLength: 1, maxLength: 3 }).map(lines => lines.join('\n\n'));
const creator = fc.oneof(
  fc.record({ role: fc.constantFrom(...creatorRoles), family: line, given: line }),
  fc.record({ role: fc.constant('author' as const), family: line, given: line }),
  fc.record({ role: fc.constantFrom(...creatorRoles), family: line }),
  fc.record({ role: fc.constantFrom(...creatorRoles), name: line }),
);
const list = fc.array(wild, { minLength: 1, maxLength: 3 });
const single = [
  'shortTitle',
  'accessed',
  'publisher',
  'place',
  'country',
  'pages',
  'extent',
  'container',
  'containerShort',
  'series',
  'seriesNumber',
  'volume',
  'issue',
  'edition',
  'reportNumber',
  'genre',
  'event',
  'doi',
  'pmid',
  'pmcid',
  'url',
  'archivedUrl',
  'source',
  'language',
  'shelfNumber',
  'rights',
  'licence',
] as const;
const anyEntry = fc
  .record(
    {
      type: fc.constantFrom(...recordTypes),
      title: wild,
      creators: fc.array(creator, { minLength: 1, maxLength: 4 }),
      summary: text,
      date: fc.oneof(fc.constantFrom('2011', '2011-04', '2011-04-06', 'Spring 2011', 'n.d.'), wild),
      year: fc.integer({ min: 1000, max: 2999 }),
      ...Object.fromEntries(single.map(field => [field, wild])),
      ...{ isbn: list, issn: list, keywords: list, notes: fc.array(text, { minLength: 1, maxLength: 2 }) },
      others: fc.dictionary(line, wild, { minKeys: 1, maxKeys: 3 }),
    },
    { requiredKeys: ['type', 'title'] },
  )
  .map(entry => entrySchema.safeParse(entry).data)
  .filter(entry => entry !== undefined);

test('the number in PubMed Central of a chapter leaves as EndNote XML and comes back as no author', async () => {
  const chapter = entrySchema.parse({
    ...{ type: 'chapter', title: 'On landings', pmcid: 'PMC123' },
    creators: [{ role: 'author', family: 'Example', given: 'Ash' }],
  });
  assert.deepEqual(await readBack('xml', [chapter], undefined), [chapter]);
});

test('an organisation whose name reads like a person’s leaves as EndNote XML and comes back as an organisation', async () => {
  const creators = [{ role: 'author', name: 'User Voice' }] as const;
  const report = entrySchema.parse({ type: 'report', title: 'The Power Inside', creators });
  assert.deepEqual(await readBack('xml', [report], undefined), [report]);
  assert.match(
    writtenAtOnce(formats.xml.writer, [{ number: 1, entry: report }]),
    /<author>User Voice,<\/author>/,
  );
});

/** What somebody noted on a record of their list goes with the file, and is never taken for a part of the record. */
const anyNote = fc.option(text, { nil: undefined });

for (const format of Object.keys(readAs) as Format[])
  test(`what leaves as ${formats[format].name} comes back as it was, every field of it`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { minLength: 1, maxLength: 3 }), anyNote, async (entries, note) => {
        assert.deepEqual(await readBack(format, entries, note), entries);
      }),
      { numRuns: 80 },
    );
  });

for (const format of Object.keys(readAs) as Format[])
  test(`what somebody puts right in a file of ours (${formats[format].name}) is brought back with it`, async () => {
    const entry = entrySchema.parse({
      ...{ type: 'evaluation', title: 'Councils: an evaluaton', country: 'England and Wales', year: 2011 },
      creators: [{ role: 'author', family: 'Example', given: 'Ash' }],
      ...{ publisher: 'Larkmoor: Press', url: 'https://example.org/old', licence: 'CC0-1.0' },
    });
    const text = writtenAtOnce(formats[format].writer, [{ number: 1, entry }]);
    // The first of each: the other stands in what we say beside the record.
    const put = text
      .replace('Councils: an evaluaton', 'Councils: an evaluation')
      .replace('https://example.org/old', 'https://example.org/new');
    const [back] = await readText(format, put);
    assert.deepEqual(back, { ...entry, title: 'Councils: an evaluation', url: 'https://example.org/new' });
  });

test('what somebody adds to a table of ours comes back, though we said that there was none', async () => {
  const entry = entrySchema.parse({ type: 'article', title: 'Councils: again' });
  const [headings = '', row = ''] = writtenAtOnce(formats.csv.writer, [{ number: 1, entry }]).split('\r\n');
  const at = headings.split(',').indexOf('"doi"');
  const cells = row.split(',');
  const filled = [...cells.slice(0, at), '"10.1234/added"', ...cells.slice(at + 1)].join(',');
  assert.deepEqual(await readText('csv', `${headings}\r\n${filled}\r\n`), [
    { ...entry, doi: '10.1234/added' },
  ]);
});

test('what EndNote and BibTeX are told stands where they look, without our own field', async () => {
  const author = { role: 'author', family: 'Hayes', given: 'Sam' } as const;
  const editor = { role: 'editor', family: 'Smith', given: 'Jo' } as const;
  const said: Entry[] = [
    { type: 'report', title: 'A title', creators: [author], reportNumber: 'Cm 1234', series: 'A series' },
    { type: 'book', title: 'A title', creators: [author, editor], isbn: ['9780306406157'], place: 'Leeds' },
    { type: 'conference paper', title: 'A title', container: 'A book', event: 'A day', place: 'Leeds' },
    {
      type: 'legislation',
      title: 'An Act',
      reportNumber: 'c. 20',
      source: 'A library',
      shelfNumber: '141258',
    },
  ];
  for (const entry of said)
    for (const format of ['xml', 'bib'] as const) {
      const text = writtenAtOnce(formats[format].writer, [{ number: 1, entry }]);
      const bare = text.replace(/<custom7>.*<\/custom7>/, '').replace(/,\n {2}ownwords = .*\n/, '\n');
      const [read] = await readText(format, bare);
      assert.deepEqual(read, entrySchema.parse(entry), bare);
    }
});

test('what RIS says to other programs is in the places where they look, type by type, without our own field', async () => {
  const by: Pick<Entry, 'creators'> = { creators: [{ role: 'author', family: 'Hayes', given: 'Sam' }] };
  const editor = { role: 'editor', family: 'Smith', given: 'Jo' } as const;
  const edited: typeof by = { creators: [...(by.creators ?? []), editor] };
  const said: Entry[] = [
    {
      ...{ type: 'report', ...edited, reportNumber: 'Cm 1234', isbn: ['9780306406157'], series: 'A series' },
      ...{ title: 'A title', source: 'A library', rights: 'Crown copyright' },
    },
    { type: 'book', ...edited, title: 'A title', series: 'A series', seriesNumber: '7', volume: '2' },
    {
      type: 'chapter',
      ...edited,
      title: 'A title',
      container: 'A book',
      series: 'A series',
      seriesNumber: '7',
    },
    {
      type: 'conference paper',
      ...edited,
      title: 'A title',
      container: 'A book',
      event: 'A day',
      place: 'Leeds',
    },
    { type: 'conference paper', ...by, title: 'A title', event: 'A day' },
    { type: 'legislation', ...by, title: 'An Act', reportNumber: 'c. 20' },
    { type: 'dataset', ...by, title: 'A title', reportNumber: 'SN 8888' },
    { type: 'case', title: 'R v A', event: 'Supreme Court', reportNumber: '[2013] UKSC 53' },
  ];
  for (const entry of said) {
    const text = writtenAtOnce(formats.ris.writer, [{ number: 1, entry }]).replace(/^U5.*\r\n/m, '');
    const [read] = await readText('ris', text);
    assert.deepEqual(read, entrySchema.parse(entry), text);
  }
});
