import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import type { DB } from './types.ts';

// Days as 'YYYY-MM-DD' and moments as ISO text in UTC: a JavaScript Date would lose the one and blur the other.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text);
pg.types.setTypeParser(
  pg.types.builtins.TIMESTAMPTZ,
  text => `${text.replace(' ', 'T').replace(/\+00$/, '')}Z`,
);
// Identities stay far below 2^53; counts too.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * A wire to PostgreSQL that counts its round trips. `ending`: what ends the transaction, to be sent behind the next
 * query without waiting for its answer; `ended`: once it is sent.
 */
export type Wire = { client: pg.ClientBase; roundTrips: number; ending?: string; ended?: Promise<unknown> };

const statementNames = new Map<string, string>();

/** Every statement is prepared once a connection: planning under row-level security costs more than running. */
function statementName(sql: string): string {
  let name = statementNames.get(sql);
  if (!name) {
    name = createHash('sha256').update(sql).digest('base64url').slice(0, 32);
    statementNames.set(sql, name);
  }
  return name;
}

/** Sends `text`, which holds no parameters, and answers the result of each of its statements. */
export async function sendPlain(wire: Wire, text: string): Promise<pg.QueryResult[]> {
  wire.roundTrips += 1;
  return resultsOf(await wire.client.query(text));
}

// The driver's types know of one result alone.
const resultsOf = (answer: pg.QueryResult | pg.QueryResult[]) => (Array.isArray(answer) ? answer : [answer]);

/**
 * Commits, behind whatever `ending` says before.
 * @throws when a statement had failed and somebody caught that: PostgreSQL then answers a commit by taking all back
 */
export async function commit(wire: Wire, ending: string): Promise<void> {
  const results = resultsOf(await wire.client.query(ending));
  if (results.at(-1)?.command !== 'COMMIT')
    throw new Error('A statement of this transaction had failed, so nothing of it was kept.');
}

function end(wire: Wire, ending: string): void {
  wire.ended = commit(wire, ending);
  // Whoever waits for the query meets its fault first, and nobody may be left to wait for this one.
  wire.ended.catch(() => {});
}

/**
 * Holds back what is sent until this turn of the program is over, so that it travels as one write: waking the server
 * costs more than what it is woken for.
 */
export function inOneWrite({ client }: Wire): void {
  const { stream } = (client as pg.Client & { connection: { stream: Duplex } }).connection;
  stream.cork();
  queueMicrotask(() => process.nextTick(() => stream.uncork()));
}

/** Kysely on one wire, inside a transaction that somebody else opened and will close. */
export function kyselyOn(wire: Wire): Kysely<DB> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (wire.ended) throw new Error('The last query of this transaction has been sent.');
      wire.roundTrips += 1;
      const asked = wire.client.query({
        name: statementName(query.sql),
        text: query.sql,
        values: [...query.parameters],
      });
      if (wire.ending) end(wire, wire.ending);
      const answer = await asked;
      return { rows: answer.rows as R[], numAffectedRows: BigInt(answer.rowCount ?? 0) };
    },
    streamQuery() {
      throw new Error('Rows are not streamed inside a request.');
    },
  };
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => borrowed(connection),
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function borrowed(connection: DatabaseConnection): Driver {
  const notHere = async () => {
    throw new Error('A command is one transaction already: do not open another inside it.');
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: notHere,
    commitTransaction: notHere,
    rollbackTransaction: notHere,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
}
