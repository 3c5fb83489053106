import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { asWorker, type Pools } from '../database/index.ts';
import { hashOfSeal, type Seal } from './seal.ts';
import { sealColumns } from './seal-rows.ts';

/** A seal that was seen: kept outside the database, it shows when the end of the chain was cut off. */
export type Checkpoint = { seal: number; hash: string };

/** Where the data directory keeps the newest one. */
export const checkpointFile = (data: string) => join(data, 'audit.checkpoint');

/** The checkpoint in a file; undefined when there is none. */
export function readCheckpoint(file: string): Checkpoint | undefined {
  if (!existsSync(file)) return undefined;
  const { seal, hash } = JSON.parse(readFileSync(file, 'utf8')) as Checkpoint;
  return { seal, hash };
}

/** Keeps the newest seal as the checkpoint; whoever is killed in the middle leaves the former one. */
export function writeCheckpoint(file: string, seal: Seal): void {
  const point: Checkpoint = { seal: seal.id, hash: hashOfSeal(seal) };
  writeFileSync(`${file}.new`, `${JSON.stringify(point)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Whether the database still holds the seal that a checkpoint names. */
export async function stillHolds(pools: Pools, { seal, hash }: Checkpoint): Promise<boolean> {
  const { rows } = await asWorker(pools, 'seal', tx =>
    sql<Seal>`${sealColumns} where id = ${seal}`.execute(tx.db),
  );
  return rows[0] !== undefined && hashOfSeal(rows[0]) === hash;
}
