import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** An organisation to which recommendations are made, with how many stand open and overdue there. */
export type AddresseeCounts = {
  readonly id: number;
  readonly name: string;
  readonly all: number;
  readonly waiting: number;
  readonly overdue: number;
};

/** Every addressee by name, with its counts on a day. One query. */
export async function readAddressees(tx: Tx, today: Temporal.PlainDate): Promise<AddresseeCounts[]> {
  const { rows } = await sql<AddresseeCounts>`
    select a.id, a.name, count(c.recommendation)::int as all, count(*) filter (where c.recommendation is not null and c.answer is null)::int as waiting,
      count(*) filter (where c.overdue)::int as overdue
    from evidence.addressee a left join evidence.chains(${today.toString()}::date) c on c.addressee = a.id
    group by a.id order by a.name`.execute(tx.db);
  return rows;
}

/** The name of an organisation to which recommendations are made, if there is one of that number. */
export async function readAddressee(tx: Tx, id: number): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select name from evidence.addressee where id = ${id}`.execute(
    tx.db,
  );
  return rows[0]?.name;
}

/** The addressees in whose name whoever asks may answer. */
export async function readSpokenFor(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ ids: number[] }>`select evidence.speaks_for() as ids`.execute(tx.db);
  return rows[0]?.ids ?? [];
}

/** The same with their names. One query. */
export async function readOwnAddressees(tx: Tx): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`select a.id, a.name from evidence.addressee a
    where a.id = any ((select evidence.speaks_for())::integer[]) order by a.name`.execute(tx.db);
  return rows;
}
