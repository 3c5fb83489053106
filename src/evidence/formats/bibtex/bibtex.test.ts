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

test('of commands of LaTeX only what they show is read', async () => {
  const titles = {
    '\\enquote{Quiet} hours': '“Quiet” hours',
    "`So' it isn't": "‘So’ it isn't",
    '{\\noopsort{1999a}}On parks': 'On parks',
    '\\foreignlanguage{german}{Über} parks': 'Über parks',
    '\\textcolor{red}{Red} parks': 'Red parks',
    '$\\frac{1}{2}$ of parks': '1/2 of parks',
    'Parks for $5m': 'Parks for $5m',
  };
  for (const [latex, title] of Object.entries(titles))
    assert.equal((await one(`@book{k, title = {${latex}}}`)).title, title);
});

test('commands of commands without end cost one title, and no other entry', async () => {
  for (const unit of ["\\'", '\\frac', '\\textsuperscript', '\\emph{']) {
    const good = (await all(`@book{k, title = {${unit.repeat(30_000)}}}\n@book{l, title = {On parks}}`)).at(
      -1,
    );
    assert.equal(good?.title, 'On parks');
  }
});

test('a chapter is in a book with its subtitle and its editors, whose entry stands behind it', async () => {
  const [chapter] = await all(
    `@incollection{c, title = {On parks}, crossref = {b}}
@book{b, title = {Places}, subtitle = {A reader}, editor = {Example, Ash}, date = {2011-21}}`,
  );
  assert.equal(chapter?.container, 'Places: A reader');
  assert.deepEqual(chapter?.creators, [{ role: 'editor', family: 'Example', given: 'Ash' }]);
  assert.equal(chapter?.date, 'Spring 2011');
  const article = await one(
    '@article{k, title = {On parks}, journaltitle = {Parks}, journalsubtitle = {A quarterly}}',
  );
  assert.equal(article.container, 'Parks: A quarterly');
});

test('an entry in round brackets ends its last number there, and a note of the day of a look is that day', async () => {
  assert.equal((await one('@book(k, title = {On (quiet) parks}, year = 2001)')).date, '2001');
  for (const note of [
    'Accessed: 2020-01-02',
    '[Online; accessed 2-January-2020]',
    'Last accessed 2 January 2020.',
  ]) {
    const page = await one(`@misc{k, title = {On parks}, note = {${note}}}`);
    assert.deepEqual([page.accessed, page.notes], ['2020-01-02', undefined]);
  }
});

test('keys of BibLaTeX stand for words, and a case has its court and its number', async () => {
  assert.equal((await one('@thesis{k, title = {On parks}, type = {mathesis}}')).genre, "Master's thesis");
  const patent = await one('@patent{k, title = {A lock}, type = {patentuk}, location = {countryuk}}');
  assert.deepEqual([patent.genre, patent.place], ['British patent', 'United Kingdom']);
  const judged = await one(
    '@jurisdiction{k, title = {R v Example}, institution = {Court of Larkmoor}, number = {C1/2001}}',
  );
  assert.deepEqual([judged.event, judged.reportNumber], ['Court of Larkmoor', 'C1/2001']);
});

test('a body without braces of its own is a body, and a person of the same name is none', async () => {
  const { creators } = await one(
    '@report{k, title = {On parks}, author = {Home Office and Ministry of Parks and William H. Press and Ash de Example}}',
  );
  assert.deepEqual(creators, [
    { role: 'author', name: 'Home Office' },
    { role: 'author', name: 'Ministry of Parks' },
    { role: 'author', family: 'Press', given: 'William H.' },
    { role: 'author', family: 'de Example', given: 'Ash' },
  ]);
  assert.equal(
    (await one('@article{k, title = {On parks}, year = 2011, month = {jan-feb}}')).date,
    'jan-feb 2011',
  );
});
