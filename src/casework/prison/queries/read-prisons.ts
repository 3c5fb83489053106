import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';

/** A prison in which the actor may register somebody. */
export type Prison = { readonly unitId: number; readonly name: string };
/** Where somebody can be registered, and whether numbers that are issued for tests count. */
export type Registrable = { readonly prisons: readonly Prison[]; readonly testNumbers: boolean };

/** The prisons in which the actor may register somebody: their own, or for the section all of them. One query. */
export async function readPrisons(tx: Tx, actor: Actor): Promise<Registrable> {
  const own = actor.memberships
    .filter(({ role }) => role === 'prison_healthcare')
    .map(({ unitId }) => unitId);
  const { rows } = await sql<Registrable>`
    select platform.is_demonstration() as "testNumbers",
      (select coalesce(json_agg(json_build_object('unitId', u.id, 'name', u.name) order by u.name), '[]')
       from people.unit u where u.kind = 'prison' and u.ended_on is null
         and (${actor.door === 'national'} or u.id = any (${own}::bigint[]))) as prisons`.execute(tx.db);
  return rows[0] ?? { prisons: [], testNumbers: false };
}
