import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { ClockGroup } from '../groups.ts';
import {
  countsOf,
  inGroup,
  inTab,
  lineColumns,
  listed,
  nothingCounted,
  noticeOf,
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
export type HospitalList = {
  readonly counts: TabCounts;
  /** Each a `ClockLine` as JSON. */
  readonly rows: readonly string[];
  readonly wards: readonly Named[];
  readonly clinicians: readonly Named[];
};

/** The patients of the page come once each, however many clocks they have: a line is put together here. */
type Found = Omit<HospitalList, 'rows'> & { readonly rows: string | null; readonly named: string | null };

/** The cases in which the reader has reports to write or to send. */
export const myCases = sql`(select access.cases_as('responsible_clinician', 'mha_office', 'social_supervisor',
  'clinical_supervisor'))::bigint[]`;

/** Nothing is added, so that the index is read for what the policy names and no second array is brought into order. */
const amongMyCases = sql`l.case_id + 0 = any (${myCases})`;

/** One page of what falls due for the reader's patients, with counts and what it can be narrowed to. One query. */
export async function readHospital(tx: Tx, asked: HospitalAsked): Promise<HospitalList> {
  const { rows } = await sql<Found>`
    with mine as materialized (
      select l.case_id, l.ward_id, l.led_by, l.named from casework.listed_patient l where ${amongMyCases}
    ), work as materialized (
      select ${lineColumns}, c.soon_on, c.paused_on, c.in_force from casework.clock c where ${wanted(asked)}
    ), page as materialized (
      select * from work c where ${inTab(asked.tab, asked.today)} order by c.due_on, c.id
      limit ${rowsOnPage} offset ${(asked.page - 1) * rowsOnPage}
    )
    select (select ${countsOf(asked.today)} from work c) as counts,
      (select string_agg(p.case_id || E'\\t' || p.shown || E'\\t' || ${noticeOf}, E'\\n' order by p.due_on, p.id) from page p) as rows,
      (select string_agg(m.case_id || E'\\t' || m.named, E'\\n') from mine m
       where m.case_id = any (array(select case_id from page))) as named,
      (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name), '[]') from people.unit u
       where u.id = any (array(select ward_id from mine))) as wards,
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.display_name) order by a.display_name), '[]')
       from people.account a where a.id = any (array(select unnest(led_by) from mine))) as clinicians`.execute(
    tx.db,
  );
  const [found] = rows;
  if (!found) throw new Error('A query without a table gave no row.');
  const { named, ...list } = found;
  const patients = new Map(cellsOf(named).map(([caseId, patient]) => [caseId, patient]));
  const lines = cellsOf(list.rows).map(
    ([caseId, clock, notice]) => `[${clock},${patients.get(caseId)},${notice}]`,
  );
  return { ...list, counts: list.counts ?? nothingCounted, rows: lines };
}

// No JSON in one line holds a tab.
const cellsOf = (lines: string | null) => lines?.split('\n').map(line => line.split('\t')) ?? [];

function wanted({ ward, clinician, group, day, until }: HospitalAsked): RawBuilder<unknown> {
  const ofWard =
    ward === undefined
      ? sql``
      : sql` and c.case_id = any (array(select m.case_id from mine m where m.ward_id = ${ward}))`;
  const ofClinician =
    clinician === undefined
      ? sql``
      : sql` and c.case_id = any (array(select m.case_id from mine m where ${clinician} = any (m.led_by)))`;
  return sql`c.case_id = any (array(select case_id from mine)) and ${listed(until)}${ofWard}${ofClinician}${inGroup(group)}${onDay(day)}`;
}
