import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';

/** One audit row, every field as the text that is hashed. */
export type AuditRow = {
  id: string;
  xid: string;
  at: string;
  account: string | null;
  capacity: string;
  purpose: string;
  event: string;
  case: string | null;
  detail: string;
  request: string | null;
};

const fields = [
  'id',
  'xid',
  'at',
  'account',
  'capacity',
  'purpose',
  'event',
  'case',
  'detail',
  'request',
] as const satisfies readonly (keyof AuditRow)[];

/** The text of a row that is hashed: every field with its length, so that no two rows share one. */
function canonical(row: AuditRow): string {
  let text = 'ownwords audit 1';
  for (const name of fields) {
    const field = row[name];
    text += field === null ? '\n-' : `\n${Buffer.byteLength(field)}\n${field}`;
  }
  return text;
}

/** The leaf of a row in its seal's tree (RFC 6962, 2.1: SHA-256 of a zero byte and the text). */
export function leafOf(row: AuditRow): Buffer {
  return hash('sha256', `\0${canonical(row)}`, 'buffer');
}

/** So few at a time that a page never waits long behind them. */
const pageSize = 1000;

/**
 * The rows of the transactions in [from, to), in the order in which they are sealed: by transaction, then number.
 * A page at a time, so that a million rows need the memory of a thousand.
 * @param to absent: to the last row there is
 */
export async function* rowsBetween(db: Tx['db'], from: string, to?: string): AsyncGenerator<AuditRow> {
  let last = { xid: from, id: '0' };
  for (;;) {
    const { rows } = await sql<AuditRow>`select id::text, xid::text,
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, account_id::text as account,
        capacity, purpose, event, case_id::text as "case", detail::text, request_id as request
      from audit.event
      where (xid, id) > (${last.xid}::xid8, ${last.id}::bigint) and (${to ?? null}::xid8 is null or xid < ${to ?? null}::xid8)
      order by audit.event.xid, audit.event.id limit ${pageSize}`.execute(db);
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < pageSize) return;
    last = end;
  }
}
