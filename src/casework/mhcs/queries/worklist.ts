import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { asColumns, type Columns, rowsOf, type Tx } from '../../../platform/database/index.ts';

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
  spoken: boolean;
  reference: string;
  familyName: string;
  givenNames: string;
  hospital: string;
  noteworthy: boolean;
  extremism: string;
  caseworker: string | null;
};

type Counted = Record<Exclude<Tab, 'progress'>, number>;
export type Worklist = {
  counts: Record<Tab, number>;
  rows: WorklistRow[];
  /** The name of the team that is shown, if it is one. */
  team: string | null;
};

type OfPatient = Pick<WorklistRow, 'reference' | 'familyName' | 'givenNames' | 'hospital'>;
type Application = Omit<WorklistRow, keyof OfPatient | 'noteworthy' | 'extremism' | 'caseworker'> & {
  caseworkerId: number | null;
};
type Patient = OfPatient & { caseId: number };
type Flags = Pick<WorklistRow, 'noteworthy' | 'extremism'>;
type Found = {
  counts: Counted;
  team: string | null;
  applications: Columns<Application>;
  patients: Columns<Patient>;
  flags: Record<string, Flags>;
  caseworkers: Record<string, string>;
};

export const rowsOnPage = 50;

/**
 * One page of the worklist with the counts of every tab, in one query.
 * The counts are of the open applications of the team, a few hundred entries of one index. What belongs to the fifty
 * rows of the page is fetched by their ids and put together here: joined, each table would be entered fifty times,
 * and a plan that is kept for the connection cannot choose a wrong way to join.
 */
export async function readWorklist(tx: Tx, asked: WorklistAsked): Promise<Worklist> {
  const { rows } = await sql<Found>`
    with page as materialized (
      select a.id, a.case_id, a.state, a.due_on, a.paused_on, a.submitted_at, a.asked_for, a.spoken, a.caseworker_id
      from casework.document a${joinedForOrder(asked.order)}
      where ${isOpen(asked)} and ${inTab(asked.tab, asked)}
      order by ${orderBy(asked)}
      limit ${sql.lit(rowsOnPage)} offset ${(asked.page - 1) * rowsOnPage}
    )
    select
      (select json_build_object(${countsOf(asked)}) from casework.document a where ${isOpen(asked)}) as counts,
      (select name from people.unit where id = ${asked.team ?? null}) as team,
      (select ${applicationColumns} from page) as applications,
      (select ${patientColumns} from casework.patient
       where case_id = any (array(select case_id from page))) as patients,
      (select coalesce(json_object_agg(f.case_id, json_build_object('noteworthy', f.noteworthy,
         'extremism', f.extremism_level)), '{}')
       from casework.patient_flags f where (f.noteworthy or f.extremism_level in ('high', 'critical'))
         and f.case_id = any (array(select case_id from page))) as flags,
      (select coalesce(json_object_agg(c.id, c.display_name), '{}') from people.account c
       where c.id = any (array(select caseworker_id from page))) as caseworkers`.execute(tx.db);
  const [found] = rows;
  if (!found) throw new Error('A query without a table gave no row.');
  const { counts, team } = found;
  const progress = counts.all - counts.new - counts.waiting - counts.authorisation;
  return { team, counts: { ...counts, progress }, rows: rowsFrom(found) };
}

const applicationColumns = asColumns<Application>({
  id: sql`id`,
  caseId: sql`case_id`,
  state: sql`state`,
  dueOn: sql`due_on`,
  pausedOn: sql`paused_on`,
  submittedOn: sql`(submitted_at at time zone 'Europe/London')::date`,
  askedFor: sql`asked_for`,
  spoken: sql`spoken`,
  caseworkerId: sql`caseworker_id`,
});

const patientColumns = asColumns<Patient>({
  caseId: sql`case_id`,
  reference: sql`mhcs_reference`,
  familyName: sql`family_name`,
  givenNames: sql`given_names`,
  hospital: sql`hospital_name`,
});

const unflagged: Flags = { noteworthy: false, extremism: 'none' };

function rowsFrom(found: Found): WorklistRow[] {
  const patients = new Map(rowsOf(found.patients).map(patient => [patient.caseId, patient]));
  return rowsOf(found.applications).flatMap(({ caseworkerId, ...application }) => {
    const patient = patients.get(application.caseId);
    const caseworker = caseworkerId === null ? null : (found.caseworkers[caseworkerId] ?? null);
    const flags = found.flags[application.caseId] ?? unflagged;
    return patient ? [{ ...application, ...patient, ...flags, caseworker }] : [];
  });
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

// Only an order by name or hospital has to know the patient of every open application.
function joinedForOrder(order: Order): RawBuilder<unknown> {
  const joined = order === 'name' || order === 'hospital';
  return joined ? sql` join casework.patient p on p.case_id = a.case_id` : sql``;
}

function orderBy({ order, descending }: WorklistAsked): RawBuilder<unknown> {
  const way = descending ? sql`desc` : sql`asc`;
  const last = sql`a.id ${way}`;
  if (order === 'name') return sql`p.family_key ${way}, p.given_key ${way}, ${last}`;
  if (order === 'hospital') return sql`p.hospital_name ${way}, p.family_key ${way}, ${last}`;
  if (order === 'submitted') return sql`a.submitted_at ${way}, ${last}`;
  return sql`a.due_on ${way}, ${last}`;
}
