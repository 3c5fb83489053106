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
    select a.id, a.name, count(c.recommendation)::int as all, count(*) filter (where c.state = 'waiting')::int as waiting,
      count(*) filter (where c.overdue)::int as overdue
    from evidence.addressee a left join evidence.chains(${today.toString()}::date) c on c.addressee = a.id
    where a.merged_into is null group by a.id order by a.name`.execute(tx.db);
  return rows;
}

/** An organisation to which recommendations are made. */
export type Addressee = {
  readonly name: string;
  /** The one that it went into, where the two turned out to be one. */
  readonly mergedInto: number | null;
  /** What else it is or was called; `parts` where that was an organisation of its own, which can be one again. */
  readonly names: readonly { readonly id: number; readonly name: string; readonly parts: boolean }[];
};

/** An organisation to which recommendations are made, if there is one of that number. One query. */
export async function readAddressee(tx: Tx, id: number): Promise<Addressee | undefined> {
  const { rows } = await sql<Addressee>`select a.name, a.merged_into as "mergedInto",
      (select coalesce(json_agg(json_build_object('id', n.id, 'name', n.name, 'parts', n.took <> '{}') order by n.name), '[]')
        from evidence.addressee n where n.merged_into = a.id) as names
    from evidence.addressee a where a.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** The organisation that bears a name, or bore it, other than the one that asks for it. One query. */
export async function readNamesake(
  tx: Tx,
  name: string,
  than: number,
): Promise<{ id: number; name: string } | undefined> {
  const { rows } = await sql<{ id: number; name: string }>`select k.id, k.name from evidence.addressee a
    join evidence.addressee k on k.id = coalesce(a.merged_into, a.id)
    where lower(a.name) = lower(${name}) and k.id <> ${than}`.execute(tx.db);
  return rows[0];
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
