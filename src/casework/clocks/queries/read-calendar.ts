import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { inHandOf } from '../../mhcs/queries/in-hand-of.ts';
import { myCases } from './read-hospital.ts';

/** How much of one kind falls due on a day. */
export type DueOnDay = { readonly on: string; readonly kind: string; readonly count: number };
export type CalendarAsked = {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  readonly team: number | undefined;
  readonly mine: number | undefined;
  readonly today: Temporal.PlainDate;
};
export type Calendar = { readonly days: readonly DueOnDay[]; readonly team: string | null };

/** What falls due for a team, or for one caseworker, in a month. One query. */
export async function readCalendar(tx: Tx, asked: CalendarAsked): Promise<Calendar> {
  const { team, mine, today } = asked;
  const ofTeam = team === undefined ? sql`` : sql` and c.team_id = ${team}`;
  const narrowed = mine === undefined ? ofTeam : sql` and c.caseworker_id = any (${inHandOf(mine, today)})`;
  const { rows } = await sql<Calendar>`
    select ${daysOf(asked, narrowed)} as days,
      (select name from people.unit where id = ${team ?? null}) as team`.execute(tx.db);
  return rows[0] ?? { days: [], team: null };
}

/** What falls due for the reader's patients in a month. One query. */
export async function readHospitalCalendar(
  tx: Tx,
  asked: Pick<CalendarAsked, 'from' | 'until'>,
): Promise<readonly DueOnDay[]> {
  const mine = sql` and c.case_id = any (${myCases})`;
  const { rows } = await sql<Calendar>`select ${daysOf(asked, mine)} as days`.execute(tx.db);
  return rows[0]?.days ?? [];
}

function daysOf({ from, until }: Pick<CalendarAsked, 'from' | 'until'>, narrowed: RawBuilder<unknown>) {
  const inMonth = sql`between ${from.toString()}::date and ${until.toString()}::date`;
  return sql`(select coalesce(json_agg(x order by x."on", x.kind), '[]') from (
    select c.due_on as "on", c.kind, count(*)::int as count from casework.clock c
    where c.owed_by <> 'person' and c.in_force and c.due_on ${inMonth}${narrowed} group by 1, 2) x)`;
}
