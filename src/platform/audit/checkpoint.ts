import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { asWorker, type Pools } from '../database/index.ts';
import { hashOfSeal, type Seal } from './seal.ts';
import { sealColumns } from './seal-rows.ts';

/** A seal that was seen: kept outside the database, it shows when the end of the chain was cut off. */
export type Checkpoint = { seal: number; hash: string };

/** Where the data directory keeps the newest one. */
export const checkpointFile = (data: string) => join(data, 'audit.checkpoint');

/** A checkpoint that says nothing; the message is a sentence that says what to do. */
export class CheckpointFault extends Error {
  override readonly name = 'CheckpointFault';
}

const shape = z.object({ seal: z.number(), hash: z.string() });

/**
 * The checkpoint in a file, or at the end of an export; undefined when there is no such file.
 * @throws CheckpointFault when none stands in it
 */
export function readCheckpoint(file: string): Checkpoint | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const read = JSON.parse(lastLineOf(file)) as { checkpoint?: unknown };
    return shape.parse(read.checkpoint ?? read);
  } catch {
    throw new CheckpointFault(
      `${file} holds no seal of the audit: it is damaged, or something else. Check the audit with an earlier export ` +
        '("ownwords verify --checkpoint FILE"), then move that file away.',
    );
  }
}

/** An export can be larger than memory; its last line is short. */
function lastLineOf(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const end = Buffer.alloc(4096);
    const from = Math.max(0, fstatSync(handle).size - end.length);
    const length = readSync(handle, end, 0, end.length, from);
    return end.toString('utf8', 0, length).trimEnd().split('\n').at(-1) ?? '';
  } finally {
    closeSync(handle);
  }
}

/** Keeps the newest seal as the checkpoint; whoever is killed in the middle, or loses power, leaves the former one. */
export function writeCheckpoint(file: string, seal: Seal): void {
  const point: Checkpoint = { seal: seal.id, hash: hashOfSeal(seal) };
  writeFileSync(`${file}.new`, `${JSON.stringify(point)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

/** Whether the database still holds the seal that a checkpoint names. */
export async function stillHolds(pools: Pools, { seal, hash }: Checkpoint): Promise<boolean> {
  const { rows } = await asWorker(pools, 'seal', tx =>
    sql<Seal>`${sealColumns} where id = ${seal}`.execute(tx.db),
  );
  return rows[0] !== undefined && hashOfSeal(rows[0]) === hash;
}
