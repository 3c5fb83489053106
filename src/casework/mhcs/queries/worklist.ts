import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

export const tabs = ['all', 'new', 'progress', 'waiting', 'soon', 'overdue', 'authorisation'] as const;
export type Tab = (typeof tabs)[number];
export const orders = ['due', 'submitted', 'name', 'hospital'] as const;
export type Order = (typeof orders)[number];

/** What the reader asked for; absent filters let everything through. */
export type WorklistAsked = {
  tab: Tab;
  order: Order;
  descending: boolean;
  page: number;
  team: number | undefined;
  caseworker: number | undefined;
  hospital: number | undefined;
  leaveType: string | undefined;
  today: Temporal.PlainDate;
  /** The last day that counts as due soon. */
  soonUntil: Temporal.PlainDate;
};

export type WorklistRow = {
  id: number;
  caseId: number;
  state: 'submitted' | 'waiting for information' | 'awaiting authorisation';
  dueOn: string | null;
  pausedOn: string | null;
  submittedOn: string;
  askedFor: string[];
  reference: string;
  familyName: string;
  givenNames: string;
  hospital: string;
  noteworthy: boolean;
  extremism: string;
  caseworker: string | null;
  spoken: boolean;
};

type Counted = Record<Exclude<Tab, 'progress'>, number>;
export type Worklist = {
  counts: Record<Tab, number>;
  rows: WorklistRow[];
  /** The name of the team that is shown, if it is one. */
  team: string | null;
};

export const rowsOnPage = 50;

/**
 * One page of the worklist with the counts of every tab, in one query.
 * The counts are of the open applications of the team, a few hundred entries of one index; only the fifty rows of
 * the page are joined to patients, except where the order needs a patient's name or hospital.
 */
export async function readWorklist(tx: Tx, asked: WorklistAsked): Promise<Worklist> {
  const { rows } = await sql<{ counts: Counted; rows: WorklistRow[]; team: string | null }>`
    select
      (select json_build_object(${countsOf(asked)}) from casework.leave_application a where ${isOpen(asked)}) as counts,
      (select coalesce(json_agg(shown), '[]') from (
        select a.id, a.case_id as "caseId", a.state, a.due_on as "dueOn", a.paused_on as "pausedOn",
          (a.submitted_at at time zone 'Europe/London')::date as "submittedOn", a.asked_for as "askedFor", a.spoken,
          p.mhcs_reference as reference, p.family_name as "familyName", p.given_names as "givenNames",
          h.name as hospital, f.noteworthy, f.extremism_level as extremism, c.display_name as caseworker
        from (
          select a.* from casework.leave_application a${joinedForOrder(asked.order)}
          where ${isOpen(asked)} and ${inTab(asked.tab, asked)}
          order by ${orderBy(asked)}
          limit ${sql.lit(rowsOnPage)} offset ${(asked.page - 1) * rowsOnPage}
        ) a
        join casework.patient p on p.case_id = a.case_id
        join people.unit h on h.id = p.hospital_id
        left join casework.patient_flags f on f.case_id = a.case_id
        left join people.account c on c.id = a.caseworker_id
        order by ${orderBy(asked)}) shown) as rows,
      (select name from people.unit where id = ${asked.team ?? null}) as team`.execute(tx.db);
  const [worklist] = rows;
  if (!worklist) throw new Error('A query without a table gave no row.');
  const { counts } = worklist;
  const progress = counts.all - counts.new - counts.waiting - counts.authorisation;
  return { ...worklist, counts: { ...counts, progress } };
}

function isOpen({ team, caseworker, hospital, leaveType }: WorklistAsked): RawBuilder<SqlBool> {
  return sql`a.state in ('submitted', 'waiting for information', 'awaiting authorisation')${team === undefined ? sql`` : sql` and a.team_id = ${team}`}${
    caseworker === undefined ? sql`` : sql` and a.caseworker_id = ${caseworker}`
  }${leaveType === undefined ? sql`` : sql` and ${leaveType} = any (a.asked_for)`}${
    hospital === undefined
      ? sql``
      : sql` and a.case_id in (select case_id from casework.patient where hospital_id = ${hospital})`
  }`;
}

function inTab(tab: Tab, { today, soonUntil }: WorklistAsked): RawBuilder<SqlBool> {
  const day = sql`${today.toString()}::date`;
  switch (tab) {
    case 'all':
      return sql`true`;
    case 'new':
      return sql`(a.state = 'submitted' and a.caseworker_id is null)`;
    case 'progress':
      return sql`(a.state = 'submitted' and a.caseworker_id is not null)`;
    case 'waiting':
      return sql`a.state = 'waiting for information'`;
    case 'soon':
      return sql`(a.paused_on is null and a.due_on between ${day} and ${soonUntil.toString()}::date)`;
    case 'overdue':
      return sql`(a.paused_on is null and a.due_on < ${day})`;
    case 'authorisation':
      return sql`a.state = 'awaiting authorisation'`;
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

// The page is cut before it is joined to patients; an order by name or hospital has to know them first.
function joinedForOrder(order: Order): RawBuilder<unknown> {
  if (order === 'name') return sql` join casework.patient p on p.case_id = a.case_id`;
  if (order === 'hospital')
    return sql` join casework.patient p on p.case_id = a.case_id join people.unit h on h.id = p.hospital_id`;
  return sql``;
}

function orderBy({ order, descending }: WorklistAsked): RawBuilder<unknown> {
  const way = descending ? sql`desc` : sql`asc`;
  const last = sql`a.id ${way}`;
  if (order === 'name') return sql`p.family_key ${way}, p.given_key ${way}, ${last}`;
  if (order === 'hospital') return sql`h.name ${way}, p.family_key ${way}, ${last}`;
  if (order === 'submitted') return sql`a.submitted_at ${way}, ${last}`;
  return sql`a.due_on ${way}, ${last}`;
}
