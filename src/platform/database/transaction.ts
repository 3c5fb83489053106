import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import pg from 'pg';
import { commit, inOneWrite, kyselyOn, sendPlain, type Wire } from './driver.ts';
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
  /**
   * Sends the audit row of a reading and the commit behind the next query, which is the last: they travel together.
   * The row is written only if the transaction is `actor`'s and they may see the case.
   */
  recordBehindLast(
    actor: Actor,
    event: string,
    about?: { caseId?: number | null; detail?: AuditDetail },
  ): void;
  /** Whether the commit has been sent behind the last query. */
  readonly isEnded: boolean;
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
  /** True when the work changes nothing outside the transaction, and nothing inside but by `record`. */
  onlyReads?: boolean;
  /** True when it may read what is some seconds old, by the circle door: then nobody is signed in and nothing is recorded. */
  mayLag?: boolean;
};

/** The session is good, but its account has no business at this door. */
export class NotThisDoor extends Error {
  override readonly name = 'NotThisDoor';
}

/**
 * Opens one transaction as the holder of a session, runs `work`, writes the audit rows and commits.
 * `work` gets `undefined` when the session is not good (any more); row-level security then shows no row.
 * Anything thrown by `work` rolls everything back.
 * Round trips: one to enter, what `work` asks, one to record and commit. Where `work` only reads and the actor was here
 * before, it starts while the database still looks at the session, and is run anew should that find somebody else;
 * so it may run twice, and what it reads is let out only to the actor whom the database found.
 */
export async function asActor<T>(
  pools: Pools,
  entry: Entry,
  work: (tx: Tx, actor: Actor | undefined) => Promise<T>,
): Promise<T> {
  if (entry.mayLag && pools.replica) {
    try {
      return await inTransaction({ ...pools, circle: pools.replica }, entry, (tx, wire) =>
        withoutOne(wire, { tx, work }),
      );
    } catch {
      // What a replica cannot answer, whatever the reason, the main database can.
    }
  }
  if (entry.mayLag && !entry.tokenHash)
    return inTransaction(pools, entry, (tx, wire) => withoutOne(wire, { tx, work }));
  const expected = entry.onlyReads ? lastSeen.get(keyOf(entry)) : undefined;
  if (expected) {
    try {
      return await inTransaction(pools, entry, (tx, wire) => workAhead(wire, { entry, expected, work, tx }));
    } catch (error) {
      if (!(error instanceof SomebodyElse)) throw error;
    }
  }
  if (!entry.tokenHash)
    return inTransaction(pools, entry, (tx, wire) => workForNobody(wire, () => work(tx, undefined)));
  return inTransaction(pools, entry, async (tx, wire) => work(tx, await enter(wire, entry)));
}

/**
 * What anybody may read as it stands, read by nobody: nothing is said of who asks, nothing is kept, and each statement sees
 * what is committed when it begins, inside of a transaction or without one. It is a round trip less.
 */
async function withoutOne<T>(
  wire: Wire,
  { tx, work }: { tx: Tx; work: (tx: Tx, actor: Actor | undefined) => Promise<T> },
): Promise<T> {
  const result = await work(tx, undefined);
  if (tx.recorded === 0) wire.ended ??= Promise.resolve();
  return result;
}

/** Who brings no token is nobody, whatever the database says: the first question travels with the beginning. */
async function workForNobody<T>(wire: Wire, work: () => Promise<T>): Promise<T> {
  inOneWrite(wire);
  wire.roundTrips -= 1;
  const [begun, done] = await Promise.allSettled([sendPlain(wire, 'begin'), work()]);
  if (begun.status === 'rejected') throw begun.reason;
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}

/** Thrown to run a reading anew: since the last one the session has ended, or the actor is not what they were. */
class SomebodyElse extends Error {}

type Ahead<T> = {
  entry: Entry;
  expected: Actor;
  work: (tx: Tx, actor: Actor | undefined) => Promise<T>;
  tx: Tx;
};

/** Runs `work` for the actor who is expected, behind the question who it is. */
async function workAhead<T>(wire: Wire, { entry, expected, work, tx }: Ahead<T>): Promise<T> {
  const actor = { ...expected };
  inOneWrite(wire);
  // The first question of `work` travels with the one who is asking.
  wire.roundTrips -= 1;
  const [entered, done] = await Promise.allSettled([enter(wire, entry), work(tx, actor)]);
  if (entered.status === 'rejected') throw entered.reason;
  if (!isSame(entered.value, expected)) throw new SomebodyElse();
  actor.endsAt = entered.value?.endsAt ?? expected.endsAt;
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}

function isSame(one: Actor | undefined, other: Actor): boolean {
  return JSON.stringify({ ...one, endsAt: '' }) === JSON.stringify({ ...other, endsAt: '' });
}

type Came = Pick<Entry, 'tokenHash' | 'door'>;

const keyOf = ({ tokenHash, door }: Came) => `${door} ${tokenHash}`;

/** Who came with a token to a door the last time: a guess that saves waiting, never an answer. */
const lastSeen = new LRUCache<string, Actor>({ max: 5000 });

async function enter(wire: Wire, { tokenHash, door }: Entry): Promise<Actor | undefined> {
  if (!tokenHash) {
    await sendPlain(wire, 'begin');
    return undefined;
  }
  const [, answer] = await sendPlain(
    wire,
    `begin; select access.enter(${pg.escapeLiteral(tokenHash)}, '${door}') as actor`,
  );
  const entered = (answer?.rows[0]?.actor ?? undefined) as Actor | { notThisDoor: true } | undefined;
  if (entered && 'notThisDoor' in entered) throw new NotThisDoor();
  remember({ tokenHash, door }, entered);
  return entered;
}

function remember(came: Came, actor: Actor | undefined): void {
  if (actor) lastSeen.set(keyOf(came), actor);
  else lastSeen.delete(keyOf(came));
}

/** A transaction of the program itself, by the worker's door: jobs, sealing, mail. */
export async function asWorker<T>(pools: Pools, purpose: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pools, { door: 'worker', purpose }, async (tx, wire) => {
    await sendPlain(wire, 'begin');
    return work(tx);
  });
}

type Way = { door: Door; purpose: string; requestId?: string; onlyReads?: boolean; mayLag?: boolean };

let written = 0;

/** How many transactions of this program were committed that may have changed something: what was read at one count reads the same while it stands, but for what others changed. */
export const writesSoFar = (): number => written;

async function inTransaction<T>(pools: Pools, way: Way, run: (tx: Tx, wire: Wire) => Promise<T>): Promise<T> {
  const client = await pools[way.door].connect();
  const wire: Wire = { client, roundTrips: 0 };
  const records: string[] = [];
  const tx: Tx = {
    db: kyselyOn(wire),
    record(event, about = {}) {
      if (wire.ending) throw new Error(`${event} comes after the end of its transaction.`);
      records.push(`select ${recordCall(event, about, way)}; `);
    },
    recordBehindLast(actor, event, about = {}) {
      const sees =
        about.caseId == null ? '' : ` and exists (select from people.case where id = ${whole(about.caseId)})`;
      const row = `select ${recordCall(event, about, way)} where access.account_id() = ${whole(actor.accountId)}${sees}; `;
      wire.ending = `${records.join('')}${row}commit`;
    },
    get isEnded() {
      return wire.ended !== undefined;
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
    wire.ended ??= commit(wire, wire.ending ?? `${records.join('')}commit`);
    await wire.ended;
    if (!way.onlyReads && !way.mayLag) written += 1;
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

function recordCall(
  event: string,
  about: { caseId?: number | null; detail?: AuditDetail },
  way: Way,
): string {
  const caseId = about.caseId == null ? 'null' : whole(about.caseId);
  const detail = pg.escapeLiteral(JSON.stringify(about.detail ?? {}));
  const request = pg.escapeLiteral(way.requestId ?? randomUUID());
  return `audit.record(${pg.escapeLiteral(event)}, ${caseId}, ${detail}, ${pg.escapeLiteral(way.purpose)}, ${request})`;
}

const whole = (id: number) => String(Math.trunc(id));

/** Rolls back; a connection that cannot even do that is given up. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
