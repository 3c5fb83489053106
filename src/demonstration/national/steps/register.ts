import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../platform/database/index.ts';

/**
 * MHCS Stakeholder Engagement Framework, October 2016: 7,171 restricted patients on 31 October, 4,690 in hospital and
 * 2,481 conditionally discharged; 7,002 a year before, 4,618 and 2,384.
 */
export const population = { inHospital: 4690, conditionallyDischarged: 2481 };
export const yearBefore = { inHospital: 4618, conditionallyDischarged: 2384 };
export const countedOn = { october2016: '2016-10-31', yearBefore: '2015-10-31' };

/** How many are made, so that the register counts the nation on both days and today. */
export type Making = {
  /** In hospital now. */
  detained: number;
  discharged: number;
  /** In hospital in 2016 and restricted no more: in the place of those of the small world who came later. */
  former: number;
  /** Of those in hospital in 2016, who came in the year before. */
  fresh: number;
  /** Of the discharged, who left hospital in that year. */
  left: number;
};

/** Counts who is there already, and says how many have to come. */
export async function planNation(db: Kysely<DB>): Promise<Making> {
  const { rows } = await sql<{ all: number; by2016: number; by2015: number }>`
    select count(*)::int as all, count(*) filter (where order_on <= ${countedOn.october2016})::int as by2016,
      count(*) filter (where order_on <= ${countedOn.yearBefore})::int as by2015 from casework.patient`.execute(
    db,
  );
  const there = rows[0] ?? { all: 0, by2016: 0, by2015: 0 };
  const left = population.conditionallyDischarged - yearBefore.conditionallyDischarged;
  const detained = population.inHospital - there.all;
  const former = there.all - there.by2016;
  const inHospitalBefore = yearBefore.inHospital - left - there.by2015;
  const { conditionallyDischarged: discharged } = population;
  return { detained, discharged, former, left, fresh: detained + former - inHospitalBefore };
}

/** The day of the order of patient number `n`: those in hospital first, then the discharged, then the former. */
export const orderOn = ({ fresh }: Making, n: ReturnType<typeof sql>) => sql`
  case when ${n} <= ${fresh} then ${countedOn.yearBefore}::date + 1 + (pg_temp.chance(${n}, 'order') * 364)::integer
    else date '2000-01-01' + (pg_temp.chance(${n}, 'order') * 5400)::integer end`;

/** How the discharged left hospital, and how restrictions ended for the former. */
export async function insertMovements(db: Kysely<DB>, making: Making): Promise<void> {
  const { detained, discharged, left } = making;
  await sql`with numbered as (
      select p.case_id, p.order_on, p.hospital_name, row_number() over (order by p.case_id) as n
      from casework.patient p where p.mhcs_reference ^@ 'N/'
    ), moved as (
      select case_id, hospital_name, n, case
        when n > ${detained + discharged} then ${countedOn.october2016}::date + 100 + (n - ${detained + discharged})::integer * 37
        when n <= ${detained + left} then ${countedOn.yearBefore}::date + 1 + (pg_temp.chance(n, 'discharge') * 364)::integer
        else order_on + (pg_temp.chance(n, 'discharge') * (${countedOn.yearBefore}::date - order_on))::integer end as moved_on
      from numbered where n > ${detained}
    )
    insert into casework.movement (case_id, kind, authorised_on, actual_on, from_place)
    select case_id, case when n > ${detained + discharged} then 'absolute discharge by the tribunal'
        when n % 5 = 0 then 'conditional discharge by the Secretary of State' else 'conditional discharge by the tribunal' end,
      moved_on, moved_on, hospital_name
    from moved`.execute(db);
}

/** Of the discharged, some were recalled after 2016 and discharged again, so that the nation stands as it did. */
export async function insertRecalls(db: Kysely<DB>): Promise<void> {
  const recalled = sql`select p.case_id, p.hospital_name,
      ${countedOn.october2016}::date + 30 + (pg_temp.chance(p.case_id, 'recall day') * 2200)::integer as recalled_on,
      90 + (pg_temp.chance(p.case_id, 'recall stay') * 600)::integer as days
    from casework.patient p
    where p.mhcs_reference ^@ 'N/' and p.status = 'conditionally discharged' and pg_temp.chance(p.case_id, 'recall') < 0.3`;
  await sql`with recalled as (${recalled})
    insert into casework.movement (case_id, kind, authorised_on, actual_on, from_place, to_place)
    select r.case_id, m.kind, m.actual_on - 1, m.actual_on, m.from_place, m.to_place from recalled r
    cross join lateral (values
      ('recall', r.recalled_on, '', r.hospital_name),
      ('conditional discharge by the tribunal', r.recalled_on + r.days, r.hospital_name, '')
    ) m (kind, actual_on, from_place, to_place)
    order by r.case_id, m.actual_on`.execute(db);
}
