import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../../record/entry.ts';
import { parseRecords } from '../index.ts';

async function all(text: string): Promise<Partial<Entry>[]> {
  const source = (async function* () {
    yield Buffer.from(text);
  })();
  const records = await Array.fromAsync(parseRecords(source, { format: 'bibtex' }));
  return records.flatMap(({ entry }) => entry ?? []);
}
const one = async (text: string): Promise<Partial<Entry>> => (await all(text))[0] ?? {};

test('what sort of thesis it is stands in the entry before it stands in its type', async () => {
  const said = await one('@phdthesis{k, title = {On parks}, type = {{Doctorate} in nursing}}');
  assert.equal(said.genre, 'Doctorate in nursing');
  assert.equal((await one('@phdthesis{k, title = {On parks}}')).genre, 'PhD thesis');
});

test('an entry of arXiv is a preprint with its number, unless it came out in a journal', async () => {
  const entry = 'title = {On parks}, eprint = {2301.00001}, archivePrefix = {arXiv}';
  const preprint = await one(`@misc{k, ${entry}}`);
  assert.equal(preprint.type, 'preprint');
  assert.equal(preprint.reportNumber, 'arXiv:2301.00001');
  assert.equal(preprint.url, 'https://arxiv.org/abs/2301.00001');
  assert.equal((await one(`@article{k, ${entry}, journal = {Parks}}`)).type, 'article');
});

test('an address is one also where its signs are spelt out for LaTeX', async () => {
  for (const url of ['a\\_b\\textasciitilde{}c', 'a_b{\\textasciitilde}c', 'a_b~c'])
    assert.equal(
      (await one(`@online{k, title = {On parks}, url = {https://a.example/${url}}}`)).url,
      'https://a.example/a_b~c',
    );
});

test('names of DBLP lose the number that tells people apart', async () => {
  const { creators } = await one('@book{k, title = {On parks}, author = {Ash Example 0001 and {Plan 2030}}}');
  assert.deepEqual(creators, [
    { role: 'author', family: 'Example', given: 'Ash' },
    { role: 'author', name: 'Plan 2030' },
  ]);
});

test('fields as Web of Science, Scopus and Mendeley write them stand where they belong', async () => {
  const entry = await one(
    `@article{k, title = {On parks}, Article-Number = {{e104}}, EISSN = {{0092-8674}}, author_keywords = {park; path},
      abbrev_source_title = {J. Parks}, url = {https://a.example/1 https://b.example/2}, year = 2011, month = "12~" # apr,
      abstract = {About {\\~{}}100 people,
      of whom many walk.

      See \\url{https://c.example/~x_y}.}}`,
  );
  assert.equal(entry.pages, 'e104');
  assert.deepEqual(entry.issn, ['0092-8674']);
  assert.deepEqual(entry.keywords, ['park', 'path']);
  assert.equal(entry.containerShort, 'J. Parks');
  assert.equal(entry.url, 'https://a.example/1');
  assert.equal(entry.date, '2011-04-12');
  assert.equal(entry.summary, 'About ~100 people, of whom many walk.\nSee https://c.example/~x_y.');
});

test('a paper has from its volume what it does not say itself, wherever that stands in the file', async () => {
  const paper = (key: string) =>
    `@inproceedings{${key}, title = {On ${key}}, crossref = {V}, pages = {1--2}}\n`;
  const volume =
    '@proceedings{v, title = {Parks 2011}, year = 2011, publisher = {Larkmoor}, doi = {10.9999/v}}\n';
  const lost = '@inproceedings{lost, title = {On nothing}, crossref = {nowhere}}\n';
  const entries = await all(paper('before') + lost + volume + paper('behind'));
  assert.deepEqual(
    entries.map(({ title, container, year, publisher, doi }) => [title, container, year, publisher, doi]),
    [
      ['On before', 'Parks 2011', 2011, 'Larkmoor', undefined],
      ['On nothing', undefined, undefined, undefined, undefined],
      ['Parks 2011', undefined, 2011, 'Larkmoor', '10.9999/v'],
      ['On behind', 'Parks 2011', 2011, 'Larkmoor', undefined],
    ],
  );
});

test('a set of BibLaTeX is no record', async () => {
  assert.deepEqual(
    (await all('@set{s, entryset = {k}}\n@book{k, title = {On parks}}')).map(({ title }) => title),
    ['On parks'],
  );
});
