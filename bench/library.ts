import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { loadSynthetic } from '../src/evidence/index.ts';
import { startEmbedded } from '../src/platform/database/embedded/index.ts';
import { closePools, ensureDatabase, migrate, openPools } from '../src/platform/database/index.ts';
import { measureEngine } from './library-engine.ts';
import { measurePages } from './library-http.ts';
import { measureReading, measureStoring } from './library-storing.ts';

/**
 * `npm run bench:library [-- --records 100000] [--database URL] [--secret TEXT] [--seconds 5] [--json FILE]
 * [--only reading,storing,engine,results]`: how fast files are read and come in, pages of an invented library with ten
 * connections, and what search takes of it one question after another, beside the same questions to SQLite’s FTS5 and to PostgreSQL’s own ranking.
 */
const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    database: { type: 'string' },
    secret: { type: 'string', default: 'a secret for the bench alone, and nothing else' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});
const records = Number(values.records);
const only = values.only?.split(',');
const folder = fileURLToPath(new URL('../.cache/bench-library', import.meta.url));

if (!values.database) mkdirSync(folder, { recursive: true });
const server = values.database
  ? undefined
  : await startEmbedded({ dataDirectory: folder, log: sentence => console.error(sentence) });
const adminUrl = values.database ?? (await ensureDatabase(server?.adminUrl ?? '', `library${records}`));
try {
  if (only?.includes('reading') ?? true) await measureReading();
  await load();
  const database = await lookAt(adminUrl);
  if (only?.includes('storing') ?? true)
    await measureStoring({ adminUrl, ...database, secret: values.secret });
  const pages = await measurePages({
    ...{ adminUrl, records, only, secret: values.secret },
    ...database,
    seconds: Number(values.seconds),
  });
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ pages }, null, 2)}\n`);
  if (only?.includes('engine') ?? true) await searchAlone();
} finally {
  await server?.stop();
}

async function load(): Promise<void> {
  await migrate(adminUrl, values.secret);
  const pools = openPools(adminUrl, values.secret);
  const began = performance.now();
  const onProgress = (done: number, total: number) =>
    process.stderr.write(`\rLoading ${Math.round((100 * done) / total)} %`);
  await loadSynthetic(pools, { records, onProgress });
  await closePools(pools);
  console.log(`\nLoaded, or there already, in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

async function searchAlone(): Promise<void> {
  const pools = openPools(adminUrl, values.secret);
  await measureEngine(pools, records);
  await closePools(pools);
}

type Database = { readonly postgres: number; readonly numbers: readonly number[] };

/** The process of the PostgreSQL on this machine, and records that anybody may read. */
async function lookAt(url: string): Promise<Database> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query(
      "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int as postgres, array(select number from evidence.record where state = 'public' order by md5(number::text) limit 20000) as numbers",
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
