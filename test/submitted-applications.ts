import { type Kysely, sql } from 'kysely';
import type { DB } from '../src/platform/database/index.ts';

/** What a test wants of a submitted application; everything left out is ordinary. */
export type Wanted = {
  /** MHCS reference of a patient of the small world. */
  patient: string;
  askedFor?: string[];
  /** Statements of the person: one record of prompt to text each. */
  said?: Record<string, string>[];
  submittedOn?: string;
  dueOn?: string;
  caseworker?: string;
};

/** An application that the clinical side has handed over, with its ids. */
export type Arranged = {
  applicationId: number;
  caseId: number;
  occasionId: number;
  shownId: number;
  personId: number;
  subject: number;
  statementIds: number[];
};

/** Arranges a submitted application past row-level security, as the owner. */
export async function aSubmittedApplication(db: Kysely<DB>, wanted: Wanted): Promise<Arranged> {
  const who = await whoIs(db, wanted.patient);
  const submittedAt = `${wanted.submittedOn ?? '2026-11-16'}T09:00:00Z`;
  const occasion = await db
    .insertInto('voice.occasion')
    .values({ case_id: who.caseId, room: 'casework', submitted_at: submittedAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  const shown = await db
    .insertInto('voice.shown')
    .values({
      case_id: who.caseId,
      occasion_id: occasion.id,
      paper: JSON.stringify({ title: 'Leave', language: 'en', blocks: [] }),
      shown_by: who.clinician,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const ids = { ...who, occasionId: occasion.id, shownId: shown.id };
  const statementIds: number[] = [];
  for (const parts of wanted.said ?? []) statementIds.push(await aStatement(db, ids, parts));
  const applicationId = await theApplication(db, ids, wanted, submittedAt);
  return { ...ids, applicationId, statementIds };
}

type Who = { caseId: number; personId: number; subject: number; clinician: number; teamId: number };

async function whoIs(db: Kysely<DB>, reference: string): Promise<Who> {
  const { rows } = await sql<Who>`
    select p.case_id as "caseId", k.person_id as "personId", p.team_id as "teamId",
      (select account_id from people.circle where case_id = p.case_id and capacity = 'subject') as subject,
      (select account_id from people.circle where case_id = p.case_id and capacity = 'responsible_clinician') as clinician
    from casework.patient p join people.case k on k.id = p.case_id
    where p.mhcs_reference = ${reference}`.execute(db);
  const row = rows[0];
  if (!row) throw new Error(`The small world has no patient ${reference}.`);
  return row;
}

/** Seals a statement of the person, as if they had typed it. */
export async function aStatement(
  db: Kysely<DB>,
  ids: Pick<Arranged, 'caseId' | 'occasionId' | 'shownId' | 'subject'>,
  parts: Record<string, string>,
): Promise<number> {
  const { id } = await db
    .insertInto('voice.statement')
    .values({
      case_id: ids.caseId,
      occasion_id: ids.occasionId,
      shown_id: ids.shownId,
      entered_by: ids.subject,
      route: 'typed',
      language: 'en',
      parts: JSON.stringify(Object.entries(parts).map(([prompt, text]) => ({ prompt, text }))),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function theApplication(
  db: Kysely<DB>,
  ids: Who & { occasionId: number; shownId: number },
  wanted: Wanted,
  submittedAt: string,
): Promise<number> {
  const askedFor = wanted.askedFor ?? ['escorted-day', 'unescorted-day'];
  const caseworker = await accountOf(db, wanted.caseworker);
  const { id } = await db
    .insertInto('casework.leave_application')
    .values({
      case_id: ids.caseId,
      occasion_id: ids.occasionId,
      team_id: ids.teamId,
      form_version: 'leave-application-2024.1',
      state: 'submitted',
      asked_for: askedFor,
      caseworker_id: caseworker,
      created_by: ids.clinician,
      created_at: submittedAt,
      submitted_at: submittedAt,
      due_on: wanted.dueOn ?? '2026-12-14',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const submission = await db
    .insertInto('casework.submission')
    .values({
      application_id: id,
      case_id: ids.caseId,
      round: 1,
      answers: JSON.stringify({ leaveTypes: askedFor, purpose: 'To shop in Larkmoor village.' }),
      shown_id: ids.shownId,
      sight_confirmed_on: submittedAt.slice(0, 10),
      signed_name: 'Dr Morgan Vale',
      signed_on: submittedAt.slice(0, 10),
      submitted_by: ids.clinician,
      submitted_at: submittedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('casework.submission_closed')
    .values({
      submission_id: submission.id,
      case_id: ids.caseId,
      answers: JSON.stringify({ mappaEligible: 'notEligible', closedViews: 'CLOSED-CANARY' }),
      gates: JSON.stringify([]),
    })
    .execute();
  return id;
}

async function accountOf(db: Kysely<DB>, username: string | undefined): Promise<number | null> {
  if (!username) return null;
  const row = await db
    .selectFrom('people.account')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  return row.id;
}
