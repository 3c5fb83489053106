import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { type Answers, answersFrom } from '../../../platform/forms/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Consultee } from '../../rules/leave-facts.ts';

/** All that somebody who is consulted may see: who it is about, what was asked, and their own answer. */
export type MyConsultation = {
  id: number;
  caseId: number;
  consultee: Consultee;
  familyName: string;
  givenNames: string;
  reference: string;
  hospital: string;
  askedFor: string[];
  question: string;
  askedBy: string | null;
  askedAt: string;
  answeredAt: string | null;
  answer: Answers | null;
  version: number;
};

// Only what was asked of this very account: a clinician who may read all consultations of a case has none here.
const mine = (accountId: number) => sql<MyConsultation>`
  select c.id, c.case_id as "caseId", c.consultee, person.family_name as "familyName",
    person.given_names as "givenNames", p.mhcs_reference as reference, h.name as hospital,
    c.asked_for as "askedFor", c.question, by.display_name as "askedBy", c.asked_at as "askedAt",
    c.answered_at as "answeredAt", c.answer, c.version
  from casework.consultation c
  join people.case k on k.id = c.case_id
  join people.person person on person.id = k.person_id
  join casework.patient p on p.case_id = c.case_id
  join people.unit h on h.id = p.hospital_id
  left join people.account by on by.id = c.asked_by
  where c.account_id = ${accountId}`;

/** What this account was asked: open questions first, then the latest answers; 200 at most. */
export async function myConsultations(tx: Tx, accountId: number): Promise<MyConsultation[]> {
  const { rows } = await sql<MyConsultation>`
    select * from (${mine(accountId)}) asked
    order by "answeredAt" is not null, "askedAt" desc limit 200`.execute(tx.db);
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
