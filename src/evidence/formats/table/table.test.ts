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
