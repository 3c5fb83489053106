import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { syntheticRecord } from '../src/evidence/index.ts';
import { asActor, type Pools, type Tx } from '../src/platform/database/index.ts';
import { didYouMean, search, suggest } from '../src/platform/search/index.ts';
import { freshQuestions, mistyped, questions, typedLetters } from './library-questions.ts';
import { percentiles } from './percentiles.ts';
import { print } from './print.ts';
import { yardstickMs } from './yardstick.ts';

const index = 'evidence';

type Row = { name: string; p50: number; p95: number; cpu: number };

/**
 * Measures the search itself, one question after another in this process, beside the same questions to SQLite’s FTS5 and
 * to PostgreSQL’s own ranking.
 */
export async function measureEngine(pools: Pools, records: number): Promise<void> {
  const visitor = <T>(work: (tx: Tx) => Promise<T>) =>
    asActor(pools, { door: 'circle', tokenHash: undefined, purpose: 'search', mayLag: true }, work);
  const counted = ['year', 'type', 'country', 'keyword'];
  const ask = (typed: string) => visitor(tx => search(tx, { index, typed, count: 20, counted }));
  const own = await row('search, 20 hits and 4 facets, never asked before', freshQuestions(300), ask);
  const rows = [
    own,
    await row('the same, asked again', questions, ask, 2),
    await row('the 10,000th hit', questions, typed =>
      visitor(tx => search(tx, { index, typed, from: 9980, count: 20 })),
    ),
    await row(
      'suggestions',
      typedLetters,
      typed => visitor(tx => suggest(tx, { index, typed, count: 5, facets: ['keyword'] })),
      2,
    ),
    await row(
      'did you mean',
      questions.map(mistyped),
      typed => visitor(tx => didYouMean(tx, { index, typed })),
      2,
    ),
    await row('SQLite FTS5, hits alone', freshQuestions(300), fts5(records)),
    await row('PostgreSQL’s ts_rank, hits alone', freshQuestions(10), typed =>
      visitor(tx => byRank(tx, typed)),
    ),
  ];
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20);
  print(
    `The search alone: ${records} records, yardstick ${yardstickMs()} ms, ${rss} MiB with SQLite’s`,
    ['', 'p50 ms', 'p95 ms', 'processor ms', '÷ search p50'],
    rows.map(({ name, ...found }) => [
      name,
      ...[found.p50, found.p95, found.cpu, found.p50 / own.p50].map(ms => ms.toFixed(2)),
    ]),
  );
}

/** The last of so many rounds. The processor time is that of this process. */
async function row(
  name: string,
  asked: readonly string[],
  ...[ask, rounds = 1]: [(typed: string) => unknown, number?]
): Promise<Row> {
  let times: number[] = [];
  let used = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) {
    times = [];
    used = process.cpuUsage();
    for (const typed of asked) {
      const start = performance.now();
      await ask(typed);
      times.push(performance.now() - start);
    }
  }
  const { user, system } = process.cpuUsage(used);
  return { name, ...percentiles(times), cpu: (user + system) / 1000 / asked.length };
}

function fts5(records: number): (typed: string) => unknown {
  const database = new DatabaseSync(':memory:');
  database.exec(
    "create virtual table r using fts5(title, keywords, summary, tokenize = 'porter unicode61'); begin",
  );
  const add = database.prepare('insert into r (rowid, title, keywords, summary) values (?, ?, ?, ?)');
  for (let number = 0; number < records; number += 1) {
    const { title, keywords = [], summary = '' } = syntheticRecord(number);
    add.run(number + 1, title, keywords.join('; '), summary);
  }
  database.exec('commit');
  const find = database.prepare('select rowid from r where r match ? order by bm25(r, 3, 2, 1) limit 20');
  const anyOf = (typed: string) => typed.replace(/\S+/g, '"$&"').replaceAll(' ', ' OR ');
  return typed => find.all(anyOf(typed));
}

const byRank = (tx: Tx, typed: string) =>
  sql`select d.key from search.document d, to_tsquery('search.words', ${typed.split(' ').join(' | ')}) q
    where d.index_name = ${index} and not d.removed and d.words @@ q order by ts_rank(d.words, q, 1) desc limit 20`.execute(
    tx.db,
  );
