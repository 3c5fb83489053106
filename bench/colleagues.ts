import { type Kysely, sql } from 'kysely';
import type { DB } from '../src/platform/database/index.ts';

/**
 * People whom the nation does not have, or to whom its demonstration does not open: a supervisor of sixty people in the
 * community, and the clinician of the case with the long history.
 * @returns the clinician's username
 */
export async function letIn(db: Kysely<DB>, longCase: number): Promise<string> {
  await sql`with made as (
      insert into people.account (username, display_name, door, active_from, demonstration)
      values ('bench.supervisor', 'Bench Supervisor', 'circle', '2020-01-01', true) on conflict do nothing returning id
    ), works as (
      insert into people.membership (account_id, unit_id, role, from_on)
      select made.id, (select min(id) from people.unit where kind = 'provider'), 'social_supervisor', '2020-01-01' from made
    )
    insert into people.circle (case_id, account_id, capacity, basis, from_on)
    select p.case_id, made.id, 'social_supervisor', 'supervises', '2020-01-01' from made
    cross join (select case_id from casework.patient where status = 'conditionally discharged' order by case_id limit 60) p`.execute(
    db,
  );
  const { rows } = await sql<{ username: string }>`
    update people.account set demonstration = true where id = (select min(account_id) from people.circle
      where case_id = ${longCase} and capacity = 'responsible_clinician') returning username`.execute(db);
  return rows[0]?.username ?? '';
}
