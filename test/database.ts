import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { loadSmallWorld } from '../src/demonstration/load-small-world.ts';
import { asOwner, closePools, migrate, openPools, type Pools } from '../src/platform/database/index.ts';
import { testDay } from './days.ts';

export { testDay };

/** The secret of every test database; production refuses it. */
export const testSecret = 'ownwords-test-secret-ownwords-test-secret';

const server = process.env.OWNWORDS_TEST_ADMIN_URL ?? '';
const template = 'ownwords_template';

/** A database of a test's own. */
export type TestDatabase = { adminUrl: string; pools: Pools; drop(): Promise<void> };

/** A fresh database with every migration and the small demonstration's people in it, but no application yet. */
export async function freshDatabase(): Promise<TestDatabase> {
  if (!server) throw new Error('Tests need a PostgreSQL: run them as `npm test -- PATH`.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(async client => {
    await client.query('select pg_advisory_lock(42)');
    const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [
      template,
    ]);
    if (rowCount === 0) await makeTemplate(client);
    await client.query(`create database ${name} template ${template}`);
  });
  return opened(name);
}

/** A fresh database with every migration and nobody in it, for what brings its own people. */
export async function emptyDatabase(): Promise<TestDatabase> {
  if (!server) throw new Error('Tests need a PostgreSQL: run them as `npm test -- PATH`.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(client => client.query(`create database ${name}`));
  await migrate(urlOf(name), testSecret);
  return opened(name);
}

function opened(name: string): TestDatabase {
  const adminUrl = urlOf(name);
  const pools = openPools(adminUrl, testSecret);
  return {
    adminUrl,
    pools,
    async drop() {
      await closePools(pools);
      await onServer(client => client.query(`drop database ${name} with (force)`));
    },
  };
}

async function makeTemplate(client: pg.Client): Promise<void> {
  await client.query(`drop database if exists ${template} with (force)`);
  await client.query(`create database ${template}`);
  await migrate(urlOf(template), testSecret);
  await asOwner(urlOf(template), db => loadSmallWorld(db, testDay));
  await client.query(`alter database ${template} is_template true`);
}

function urlOf(database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
