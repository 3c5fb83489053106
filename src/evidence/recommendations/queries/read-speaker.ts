import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** An organisation that was asked, and of those with accounts here the one that answers in its name. */
export type Speaker = {
  readonly name: string;
  readonly unit: string | null;
  /** Those that can be chosen; one that has ended answers for nobody any more. */
  readonly units: readonly { readonly id: string; readonly name: string }[];
};

/** Who answers in the name of an organisation; nothing where nobody of that number was asked. One query. */
export async function readSpeaker(tx: Tx, addressee: number): Promise<Speaker | undefined> {
  const { rows } = await sql<Speaker>`
    select a.name, a.unit_id::text as unit, (select coalesce(json_agg(json_build_object('id', u.id::text, 'name', u.name)
      order by u.name, u.id), '[]') from people.unit u
      where u.kind = 'addressee' and (u.ended_on is null or u.ended_on > access.today() or u.id = a.unit_id)) as units
    from evidence.addressee a where a.id = ${addressee} and a.merged_into is null`.execute(tx.db);
  return rows[0];
}
