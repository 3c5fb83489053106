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

/** The last step of reminding that was sent for each clock of a page. */
export const lastNotices = sql`(select coalesce(json_agg(n), '[]') from (
  select distinct on (p.id) p.id as clock, n.step, n.sent_on as "sentOn" from page p
  join casework.clock_notice n on n.case_id = p."caseId" and n.kind = p.kind and n.of = p.of and n.due_on = p."dueOn"
  order by p.id, n.id desc) n)`;

export type Notice = { readonly clock: number; readonly step: string; readonly sentOn: string };
