import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { inHandOf } from '../../mhcs/queries/in-hand-of.ts';
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

export const orders = ['due', 'priority'] as const;
export type Order = (typeof orders)[number];

/** What the reader asked for; absent filters let everything through. */
export type WorklistAsked = {
  readonly tab: Tab;
  readonly order: Order;
  readonly page: number;
  readonly team: number | undefined;
  /** The reader's own cases and those of whom they cover for. */
  readonly mine: number | undefined;
  readonly caseworker: number | 'none' | undefined;
  readonly group: ClockGroup | undefined;
  readonly day: Temporal.PlainDate | undefined;
  readonly today: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
};

export type OfPatient = {
  readonly caseId: number;
  readonly reference: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly hospital: string;
};
export type WorklistClock = ListedClock & { readonly caseworkerId: number | null };
export type ClockWorklist = {
  readonly counts: TabCounts;
  readonly team: string | null;
  readonly clocks: readonly WorklistClock[];
  readonly patients: readonly OfPatient[];
  readonly flags: Readonly<Record<string, { noteworthy: boolean; extremism: string }>>;
  readonly caseworkers: Readonly<Record<string, string>>;
  readonly notices: readonly Notice[];
};

/** One page of the section's clocks with the counts of every tab, in one query; what belongs to its rows, by their ids. */
export async function readWorklist(tx: Tx, asked: WorklistAsked): Promise<ClockWorklist> {
  const { rows } = await sql<ClockWorklist>`
    with page as materialized (
      select ${clockColumns}, c.caseworker_id as "caseworkerId" from casework.clock c
      where ${wanted(asked)} and ${inTab(asked.tab, asked.today)}
      order by ${asked.order === 'priority' ? sql`c.rank, ` : sql``}c.due_on, c.id
      limit ${rowsOnPage} offset ${(asked.page - 1) * rowsOnPage}
    )
    select (select ${countsOf(asked.today)} from casework.clock c where ${wanted(asked)}) as counts,
      (select name from people.unit where id = ${asked.team ?? null}) as team,
      (select coalesce(json_agg(page), '[]') from page) as clocks,
      (select coalesce(json_agg(json_build_object('caseId', case_id, 'reference', mhcs_reference, 'familyName', family_name,
         'givenNames', given_names, 'hospital', hospital_name)), '[]') from casework.patient
       where case_id = any (array(select "caseId" from page))) as patients,
      (select coalesce(json_object_agg(f.case_id, json_build_object('noteworthy', f.noteworthy,
         'extremism', f.extremism_level)), '{}') from casework.patient_flags f
       where (f.noteworthy or f.extremism_level in ('high', 'critical'))
         and f.case_id = any (array(select "caseId" from page))) as flags,
      (select coalesce(json_object_agg(a.id, a.display_name), '{}') from people.account a
       where a.id = any (array(select "caseworkerId" from page))) as caseworkers,
      ${lastNotices} as notices`.execute(tx.db);
  const [found] = rows;
  if (!found) throw new Error('A query without a table gave no row.');
  return { ...found, counts: found.counts ?? nothingCounted };
}

function wanted(asked: WorklistAsked): RawBuilder<unknown> {
  const { team, group, day, until } = asked;
  const ofTeam = team === undefined ? sql`` : sql` and c.team_id = ${team}`;
  return sql`${listed(until)}${ofTeam}${ofCaseworker(asked)}${inGroup(group)}${onDay(day)}`;
}

function ofCaseworker({ mine, caseworker, today }: WorklistAsked): RawBuilder<unknown> {
  if (mine !== undefined) return sql` and c.caseworker_id = any (${inHandOf(mine, today)})`;
  if (caseworker === undefined) return sql``;
  return caseworker === 'none'
    ? sql` and c.caseworker_id is null`
    : sql` and c.caseworker_id = ${caseworker}`;
}
