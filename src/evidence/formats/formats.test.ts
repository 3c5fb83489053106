import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formats as leaving } from '../export/formats.ts';
import { writtenAtOnce } from '../export/writer.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import { recordTypes } from '../record/kinds.ts';
import { type Format, formats, parseRecords, recogniseFormat } from './index.ts';

async function* inPieces(bytes: Uint8Array, size = bytes.length || 1) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = (what: string | Uint8Array, format: Format, size?: number) =>
  Array.fromAsync(
    parseRecords(inPieces(typeof what === 'string' ? Buffer.from(what) : what, size), { format }),
  );

const marc = (title: string) =>
  Buffer.from(
    `00081nam a2200049 a 4500245${'0018'}${'00000'}\u001e10\u001fa${title} /\u001fcAsh Example.\u001e\u001d`,
    'latin1',
  );
const pubmed =
  '<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><Year>2011</Year><Month>Apr</Month></PubDate></JournalIssue><Title>Invented</Title></Journal><ArticleTitle>On councils.</ArticleTitle><Pagination><MedlinePgn>476-81</MedlinePgn></Pagination></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>';
const samples: Readonly<Record<Format, string>> = {
  ris: 'TY  - RPRT\nAU  - Example, Ash\nTI  - On councils\nPY  - 2011/04/06/\nSN  - 0092-8674\nER  - \n',
  bibtex:
    '@string{l = "Larkmoor"}\n@techreport{k, author = {Example, Ash and {Larkmoor Hospital}}, title = {On P{\\"a}rks}, year = 2011, month = apr, institution = l # " Press"}',
  'endnote-xml':
    '<xml><records><record><ref-type name="Report">27</ref-type><contributors><authors><author>Example, Ash</author></authors></contributors><titles><title><style face="normal">On councils</style></title></titles></record></records></xml>',
  refer: '%0 Report\n%A Example, Ash\n%T On councils\n%D 2011\n\n%0 Book\n%T Another\n',
  nbib: 'PMID- 1\nTI  - On\n      councils\nFAU - Example, Ash\nAU  - Example A\nDP  - 2011 Apr 6\n\nPMID- 2\nTI  - Another\n',
  'pubmed-xml': pubmed,
  marc: marc('On councils').toString('latin1'),
  marcxml:
    '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a22</leader><datafield tag="245" ind1="1" ind2="0"><subfield code="a">On councils /</subfield></datafield></record></collection>',
  'oai-dc':
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>On councils</dc:title><dc:creator>Example, Ash</dc:creator></oai_dc:dc>',
  'csl-json':
    '[{"type": "report", "title": "On councils", "author": [{"family": "Example", "given": "Ash"}], "issued": {"date-parts": [[2011, 4]]}}]',
  csv: 'Title;Authors;Year\nOn councils;Example, Ash;2011\n',
};

for (const format of formats) {
  test(`${format} is recognised by what it is, and read the same however its bytes come in`, async () => {
    const sample = samples[format];
    assert.equal(recogniseFormat(Buffer.from(sample), 'a.txt'), format);
    const whole = await read(sample, format);
    assert.ok(whole[0]?.entry !== undefined, JSON.stringify(whole));
    assert.deepEqual(await read(sample, format, 7), whole);
  });
}

test('what every record becomes is an entry already, whatever the bytes are', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(fc.constantFrom(...Object.values(samples)), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 9 }))
      .map(([sample, from, to, noise]) => {
        const all = Buffer.from(sample);
        return Buffer.concat([all.subarray(0, from % all.length), noise, all.subarray(to % all.length)]);
      }),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom(...formats), async (some, format) => {
      recogniseFormat(some);
      for (const { entry, raw } of await read(some, format, 50)) {
        assert.ok(!raw.includes('\0'));
        if (entry !== undefined) assert.deepEqual(entrySchema.parse(entry), entry);
      }
    }),
    { numRuns: 400 },
  );
});

test('letters come in right from UTF-16, from Windows-1252, with a mark at the beginning and with zero bytes', async () => {
  const text = 'TY  - BOOK\r\nTI  - Größe und Würde\r\nER  - \r\n';
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  const files = [
    Buffer.from(`\ufeff${text}`),
    utf16,
    Buffer.from(text, 'latin1'),
    Buffer.from(text.replace('und', 'u\0nd')),
  ];
  for (const file of files) {
    const [record] = await read(file, 'ris', 5);
    assert.equal(record?.entry?.title, 'Größe und Würde');
  }
  const [guessed] = await read(Buffer.from(text, 'latin1'), 'ris');
  assert.deepEqual(guessed?.problems, [
    { line: 2, text: 'formats.problem.encoding', values: { encoding: 'windows-1252' } },
  ]);
});

test('entities that a file declares are not opened, and it is said', async () => {
  const file = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>${samples['endnote-xml'].replace('On councils', 'On &b;&f; caf&eacute;s')}`;
  const [record] = await read(file, 'endnote-xml');
  assert.equal(record?.entry?.title, 'On &b;&f; cafés');
  const told = record?.problems.map(({ text }) => text);
  assert.deepEqual(told, ['formats.problem.xml.declares', 'formats.problem.xml.entity']);
});

test('a line of many megabytes, a packed file and deep nesting are told of, and memory stays small', async () => {
  async function* long() {
    yield Buffer.from('TY  - BOOK\nTI  - A title\nAB  - ');
    for (let at = 0; at < 320; at += 1) yield Buffer.alloc(65_536, 'x');
    yield Buffer.from('\nER  - \n');
  }
  const [record] = await Array.fromAsync(parseRecords(long(), { format: 'ris' }));
  assert.equal(record?.entry?.title, 'A title');
  assert.equal(record?.entry?.summary?.length, 100_000);
  assert.equal(recogniseFormat(Buffer.from('%PDF-1.7\n1 0 obj'), 'a.ris'), undefined);
  assert.equal(
    recogniseFormat(
      Uint8Array.from({ length: 1000 }, (_, at) => (at * 7) % 256),
      'a.bib',
    ),
    undefined,
  );
  assert.equal(recogniseFormat(Buffer.from('\uFEFFЗаглавие\n', 'utf16le'), 'a.csv'), 'csv');
  assert.equal(recogniseFormat(Buffer.from('PK\u0003\u0004 records.ris'), 'a.ris'), undefined);
  const told = async (file: string, format: Format) =>
    (await read(file, format)).flatMap(one => one.problems.map(({ text }) => text));
  assert.deepEqual(await told('PK\u0003\u0004', 'ris'), ['formats.problem.packed']);
  assert.deepEqual(await told(`[${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}]`, 'csl-json'), [
    'formats.problem.json.deep',
  ]);
  const deep = `<record>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</record>`;
  assert.ok((await told(deep, 'marcxml')).includes('formats.problem.xml.deep'));
});

test('one bad record harms no other', async () => {
  const csl = await read(
    '[{"type":"book","title":"One"},{"type":book},{"type":"book","title":"Three"}]',
    'csl-json',
  );
  assert.deepEqual(
    csl.map(({ entry }) => entry?.title),
    ['One', undefined, 'Three'],
  );
  const bib = await read('@book{a, title = {One\n@book{b, title = {Two}}', 'bibtex');
  assert.deepEqual(
    bib.map(({ entry }) => entry?.title),
    ['One', 'Two'],
  );
  const xml = await read(
    '<records><record><titles><title>One</wrong></record><record><ref-type name="Book">6</ref-type><titles><title>Two</title></titles></record></records>',
    'endnote-xml',
  );
  assert.equal(xml[1]?.entry?.title, 'Two');
});

test('a cell that a spreadsheet would run is text, and keys that JavaScript obeys are only names', async () => {
  const [row] = await read('Title,__proto__\n"=cmd|\' /C calc\'!A0",x\n', 'csv');
  assert.equal(row?.entry?.title, "=cmd|' /C calc'!A0");
  const [item] = await read('[{"type":"book","title":"One","__proto__":"x","constructor":"y"}]', 'csl-json');
  assert.deepEqual(Object.keys(item?.entry?.others ?? {}).sort(), ['constructor', 'proto']);
});

test('LaTeX becomes letters: accents however braced, signs by name, dashes, scripts', async () => {
  const cases = [
    ['P{\\"a}rk', 'Pärk'],
    ['P\\"{a}rk', 'Pärk'],
    ["\\'{\\i}n", 'ín'],
    ["\\v{C}ern\\'y", 'Černý'],
    ['Stra{\\ss}e \\& So', 'Straße & So'],
    ['1--2---3', '1–2—3'],
    ['\\emph{Mind} the {GAP}', 'Mind the GAP'],
    ['$\\Sigma^{0}$ H$_2$O', 'Σ⁰ H₂O'],
  ] as const;
  for (const [latex, text] of cases) {
    const [record] = await read(`@book{k, title = {${latex}}}`, 'bibtex');
    assert.equal(record?.entry?.title, text);
  }
});

const full: Omit<Entry, 'type'> = {
  title: '=1+1: what; {is} "it"? é',
  creators: [
    { role: 'editor', name: 'Home Office' },
    { role: 'author', family: 'van Example', given: 'Ash' },
  ],
  summary: 'Two lines\nof <b>text</b> & more {x} $5 -- \\alpha',
  date: '2011-04-06',
  year: 2011,
  container: 'A & B <c>',
  pages: '10-20',
  volume: '3',
  issue: '4',
  edition: '2',
  publisher: 'Clinks',
  place: 'London',
  language: 'en',
  shortTitle: 'What',
  genre: 'Briefing',
  doi: '10.1234/x_y(1)',
  isbn: ['978-3-642-32156-6'],
  issn: ['0092-8674'],
  keywords: ['prison councils', 'probation'],
  notes: ['one', 'two; three'],
  others: { a: 'b' },
};
const back = {
  ris: 'ris',
  bib: 'bibtex',
  json: 'csl-json',
  marcxml: 'marcxml',
  csv: 'csv',
  xml: 'endnote-xml',
} as const;

for (const [name, format] of Object.entries(back)) {
  test(`what our own export writes as ${format} comes back as it was, whatever its type`, async () => {
    const { others: _, container: __, ...less } = full;
    const entries = recordTypes.flatMap((type): Entry[] => [
      { type, ...full },
      { type, ...less },
    ]);
    const records = entries.map((entry, at) => ({ number: at + 1, entry }));
    const came = await read(writtenAtOnce(leaving[name as keyof typeof back].writer, records), format);
    assert.deepEqual(
      came.map(({ entry }) => entry),
      entries,
    );
  });
}

test('a quotation mark that is never closed costs its own row of a table, and none that follows', async () => {
  const rows = async (file: string) =>
    (await read(file, 'csv')).map(({ line, entry, problems }) => [
      line,
      entry?.title,
      entry?.year,
      problems.length,
    ]);
  for (const end of ['\n', '\r\n', '\r']) {
    const lines = ['Title,Author,Year', '"Open,Hayes,2011', 'Two,Ng,2012', 'Three,"Ng, B",2013'];
    const [two, three] = [[3, 'Two', 2012, 0] as const, [4, 'Three', 2013, 0] as const];
    const open = [2, 'Open', 2011, 1];
    assert.deepEqual(await rows(lines.slice(0, 3).join(end)), [open, two]);
    assert.deepEqual(await rows(lines.join(end)), [open, two, three]);
    const whole = ['Title,Abstract,Year', 'A,"One ""word""', 'more",2011', 'B,C,2012'].join(end);
    assert.deepEqual(await rows(whole), [
      [2, 'A', 2011, 0],
      [4, 'B', 2012, 0],
    ]);
  }
});
