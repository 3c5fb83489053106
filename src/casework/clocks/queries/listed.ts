import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { KeptClock } from '../../rules/clocks/kept-clock.ts';
import { type ClockGroup, clockGroups } from '../groups.ts';

export const tabs = ['all', 'overdue', 'soon', 'every'] as const;
export type Tab = (typeof tabs)[number];
export const rowsOnPage = 50;

/** A clock as lists read it. */
export type ListedClock = Pick<
  KeptClock,
  | 'kind'
  | 'of'
  | 'startedOn'
  | 'dueOn'
  | 'soonOn'
  | 'opensOn'
  | 'workingDays'
  | 'pausedOn'
  | 'pauseReason'
  | 'pausedLeft'
  | 'expectedOn'
  | 'inForce'
  | 'owedBy'
  | 'rank'
> & { readonly id: number; readonly caseId: number };

export const clockColumns = sql`c.id, c.case_id as "caseId", c.kind, c.of, c.started_on as "startedOn", c.due_on as "dueOn",
  c.soon_on as "soonOn", c.opens_on as "opensOn", c.working_days as "workingDays", c.paused_on as "pausedOn",
  c.pause_reason as "pauseReason", c.paused_left as "pausedLeft", c.expected_on as "expectedOn", c.in_force as "inForce", c.owed_by as "owedBy", c.rank,
  c.why`;

/** What is due until a day; rights are no work and stand in no list of work. */
export const listed = (until: Temporal.PlainDate): RawBuilder<SqlBool> =>
  sql`c.owed_by <> 'person' and c.due_on <= ${until.toString()}::date`;

/** The clocks of one tab. What is paused, or no law yet, is neither late nor soon due. */
export function inTab(tab: Tab, today: Temporal.PlainDate): RawBuilder<SqlBool> {
  const day = sql`${today.toString()}::date`;
  const runs = sql`c.in_force and c.paused_on is null`;
  switch (tab) {
    case 'all':
    case 'every':
      return sql`true`;
    case 'overdue':
      return sql`(${runs} and c.due_on < ${day})`;
    case 'soon':
      return sql`(${runs} and c.due_on >= ${day} and c.soon_on <= ${day})`;
  }
}

/** How many clocks each tab holds, as an object. */
export const countsOf = (today: Temporal.PlainDate): RawBuilder<unknown> =>
  sql`json_build_object('all', count(*), 'overdue', count(*) filter (where ${inTab('overdue', today)}),
    'soon', count(*) filter (where ${inTab('soon', today)}))`;

/** What was counted: all that is listed, and of it what is late or due soon. */
export type TabCounts = Record<Exclude<Tab, 'every'>, number>;

/** How many rows a tab has in all. */
export const totalOf = (counts: TabCounts, tab: Tab): number => counts[tab === 'every' ? 'all' : tab];
export const nothingCounted: TabCounts = { all: 0, overdue: 0, soon: 0 };

/** Only clocks of one group. */
export const inGroup = (group: ClockGroup | undefined): RawBuilder<unknown> =>
  group === undefined ? sql`` : sql` and c.kind = any (${[...clockGroups[group].kinds]}::text[])`;

/** Only clocks that are due on one day. */
export const onDay = (day: Temporal.PlainDate | undefined): RawBuilder<unknown> =>
  day === undefined ? sql`` : sql` and c.due_on = ${day.toString()}::date`;

export type Notice = { readonly step: string; readonly sentOn: string };

/** A patient as lists name them; who leads is filtered by day where it is shown. */
export type NamedPatient = {
  readonly caseId: number;
  readonly reference: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly hospital: string;
  readonly ward: string | null;
  readonly leads: readonly { name: string; from: string; until: string | null }[];
};

/** A clock with its patient, the last step of reminding that was sent for it, and what a list adds. */
export type ClockLine<More extends readonly unknown[] = []> = readonly [
  ListedClock,
  NamedPatient,
  Notice | null,
  ...More,
];

/** What a row of a list keeps of its clock. */
export const lineColumns = sql`c.id, c.case_id, c.kind, c.of, c.due_on, c.shown`;

/** The last step of reminding that was sent for a row `p` of `lineColumns`, as JSON. */
export const noticeOf = sql`coalesce((select json_build_object('step', n.step, 'sentOn', n.sent_on)::text from casework.clock_notice n
      where n.case_id = p.case_id and n.kind = p.kind and n.of = p.of and n.due_on = p.due_on order by n.id desc limit 1), 'null')`;

/**
 * A row `p` of `lineColumns` as a `ClockLine` in one line of JSON, most of which the database keeps ready.
 * @param more JSON that a list adds
 */
export const lineOf = (...more: RawBuilder<unknown>[]): RawBuilder<string> =>
  sql`'[' || ${sql.join(
    [
      sql`p.shown`,
      sql`(select l.named from casework.listed_patient l where l.case_id = p.case_id)`,
      noticeOf,
      ...more.map(json => sql`coalesce((${json})::text, 'null')`),
    ],
    sql` || ',' || `,
  )} || ']'`;
