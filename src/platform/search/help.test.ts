import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asActor, asWorker, type Tx } from '../database/index.ts';
import { beginningsOf, chunksOf } from './chunks.ts';
import {
  buildPostings,
  type Document,
  didYouMean,
  highlight,
  putDocuments,
  search,
  snippet,
  suggest,
} from './index.ts';

/** Words as people write them: every sentence of our own pages is a document. */
const folder = new URL('../../../locales/en/', import.meta.url);
const sentences = readdirSync(folder).flatMap(file =>
  Object.values(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, string>),
);
const documents: Document[] = sentences.map((text, at) => ({
  ...{ key: at + 1, title: '', text, keywords: '', authors: '', facets: {} },
}));
const named: Document[] = ['Prison councils', 'Prison café: a review', 'Probation'].map((title, at) => ({
  ...{ key: 90_001 + at, title, text: 'zebrafish zebrafish zebrawood', keywords: '', authors: '' },
  facets: { keyword: ['Peer support', 'Prison reform'].slice(at % 2) },
}));
const index = 'help';

let database: TestDatabase;
const asked = <T>(work: (tx: Tx) => Promise<T>) =>
  asActor(database.pools, { door: 'circle', tokenHash: undefined, purpose: 'search' }, work);
const work = <T>(doing: (tx: Tx) => Promise<T>) => asWorker(database.pools, 'test', doing);

before(async () => {
  database = await freshDatabase();
  await work(tx => putDocuments(tx, index, [...documents, ...named]));
  await work(tx => buildPostings(tx, index));
});
after(() => database.drop());

test('suggestions: values and titles that begin as what is typed, and what its last word may become', async () => {
  const found = await asked(tx => suggest(tx, { index, typed: 'PRISON c', count: 5, facets: ['keyword'] }));
  assert.deepEqual(
    found.filter(({ is }) => is === 'title').map(({ text }) => text),
    ['Prison café: a review', 'Prison councils'],
  );
  const words = found.flatMap(one => (one.is === 'words' ? [one] : []));
  assert.equal(words.length, 5);
  assert.ok(words.every(({ text }) => text.startsWith('PRISON c')));
  assert.deepEqual(
    words.map(({ count }) => count),
    words.map(({ count }) => count).toSorted((one, other) => other - one),
  );
  assert.deepEqual(
    await asked(tx => suggest(tx, { index, typed: 'prison r', count: 1, facets: ['keyword'] })).then(all =>
      all.filter(({ is }) => is === 'value'),
    ),
    [{ is: 'value', text: 'Prison reform', facet: 'keyword', count: 3 }],
  );
  assert.deepEqual(await asked(tx => suggest(tx, { index, typed: 'zebraf', count: 5 })), [
    { is: 'words', text: 'zebrafish', count: 3 },
  ]);
  for (const typed of ['', '  ', 'the ', "'", '%', '\\', 'x'.repeat(9000)])
    assert.deepEqual(await asked(tx => suggest(tx, { index, typed, count: 5 })), [], typed.slice(0, 20));
});

test('suggestions: what was answered before is answered anew as soon as the index says something else', async () => {
  const other = { index: 'suggested', count: 5 };
  const grows = async (key: number, text: string) => {
    const document = { key, title: '', text, keywords: '', authors: '', facets: {} };
    await work(tx => putDocuments(tx, other.index, [document]));
    await work(tx => buildPostings(tx, other.index));
  };
  const become = (typed: string) =>
    asked(tx => suggest(tx, { ...other, typed })).then(all => all.map(({ text }) => text));
  await grows(1, 'quokka');
  for (const typed of ['q', 'qu', 'quo', 'quok']) assert.deepEqual(await become(typed), ['quokka'], typed);
  await grows(2, 'quokkas quokkas');
  await grows(3, 'quokkas');
  for (const typed of ['q', 'qu', 'quo', 'quok'])
    assert.deepEqual(await become(typed), ['quokkas', 'quokka'], typed);
});

/** A letter left out, doubled, wrong, or changed with the next. */
function mistyped(word: string, at: number): string {
  const place = (at * 7) % (word.length - 1);
  const [start, letter, rest] = [word.slice(0, place), word[place] ?? '', word.slice(place + 1)];
  return [
    start + rest,
    start + letter + letter + rest,
    `${start}${letter === 'k' ? 'l' : 'k'}${rest}`,
    start + (rest[0] ?? '') + letter + rest.slice(1),
  ][at % 4] as string;
}

test('did you mean: of 100 words with one letter wrong at least 90 come back first as they were', async () => {
  const { rows } = await database.pools.worker.query<{ word: string }>(
    "select word from search.word where index_name = 'help' and n >= 2 and char_length(word) >= 5 order by md5(word)",
  );
  const all = new Set(rows.map(({ word }) => word));
  const typos = rows
    .map(({ word }, at) => ({ word, typo: mistyped(word, at) }))
    .filter(({ typo }) => !all.has(typo))
    .slice(0, 100);
  let right = 0;
  await asked(async tx => {
    for (const { word, typo } of typos)
      if ((await didYouMean(tx, { index, typed: typo }))?.typed === word) right += 1;
  });
  assert.equal(typos.length, 100);
  assert.ok(right >= 90, String(right));
});

test('did you mean: only the words that are wrong change, and fields and operators stay', async () => {
  const meant = (typed: string) => asked(tx => didYouMean(tx, { index, typed }));
  assert.deepEqual(await meant('title:hosptial NOT (prison)'), {
    typed: 'title:hospital NOT (prison)',
    instead: [{ from: 'hosptial', to: 'hospital' }],
  });
  for (const typed of ['', 'hospital prison', 'the and', '123', 'xqzvkw', 'hospi*'])
    assert.equal(await meant(typed), undefined);
});

test('highlighting: what is marked is what PostgreSQL finds, and the pieces are the text', async () => {
  const texts = [
    ...sentences.slice(0, 200),
    'Co-production: decisions, deciding/decided; café’s (DECISION) <b>decide</b> e.g. 1.5',
    '',
  ];
  const { words } = await asked(tx => search(tx, { index, typed: 'decided cafe co-production', count: 1 }));
  const cut = await asked(tx => highlight(tx, { texts, words: words.map(({ value }) => value) }));
  const { rows } = await database.pools.worker.query<{ holds: boolean }>(
    `select to_tsvector('search.words', t) @@ any (array(select quote_literal(w)::tsquery from unnest($2::text[]) w)) as holds
     from unnest($1::text[]) with ordinality u (t, place) order by place`,
    [texts, words.map(({ value }) => value)],
  );
  for (const [at, text] of texts.entries()) {
    const pieces = cut(text);
    assert.equal(pieces.map(piece => piece.text).join(''), text);
    assert.equal(
      pieces.some(({ hit }) => hit),
      rows[at]?.holds,
      text,
    );
  }
  assert.deepEqual(
    cut(texts.at(-2) ?? '').flatMap(({ text, hit }) => (hit ? [text] : [])),
    ['Co', 'production', 'deciding', 'decided', 'café', 'decide'],
  );
});

test('highlighting: a word begins as its lexeme does, so that others need not be looked up', async () => {
  const irregular = 'dying lying tying skies skis idly gently ugly early only singly yes eyed ied ying cries';
  const words = [...new Set(`${irregular} ${sentences.join(' ')}`.match(/(?<![^ ])[a-z]+(?![^ ])/gi))];
  assert.ok(words.length > 1000);
  const { rows } = await database.pools.worker.query<{ word: string; lexeme: string }>(
    `select w as word, l as lexeme from unnest($1::text[]) w cross join unnest(tsvector_to_array(to_tsvector('search.words', w))) l`,
    [words],
  );
  assert.ok(rows.length > 900);
  for (const { word, lexeme } of rows)
    assert.deepEqual(chunksOf(word, beginningsOf([lexeme])), [0, word.length], `${word}, ${lexeme}`);
  assert.deepEqual(chunksOf('dying, if it is dire', beginningsOf(['die'])), [0, 5, 16, 20]);
});

test('a snippet of a long text is cut where most of what was asked for stands', () => {
  const plain = (text: string) => ({ text, hit: false });
  const hit = (text: string) => ({ text, hit: true });
  const filler = 'nothing of that '.repeat(40);
  const shown = snippet(
    [
      plain(filler),
      hit('one'),
      plain(` ${filler}`),
      hit('one'),
      plain(' and '),
      hit('two'),
      plain(` ${filler}`),
    ],
    100,
  );
  assert.deepEqual(
    shown.filter(piece => piece.hit).map(({ text }) => text),
    ['one', 'two'],
  );
  assert.ok(shown.map(({ text }) => text).join('').length <= 110);
  assert.equal(shown[0]?.text, '… ');
  assert.equal(shown.at(-1)?.text, ' …');
  assert.deepEqual(snippet([plain('short')], 100), [plain('short')]);
});
