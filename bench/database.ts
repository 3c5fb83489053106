import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { loadNational } from '../src/demonstration/national/index.ts';
import { startEmbedded } from '../src/platform/database/embedded/index.ts';
import { migrate } from '../src/platform/database/index.ts';

/** Kept between runs, because loading a nation takes minutes; remove the folder to load it anew. */
const folder = fileURLToPath(new URL('../.cache/bench', import.meta.url));

/** Starts the bench's own PostgreSQL, durable as in real use, with the national demonstration in it. */
export async function startNation(
  secret: string,
): Promise<{ adminUrl: string; version: string; stop(): Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  const server = await startEmbedded({ dataDirectory: folder, log: sentence => console.log(sentence) });
  const adminUrl = await databaseOf(server.adminUrl);
  await migrate(adminUrl, secret);
  const today = Temporal.Now.plainDateISO('Europe/London');
  await loadNational(adminUrl, today, (done, total, what) => {
    process.stdout.write(
      `\rLoading the nation: ${Math.round((done / total) * 100)} %, ${what}${' '.repeat(30)}`,
    );
  });
  process.stdout.write('\n');
  return { adminUrl, version: server.version, stop: () => server.stop() };
}

async function databaseOf(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const there = await client.query("select from pg_database where datname = 'bench'");
  if (there.rowCount === 0) await client.query('create database bench');
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = '/bench';
  return url.href;
}
