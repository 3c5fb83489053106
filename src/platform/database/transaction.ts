import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { kyselyOn, sendPlain, type Wire } from './driver.ts';
import type { Pools } from './pools.ts';
import type { Door } from './roles.ts';
import type { DB } from './types.ts';

/** What an audit row says beyond who, when and which event: ids and versions, never the text itself. */
export type AuditDetail = Record<string, number | string | boolean | null | readonly number[]>;

/** The account behind a request, as access.enter() found it. */
export type Actor = {
  accountId: number;
  personId: number | null;
  name: string;
  username: string;
  language: 'en' | 'cy';
  easyRead: boolean;
  door: 'circle' | 'national' | 'victim';
  sessionId: number;
  secondFactor: 'done' | 'not needed' | 'code' | 'enrol';
  memberships: { unitId: number; unit: string; unitKind: string; role: string; level: number | null }[];
  /** ISO moment at which the session ends if nothing more is asked. */
  endsAt: string;
};

/** One open transaction. `record` adds an audit row that is written with the commit. */
export type Tx = {
  db: Kysely<DB>;
  record(event: string, about?: { caseId?: number | null; detail?: AuditDetail }): void;
  /** How many audit rows this transaction will write. */
  readonly recorded: number;
  readonly roundTrips: number;
};

/** The actor's session, or `undefined` for nobody; `purpose` stands in every audit row. */
export type Entry = {
  door: Exclude<Door, 'worker'>;
  tokenHash: string | undefined;
  purpose: string;
  requestId?: string;
};

/** The session is good, but its account has no business at this door. */
export class NotThisDoor extends Error {
  override readonly name = 'NotThisDoor';
}

/**
 * Opens one transaction as the holder of a session, runs `work`, writes the audit rows and commits.
 * `work` gets `undefined` when the session is not good (any more); row-level security then shows no row.
 * Anything thrown by `work` rolls everything back.
 * Round trips: one to enter, what `work` asks, one to record and commit.
 */
export async function asActor<T>(
  pools: Pools,
  entry: Entry,
  work: (tx: Tx, actor: Actor | undefined) => Promise<T>,
): Promise<T> {
  return inTransaction(pools, entry, async (tx, wire) => {
    const enter = entry.tokenHash
      ? `begin; select access.enter(${pg.escapeLiteral(entry.tokenHash)}, '${entry.door}') as actor`
      : 'begin; select null as actor';
    const [, answer] = await sendPlain(wire, enter);
    const entered = answer?.rows[0]?.actor as Actor | { notThisDoor: true } | null;
    if (entered && 'notThisDoor' in entered) throw new NotThisDoor();
    return work(tx, entered ?? undefined);
  });
}

/** A transaction of the program itself, by the worker's door: jobs, sealing, mail. */
export async function asWorker<T>(pools: Pools, purpose: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pools, { door: 'worker', purpose }, async (tx, wire) => {
    await sendPlain(wire, 'begin');
    return work(tx);
  });
}

type Way = { door: Door; purpose: string; requestId?: string };

async function inTransaction<T>(pools: Pools, way: Way, run: (tx: Tx, wire: Wire) => Promise<T>): Promise<T> {
  const client = await pools[way.door].connect();
  const wire: Wire = { client, roundTrips: 0 };
  const records: string[] = [];
  const tx: Tx = {
    db: kyselyOn(wire),
    record(event, about = {}) {
      records.push(recordStatement(event, about, way));
    },
    get recorded() {
      return records.length;
    },
    get roundTrips() {
      return wire.roundTrips;
    },
  };
  let broken: Error | undefined;
  try {
    const result = await run(tx, wire);
    await sendPlain(wire, `${records.join('')}commit`);
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

function recordStatement(
  event: string,
  about: { caseId?: number | null; detail?: AuditDetail },
  way: Way,
): string {
  const caseId = about.caseId == null ? 'null' : String(Math.trunc(about.caseId));
  const detail = pg.escapeLiteral(JSON.stringify(about.detail ?? {}));
  const request = pg.escapeLiteral(way.requestId ?? randomUUID());
  return `select audit.record(${pg.escapeLiteral(event)}, ${caseId}, ${detail}, ${pg.escapeLiteral(way.purpose)}, ${request}); `;
}

/** Rolls back; a connection that cannot even do that is given up. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
