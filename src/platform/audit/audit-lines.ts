import { sign } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import type { AuditKeys } from './keys.ts';
import { rowsBetween } from './row.ts';
import { beforeTheFirst, hashOfSeal, type Seal } from './seal.ts';
import { sealColumns } from './seal-rows.ts';

/** The audit as lines of JSON, and what stands at its end. */
export type AuditEnd = { seal: number; hash: string; rows: number };

/**
 * Every audit row and seal, a line each: the rows of a seal, then the seal, then the next. Rows that no seal
 * covers yet stand last when they are wanted. Belongs into one transaction, so that rows and seals fit together.
 * @returns at its end, what the lines hold
 */
export async function* auditLines(
  db: Tx['db'],
  wanted: { unsealed: boolean },
): AsyncGenerator<string, AuditEnd> {
  yield JSON.stringify({ ownwords: 'audit 1' });
  const rows = rowsBetween(db, '0');
  let row = (await rows.next()).value;
  const end: AuditEnd = { seal: 0, hash: beforeTheFirst, rows: 0 };
  for await (const { leaves, ...seal } of seals(db)) {
    for (; row && BigInt(row.xid) < BigInt(seal.to); row = (await rows.next()).value) {
      end.rows += 1;
      yield JSON.stringify({ row });
    }
    Object.assign(end, { seal: seal.id, hash: hashOfSeal(seal) });
    yield JSON.stringify({ seal: { ...seal, leaves: leaves.toString('base64') } });
  }
  for (; row && wanted.unsealed; row = (await rows.next()).value) yield JSON.stringify({ row });
  return end;
}

/** The last line of an export: without it the file is cut short, and nobody else can write it. */
export function checkpointLine(end: AuditEnd, keys: AuditKeys): string {
  const text = ['ownwords audit checkpoint 1', end.seal, end.hash, end.rows].join('\n');
  const signature = sign(null, Buffer.from(text), keys.privateKey).toString('hex');
  return JSON.stringify({ checkpoint: { ...end, signature } });
}

/** A seal of one page view carries forty bytes, a seal of a great load some megabytes: one of those at a time. */
async function* seals(db: Tx['db']): AsyncGenerator<Seal & { leaves: Buffer }> {
  for (let last = 0, limit = 1; ; ) {
    const { rows } = await sql<
      Seal & { leaves: Buffer }
    >`select s.*, k.leaves from (${sealColumns} where id > ${last} order by id limit ${limit}) s
      join audit.seal k using (id) order by id`.execute(db);
    yield* rows;
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
    limit = rows.some(({ leaves }) => leaves.length > 100_000) ? 1 : 50;
  }
}
