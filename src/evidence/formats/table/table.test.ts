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
