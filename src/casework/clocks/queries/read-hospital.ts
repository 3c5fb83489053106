import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { ClockGroup } from '../groups.ts';
import {
  clockColumns,
  countsOf,
  inGroup,
  inTab,
  type ListedClock,
  lastNotices,
  listed,
  type Notice,
  nothingCounted,
  onDay,
  rowsOnPage,
  type Tab,
  type TabCounts,
} from './listed.ts';

type Named = { readonly id: number; readonly name: string };
export type HospitalAsked = {
  readonly tab: Tab;
  readonly page: number;
  readonly ward?: number | undefined;
  readonly clinician?: number | undefined;
  readonly group?: ClockGroup | undefined;
  readonly day?: Temporal.PlainDate | undefined;
  readonly today: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
};
export type PatientOfList = {
  readonly caseId: number;
  readonly reference: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly ward: string | null;
  readonly clinicians: readonly string[];
};
export type HospitalList = {
  readonly counts: TabCounts;
  readonly clocks: readonly ListedClock[];
  readonly patients: readonly PatientOfList[];
  readonly notices: readonly Notice[];
  readonly wards: readonly Named[];
  readonly clinicians: readonly Named[];
};

/** The cases in which the reader has reports to write or to send. */
export const myCases = sql`(select access.cases_as('responsible_clinician', 'mha_office', 'social_supervisor',
  'clinical_supervisor'))::bigint[]`;

const inside = sql`r.capacity = 'responsible_clinician' and r.account_id is not null and r.from_on <= access.today()
  and (r.until_on is null or r.until_on > access.today())`;

/** One page of what falls due for the reader's patients, with counts and what it can be narrowed to. One query. */
export async function readHospital(tx: Tx, asked: HospitalAsked): Promise<HospitalList> {
  const { rows } = await sql<HospitalList>`
    with mine as materialized (
      select p.case_id, p.ward_id, p.mhcs_reference, p.family_name, p.given_names from casework.patient p
      where p.case_id = any (${myCases})
    ), leads as materialized (
      select r.case_id, r.account_id from people.circle r where r.case_id = any (${myCases}) and ${inside}
    ), page as materialized (
      select ${clockColumns} from casework.clock c
      where ${wanted(asked)} and ${inTab(asked.tab, asked.today)} order by c.due_on, c.id
      limit ${rowsOnPage} offset ${(asked.page - 1) * rowsOnPage}
    )
    select (select ${countsOf(asked.today)} from casework.clock c where ${wanted(asked)}) as counts,
      (select coalesce(json_agg(page), '[]') from page) as clocks,
      (select coalesce(json_agg(json_build_object('caseId', m.case_id, 'reference', m.mhcs_reference,
         'familyName', m.family_name, 'givenNames', m.given_names,
         'ward', (select u.name from people.unit u where u.id = m.ward_id),
         'clinicians', array(select a.display_name from leads l join people.account a on a.id = l.account_id
           where l.case_id = m.case_id order by 1))), '[]')
       from mine m where m.case_id = any (array(select "caseId" from page))) as patients,
      ${lastNotices} as notices,
      (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name), '[]') from people.unit u
       where u.id = any (array(select ward_id from mine))) as wards,
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.display_name) order by a.display_name), '[]')
       from people.account a where a.id = any (array(select account_id from leads))) as clinicians`.execute(
    tx.db,
  );
  const [found] = rows;
  if (!found) throw new Error('A query without a table gave no row.');
  return { ...found, counts: found.counts ?? nothingCounted };
}

function wanted({ ward, clinician, group, day, until }: HospitalAsked): RawBuilder<unknown> {
  const ofWard =
    ward === undefined
      ? sql``
      : sql` and c.case_id = any (array(select m.case_id from mine m where m.ward_id = ${ward}))`;
  const ofClinician =
    clinician === undefined
      ? sql``
      : sql` and c.case_id = any (array(select l.case_id from leads l where l.account_id = ${clinician}))`;
  return sql`c.case_id = any (${myCases}) and ${listed(until)}${ofWard}${ofClinician}${inGroup(group)}${onDay(day)}`;
}
