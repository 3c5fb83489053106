import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

export type Named = { id: number; name: string };
/** Somebody of the section, with the open work that is theirs now. */
export type Colleague = Named & { open: number };

/** What the worklist can be narrowed to, in one query. */
export async function readChoices(
  tx: Tx,
): Promise<{ teams: Named[]; hospitals: Named[]; colleagues: Named[] }> {
  const { rows } = await sql<{ teams: Named[]; hospitals: Named[]; colleagues: Named[] }>`
    select
      (select coalesce(json_agg(u order by u.name), '[]')
       from (select id, name from people.unit where kind = 'mhcs_team' and ended_on is null) u) as teams,
      (select coalesce(json_agg(u order by u.name), '[]')
       from (select id, name from people.unit where kind = 'hospital') u) as hospitals,
      (select coalesce(json_agg(c order by c.name), '[]') from (${caseworkers}) c) as colleagues`.execute(
    tx.db,
  );
  return rows[0] ?? { teams: [], hospitals: [], colleagues: [] };
}

const caseworkers = sql`
  select distinct a.id, a.display_name as name from people.membership m join people.account a on a.id = m.account_id
  where m.role in ('caseworker', 'team_manager') and m.from_on <= access.today()
    and (m.until_on is null or m.until_on > access.today())`;

/** Those who can be given work, each with how much of the worklist is theirs, in one query. */
export async function readColleagues(tx: Tx): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select c.id, c.name, coalesce(held.open, 0)::int as open from (${caseworkers}) c
    left join (select w.caseworker_id, count(*) as open from casework.open_work w group by 1) held
      on held.caseworker_id = c.id
    order by c.name`.execute(tx.db);
  return rows;
}
