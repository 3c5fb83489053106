import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { migrateJobQueue } from './job-queue.ts';
import { onOwnConnection } from './own-connection.ts';
import { doorUrl, ensureRoles, ownerRole } from './roles.ts';

const folder = new URL('../../../migrations/', import.meta.url);

/** Any number that no other program on the same server uses. */
const migrationLock = 7_110_219;

export type MigrationReport = { applied: string[]; already: number };

/** The database cannot be brought up to date; the message is a sentence for whoever runs it. */
export class MigrationFault extends Error {
  override readonly name = 'MigrationFault';
}

/**
 * Brings the database that `adminUrl` names up to date: roles, then the numbered SQL files that have not run,
 * each in a transaction of its own, then the job queue's tables. Two programs may call it at once.
 * @throws when a file that has run was changed afterwards, or PostgreSQL is older than 16.
 */
export function migrate(adminUrl: string, secret: string): Promise<MigrationReport> {
  return onOwnConnection(adminUrl, 'migrate', async client => {
    await refuseOld(client);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await ensureRoles(client, secret);
    await client.query(`set role ${ownerRole}`);
    const report = await runFiles(client);
    await client.query('select audit.anchor_here()');
    await client.query('reset role');
    await migrateJobQueue(doorUrl(adminUrl, 'worker', secret));
    return report;
  });
}

/**
 * Makes the roles that a dump names, before it is restored into an empty database. The next start gives them the
 * passwords that belong to its secret.
 */
export function prepareRoles(adminUrl: string, secret: string): Promise<void> {
  return onOwnConnection(adminUrl, 'migrate', async client => {
    await refuseOld(client);
    await ensureRoles(client, secret);
  });
}

async function refuseOld(client: pg.Client): Promise<void> {
  const version = Number((await client.query('show server_version_num')).rows[0].server_version_num);
  if (version < 160_000) throw new MigrationFault('Ownwords needs PostgreSQL 16 or later.');
}

async function runFiles(client: pg.Client): Promise<MigrationReport> {
  await client.query(`create schema if not exists migration`);
  await client.query(
    `create table if not exists migration.applied (name text primary key, sha256 text not null, at timestamptz not null default now())`,
  );
  const done = new Map<string, string>(
    (await client.query('select name, sha256 from migration.applied')).rows.map(row => [
      row.name,
      row.sha256,
    ]),
  );
  const applied: string[] = [];
  for (const name of await migrationFiles()) {
    const sql = await readFile(new URL(name, folder), 'utf8');
    const sha256 = createHash('sha256').update(sql).digest('hex');
    if (done.has(name)) {
      if (done.get(name) !== sha256)
        throw new MigrationFault(
          `This database was made by another version of Ownwords: ${name} is not what ran here. Use that version, or write a new migration.`,
        );
      continue;
    }
    await runOne(client, { name, sql, sha256 });
    applied.push(name);
  }
  return { applied, already: done.size };
}

async function runOne(client: pg.Client, file: { name: string; sql: string; sha256: string }): Promise<void> {
  try {
    await client.query('begin');
    await client.query(file.sql);
    await client.query('insert into migration.applied (name, sha256) values ($1, $2)', [
      file.name,
      file.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    // A connection that is gone has nothing left to take back, and hides nothing of what went wrong.
    await client.query('rollback').catch(() => {});
    throw new Error(`${file.name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** The numbered files of migrations/, in order. */
async function migrationFiles(): Promise<string[]> {
  return (await readdir(folder)).filter(name => /^\d{4}_.*\.sql$/.test(name)).sort();
}

/** True when every migration file has run on the database of `pool`. */
export async function isMigrated(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query('select platform.migrations_applied() as names');
  const names: string[] = rows[0].names;
  return (await migrationFiles()).every(name => names.includes(name));
}
