import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { KyselyPlugin } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asActor, asWorker, type Tx } from '../database/index.ts';
import { runOne } from '../jobs/index.ts';
import { systemClock } from '../time/index.ts';
import {
  buildPostings,
  buildSearch,
  type Document,
  moreLike,
  putDocuments,
  removeDocuments,
  type Search,
  search,
  suggest,
  tidyPostings,
  tidySearch,
} from './index.ts';
import { readLists } from './lists.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const work = <T>(doing: (tx: Tx) => Promise<T>) => asWorker(database.pools, 'test', doing);
const asked = <T>(doing: (tx: Tx) => Promise<T>) =>
  asActor(database.pools, { door: 'circle', tokenHash: undefined, purpose: 'search' }, doing);
const find = (index: string, typed: string, more: Partial<Search> = {}) =>
  asked(tx => search(tx, { index, typed, count: 100, ...more }));
const keysOf = async (...of: Parameters<typeof find>) => (await find(...of)).hits.map(({ key }) => key);
const document = (key: number, title: string, text = ''): Document => ({
  ...{ key, title, text, keywords: '', authors: '', facets: {} },
});

const vocabulary = ['prison', 'council', 'health', 'review', 'women', 'court', 'peer', 'support'];
const sentence = fc
  .array(fc.constantFrom(...vocabulary), { minLength: 6, maxLength: 6 })
  .map(words => words.join(' '));
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      put: fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), sentence), { maxLength: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ remove: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }) }),
  },
  { weight: 2, arbitrary: fc.constant('build' as const) },
  { weight: 1, arbitrary: fc.constant('tidy' as const) },
);

async function perform(
  index: string,
  what: typeof act extends fc.Arbitrary<infer T> ? T : never,
): Promise<void> {
  await work(async tx => {
    if (what === 'build') await buildPostings(tx, index);
    else if (what === 'tidy') await tidyPostings(tx, index, 0);
    else if ('put' in what) {
      const once = new Map(what.put);
      await putDocuments(
        tx,
        index,
        [...once].map(([key, text]) => document(key, '', text)),
      );
    } else await removeDocuments(tx, index, what.remove);
  });
}

// Documents of one length: else what they are held against, the average length, would move between the two.
test('whatever came, changed, went and was built, the same is found as by lists that are made anew: delta + base = rebuild', async () => {
  let at = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 14 }), async acts => {
      at += 1;
      const index = `grown ${at}`;
      await work(tx =>
        putDocuments(tx, index, [document(100, '', 'prison council health review women court')]),
      );
      for (const what of acts) await perform(index, what);
      const texts = [...vocabulary.slice(0, 4), 'prison peer', 'women court support review'];
      const all = async (more: Partial<Search> = {}) => {
        const found = [];
        for (const text of texts) found.push(await find(index, text, more));
        return found.map(({ hits, total }) => ({
          total,
          hits: hits.map(({ key, score }) => [key, Math.round(score)]),
        }));
      };
      const grown = [await all(), await all({ exact: true })];
      await work(tx => startAnew(tx, index));
      while ((await work(tx => buildPostings(tx, index))) > 0);
      assert.deepEqual([await all(), await all({ exact: true })], grown);
    }),
    { numRuns: 12 },
  );
});

async function startAnew({ db }: Tx, index: string): Promise<void> {
  await db.deleteFrom('search.posting').where('index_name', '=', index).execute();
  await db.deleteFrom('search.run').where('index_name', '=', index).execute();
  await db.deleteFrom('search.gone').where('index_name', '=', index).execute();
  await db
    .updateTable('search.index')
    .set({ built: 0, generation: randomUUID() })
    .where('name', '=', index)
    .execute();
}

const run = (job: typeof buildSearch, payload: object = {}) =>
  runOne({ pools: database.pools, clock: systemClock }, job, {
    payload,
    signal: new AbortController().signal,
  });
const once = (doing: () => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => (done ??= doing());
};
/** Does something behind each question that is written so, before anything else is asked. */
const afterEach = (written: RegExp, doing: () => Promise<void>): KyselyPlugin => {
  const asked = new WeakSet<object>();
  return {
    transformQuery: ({ node, queryId }) => {
      const texts = 'sqlFragments' in node ? (node.sqlFragments as readonly string[]) : [];
      if (texts.some(text => written.test(text))) asked.add(queryId);
      return node;
    },
    transformResult: async ({ result, queryId }) => {
      if (asked.has(queryId)) await doing();
      return result;
    },
  };
};
const wordsOf = async (index: string) =>
  (
    await database.pools.worker.query('select word, n from search.word where index_name = $1 order by word', [
      index,
    ])
  ).rows.map(({ word, n }) => `${word} ${n}`);

test('the job makes lists, is safe to run twice, and at night nothing that is gone stays in them or in the words', async () => {
  const index = 'by the job';
  await work(tx =>
    putDocuments(
      tx,
      index,
      Array.from({ length: 30 }, (_, at) => document(at + 1, 'A zebra', 'and the zebrawood')),
    ),
  );
  await run(buildSearch);
  await run(buildSearch);
  assert.deepEqual(await wordsOf(index), ['zebra 30', 'zebrawood 30']);
  await work(tx => removeDocuments(tx, index, [3]));
  await work(tx => putDocuments(tx, index, [document(4, 'A gnu')]));
  await run(buildSearch);
  assert.deepEqual(await wordsOf(index), ['gnu 1', 'zebra 30', 'zebrawood 30']);
  await run(tidySearch);
  await run(tidySearch);
  assert.deepEqual(await wordsOf(index), ['gnu 1', 'zebra 28', 'zebrawood 28']);
  // Neither what was noted of them nor their words.
  for (const kept of ['search.gone where', 'search.document where removed and']) {
    const { rows } = await database.pools.worker.query(`select from ${kept} index_name = $1`, [index]);
    assert.equal(rows.length, 0, kept);
  }
  assert.equal((await find(index, 'zebra')).total, 28);
});

test('what is taken out while lists are made is found no more, and its words are counted no less than they were', async () => {
  const index = 'meanwhile';
  await work(tx =>
    putDocuments(
      tx,
      index,
      [1, 2, 3].map(key => document(key, 'A heron')),
    ),
  );
  const removing = once(() => work(tx => removeDocuments(tx, index, [2])));
  await work(tx =>
    buildPostings({ ...tx, db: tx.db.withPlugin(afterEach(/delete from search\.gone/, removing)) }, index),
  );
  assert.deepEqual(await keysOf(index, 'heron'), [3, 1]);
  while ((await work(tx => tidyPostings(tx, index, 0))) > 0);
  assert.deepEqual(await wordsOf(index), ['heron 2']);
  assert.deepEqual(await keysOf(index, 'heron'), [3, 1]);
});

test('whoever knows other runs takes no list away from somebody who is reading', async () => {
  const index = 'two at once';
  for (const keys of [[1, 2, 3], [4]]) {
    await work(tx =>
      putDocuments(
        tx,
        index,
        keys.map(key => document(key, 'A heron', 'and a bittern')),
      ),
    );
    await work(tx => buildPostings(tx, index));
  }
  assert.deepEqual(await keysOf(index, 'heron'), [4, 3, 2, 1]);
  const { rows } = await database.pools.worker.query(
    'select id from search.run where index_name = $1 order by first',
    [index],
  );
  const runs: string[] = rows.map(({ id }) => id);
  const lists = await asked(other =>
    asked(async tx => {
      const reading = readLists(tx, { index, runs, lexemes: ['heron', 'bittern'] });
      // All that this one asks for is there: it is done before the other has been answered.
      await readLists(other, { index, runs: runs.slice(0, 1), lexemes: ['heron'] });
      return reading;
    }),
  );
  assert.equal(runs.length, 2);
  assert.ok(lists === undefined || lists.get('heron')?.length === 2);
  assert.deepEqual(await keysOf(index, 'heron bittern'), [4, 3, 2, 1]);
});

test('a title or a value longer than an index holds keeps nothing out and stops no lists', async () => {
  const index = 'long';
  // What cannot be made shorter: a repetition would be.
  const endless = (from: string) =>
    Array.from({ length: 60 }, (_, at) => createHash('sha256').update(`${from} ${at}`).digest('hex')).join(
      ' ',
    );
  const title = endless('title').slice(0, 3900);
  const facets = { keyword: [endless('value').slice(0, 3900), 'herons'] };
  await work(tx => putDocuments(tx, index, [{ ...document(1, title), facets }, document(2, 'A heron')]));
  assert.equal(await work(tx => buildPostings(tx, index)), 2);
  assert.deepEqual(await keysOf(index, title), [1]);
  assert.deepEqual(await keysOf(index, '', { filters: facets }), [1]);
  const suggested = await asked(tx => suggest(tx, { index, typed: 'he', count: 5, facets: ['keyword'] }));
  assert.deepEqual(
    suggested.map(({ text }) => text),
    ['herons', 'heron'],
  );
  await work(tx => removeDocuments(tx, index, [1]));
  while ((await work(tx => tidyPostings(tx, index, 0))) > 0);
  assert.equal((await find(index, '')).total, 1);
});

test('a word with figures in it is found by how it begins, before and after lists are made', async () => {
  const index = 'figures';
  await work(tx =>
    putDocuments(tx, index, [document(1, 'H1N1 in custody'), document(2, 'Form S37a', '0h1n1')]),
  );
  for (const _ of ['before', 'after']) {
    assert.deepEqual(await keysOf(index, 'h1*'), [1]);
    assert.deepEqual(await keysOf(index, 's37*', { exact: true }), [2]);
    await work(tx => buildPostings(tx, index));
  }
  // A term that the room wrote is no word of anybody.
  assert.deepEqual(await wordsOf(index), ['custody 1', 'form 1', 'h1n1 1', 's37a 1']);
});

test('thousands of documents that wait ask for the job by themselves, and few do not', async () => {
  const waiting = async () =>
    (await database.pools.worker.query("select from graphile_worker.jobs where key = 'search many'"))
      .rowCount;
  const many = (from: number, count: number) =>
    work(tx =>
      putDocuments(
        tx,
        'many',
        Array.from({ length: count }, (_, at) => document(from + at, 'x')),
      ),
    );
  await many(0, 1500);
  assert.equal(await waiting(), 0);
  await many(1500, 600);
  assert.equal(await waiting(), 1);
});

test('exact words find what is written so, before and after lists are made, and a quotation is letter by letter', async () => {
  const index = 'exactly';
  await work(tx =>
    putDocuments(tx, index, [
      document(1, 'Prison council'),
      document(2, 'Prisons and councils'),
      document(3, 'The café'),
    ]),
  );
  for (const _ of ['before', 'after']) {
    assert.deepEqual(new Set(await keysOf(index, 'prisons')), new Set([1, 2]));
    assert.deepEqual(await keysOf(index, 'prisons', { exact: true }), [2]);
    assert.deepEqual(await keysOf(index, 'the prison', { exact: true }), [1]);
    assert.deepEqual(await keysOf(index, 'cafe', { exact: true }), [3]);
    assert.deepEqual(await keysOf(index, '"prisons council"'), [1]);
    assert.deepEqual(await keysOf(index, '"prisons council"', { exact: true }), []);
    assert.deepEqual(await keysOf(index, '"prison council"', { exact: true }), [1]);
    const { words, hits } = await find(index, 'prison zebra', { exact: true });
    assert.deepEqual(words.map(({ value, count }) => [value, count]).toSorted(), [
      ['prison', 1],
      ['zebra', 0],
    ]);
    assert.deepEqual(hits[0]?.matched, ['prison']);
    await work(tx => buildPostings(tx, index));
  }
});

test('a word finds what it stands for as well, its parts on request, and nothing where it is strict', async () => {
  const index = 'terms';
  await work(tx =>
    putDocuments(tx, index, [
      document(1, 'Ex-offenders at work'),
      document(2, 'People with convictions'),
      document(3, 'People without, and with no convictions'),
      document(4, 'Young people with records'),
    ]),
  );
  const { rows } = await database.pools.worker.query(
    "select search.set_synonyms('terms', array['Ex-offenders', 'ex-offenders'], array['people with convictions', 'young people'], array[false, true])",
  );
  assert.equal(rows.length, 1);
  for (const _ of ['before', 'after']) {
    const found = await find(index, 'work of EX-OFFENDERS');
    assert.deepEqual(
      found.hits.map(({ key }) => key),
      [1, 2],
    );
    assert.deepEqual(found.synonyms, [
      { word: 'Ex-offenders', standsFor: 'people with convictions', lexeme: null },
    ]);
    assert.deepEqual(await keysOf(index, 'ex-offenders', { synonyms: 'none' }), [1]);
    assert.deepEqual(await keysOf(index, '"ex-offenders"'), [1]);
    assert.deepEqual(
      new Set(await keysOf(index, 'ex-offenders', { synonyms: 'narrower' })),
      new Set([1, 2, 4]),
    );
    assert.deepEqual(new Set(await keysOf(index, 'NOT ex-offenders')), new Set([3, 4]));
    await work(tx => buildPostings(tx, index));
  }
});

test('where a word stands for another one, what is most about that comes first', async () => {
  const index = 'one word';
  const padding = (at: number) => `leaf${at} `.repeat(20);
  await work(tx =>
    putDocuments(tx, index, [
      document(1, 'Prisons', 'prisons and more prisons'),
      document(2, 'Weather', `${padding(2)} prison`),
      ...[3, 4, 5, 6].map(key => document(key, 'Weather', padding(key))),
    ]),
  );
  await database.pools.worker.query(
    "select search.set_synonyms('one word', array['Jails', 'Jails'], array['Prisons', 'Gaols'], array[false, false])",
  );
  for (const _ of ['before', 'after']) {
    const found = await find(index, 'jails');
    assert.deepEqual(
      found.hits.map(({ key }) => key),
      [1, 2],
    );
    assert.deepEqual(found.words, [{ value: 'jail', count: 0 }]);
    // Of another name that nothing has, nothing is told.
    assert.deepEqual(found.synonyms, [{ word: 'Jails', standsFor: 'Prisons', lexeme: 'prison' }]);
    assert.deepEqual(await keysOf(index, 'jails AND weather'), [2]);
    const suggested = await asked(tx => suggest(tx, { index, typed: 'jai', count: 5 }));
    assert.deepEqual(suggested, [{ is: 'name', text: 'Jails' }]);
    await work(tx => buildPostings(tx, index));
  }
});

test('more like one: what shares the words that say most, without the one itself; to broaden finds beyond the words', async () => {
  const index = 'alike';
  const sea = 'submarine cable telegraph';
  await work(tx =>
    putDocuments(tx, index, [
      ...['Atlantic', 'Pacific', 'Baltic'].map((title, at) => document(at + 1, title, sea)),
      document(4, 'Telegraph poles', 'wood'),
      ...Array.from({ length: 20 }, (_, at) =>
        document(10 + at, 'Something else', `of ${vocabulary[at % 8]}`),
      ),
    ]),
  );
  for (const _ of ['before', 'after']) {
    const like = await asked(tx => moreLike(tx, { index, key: 1, count: 3 }));
    assert.deepEqual(
      like.map(({ key }) => key),
      [3, 2, 4],
    );
    assert.deepEqual(await asked(tx => moreLike(tx, { index, key: 999, count: 3 })), []);
    assert.deepEqual(await keysOf(index, 'atlantic'), [1]);
    const broad = await find(index, 'atlantic', { broaden: true });
    assert.deepEqual(broad.hits.map(({ key }) => key).slice(0, 1), [1]);
    assert.equal(broad.total, 4);
    assert.ok(broad.broadened.includes('cabl'));
    await work(tx => buildPostings(tx, index));
  }
});

test('paging: the pages one after another are the whole, however deep', async () => {
  const index = 'deep';
  await work(tx =>
    putDocuments(
      tx,
      index,
      Array.from({ length: 1200 }, (_, at) => document(at + 1, vocabulary[at % 7] ?? '', 'prison')),
    ),
  );
  await work(tx => buildPostings(tx, index));
  const whole = await keysOf(index, 'prison', { count: 1200 });
  assert.equal(new Set(whole).size, 1200);
  assert.deepEqual(await keysOf(index, 'prison', { from: 1100, count: 50 }), whole.slice(1100, 1150));
  assert.deepEqual(await keysOf(index, 'prison', { from: 1190, count: 50 }), whole.slice(1190));
});
