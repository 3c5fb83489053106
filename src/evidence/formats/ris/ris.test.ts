import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Format, type ParsedRecord, parseRecords } from '../index.ts';

async function read(text: string, format: Format = 'ris'): Promise<ParsedRecord[]> {
  const source = (async function* () {
    yield Buffer.from(text);
  })();
  return Array.fromAsync(parseRecords(source, { format }));
}

test('a record without its end, and one whose lines are wrapped, come in whole', async () => {
  const [first, second] = await read(
    'TY  - RPRT\rT1  - A report on\rprison councils\rA1  - Example, Ash\rTY  - JOUR\rTI  - An article\rER  - \r',
  );
  assert.equal(first?.entry?.title, 'A report on prison councils');
  assert.deepEqual(first?.entry?.creators, [{ role: 'author', family: 'Example', given: 'Ash' }]);
  assert.deepEqual(first?.problems, [{ line: 1, text: 'formats.problem.ris.noEnd' }]);
  assert.equal(second?.entry?.title, 'An article');
  assert.equal(second?.line, 5);
});

test('tags written small are tags, and words behind the last record are no record that failed', async () => {
  const all = await read(
    'ty  - RPRT\nti  - On councils that are\nso - called\ner  - \nty  - BOOK\nti  - Another\ner  - \n\nDownloaded from Larkmoor\n',
  );
  assert.deepEqual(
    all.map(({ entry }) => [entry?.type, entry?.title]),
    [
      ['report', 'On councils that are so - called'],
      ['book', 'Another'],
    ],
  );
  assert.deepEqual(all[1]?.problems, [{ line: 9, text: 'formats.problem.stray' }]);
  const [lone] = await read('Nothing of a record\n');
  assert.equal(lone?.entry, undefined);
});

const oneOf = async (text: string, format?: Format) => (await read(text, format))[0]?.entry;

test('names without a comma have their initials last, and one line may list several', async () => {
  const entry = await oneOf(
    'TY  - JOUR\nTI  - On councils\nAU  - Example A.B.\nAU  - Sample, Bo; van Third C\nAU  - Clinks UK\nAU  - BBC News\nAU  - D. E. Fourth\nAU  - Ministry of Parks\nER  - ',
  );
  assert.deepEqual(entry?.creators, [
    { role: 'author', family: 'Example', given: 'A.B.' },
    { role: 'author', family: 'Sample', given: 'Bo' },
    { role: 'author', family: 'van Third', given: 'C' },
    { role: 'author', name: 'Clinks UK' },
    { role: 'author', name: 'BBC News' },
    { role: 'author', family: 'Fourth', given: 'D. E.' },
    { role: 'author', name: 'Ministry of Parks' },
  ]);
  const row = await oneOf('Title,Authors\nOn councils,"Example A, Sample BC."\n', 'csv');
  assert.deepEqual(row?.creators, [
    { role: 'author', family: 'Example', given: 'A' },
    { role: 'author', family: 'Sample', given: 'BC' },
  ]);
  const web = await oneOf('%0 Web Page\n%T On councils\n%A NHS England\n', 'refer');
  assert.deepEqual(web?.creators, [{ role: 'author', name: 'NHS England' }]);
});

test('what one data base writes otherwise than the others still stands where it belongs', async () => {
  const entry = await oneOf(
    [
      'TY  - JOUR\nTI  - On councils\nJF  - Journal of Parks\nJO  - Journal of Parks\nJA  - J Parks\nET  - 2011/01/02',
      'C7  - e104\nPY  - 2011\nDA  - 2011///Autumn\nKW  - *Parks\nN1  - <p>One.</p><p>Two &amp; <b>three</b>.</p>',
      'UR  - <Go to ISI>://WOS:0001\nUR  - https://larkmoor.example/1\nER  - ',
    ].join('\n'),
  );
  assert.equal(entry?.containerShort, 'J Parks');
  assert.equal(entry?.pages, 'e104');
  assert.deepEqual([entry?.date, entry?.year, entry?.edition], ['Autumn 2011', 2011, undefined]);
  assert.deepEqual(entry?.keywords, ['Parks']);
  assert.deepEqual(entry?.notes, ['One.\n\nTwo & three.']);
  assert.equal(entry?.url, 'https://larkmoor.example/1');
  const news = await oneOf('TY  - NEWS\nTI  - On councils\nPY  - 2011\nDA  - 3 May\nER  - ');
  assert.equal(news?.date, '2011-05-03');
  const report = await oneOf('TY  - RPRT\nTI  - On councils\nM1  - 14/19\nER  - ');
  assert.equal(report?.reportNumber, '14/19');
});

test('where a file lies on the computer of whoever wrote the references stays out of the library', async () => {
  const entry = await oneOf(
    'TY  - RPRT\nTI  - On councils\nUR  - file:///C:/Users/Ash%20Example/a.pdf\nUR  - https://larkmoor.example/a.pdf\nL1  - C:\\Users\\Ash Example\\a.pdf\nL1  - internal-pdf://12/a.pdf\nL2  - https://larkmoor.example/b.pdf\nER  - ',
  );
  assert.equal(entry?.url, 'https://larkmoor.example/a.pdf');
  assert.deepEqual(entry?.others, { attachment: 'https://larkmoor.example/b.pdf' });
});

test('what databases write before their records is no fault of these, and one line may hold two addresses', async () => {
  const records = await read(
    'Provider: Larkmoor\nContent: text/plain\n\nRecord #1 of 2\n1.\nTY  - JOUR\nTI  - On councils\nUR  - https://a.example;https://b.example\nER  - \n\nRecord #2 of 2\nTY  - JOUR\nTI  - On paths\nER  - \n',
  );
  assert.deepEqual(
    records.map(({ entry, problems }) => [entry?.title, entry?.url, problems]),
    [
      ['On councils', 'https://a.example', []],
      ['On paths', undefined, []],
    ],
  );
});

test('of the tags that name a year, the one that says most of the day is the date', async () => {
  const dated = async (...lines: string[]) =>
    (await oneOf(['TY  - JOUR', 'TI  - On councils', ...lines, 'ER  - '].join('\n')))?.date;
  assert.equal(await dated('PY  - 2015', 'Y1  - April 2015'), '2015-04');
  assert.equal(await dated('PY  - 2020', 'Y1  - 2020/01/02'), '2020-01-02');
  assert.equal(await dated('Y1  - 2020/01/02', 'PY  - 2020'), '2020-01-02');
  assert.equal(await dated('PY  - 2020', 'Y1  - 2019/12/30'), '2020');
  assert.equal(await dated('PY  - 1988', 'DA  - Summer'), 'Summer 1988');
  assert.equal(await dated('PY  - 2018', 'DA  - 1-3 May'), '1-3 May 2018');
  assert.equal(await dated('PY  - 2011', 'DA  - May 3'), '2011-05-03');
});

test('what an article online does not have yet is left out, and how long a report is, is no range of pages', async () => {
  const article = await oneOf('TY  - JOUR\nTI  - On councils\nVL  - n/a\nIS  - n/a\nSP  - n/a\nER  - \n');
  assert.deepEqual([article?.volume, article?.issue, article?.pages], [undefined, undefined, undefined]);
  const report = await oneOf('TY  - RPRT\nTI  - On councils\nSP  - 56 pages\nER  - \n');
  assert.deepEqual([report?.extent, report?.pages], ['56 pages', undefined]);
});

test('EndNote keeps a degree in the volume, the day of a look in volume and number, and PubMed’s number in its data base', async () => {
  const thesis = await oneOf('TY  - THES\nTI  - On councils\nVL  - PhD\nER  - \n');
  assert.deepEqual([thesis?.genre, thesis?.volume], ['PhD', undefined]);
  const page = await oneOf('TY  - WEB\nTI  - On councils\nVL  - 2015\nM1  - January 2\nER  - \n');
  assert.deepEqual([page?.accessed, page?.volume, page?.others], ['2015-01-02', undefined, undefined]);
  const article = await oneOf(
    'TY  - JOUR\nTI  - On councils\nDB  - Ovid MEDLINE(R)\nAN  - 12345678\nER  - \n',
  );
  assert.equal(article?.pmid, '12345678');
  const other = await oneOf('TY  - JOUR\nTI  - On councils\nDB  - Parks\nAN  - 12345678\nER  - \n');
  assert.equal(other?.pmid, undefined);
});

test('names turned round are parted by “and”, those of bodies are not, and a wrapped address is one', async () => {
  const entry = await oneOf(
    'TY  - RPRT\nTI  - On councils\nAU  - Example, A. and Sample, B.\nAU  - Ministry of Parks, Paths and Ponds, Wales\nUR  - https://parks.example/a?b=1\n    &c=2\nhttps://parks.example/d\nER  - \n',
  );
  assert.deepEqual(
    entry?.creators?.map(one => ('name' in one ? one.name : one.family)),
    ['Example', 'Sample', 'Ministry of Parks, Paths and Ponds, Wales'],
  );
  assert.deepEqual(
    [entry?.url, entry?.others?.url],
    ['https://parks.example/a?b=1&c=2', 'https://parks.example/d'],
  );
});
