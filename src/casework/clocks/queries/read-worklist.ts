import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { inHandOf } from '../../mhcs/queries/in-hand-of.ts';
import type { ClockGroup } from '../groups.ts';
import {
  type ClockLine,
  countsOf,
  inGroup,
  inTab,
  lineColumns,
  lineOf,
  listed,
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

/** A clock with the flags of its case, where one stands out, and who has it in hand. */
export type WorklistLine = ClockLine<[{ noteworthy: boolean; extremism: string } | null, string | null]>;
export type ClockWorklist = {
  readonly counts: TabCounts;
  readonly team: string | null;
  /** Each a `WorklistLine` as JSON. */
  readonly rows: readonly string[];
};

type Found = Omit<ClockWorklist, 'rows'> & { readonly rows: string | null };

/** One page of the section's clocks with the counts of every tab, in one query; what belongs to its rows, by their ids. */
export async function readWorklist(tx: Tx, asked: WorklistAsked): Promise<ClockWorklist> {
  const first = asked.order === 'priority' ? sql`rank, ` : sql``;
  const { rows } = await sql<Found>`
    with page as materialized (
      select ${lineColumns}, c.rank, c.caseworker_id from casework.clock c
      where ${wanted(asked)} and ${inTab(asked.tab, asked.today)}
      order by ${first}c.due_on, c.id
      limit ${rowsOnPage} offset ${(asked.page - 1) * rowsOnPage}
    )
    select ${counted(asked)} as counts,
      (select name from people.unit where id = ${asked.team ?? null}) as team,
      (select string_agg(${lineOf(flags, caseworker)}, E'\\n' order by ${first}p.due_on, p.id) from page p) as rows`.execute(
    tx.db,
  );
  const [found] = rows;
  if (!found) throw new Error('A query without a table gave no row.');
  return { ...found, counts: found.counts ?? nothingCounted, rows: found.rows?.split('\n') ?? [] };
}

/** What is kept is counted by team; of what else was asked for, each clock. */
function counted(asked: WorklistAsked): RawBuilder<unknown> {
  const { today, until, team, mine, caseworker, group, day } = asked;
  return mine === undefined && caseworker === undefined && group === undefined && day === undefined
    ? sql`casework.clocks_counted(${today.toString()}::date, ${until.toString()}::date, ${team ?? null}::bigint)`
    : sql`(select ${countsOf(today)} from casework.clock c where ${wanted(asked)})`;
}

const flags = sql`select json_build_object('noteworthy', f.noteworthy, 'extremism', f.extremism_level) from casework.patient_flags f
  where (f.noteworthy or f.extremism_level in ('high', 'critical')) and f.case_id = p.case_id`;
const caseworker = sql`select to_json(a.display_name) from people.account a where a.id = p.caseworker_id`;

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
