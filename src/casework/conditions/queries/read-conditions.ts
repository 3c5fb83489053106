import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

export type Condition = {
  id: number;
  text: string;
  putForwardOn: string;
  outcome: 'included' | 'changed' | 'declined' | null;
  changedText: string | null;
  reason: string | null;
  answeredOn: string | null;
  answerer: string | null;
};
export type CaseConditions = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  conditions: Condition[];
};

/**
 * Every condition put forward in a case, unanswered ones first. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readConditions(tx: Tx, caseId: number): Promise<CaseConditions> {
  const { rows } = await sql<CaseConditions>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
      (select coalesce(json_agg(json_build_object('id', c.id, 'text', c.text, 'putForwardOn', c.put_forward_on, 'outcome', c.outcome,
          'changedText', c.changed_text, 'reason', c.reason, 'answeredOn', c.answered_on, 'answerer', a.display_name)
          order by c.outcome is not null, c.id desc), '[]')
        from casework.proposed_condition c left join people.account a on a.id = c.answered_by
        where c.case_id = p.case_id) as conditions
    from casework.patient p where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}

export type WaitingCase = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  waiting: number;
  oldestOn: string;
};

/** The cases in which a condition waits for an answer, the longest wait first; at most 200. */
export async function casesWaiting(tx: Tx): Promise<WaitingCase[]> {
  const { rows } = await sql<WaitingCase>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
      count(*)::int as waiting, min(c.put_forward_on)::text as "oldestOn"
    from casework.proposed_condition c join casework.patient p on p.case_id = c.case_id
    where c.outcome is null group by p.case_id order by 6, p.family_key, p.case_id limit 200`.execute(tx.db);
  return rows;
}
