import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Format, parseRecords, recogniseFormat } from './index.ts';

const read = (what: string | Uint8Array, format: Format) =>
  Array.fromAsync(
    parseRecords(
      (async function* () {
        yield Buffer.from(what);
      })(),
      { format },
    ),
  );

test('letters come in right from an old Macintosh, and those of Windows are not taken for its own', async () => {
  // é, ü and ’ as Mac Roman has them; the last file has ’ and š as Windows has them.
  const titles = ['L\xd5\x8etude de Fr\x8ed\x8eric M\x9fller', 'The prisoner\x92s view of Du\x9aan'];
  const readTitle = (title: string) =>
    read(Buffer.from(`TY  - BOOK\rTI  - ${title}\rER  - \r`, 'latin1'), 'ris');
  const [mac, windows] = await Promise.all(titles.map(readTitle));
  assert.equal(mac?.[0]?.entry?.title, 'L’étude de Frédéric Müller');
  assert.equal(mac?.[0]?.problems[0]?.values?.encoding, 'macintosh');
  assert.equal(windows?.[0]?.entry?.title, 'The prisoner’s view of Dušan');
});

test('a cell of many megabytes is one row that is too large, and the rows behind it come in', async () => {
  async function* table() {
    yield Buffer.from('Title,Abstract\nOne,"');
    for (let at = 0; at < 160; at += 1) yield Buffer.alloc(65_536, 'x');
    yield Buffer.from('"\nTwo,short\n');
  }
  const rows = await Array.fromAsync(parseRecords(table(), { format: 'csv' }));
  assert.deepEqual(
    rows.map(({ line, entry, problems }) => [line, entry?.title, problems[0]?.text]),
    [
      [2, 'One', 'formats.problem.tooLarge'],
      [3, 'Two', undefined],
    ],
  );
});

test('an item of CSL-JSON of many megabytes is one that was not read, and the items around it come in', async () => {
  async function* list() {
    yield Buffer.from('[{"type":"book","title":"One"},\n{"type":"book","title":"Two","abstract":"');
    for (let at = 0; at < 80; at += 1) yield Buffer.alloc(65_536, 'x');
    yield Buffer.from('"},\n{"type":"book","title":"Three"}]');
  }
  const items = await Array.fromAsync(parseRecords(list(), { format: 'csl-json' }));
  assert.deepEqual(
    items.map(({ line, entry, problems }) => [line, entry?.title, problems[0]?.text]),
    [
      [1, 'One', undefined],
      [2, undefined, 'formats.problem.tooLargeToRead'],
      [3, 'Three', undefined],
    ],
  );
});

test('a first line that tells a spreadsheet the separator is none of the headings', async () => {
  const [row] = await read('sep=;\r\nTitle;Author;Year\r\nOn councils, briefly;Example, Ash;2011\r\n', 'csv');
  assert.equal(row?.line, 3);
  assert.equal(row?.entry?.title, 'On councils, briefly');
  assert.equal(row?.entry?.year, 2011);
});

test('signs that nobody sees are no part of a text, and UTF-16 without its mark is known with any letters', async () => {
  const [record] = await read('TY  - BOOK\nTI  - On \u202econ\u00adcils\u2066 \u200btoo\nER  - \n', 'ris');
  assert.equal(record?.entry?.title, 'On concils too');
  const wide = Buffer.from('TY  - BOOK\r\nTI  - Ψ and 😀\r\nER  - \r\n', 'utf16le');
  for (const file of [wide, Buffer.from(wide).swap16()])
    assert.equal((await read(file, 'ris'))[0]?.entry?.title, 'Ψ and 😀');
});

test('a file is known by what it is where its first lines are not the usual ones', () => {
  const known = (text: string) => recogniseFormat(Buffer.from(text), 'download.txt');
  assert.equal(known('ty  - JOUR\nti  - On councils\n'), 'ris');
  assert.equal(known('T1  - On councils\nER  - \n'), 'ris');
  assert.equal(known('OID - ED1\nTI  - On councils\n'), 'nbib');
  assert.equal(known('UI  - 1\nAU  - Example A\n'), 'nbib');
  assert.equal(known('\n00081n m  2200049 a 4500245001800000'), 'marc');
  assert.equal(known('A letter that says nothing of the kind.\n'), undefined);
});

test('the markup that publishers write into titles is no part of them', async () => {
  const ris = 'TY  - JOUR\nTI  - The <i>Reed</i> review of H<sub>2</sub>O if a < b\nER  - \n';
  const bib = '@article{k, title = {The $<$i$>$Reed$<$/i$>$ review of H$<$sub$>$2$<$/sub$>$O if a $<$ b}}';
  const csv = 'Title,Year\nThe <i>Reed</i> review of H<sub>2</sub>O if a < b,2011\n';
  for (const [file, format] of [
    [ris, 'ris'],
    [bib, 'bibtex'],
    [csv, 'csv'],
  ] as const)
    assert.equal((await read(file, format))[0]?.entry?.title, 'The Reed review of H2O if a < b');
});

test('identifiers are found in what was written around them, and kept whole', async () => {
  const whole = '10.9999/(SICI)1097-4679(199701)53:1<1::AID-X1>3.0.CO;2-T';
  for (const doi of [
    whole,
    `https://doi.org/${encodeURIComponent(whole)}`,
    whole.replace('<', '&lt;').replace('>', '&gt;'),
  ])
    assert.equal(
      (await read(`TY  - JOUR\nTI  - On councils\nDO  - ${doi}\nER  - \n`, 'ris'))[0]?.entry?.doi,
      whole,
    );
  const [record] = await read(
    'TY  - JOUR\nTI  - On councils\nPM  - PUBMED 23537606\nRP  - NOT IN FILE\nDO  - 10.9999/x<br>y\nER  - \n',
    'ris',
  );
  assert.deepEqual(
    [record?.entry?.pmid, record?.entry?.doi, record?.entry?.others],
    ['23537606', '10.9999/x', undefined],
  );
});
