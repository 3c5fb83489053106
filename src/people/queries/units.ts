import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/** A unit below the actor's own, in the order of a tree. */
export type AdministeredUnit = {
  id: number;
  parentId: number | null;
  kind: string;
  name: string;
  securityLevel: string | null;
  endedOn: string | null;
  /** 0 for the actor's own unit. */
  depth: number;
  people: number;
};

/** The actor's own units and all below them, each before those that stand in it. */
export async function administeredUnits(tx: Tx): Promise<AdministeredUnit[]> {
  const asked = sql<AdministeredUnit>`
    with recursive mine as (select unnest(access.units_administered()) as id),
    tree as (
      select u.id, 0 as depth, array[lower(u.name)] as place from people.unit u
        where u.id in (select id from mine) and (u.parent_id is null or u.parent_id not in (select id from mine))
      union all
      select u.id, t.depth + 1, t.place || lower(u.name) from people.unit u join tree t on u.parent_id = t.id
    )
    select u.id, u.parent_id as "parentId", u.kind, u.name, u.security_level as "securityLevel", u.ended_on as "endedOn",
      t.depth, (select count(distinct m.account_id)::int from people.membership m where m.unit_id = u.id
        and (m.until_on is null or m.until_on > access.today())) as people
    from tree t join people.unit u on u.id = t.id order by t.place, u.id`;
  return (await asked.execute(tx.db)).rows;
}
