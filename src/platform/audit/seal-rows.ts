import { sql } from 'kysely';
import { asWorker, type Pools, type Tx } from '../database/index.ts';
import type { AuditKeys } from './keys.ts';
import { merkleTree } from './merkle.ts';
import { leafOf, rowsBetween } from './row.ts';
import { beforeTheFirst, hashOfSeal, type Seal, signed } from './seal.ts';

/** One sealer at a time, in whatever process. */
const sealingLock = 7_110_221;

/** About this many rows under one seal, so that a great backlog is sealed in pieces. */
const rowsASeal = 20_000;

/**
 * Seals the rows that no seal covers yet, or as many of them as fit under one seal.
 * @param now stands in the seal
 * @returns the seal, or undefined when there is nothing to seal or somebody else is sealing
 */
export async function sealNext(
  pools: Pools,
  keys: AuditKeys,
  now: Temporal.Instant,
): Promise<Seal | undefined> {
  return asWorker(pools, 'seal', async tx => {
    const { rows: lock } = await sql<{
      held: boolean;
    }>`select pg_try_advisory_xact_lock(${sealingLock}) as held`.execute(tx.db);
    if (!lock[0]?.held) return undefined;
    const last = await lastSeal(tx.db);
    const from = last?.to ?? (await firstXid(tx.db));
    const to = await windowEnd(tx.db, from);
    if (to === undefined) return undefined;
    const { root, leaves } = await treeOf(tx.db, { from, to });
    const seal = signed(
      {
        ...{ id: (last?.id ?? 0) + 1, from, to, rows: leaves.length / 40, root },
        previous: last ? hashOfSeal(last) : beforeTheFirst,
        at: now.toString({ fractionalSecondDigits: 6 }),
      },
      keys.privateKey,
    );
    await keepSeal(tx.db, seal, leaves);
    return seal;
  });
}

/** The newest seal, without its list of leaves. */
export async function lastSeal(db: Tx['db']): Promise<Seal | undefined> {
  const { rows } = await sql<Seal>`${sealColumns} order by id desc limit 1`.execute(db);
  return rows[0];
}

/** Reads seals as they were signed. */
export const sealColumns = sql`select id, from_xid::text as "from", to_xid::text as "to", row_count as rows,
  encode(root, 'hex') as root, encode(previous, 'hex') as previous,
  to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  encode(signature, 'hex') as signature from audit.seal`;

async function firstXid(db: Tx['db']): Promise<string> {
  const { rows } = await sql<{
    xid: string;
  }>`select xid::text from audit.anchor order by audit.anchor.xid limit 1`.execute(db);
  return rows[0]?.xid ?? '0';
}

/**
 * Where the next window ends: before the oldest transaction that is still open, because that one may yet bring
 * rows; earlier when there is a great deal to seal. Undefined when there is nothing.
 */
async function windowEnd(db: Tx['db'], from: string): Promise<string | undefined> {
  const { rows } = await sql<{ safe: string; first: string | null; full: string | null }>`
    with horizon as (
      select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        + (select shift from audit.anchor order by xid desc limit 1))::text::xid8 as safe)
    select safe::text,
      (select xid::text from audit.event where xid >= ${from}::xid8 and xid < safe
        order by audit.event.xid, id limit 1) as first,
      (select xid::text from audit.event where xid >= ${from}::xid8 and xid < safe
        order by audit.event.xid, id offset ${rowsASeal} limit 1) as full
    from horizon`.execute(db);
  const [window] = rows;
  if (!window?.first) return undefined;
  if (window.full === null) return window.safe;
  // One transaction cannot be cut: if it alone is too much, it is a seal of its own.
  return window.full === window.first ? String(BigInt(window.full) + 1n) : window.full;
}

async function treeOf(db: Tx['db'], window: { from: string; to: string }) {
  const tree = merkleTree();
  const leaves: Buffer[] = [];
  for await (const row of rowsBetween(db, window.from, window.to)) {
    const leaf = leafOf(row);
    // From a shared pool: a hundred thousand buffers of their own would weigh more than what they hold.
    const listed = Buffer.allocUnsafe(40);
    listed.writeBigInt64BE(BigInt(row.id));
    leaf.copy(listed, 8);
    leaves.push(listed);
    tree.add(leaf);
  }
  return { root: tree.root().toString('hex'), leaves: Buffer.concat(leaves) };
}

async function keepSeal(db: Tx['db'], seal: Seal, leaves: Buffer): Promise<void> {
  await sql`insert into audit.seal (id, from_xid, to_xid, row_count, root, previous, sealed_at, signature, leaves)
    values (${seal.id}, ${seal.from}::xid8, ${seal.to}::xid8, ${seal.rows}, ${bytes(seal.root)},
      ${bytes(seal.previous)}, ${seal.at}::timestamptz, ${bytes(seal.signature)}, ${leaves})`.execute(db);
}

const bytes = (hex: string) => Buffer.from(hex, 'hex');
