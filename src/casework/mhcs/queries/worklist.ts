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

type Named = { id: number; name: string };
export type Worklist = {
  counts: Record<Tab, number>;
  rows: WorklistRow[];
  teams: Named[];
  hospitals: Named[];
  /** Who can be given work in the team that is shown. */
  colleagues: Named[];
};

export const rowsOnPage = 50;

/**
 * One page of the worklist with the counts of every tab, and the lists that its filters offer, in one query.
 * The counts are of the open applications of the team, a few hundred rows of one index; only the fifty rows of the
 * page are joined to patients, except where the order needs a patient's name or hospital.
 */
export async function readWorklist(tx: Tx, asked: WorklistAsked): Promise<Worklist> {
  const { rows } = await sql<Worklist>`
    with open as materialized (
      select a.id, a.case_id, a.occasion_id, a.state, a.due_on, a.paused_on, a.submitted_at, a.caseworker_id, a.asked_for
      from casework.leave_application a
      where a.state in ('submitted', 'waiting for information', 'awaiting authorisation')${filters(asked)}
    ), page as (
      select open.* from open${joinedForOrder(asked.order)}
      where ${inTab(asked.tab, asked)}
      order by ${orderBy(asked)}
      limit ${sql.lit(rowsOnPage)} offset ${(asked.page - 1) * rowsOnPage}
    )
    select
      (select json_build_object(${countsOf(asked)}) from open) as counts,
      (select coalesce(json_agg(shown), '[]') from (
        select page.id, page.case_id as "caseId", page.state, page.due_on as "dueOn", page.paused_on as "pausedOn",
          (page.submitted_at at time zone 'Europe/London')::date as "submittedOn", page.asked_for as "askedFor",
          p.mhcs_reference as reference, p.family_name as "familyName", p.given_names as "givenNames",
          h.name as hospital, f.noteworthy, f.extremism_level as extremism, c.display_name as caseworker,
          exists (select from voice.statement s where s.occasion_id = page.occasion_id) as spoken
        from page
        join casework.patient p on p.case_id = page.case_id
        join people.unit h on h.id = p.hospital_id
        left join casework.patient_flags f on f.case_id = page.case_id
        left join people.account c on c.id = page.caseworker_id
        order by ${orderBy(asked, sql`page`)}) shown) as rows,
      (select json_agg(u order by u.name) from (select id, name from people.unit where kind = 'mhcs_team') u) as teams,
      (select json_agg(u order by u.name) from (select id, name from people.unit where kind = 'hospital') u) as hospitals,
      ${colleaguesIn(asked.team)} as colleagues`.execute(tx.db);
  const [worklist] = rows;
  if (!worklist) throw new Error('A query without a table gave no row.');
  return worklist;
}

function filters({ team, caseworker, hospital, leaveType }: WorklistAsked): RawBuilder<SqlBool> {
  return sql`${team === undefined ? sql`` : sql` and a.team_id = ${team}`}${
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
      return sql`(state = 'submitted' and caseworker_id is null)`;
    case 'progress':
      return sql`(state = 'submitted' and caseworker_id is not null)`;
    case 'waiting':
      return sql`state = 'waiting for information'`;
    case 'soon':
      return sql`(paused_on is null and due_on between ${day} and ${soonUntil.toString()}::date)`;
    case 'overdue':
      return sql`(paused_on is null and due_on < ${day})`;
    case 'authorisation':
      return sql`state = 'awaiting authorisation'`;
  }
}

function countsOf(asked: WorklistAsked): RawBuilder<unknown> {
  return sql.join(
    tabs.flatMap(tab => [sql.lit(tab), sql`count(*) filter (where ${inTab(tab, asked)})`]),
    sql`, `,
  );
}

// The page is cut before it is joined to patients; an order by name or hospital has to know them first.
function joinedForOrder(order: Order): RawBuilder<unknown> {
  if (order === 'name') return sql` join casework.patient p on p.case_id = open.case_id`;
  if (order === 'hospital')
    return sql` join casework.patient p on p.case_id = open.case_id join people.unit h on h.id = p.hospital_id`;
  return sql``;
}

function orderBy({ order, descending }: WorklistAsked, of = sql`open`): RawBuilder<unknown> {
  const way = descending ? sql`desc` : sql`asc`;
  const last = sql`${of}.id ${way}`;
  if (order === 'name') return sql`p.family_key ${way}, p.given_key ${way}, ${last}`;
  if (order === 'hospital') return sql`h.name ${way}, p.family_key ${way}, ${last}`;
  if (order === 'submitted') return sql`${of}.submitted_at ${way}, ${last}`;
  return sql`${of}.due_on ${way}, ${last}`;
}

/** The people of a team, or of all teams, whose work it is. */
function colleaguesIn(team: number | undefined): RawBuilder<unknown> {
  const where = team === undefined ? sql`` : sql` and m.unit_id = ${team}`;
  return sql`(select coalesce(json_agg(c order by c.name), '[]') from (
    select distinct a.id, a.display_name as name from people.membership m join people.account a on a.id = m.account_id
    where m.role in ('caseworker', 'team_manager') and m.from_on <= access.today()
      and (m.until_on is null or m.until_on > access.today())${where}) c)`;
}
