import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../platform/database/index.ts';
import { familyNames, givenNames } from '../names.ts';
import { insertCircles } from './circles.ts';
import { insertMovements, insertRecalls, type Making, orderOn, planNation } from './register.ts';
import { chance, list, type Step } from './step.ts';

/** Every restricted patient with their account, their case, and who stands in it. */
export const patients: Step = {
  name: 'patients, cases and circles',
  async run(db, today) {
    const making = await planNation(db);
    const all = making.detained + making.discharged + making.former;
    await chance.execute(db);
    await sql`insert into people.person (family_name, given_names, born_on, language)
      select (${list(familyNames)})[1 + (i * 389 % ${familyNames.length})], (${list(givenNames)})[1 + (i * 53 % ${givenNames.length})],
        ${today.toString()}::date - (18 * 365 + (pg_temp.chance(i, 'born') * 50 * 365)::integer), case when pg_temp.chance(i, 'language') < 0.03 then 'cy' else 'en' end
      from generate_series(1, ${all}::integer) i`.execute(db);
    await sql`insert into people.case (person_id, room, opened_on)
      select id, 'casework', ${orderOn(making, sql`n`)} from (
        select p.id, row_number() over (order by p.id) as n
        from people.person p where not exists (select from people.case k where k.person_id = p.id)) fresh order by n`.execute(
      db,
    );
    await sql`insert into people.account (username, display_name, person_id, language, active_from)
      select 'person.' || p.id, p.given_names || ' ' || p.family_name, p.id, p.language, date '2020-01-01'
      from people.person p where not exists (select from people.account a where a.person_id = p.id)`.execute(
      db,
    );
    await insertPatients(db, making);
    await insertCircles(db);
    await insertMovements(db, making);
    await insertRecalls(db);
  },
};

async function insertPatients(db: Kysely<DB>, { detained, discharged }: Making): Promise<void> {
  await sql`with wards as (
      select w.id as ward, h.id as hospital, row_number() over (order by w.id) - 1 as at, count(*) over () as of
      from people.unit w join people.unit h on h.id = w.parent_id where w.kind = 'ward'
    ), teams as (
      select id, row_number() over (order by id) - 1 as at, count(*) over () as of from people.unit where kind = 'mhcs_team'
    ), fresh as (
      select k.id as case_id, k.opened_on, p.family_name, p.given_names, row_number() over (order by k.id) as number
      from people.case k join people.person p on p.id = k.person_id
      where k.room = 'casework' and not exists (select from casework.patient c where c.case_id = k.id)
    )
    insert into casework.patient (case_id, mhcs_reference, authority, order_on, hospital_id, ward_id, team_id, named_place, family_key, given_key)
    select f.case_id, 'N/' || lpad(f.number::text, 5, '0'),
      (array['s37/41', 's37/41', 's37/41', 's37/41', 's47/49', 's47/49', 's48/49', 's45A', 'CPIA s5'])[1 + (f.number * 13 % 9)],
      f.opened_on, w.hospital, case when f.number <= ${detained} or f.number > ${detained + discharged} then w.ward end, t.id, '', lower(f.family_name), lower(f.given_names)
    from fresh f
    join wards w on w.at = f.number * 7 % w.of
    join teams t on t.at = f.number % t.of`.execute(db);
  await sql`insert into casework.patient_flags (case_id, noteworthy, extremism_level, mappa_category, mappa_level)
    select p.case_id, pg_temp.chance(p.case_id, 'noteworthy') < 0.03, case when pg_temp.chance(p.case_id, 'extremism') < 0.005 then 'high' else 'none' end,
      3, case when pg_temp.chance(p.case_id, 'mappa') < 0.9 then 1 when pg_temp.chance(p.case_id, 'mappa') < 0.98 then 2 else 3 end
    from casework.patient p where not exists (select from casework.patient_flags f where f.case_id = p.case_id)`.execute(
    db,
  );
}
