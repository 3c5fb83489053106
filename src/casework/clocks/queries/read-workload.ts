import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { inTab } from './listed.ts';

export type Workload = {
  readonly id: number;
  readonly name: string;
  readonly teams: readonly string[];
  readonly cases: number;
  readonly overdue: number;
  readonly soon: number;
  readonly applications: number;
  readonly awayUntil: string | null;
  readonly cover: string | null;
  readonly coversFor: readonly string[];
};
/** What nobody has in hand, by team. */
export type Unallocated = { readonly id: number; readonly name: string; readonly cases: number };

// Who decides on a document has that in hand, and not all of its case.
const ofCase = sql`not casework.is_of_document(c.kind)`;

const now = sql`m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())`;

/** What everybody of the section has in hand, in one query; of one team or of all. */
export async function readWorkload(
  tx: Tx,
  { team, today }: { team: number | undefined; today: Temporal.PlainDate },
): Promise<{ people: readonly Workload[]; unallocated: readonly Unallocated[] }> {
  const day = sql`${today.toString()}::date`;
  const ofTeam = (column: string) => (team === undefined ? sql`` : sql` and ${sql.ref(column)} = ${team}`);
  const { rows } = await sql<{ people: Workload[]; unallocated: Unallocated[] }>`
    with members as materialized (
      select a.id, a.display_name as name, array_agg(u.name order by u.name) as teams
      from people.membership m join people.account a on a.id = m.account_id join people.unit u on u.id = m.unit_id
      where m.role in ('caseworker', 'team_manager') and u.kind = 'mhcs_team' and ${now}${ofTeam('m.unit_id')} group by a.id
    ), held as materialized (
      select c.caseworker_id, count(distinct c.case_id) filter (where ${ofCase})::int as cases, count(*) filter (where ${inTab('overdue', today)})::int as overdue,
        count(*) filter (where ${inTab('soon', today)})::int as soon
      from casework.clock c where c.caseworker_id is not null and c.owed_by <> 'person'${ofTeam('c.team_id')} group by 1
    ), asked as materialized (
      select w.caseworker_id, count(*)::int as open from casework.open_work w group by 1
    ), away as materialized (
      select b.account_id, b.cover_id, b.until_on from casework.absence b where b.from_on <= ${day} and b.until_on > ${day}
    )
    select (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'teams', m.teams,
        'cases', coalesce(h.cases, 0), 'overdue', coalesce(h.overdue, 0), 'soon', coalesce(h.soon, 0),
        'applications', coalesce(a.open, 0), 'awayUntil', w.until_on,
        'cover', (select c.display_name from people.account c where c.id = w.cover_id),
        'coversFor', array(select c.display_name from away o join people.account c on c.id = o.account_id
          where o.cover_id = m.id order by 1)) order by m.name), '[]')
      from members m left join held h on h.caseworker_id = m.id left join asked a on a.caseworker_id = m.id
      left join away w on w.account_id = m.id) as people,
      (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'cases', n.cases) order by u.name), '[]')
       from (select c.team_id, count(distinct c.case_id)::int as cases from casework.clock c
         where c.caseworker_id is null and c.owed_by <> 'person' and ${ofCase}${ofTeam('c.team_id')} group by 1) n
       join people.unit u on u.id = n.team_id) as unallocated`.execute(tx.db);
  return rows[0] ?? { people: [], unallocated: [] };
}
