import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { type Answers, answersFrom } from '../../../platform/forms/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Consultee } from '../../rules/leave-facts.ts';

/**
 * All that somebody who is consulted may see: who it is about, what was asked, and their own answer. Who it is about is
 * null once they have left the case.
 */
export type MyConsultation = {
  id: number;
  caseId: number;
  consultee: Consultee;
  familyName: string | null;
  givenNames: string | null;
  reference: string | null;
  hospital: string | null;
  askedFor: string[];
  question: string;
  askedBy: string | null;
  askedAt: string;
  answeredAt: string | null;
  answer: Answers | null;
  /** Since when the application is over, and no answer is needed any more. */
  closedOn: string | null;
  version: number;
};

// Only what was asked of this very account: a clinician who may read all consultations of a case has none here.
const mine = (accountId: number) => sql<MyConsultation>`
  select c.id, c.case_id as "caseId", c.consultee, person.family_name as "familyName",
    person.given_names as "givenNames", p.mhcs_reference as reference, h.name as hospital,
    c.asked_for as "askedFor", c.question, by.display_name as "askedBy", c.asked_at as "askedAt",
    c.answered_at as "answeredAt", c.answer, c.closed_on as "closedOn", c.version
  from casework.consultation c
  left join people.case k on k.id = c.case_id
  left join people.person person on person.id = k.person_id
  left join casework.patient p on p.case_id = c.case_id
  left join people.unit h on h.id = p.hospital_id
  left join people.account by on by.id = c.asked_by
  where c.account_id = ${accountId}`;

/** What this account was asked: open questions first, then the latest answers; 200 at most. */
export async function myConsultations(tx: Tx, accountId: number): Promise<MyConsultation[]> {
  const { rows } = await sql<MyConsultation>`
    select * from (${mine(accountId)}) asked
    order by "answeredAt" is not null or "closedOn" is not null, "askedAt" desc limit 200`.execute(tx.db);
  return rows;
}

/**
 * One consultation, for the account that was asked.
 * @throws a refusal with 404 for everybody else
 */
export async function myConsultation(tx: Tx, accountId: number, id: number): Promise<MyConsultation> {
  const { rows } = await sql<MyConsultation>`
    select * from (${mine(accountId)}) asked where id = ${id}`.execute(tx.db);
  const row = found(rows[0]);
  return { ...row, answer: row.answer && answersFrom(row.answer) };
}
