import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { asWorker, type Pools, type Tx } from '../database/index.ts';
import { type AuditEnd, auditLines, checkpointLine } from './audit-lines.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { AuditKeys } from './keys.ts';
import { type Verdict, verifyLines } from './verify-export.ts';

/** Gets told how many audit rows were read so far, often. */
export type OnRows = (rows: number) => void;

/** Rows and seals of one moment, however many are written meanwhile. */
function atOneMoment<T>(pools: Pools, work: (db: Tx['db']) => Promise<T>): Promise<T> {
  return asWorker(pools, 'read the audit', async tx => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx.db);
    return work(tx.db);
  });
}

/**
 * Walks the living audit and checks every row against its seal, by the same program that checks an export.
 * @param known a seal that was seen before, so that a chain whose end was cut off is found
 */
export function checkAudit(
  pools: Pools,
  publicKey: string,
  known?: Checkpoint,
  onRows: OnRows = () => {},
): Promise<Verdict> {
  return atOneMoment(pools, db =>
    verifyLines(counted(auditLines(db, { unsealed: true }), onRows), publicKey, known),
  );
}

/** Writes every sealed row and its seals into a new file, a line of JSON each, ended by a signed checkpoint. */
export async function exportAudit(
  pools: Pools,
  keys: AuditKeys,
  file: string,
  onRows: OnRows = () => {},
): Promise<AuditEnd> {
  return atOneMoment(pools, async db => {
    const state: { end?: AuditEnd } = {};
    const lines = async function* () {
      const source = auditLines(db, { unsealed: false });
      for (let next = await source.next(); ; next = await source.next()) {
        if (next.done) {
          state.end = next.value;
          yield `${checkpointLine(next.value, keys)}\n`;
          return;
        }
        yield `${next.value}\n`;
      }
    };
    await pipeline(
      Readable.from(counted(lines(), onRows)),
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    );
    if (!state.end) throw new Error('The export did not come to its end.');
    return state.end;
  });
}

async function* counted(lines: AsyncIterable<string>, onRows: OnRows): AsyncGenerator<string> {
  let count = 0;
  for await (const line of lines) {
    count += 1;
    if (count % 1000 === 0) onRows(count);
    yield line;
  }
  onRows(count);
}

/** How many rows the audit holds, about: what a progress bar needs. */
export async function auditSize(pools: Pools): Promise<number> {
  const { rows } = await pools.worker.query('select coalesce(sum(row_count), 0) as rows from audit.seal');
  return Number(rows[0].rows);
}
