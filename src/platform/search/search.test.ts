import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { readCollection } from '../../../bench/relevance/collection.ts';
import { searchCollection } from '../../../bench/relevance/search-collection.ts';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asActor, asWorker } from '../database/index.ts';
import { buildPostings, type Document, putDocuments, removeDocuments, type Search, search } from './index.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const work = <T>(doing: Parameters<typeof asWorker<T>>[2]) => asWorker(database.pools, 'test', doing);
const ask = (index: string, text: string, page: { from?: number; count?: number } = {}) =>
  asActor(database.pools, { door: 'circle', tokenHash: undefined, purpose: 'search' }, tx =>
    search(tx, { index, typed: text, count: 20, ...page }),
  );
const keysOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).hits.map(({ key }) => key);

const about = (key: number, title: string, text: string): Document => ({
  key,
  title,
  text,
  keywords: '',
  authors: '',
  facets: {},
});
const council = about(11, 'Prison councils', 'What people in prison decided, and what was done about it.');
const review = about(12, 'A review of involvement', 'Councils, forums and elections in probation.');
const other = about(13, 'Weather at sea', 'Nothing of that.');

test('a visitor finds documents by any of their words, those about it first, before and after their lists are made', async () => {
  await work(tx => putDocuments(tx, 'small', [council, review, other]));
  for (const made of [0, 3]) {
    assert.deepEqual(await keysOf('small', 'the council of a prison'), [11, 12]);
    assert.deepEqual(await keysOf('small', 'CÖUNCILS'), [11, 12]);
    assert.deepEqual(await keysOf('small', 'submarine'), []);
    assert.equal(await work(tx => buildPostings(tx, 'small')), made === 0 ? 3 : 0);
  }
  assert.deepEqual(await keysOf('small', 'council', { from: 1, count: 1 }), [12]);
  assert.equal((await ask('small', 'council', { from: 1, count: 1 })).total, 2);
  assert.equal((await ask('none of the kind', 'council')).total, 0);
});

test('what was changed is found as it is now, and what was taken out is found no more', async () => {
  await work(tx => putDocuments(tx, 'small', [{ ...other, title: 'A council at sea' }]));
  assert.deepEqual(new Set(await keysOf('small', 'council')), new Set([11, 12, 13]));
  assert.deepEqual(await keysOf('small', 'weather'), []);
  await work(tx => removeDocuments(tx, 'small', [11]));
  assert.deepEqual(new Set(await keysOf('small', 'council')), new Set([12, 13]));
  await work(tx => buildPostings(tx, 'small'));
  assert.deepEqual(new Set(await keysOf('small', 'council')), new Set([12, 13]));
  assert.equal((await ask('small', 'sea prison')).total, 1);
});

test('lists that grew bit by bit answer as lists that were made at once', async () => {
  const documents = Array.from({ length: 120 }, (_, at) =>
    about(
      at + 1,
      `Report ${at % 7} on ${['health', 'prison', 'council'][at % 3]}`,
      `word${at % 11} `.repeat(1 + (at % 5)),
    ),
  );
  await work(tx => putDocuments(tx, 'at once', documents));
  await work(tx => buildPostings(tx, 'at once'));
  for (let from = 0; from < documents.length; from += 17) {
    await work(tx => putDocuments(tx, 'bit by bit', documents.slice(from, from + 17)));
    if (from % 2 === 0) await work(tx => buildPostings(tx, 'bit by bit'));
  }
  for (const text of ['prison report', 'word3 health', 'council word0 word1', 'report 5']) {
    const [one, bits] = [await ask('at once', text), await ask('bit by bit', text)];
    assert.equal(bits.total, one.total, text);
    assert.deepEqual(new Set(bits.hits.map(({ key }) => key).slice(0, 5)).size, 5);
    assert.deepEqual(
      bits.hits.slice(0, 3).map(({ key }) => key),
      one.hits.slice(0, 3).map(({ key }) => key),
      text,
    );
  }
});

test('a title of small words alone is found by itself, in quotation marks or without', async () => {
  const index = 'small words';
  const why = about(1, 'Why me?', 'What came of a meeting.');
  await work(tx =>
    putDocuments(tx, index, [why, about(2, 'Weather', 'Nothing of that.'), about(3, '???', 'Sea')]),
  );
  for (const _ of ['before', 'after']) {
    for (const text of ['Why me?', 'why me', '"Why me?"'])
      assert.deepEqual(await keysOf(index, text), [1], text);
    for (const text of ['why', 'me', 'not me', '"me why"'])
      assert.deepEqual(await keysOf(index, text), [], text);
    // What is called by signs alone is called by nothing that anybody asks for.
    assert.deepEqual(await keysOf(index, ''), [3, 2, 1]);
    await work(tx => buildPostings(tx, index));
  }
});

test('words of a quotation stand together in one part: not the last of a title and the first of a keyword', async () => {
  const index = 'together';
  const one = { ...about(1, 'Councils in prison', 'Heron. Elections there.'), keywords: 'Councils' };
  const two = { ...about(2, 'The prison council', 'Elections.'), authors: 'Ash, Sam' };
  await work(tx => putDocuments(tx, index, [one, two]));
  for (const _ of ['before', 'after']) {
    const found = async (typed: string, exact = false) =>
      (await inIndex(index, typed, { exact })).hits.map(({ key }) => key);
    assert.deepEqual(await found('"prison councils"'), [2]);
    assert.deepEqual(await found('"councils heron"'), []);
    assert.deepEqual(await found('"council ash"'), []);
    assert.deepEqual(await found('"heron elections"'), [1]);
    assert.deepEqual(await found('"ash sam" AND "prison"'), [2]);
    assert.deepEqual(await found('"prison councils"', true), []);
    assert.deepEqual(await found('"prison council"', true), [2]);
    await work(tx => buildPostings(tx, index));
  }
});

const fields = { parts: ['title', 'keyword', 'author', 'text'], values: ['year', 'type'] };
const vocabulary = ['prison', 'council', 'health', 'review', 'women', 'court', 'peer', 'support'];
const pick = (at: number, step: number) => vocabulary[(at * step + (at >> 2)) % vocabulary.length] ?? '';
const library = Array.from({ length: 90 }, (_, at): Document => {
  const year = at % 9 === 0 ? {} : { year: [String(2000 + (at % 13))] };
  return {
    ...{ key: at + 1, title: `${pick(at, 3)} ${pick(at, 5)}`, keywords: pick(at, 7) },
    ...{
      authors: at % 4 === 0 ? 'Hayes, Sal' : 'Invented, Pat',
      text: `${pick(at, 1)} ${pick(at, 2)} and the ${pick(at, 11)}`,
    },
    facets: { ...year, type: [at % 3 === 0 ? 'report' : 'article'], topic: [pick(at, 1), pick(at, 2)] },
  };
});
const inIndex = (index: string, typed: string, more: Partial<Search> = {}) =>
  asActor(database.pools, { door: 'circle', tokenHash: undefined, purpose: 'search' }, tx =>
    search(tx, { index, typed, fields, count: 100, ...more }),
  );
const inLibrary = (typed: string, more: Partial<Search> = {}) => inIndex('library', typed, more);
const totalOf = async (...asked: Parameters<typeof inLibrary>) => (await inLibrary(...asked)).total;

// Some in one run, some in a second, some in none yet; some changed since.
test('a library of three ages is put in', async () => {
  await work(tx => putDocuments(tx, 'library', library.slice(0, 50)));
  await work(tx => buildPostings(tx, 'library'));
  await work(tx => putDocuments(tx, 'library', library.slice(40, 60)));
  await work(tx => buildPostings(tx, 'library'));
  await work(tx => putDocuments(tx, 'library', library.slice(55)));
  assert.equal(await totalOf(''), 90);
});

test('algebra: AND finds no more than either side, OR finds both sides less what they share, NOT all the rest', async () => {
  const clause = fc.constantFrom(
    ...vocabulary,
    'title:prison',
    'author:hayes',
    '"peer support"',
    'year:2003-2008',
    'type:report',
  );
  await fc.assert(
    fc.asyncProperty(clause, clause, async (one, other) => {
      const asked = [
        ...[one, other, `${one} AND ${other}`, `${one} OR ${other}`, `${one} NOT ${other}`],
        ...[`NOT ${one}`, `-${one}`],
      ];
      const [a = 0, b = 0, both = 0, either, without, rest, left] = await Promise.all(
        asked.map(typed => totalOf(typed)),
      );
      assert.ok(both <= Math.min(a, b));
      assert.equal(either, a + b - both);
      assert.equal(without, a - both);
      assert.equal(rest, 90 - a);
      assert.equal(left, rest);
    }),
    { numRuns: 25 },
  );
});

const allOf = ({ title, keywords, text }: Document) => `${title} ${keywords} ${text}`;
const naive = (is: (document: Document) => boolean) => new Set(library.filter(is).map(({ key }) => key));
const cases: readonly (readonly [string, (document: Document) => boolean])[] = [
  ['title:prison', ({ title }) => title.includes('prison')],
  ['keyword:women', ({ keywords }) => keywords === 'women'],
  ['author:"Hayes Sal"', ({ authors }) => authors === 'Hayes, Sal'],
  ['title:"prison review"', ({ title }) => title === 'prison review'],
  ['type:Report', ({ facets }) => facets.type?.[0] === 'report'],
  ['year:2004', ({ facets }) => facets.year?.[0] === '2004'],
  ['year:2010-', ({ facets }) => Number(facets.year?.[0]) >= 2010],
  [
    '(women OR court) AND type:article',
    ({ title, keywords, text, facets }) =>
      /women|court/.test(`${title} ${keywords} ${text}`) && facets.type?.[0] === 'article',
  ],
  ['women -court prison', one => /women|prison/.test(allOf(one)) && !/court/.test(allOf(one))],
  ['prison -(court OR women)', one => /prison/.test(allOf(one)) && !/court|women/.test(allOf(one))],
  ['WOMEN AND THE COURT', one => /women|court/.test(allOf(one))],
  ['WOMEN AND THE COURT 0year1999', one => /women|court/.test(allOf(one))],
  ['WOMEN NOT COURT', one => /women/.test(allOf(one)) && !/court/.test(allOf(one))],
  ['prison - court', one => /prison|court/.test(allOf(one))],
  ['NOT prison -court', one => !/prison|court/.test(allOf(one))],
  ['pris*', one => /prison/.test(allOf(one))],
  ['Prisoners wom*', one => /prison|women/.test(allOf(one))],
  ['title:rev* NOT title:PRI*', ({ title }) => /rev/.test(title) && !/pri/.test(title)],
  ['year:201*', ({ facets }) => facets.year?.[0]?.startsWith('201') ?? false],
  ['year:2003–2008', ({ facets }) => /^200[3-8]$/.test(facets.year?.[0] ?? '')],
  ['the', () => false],
  ['the AND year:2004', ({ facets }) => facets.year?.[0] === '2004'],
  ['', () => true],
];
for (const [typed, is] of cases) {
  test(`language: ${typed || 'nothing'} finds exactly those that a plain look finds`, async () => {
    const { hits, total } = await inLibrary(typed);
    assert.deepEqual(new Set(hits.map(({ key }) => key)), naive(is));
    assert.equal(total, hits.length);
  });
}

test('of many beginnings with a star the first few count, so that no query asks for every word there is', async () => {
  const many = Array.from({ length: 300 }, (_, at) => `q${String.fromCharCode(97 + (at % 26))}${at}*`).join(
    ' ',
  );
  assert.equal(await totalOf(`${many} pris*`), 0);
  assert.equal(await totalOf(`pris* ${many}`), await totalOf('prison'));
});

test('facets: each value is counted over what was found, and a chosen facet as if nothing were chosen in it', async () => {
  const { counts, total } = await inLibrary('prison', {
    filters: { type: ['report'], topic: ['court', 'women'] },
    counted: ['type', 'topic', 'year'],
  });
  const found = library.filter(({ title, keywords, text }) =>
    `${title} ${keywords} ${text}`.includes('prison'),
  );
  const isReport = ({ facets }: Document) => facets.type?.[0] === 'report';
  const isTopic = ({ facets }: Document) =>
    facets.topic?.some(value => value === 'court' || value === 'women');
  const count = (documents: readonly Document[], facet: string, value: string) =>
    documents.filter(({ facets }) => facets[facet]?.includes(value)).length;
  assert.equal(total, found.filter(one => isReport(one) && isTopic(one)).length);
  for (const { value, count: said } of counts.type ?? [])
    assert.equal(said, count(found.filter(isTopic), 'type', value));
  for (const { value, count: said } of counts.topic ?? [])
    assert.equal(said, count(found.filter(isReport), 'topic', value));
  const both = found.filter(one => isReport(one) && isTopic(one));
  for (const { value, count: said } of counts.year ?? []) assert.equal(said, count(both, 'year', value));
  assert.ok((counts.topic?.length ?? 0) > 2);
});

test('order: by year with those without one last, by what came last, and a title that is typed word for word comes first', async () => {
  const years = async (rising: boolean) =>
    (await inLibrary('', { order: { facet: 'year', rising } })).hits.map(
      ({ key }) => library[key - 1]?.facets.year?.[0] ?? 'none',
    );
  const [up, down] = [await years(true), await years(false)];
  const withYear = up.filter(year => year !== 'none');
  assert.deepEqual(withYear, withYear.toSorted());
  assert.deepEqual(
    down.filter(year => year !== 'none'),
    withYear.toReversed(),
  );
  assert.deepEqual([up.at(-1), down.at(-1)], ['none', 'none']);
  assert.equal((await inLibrary('', { order: 'newest' })).hits[0]?.key, 90);
  const title = library[20]?.title ?? '';
  const [first] = (await inLibrary(title.toUpperCase())).hits;
  assert.equal(library[(first?.key ?? 0) - 1]?.title, title);
});

test('help: every word says how much it alone would find, and every hit which of them it holds', async () => {
  const { words, hits } = await inLibrary('prison submarine');
  assert.deepEqual(
    words.map(({ value, count }) => [value, count > 0]),
    [
      ['prison', true],
      ['submarin', false],
    ],
  );
  assert.ok(hits.every(({ matched }) => matched.join() === 'prison'));
});

test('a judged collection is read as it comes: numbers for names, nothing in a field, other ends of lines; a bad line is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ownwords-collection-'));
  const files = {
    'docs.jsonl':
      '\uFEFF{"id":1,"title":"Councils","abstract":"in prison"}\r\n\r\n{"id":"b","title":null,"text":"Weather"}\r\n',
    'queries.jsonl': '{"id":1,"text":"prison"}\r\n{"id":2}\r\n{"id":3,"text":"nobody judged"}',
    'qrels.txt': '1 0 1 2\r\n2 0 b\r\n1 0 zz 1\r\n',
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const { documents, questions } = readCollection(folder);
  assert.deepEqual(
    documents.map(({ title, text }) => [title, text]),
    [
      ['Councils', 'in prison'],
      ['', 'Weather'],
    ],
  );
  assert.deepEqual(
    questions.map(({ text, judged: by }) => [text, ...by]),
    [
      ['prison', [1, 2]],
      ['', [2, 1]],
    ],
  );
  writeFileSync(join(folder, 'docs.jsonl'), '{"id":1}\n{bad');
  assert.throws(() => readCollection(folder), /Line 2 of docs.jsonl/);
  rmSync(folder, { recursive: true });
});

const judged = fileURLToPath(new URL('../../../../shared/data/ir/', import.meta.url));
const floors = [
  { name: 'cran', floor: 0.42 },
  { name: 'med', floor: 0.53 },
  { name: 'med', floor: 0.6, broaden: true },
];
for (const { name, floor, broaden = false } of floors) {
  const folder = `${judged}${name}`;
  test(`people’s judgement: on the collection ${name}${broaden ? ', broadened,' : ''} the mean average precision is at least ${floor}`, {
    skip: existsSync(folder)
      ? false
      : `THERE IS NO JUDGED COLLECTION AT ${folder}: RELEVANCE WAS NOT MEASURED`,
  }, async () => {
    const own = await freshDatabase();
    try {
      const { map, answered } = await searchCollection(own.pools, readCollection(folder), { broaden });
      assert.ok(map >= floor, String(map));
      assert.equal(answered, 1);
    } finally {
      await own.drop();
    }
  });
}

test('every order goes on behind its last hit, and titles stand from A to Z, however many there are', async () => {
  const titled = (key: number, title: string) => ({
    ...about(key, title, `kind${key % 2}`),
    facets: key % 3 === 0 ? {} : { year: [String(2000 + (key % 5))] },
  });
  const few = ['Émile', 'apple', 'Zebra', 'élan', 'Apple pie', 'apple'].map((title, at) =>
    titled(at + 1, title),
  );
  await work(tx => putDocuments(tx, 'ordered', few));
  const page = (asked: Partial<Search>) =>
    asActor(database.pools, { door: 'circle', tokenHash: undefined, purpose: 'search' }, tx =>
      search(tx, { index: 'ordered', typed: '', count: 2, ...asked }),
    );
  const keys = async (asked: Partial<Search>) => (await page(asked)).hits.map(({ key }) => key);
  assert.deepEqual(await keys({ order: 'title', count: 9 }), [2, 6, 5, 4, 1, 3]);
  assert.deepEqual(await keys({ order: 'title', from: 2, count: 2 }), [5, 4]);
  assert.deepEqual(await keys({ order: 'title', typed: 'kind1', count: 9 }), [5, 1, 3]);
  const many = Array.from({ length: 2500 }, (_, at) =>
    titled(at + 10, `Note ${String(2500 - at).padStart(4, '0')}`),
  );
  for (const most of [few, many]) {
    if (most === many) await work(tx => putDocuments(tx, 'ordered', many));
    for (const order of ['relevance', 'newest', 'title', { facet: 'year', rising: true }] as const) {
      const asked = { order, typed: order === 'relevance' ? 'kind0 apple' : '', count: 7 };
      const whole = await keys({ ...asked, count: 50 });
      const got: number[] = [];
      for (let end = (await page({ ...asked, count: 0 })).end; got.length < whole.length; ) {
        const next = await page({ ...asked, ...(end && { after: end }) });
        got.push(...next.hits.map(({ key }) => key));
        end = next.end;
        assert.equal(next.total, (await page(asked)).total);
      }
      assert.deepEqual(got.slice(0, whole.length), whole, JSON.stringify(order));
    }
  }
  const { end } = await page({ order: 'newest' });
  await work(tx => putDocuments(tx, 'ordered', [titled(9999, 'It came meanwhile')]));
  assert.deepEqual(await keys({ order: 'newest', ...(end && { after: end }) }), [2507, 2506]);
});

test('where values stand for those above them, each document counts once for each, before and after lists are made', async () => {
  const kept = (key: number, ...keyword: string[]) => ({
    ...about(key, `Note ${key}`, 'noted'),
    facets: { keyword },
  });
  const above = { 'Prison councils': ['Involvement', 'Prisons'], Forums: ['Involvement'] };
  const ask = (filters: Record<string, string[]>, rolled = true) =>
    asActor(database.pools, { door: 'circle', tokenHash: undefined, purpose: 'search' }, tx =>
      search(tx, {
        ...{ index: 'rolled', typed: 'noted', count: 9, filters, counted: ['keyword'] },
        ...(rolled && { rollUp: { facet: 'keyword', above } }),
      }),
    );
  const documents = [kept(1, 'Prison councils', 'Forums'), kept(2, 'Prisons'), kept(3, 'Weather'), kept(4)];
  await work(tx => putDocuments(tx, 'rolled', documents));
  for (const _ of ['before', 'after']) {
    const { total, counts } = await ask({ keyword: ['Involvement'] });
    assert.equal(total, 1);
    const expected = { Prisons: 2, Forums: 1, Involvement: 1, 'Prison councils': 1, Weather: 1 };
    assert.deepEqual(Object.fromEntries((counts.keyword ?? []).map(one => [one.value, one.count])), expected);
    assert.equal((await ask({ keyword: ['Prisons'] })).total, 2);
    assert.equal((await ask({ keyword: ['Prisons'] }, false)).total, 1);
    assert.equal((await ask({ keyword: ['Weather', 'Forums'] })).total, 2);
    await work(tx => buildPostings(tx, 'rolled'));
  }
});

test('what came last stands first, also when something older was changed since, and goes on behind its last hit', async () => {
  const documents = Array.from({ length: 9 }, (_, at) => about(at + 1, `Leaf ${at}`, 'leaves'));
  await work(tx => putDocuments(tx, 'changed', documents));
  const newest = async (after?: Search['after']) => {
    const asked = {
      index: 'changed',
      typed: 'leaves',
      count: 6,
      order: 'newest',
      ...(after && { after }),
    } as const;
    return asActor(database.pools, { door: 'circle', tokenHash: undefined, purpose: 'search' }, tx =>
      search(tx, asked),
    );
  };
  for (const _ of ['before', 'after']) {
    await work(tx => putDocuments(tx, 'changed', documents.slice(1, 4)));
    const first = await newest();
    assert.deepEqual(
      first.hits.map(({ key }) => key),
      [9, 8, 7, 6, 5, 4],
    );
    assert.deepEqual(
      (await newest(first.end)).hits.map(({ key }) => key),
      [3, 2, 1],
    );
    assert.equal((await ask('changed', 'NOT sea')).hits[0]?.key, 9);
    await work(tx => buildPostings(tx, 'changed'));
  }
});

test('what was counted of a word as values stand is not told where they stand for others', async () => {
  const documents = Array.from({ length: 60 }, (_, at) => ({
    ...about(at + 1, `Leaf ${at}`, at % 3 === 0 ? 'noted' : 'forgotten'),
    facets: { keyword: [at % 2 === 0 ? 'Prison councils' : 'Weather'] },
  }));
  await work(tx => putDocuments(tx, 'counted twice', documents));
  await work(tx => buildPostings(tx, 'counted twice'));
  const asked = { index: 'counted twice', typed: 'noted', count: 0, counted: ['keyword'] };
  const rollUp = { facet: 'keyword', above: { 'Prison councils': ['Involvement'] } };
  for (const [more, expected] of [
    [{}, { 'Prison councils': 10, Weather: 10 }],
    [{ rollUp }, { 'Prison councils': 10, Weather: 10, Involvement: 10 }],
    [{}, { 'Prison councils': 10, Weather: 10 }],
  ] as const) {
    const { counts } = await asActor(
      database.pools,
      { door: 'circle', tokenHash: undefined, purpose: 'search' },
      tx => search(tx, { ...asked, ...more }),
    );
    assert.deepEqual(
      Object.fromEntries((counts.keyword ?? []).map(({ value, count }) => [value, count])),
      expected,
    );
  }
});
