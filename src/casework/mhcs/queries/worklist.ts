import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Priority } from '../../rules/clocks/priorities.ts';
import type { DocumentKind } from '../../rules/document-kinds.ts';
import type { Asker } from '../../rules/reconsideration.ts';
import { inHandOf } from './in-hand-of.ts';

export const tabs = ['all', 'new', 'progress', 'waiting', 'soon', 'overdue', 'authorisation'] as const;
export type Tab = (typeof tabs)[number];
export const orders = ['due', 'submitted', 'name', 'hospital', 'priority'] as const;
export type Order = (typeof orders)[number];

/** What the reader asked for; absent filters let everything through. */
export type WorklistAsked = {
  tab: Tab;
  order: Order;
  descending: boolean;
  page: number;
  team: number | undefined;
  caseworker: number | undefined;
  /** The reader’s own work and that of those for whom they cover. */
  mine: number | undefined;
  hospital: number | undefined;
  leaveType: string | undefined;
  today: Temporal.PlainDate;
  /** The last day that counts as due soon. */
  soonUntil: Temporal.PlainDate;
};

export type WorklistRow = {
  id: number;
  kind: DocumentKind;
  caseId: number;
  state: 'submitted' | 'waiting for information' | 'awaiting authorisation';
  /** Whether a person sent it and the view of their clinician is awaited; then it is due when the view is. */
  forView: boolean;
  dueOn: string | null;
  pausedOn: string | null;
  submittedOn: string;
  askedFor: string[];
  spoken: boolean;
  reference: string;
  familyName: string;
  givenNames: string;
  hospital: string;
  noteworthy: boolean;
  extremism: string;
  caseworker: string | null;
  /** Who asked for what was decided to be looked at again; null for what is decided for the first time. */
  again: Asker | null;
  /** Its place in the triage; a report has none. */
  priority: Priority | null;
};

type Counted = Record<Exclude<Tab, 'progress'>, number>;
export type Worklist = {
  counts: Record<Tab, number>;
  /** Each a `WorklistRow` as JSON, as the database keeps it ready: what is known already need not be read again. */
  rows: string[];
  /** The name of the team that is shown, if it is one. */
  team: string | null;
  /** For whom the reader covers today, where their own work is shown. */
  covered: string[];
};

type Found = { counts: Counted; team: string | null; covered: string[]; rows: string | null };

export const rowsOnPage = 50;

/**
 * One page of the worklist with the counts of every tab, in one query of one table that is kept for this page.
 * The counts are of the open documents of the team, a few hundred entries of one index.
 */
export async function readWorklist(tx: Tx, asked: WorklistAsked): Promise<Worklist> {
  const { rows } = await sql<Found>`
    with page as materialized (
      select w.shown from casework.open_work w
      where ${isAskedFor(asked)} and ${inTab(asked.tab, asked)}
      order by ${orderBy(asked)}
      limit ${sql.lit(rowsOnPage)} offset ${(asked.page - 1) * rowsOnPage}
    )
    select
      (select json_build_object(${countsOf(asked)}) from casework.open_work w where ${isAskedFor(asked)}) as counts,
      (select name from people.unit where id = ${asked.team ?? null}) as team,
      ${coveredBy(asked)} as covered,
      (select string_agg(shown, E'\\n') from page) as rows`.execute(tx.db);
  const [found] = rows;
  if (!found) throw new Error('A query without a table gave no row.');
  const { counts, team, covered } = found;
  const progress = counts.all - counts.new - counts.waiting - counts.authorisation;
  return { team, covered, counts: { ...counts, progress }, rows: found.rows?.split('\n') ?? [] };
}

function isAskedFor(asked: WorklistAsked): RawBuilder<SqlBool> {
  const { team, caseworker, mine, hospital, leaveType, today } = asked;
  const wanted = [
    ...(team === undefined ? [] : [sql`w.team_id = ${team}`]),
    ...(caseworker === undefined ? [] : [sql`w.caseworker_id = ${caseworker}`]),
    ...(mine === undefined ? [] : [sql`w.caseworker_id = any (${inHandOf(mine, today)})`]),
    ...(hospital === undefined ? [] : [sql`w.hospital_id = ${hospital}`]),
    ...(leaveType === undefined ? [] : [sql`${leaveType} = any (w.asked_for)`]),
  ];
  return wanted.length === 0 ? sql`true` : sql`${sql.join(wanted, sql` and `)}`;
}

function coveredBy({ mine, today }: WorklistAsked): RawBuilder<string[]> {
  if (mine === undefined) return sql`array[]::text[]`;
  return sql`array(select a.display_name from people.account a
    where a.id = any (${inHandOf(mine, today)}) and a.id <> ${mine} order by 1)`;
}

function inTab(tab: Tab, { today, soonUntil }: WorklistAsked): RawBuilder<SqlBool> {
  const day = sql`${today.toString()}::date`;
  switch (tab) {
    case 'all':
      return sql`true`;
    case 'new':
      return sql`(w.state = 'submitted' and w.caseworker_id is null)`;
    case 'progress':
      return sql`(w.state = 'submitted' and w.caseworker_id is not null)`;
    case 'waiting':
      return sql`w.state = 'waiting for information'`;
    case 'soon':
      return sql`(w.paused_on is null and w.due_on between ${day} and ${soonUntil.toString()}::date)`;
    case 'overdue':
      return sql`(w.paused_on is null and w.due_on < ${day})`;
    case 'authorisation':
      return sql`w.state = 'awaiting authorisation'`;
  }
}

// What is in progress follows from the others: a question not asked of six hundred rows is not paid for.
function countsOf(asked: WorklistAsked): RawBuilder<unknown> {
  const counted = ['new', 'waiting', 'soon', 'overdue', 'authorisation'] as const;
  return sql.join(
    [
      sql`'all', count(*)`,
      ...counted.map(tab => sql`${sql.lit(tab)}, count(*) filter (where ${inTab(tab, asked)})`),
    ],
    sql`, `,
  );
}

function orderBy({ order, descending }: WorklistAsked): RawBuilder<unknown> {
  const way = descending ? sql`desc` : sql`asc`;
  const last = sql`w.document_id ${way}`;
  if (order === 'name') return sql`w.family_key ${way}, w.given_key ${way}, ${last}`;
  if (order === 'hospital') return sql`w.hospital_name ${way}, w.family_key ${way}, ${last}`;
  if (order === 'priority') return sql`w.rank ${way} nulls last, w.due_on ${way}, ${last}`;
  if (order === 'submitted') return sql`w.submitted_at ${way}, ${last}`;
  return sql`w.due_on ${way}, ${last}`;
}
