import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecords, recogniseFormat } from '../index.ts';

async function rows(text: string) {
  assert.equal(recogniseFormat(Buffer.from(text), 'savedrecs.txt'), 'csv');
  const source = (async function* () {
    yield Buffer.from(text);
  })();
  const read = await Array.fromAsync(parseRecords(source, { format: 'csv' }));
  return read.map(({ entry }) => entry);
}

test('a table of Scopus has its pages in two columns, and its article numbers in another', async () => {
  const [one, two] = await rows(
    `"Authors","Title","Year","Source title","Art. No.","Page start","Page end","Author Keywords","Document Type"
"Example A., Sample B.C.","On councils","2011","Parks","","45","50","park; path","Article"
"Example A.","On paths","2012","Parks","e104","","","","Article"
`,
  );
  assert.equal(one?.pages, '45-50');
  assert.deepEqual(one?.creators, [
    { role: 'author', family: 'Example', given: 'A.' },
    { role: 'author', family: 'Sample', given: 'B.C.' },
  ]);
  assert.deepEqual(one?.keywords, ['park', 'path']);
  assert.equal(two?.pages, 'e104');
});

test('a table of Web of Science is known by the two letters over each of its columns', async () => {
  const [one] = await rows(
    'PT\tAU\tTI\tSO\tPY\tVL\tIS\tBP\tEP\tDI\nJ\tExample, A; Sample, B\tOn councils\tPARKS\t2011\t3\t2\t45\t50\t10.9999/abc\n',
  );
  assert.deepEqual(
    [one?.title, one?.container, one?.volume, one?.issue, one?.pages, one?.doi, one?.year],
    ['On councils', 'PARKS', '3', '2', '45-50', '10.9999/abc', 2011],
  );
  assert.equal(one?.creators?.length, 2);
});

test('a table of Zotero has its types and numbers apart, and its notes without their markup', async () => {
  const [thesis, report] = await rows(
    `"Key","Item Type","Author","Title","Type","Number","Issue","Notes","Manual Tags","Automatic Tags"
"A1","thesis","Example, Ash","On councils","Doctorate","","","<p>Read &amp; liked; twice</p>","park","path"
"A2","report","Example, Ash","On paths","Green paper","14/19","","","",""
`,
  );
  assert.deepEqual([thesis?.type, thesis?.genre], ['thesis', 'Doctorate']);
  assert.deepEqual(thesis?.notes, ['Read & liked', 'twice']);
  assert.deepEqual(thesis?.keywords, ['park', 'path']);
  assert.deepEqual([report?.type, report?.genre, report?.reportNumber], ['report', 'Green paper', '14/19']);
});

test('a table that does not say what a record is tells articles by their volume, and names by their initials', async () => {
  const [one, two] = await rows(
    'Authors,Title,Journal,Volume,Year\n"A Example, BC Sample",On councils,Parks,3,2011\nClinks,On paths,,,2012\n',
  );
  assert.equal(one?.type, 'article');
  assert.deepEqual(one?.creators, [
    { role: 'author', family: 'Example', given: 'A' },
    { role: 'author', family: 'Sample', given: 'BC' },
  ]);
  assert.equal(two?.type, 'document');
});

test('whom a table names twice, short and in full, is named once and in full', async () => {
  const [scopus] = await rows(
    `Authors,"Author full names",Title,Year
"Example A.; Sample B.","Example, Ash (57190000001); Sample, Bo (57190000002)",On councils,2011
`,
  );
  const creators = [
    { role: 'author', family: 'Example', given: 'Ash' },
    { role: 'author', family: 'Sample', given: 'Bo' },
  ];
  assert.deepEqual(scopus?.creators, creators);
  const [science] = await rows(
    'PT\tAU\tAF\tCA\tTI\tSO\tPD\tPY\nJ\tExample, A; Sample, B\tExample, Ash; Sample, Bo\tPark Group\tOn councils\tPARKS\tMAR-APR\t2011\n',
  );
  assert.deepEqual(science?.creators, [...creators, { role: 'author', name: 'Park Group' }]);
  assert.deepEqual([science?.date, science?.year], ['MAR-APR 2011', 2011]);
});

test('a day or a month beside a year in a column of its own makes one date, in whatever order they stand', async () => {
  const [one, two] = await rows(
    'Title,Publication Date,Publication Year\nOn councils,MAR 15,2011\nOn paths,2012-05-06,2012\n',
  );
  assert.deepEqual([one?.date, one?.year, two?.date], ['2011-03-15', 2011, '2012-05-06']);
  const [long] = await rows(`Title,Date\nOn councils,"${'x'.repeat(5000)}"\n`);
  assert.equal(long?.date?.length, 4000);
});

test('names that people write one after the other are names of people, and bodies stay whole', async () => {
  const named = async (authors: string) =>
    (await rows(`Title,Author,Year\nOn councils,"${authors}",2011\n`))[0]?.creators?.map(one =>
      'name' in one ? one.name : `${one.family}, ${one.given}`,
    );
  assert.deepEqual(await named('Ash Example and Bo Sample'), ['Example, Ash', 'Sample, Bo']);
  assert.deepEqual(await named('Ash Example, Bo Sample & Cy de Third'), [
    'Example, Ash',
    'Sample, Bo',
    'de Third, Cy',
  ]);
  assert.deepEqual(await named('Example, Ash and Sample, Bo'), ['Example, Ash', 'Sample, Bo']);
  assert.deepEqual(await named('Example García, Ash María'), ['Example García, Ash María']);
  assert.deepEqual(await named('Larkmoor Trust and Ash Example'), ['Larkmoor Trust and Ash Example']);
  assert.deepEqual(await named('Example A, Sample BC, de Third D.'), [
    'Example, A',
    'Sample, BC',
    'de Third, D',
  ]);
});

test('a subtitle is part of the title, and headings of a library say what they mean', async () => {
  const [one] = await rows(
    'Title,Subtitle,Author,Contributor,Date of publication,No. of pages,Report no.\nOn councils,A review,"Example, Ash","Sample, Bo",6 May 2011,56,12/14\n',
  );
  assert.deepEqual(
    [one?.title, one?.date, one?.extent, one?.reportNumber, one?.creators?.map(({ role }) => role)],
    ['On councils: A review', '2011-05-06', '56', '12/14', ['author', 'contributor']],
  );
});
