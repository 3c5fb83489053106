import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../platform/database/index.ts';

/** Who stands in each new case: the person, a clinician, the ward, the Mental Health Act office. */
export async function insertCircles(db: Kysely<DB>): Promise<void> {
  await sql`with fresh as (
      select p.*, k.person_id, k.opened_on from casework.patient p join people.case k on k.id = p.case_id
      where not exists (select from people.circle c where c.case_id = p.case_id)
    ), clinicians as (
      select m.unit_id as hospital, m.account_id, row_number() over (partition by m.unit_id order by m.account_id) - 1 as at, count(*) over (partition by m.unit_id) as of
      from people.membership m where m.role = 'responsible_clinician'
    )
    insert into people.circle (case_id, account_id, unit_id, capacity, basis, from_on)
    select f.case_id, a.id, null::bigint, 'subject', 'the person', f.opened_on from fresh f join people.account a on a.person_id = f.person_id
    union all select f.case_id, c.account_id, null, 'responsible_clinician', 'responsible clinician', f.opened_on
      from fresh f join clinicians c on c.hospital = f.hospital_id and c.at = f.case_id % c.of
    union all select f.case_id, null, f.ward_id, 'ward_staff', 'ward', f.opened_on from fresh f where f.ward_id is not null
    union all select f.case_id, null, f.hospital_id, 'mha_office', 'hospital', f.opened_on from fresh f`.execute(
    db,
  );
}
