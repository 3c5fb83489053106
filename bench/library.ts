import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { inventedWord, loadSynthetic, syntheticRecord } from '../src/evidence/index.ts';
import { startEmbedded } from '../src/platform/database/embedded/index.ts';
import {
  asActor,
  closePools,
  ensureDatabase,
  migrate,
  openPools,
  type Pools,
  type Tx,
} from '../src/platform/database/index.ts';
import { didYouMean, search, suggest } from '../src/platform/search/index.ts';
import { yardstickMs } from './yardstick.ts';

/**
 * `npm run bench:library [-- --records 100000] [--database URL]`: what search takes of an invented library, one question
 * after another, beside the same questions to SQLite’s FTS5 and to PostgreSQL’s own ranking.
 */
const { values } = parseArgs({
  options: { records: { type: 'string', default: '100000' }, database: { type: 'string' } },
});
const records = Number(values.records);
const secret = 'a secret for the bench alone, and nothing else';
const folder = fileURLToPath(new URL('../.cache/bench-library', import.meta.url));
const index = 'evidence';

/** Two to four invented words, frequent and rare, the same each time. */
const questions = Array.from({ length: 200 }, (_, at) =>
  Array.from({ length: 2 + (at % 3) }, (_word, word) =>
    inventedWord(Math.floor(60_000 ** (((at * 37 + word * 53) % 100) / 100))),
  ).join(' '),
);

async function measureAll(of: Pools): Promise<void> {
  const visitor = <T>(work: (tx: Tx) => Promise<T>) =>
    asActor(of, { door: 'circle', tokenHash: undefined, purpose: 'search', mayLag: true }, work);
  const counted = ['year', 'type', 'country', 'keyword'];
  const ask = (typed: string) => visitor(tx => search(tx, { index, typed, count: 20, counted }));
  const own = await row('search, 20 hits and 4 facets', questions, ask);
  const rows = [
    own,
    await row('the same, seen for the first time', freshQuestions(), ask),
    await row('the 10,000th hit', questions, typed =>
      visitor(tx => search(tx, { index, typed, from: 9980, count: 20 })),
    ),
    await row('suggestions', typedLetters(), typed =>
      visitor(tx => suggest(tx, { index, typed, count: 5, facets: ['keyword'] })),
    ),
    await row('did you mean', questions.map(mistyped), typed =>
      visitor(tx => didYouMean(tx, { index, typed })),
    ),
    await row('SQLite FTS5, hits alone', questions, fts5()),
    await row('PostgreSQL’s ts_rank, hits alone', questions.slice(0, 20), typed =>
      visitor(tx => byRank(tx, typed)),
    ),
  ];
  console.log(
    `\n${records} records, yardstick ${yardstickMs()} ms, RSS ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB\n`,
  );
  console.log('| | p50 ms | p95 ms | processor ms | ÷ search p50 |\n|---|--:|--:|--:|--:|');
  for (const { name, p50, p95, cpu } of rows)
    console.log(
      `| ${name} | ${p50.toFixed(2)} | ${p95.toFixed(2)} | ${cpu.toFixed(2)} | ${(p50 / own.p50).toFixed(2)} |`,
    );
}

type Row = { name: string; p50: number; p95: number; cpu: number };

/** Each twice: the first round warms. The processor time is that of this process. */
async function row(name: string, asked: readonly string[], ask: (typed: string) => unknown): Promise<Row> {
  const rounds = name.includes('first time') ? 1 : 2;
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
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { name, p50: at(0.5), p95: at(0.95), cpu: (user + system) / 1000 / asked.length };
}

const freshQuestions = () =>
  Array.from({ length: 100 }, (_, at) => [1, 2, 3].map(step => inventedWord(400 + at * 31 * step)).join(' '));
const typedLetters = () =>
  questions.flatMap(text => [text.slice(0, 1), text.slice(0, 2), text.slice(0, 4), text.slice(0, -2)]);
const mistyped = (text: string) => text.replace(/(.)(.)(?=.$)/u, '$2$1');

function fts5(): (typed: string) => unknown {
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
  return typed =>
    find.all(
      typed
        .split(' ')
        .map(word => `"${word}"`)
        .join(' OR '),
    );
}

const byRank = (tx: Tx, typed: string) =>
  sql`select d.key from search.document d, to_tsquery('search.words', ${typed.split(' ').join(' | ')}) q
    where d.index_name = ${index} and not d.removed and d.words @@ q order by ts_rank(d.words, q, 1) desc limit 20`.execute(
    tx.db,
  );

if (!values.database) mkdirSync(folder, { recursive: true });
const server = values.database
  ? undefined
  : await startEmbedded({ dataDirectory: folder, log: sentence => console.error(sentence) });
const adminUrl = values.database ?? (await ensureDatabase(server?.adminUrl ?? '', `library${records}`));
if (server) await migrate(adminUrl, secret);
const pools = openPools(adminUrl, secret);
try {
  const began = performance.now();
  await loadSynthetic(pools, {
    records,
    onProgress: (done, total) => process.stderr.write(`\rLoading ${Math.round((100 * done) / total)} %`),
  });
  console.log(`\nLoaded, or there already, in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  await measureAll(pools);
} finally {
  await closePools(pools);
  await server?.stop();
}
