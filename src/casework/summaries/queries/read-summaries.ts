import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Summarised } from '../../rules/victims/may-be-told.ts';

export type Summary = {
  id: number;
  what: Summarised;
  decidedOn: string;
  text: string;
  outsideText: string;
  writtenBy: number;
  writer: string;
  writtenAt: string;
  issued: boolean;
};
export type CaseSummaries = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  summaries: Summary[];
};

/**
 * Every summary of a case in both versions, the newest decision first. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readSummaries(tx: Tx, caseId: number): Promise<CaseSummaries> {
  const { rows } = await sql<CaseSummaries>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
      (select coalesce(json_agg(json_build_object('id', s.id, 'what', s.what, 'decidedOn', s.decided_on, 'text', s.text,
          'outsideText', o.text, 'writtenBy', s.written_by, 'writer', a.display_name, 'writtenAt', s.written_at,
          'issued', s.issued_at is not null) order by s.decided_on desc, s.id desc), '[]')
        from casework.decision_summary s join casework.outside_summary o on o.summary_id = s.id
        join people.account a on a.id = s.written_by where s.case_id = p.case_id) as summaries
    from casework.patient p where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}

export type MySummary = { id: number; caseId: number; what: Summarised; decidedOn: string; text: string };

const issued = sql`(select coalesce(json_agg(json_build_object('id', s.id, 'caseId', s.case_id, 'what', s.what,
    'decidedOn', s.decided_on, 'text', s.text) order by s.decided_on desc, s.id desc), '[]')
  from casework.decision_summary s where s.case_id = p.case_id and s.issued_at is not null)`;

/** The summaries issued to the person who asks. */
export async function readMySummaries(tx: Tx): Promise<MySummary[]> {
  const { rows } = await sql<{ summaries: MySummary[] }>`
    select ${issued} as summaries from casework.patient p where p.case_id = any (access.cases_as('subject'))
    order by p.case_id desc`.execute(tx.db);
  return rows.flatMap(({ summaries }) => summaries);
}

/** What was issued to somebody whom the reader helps. */
export type HelpedSummaries = {
  caseId: number;
  familyName: string;
  givenNames: string;
  summaries: MySummary[];
};

/**
 * The summaries issued to somebody whom the reader helps, within their consent. One query.
 * @throws a refusal with 404 when the reader does not help them
 */
export async function readHelpedSummaries(tx: Tx, caseId: number): Promise<HelpedSummaries> {
  const { rows } = await sql<HelpedSummaries>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", ${issued} as summaries
    from casework.patient p
    where p.case_id = ${caseId} and p.case_id = any (access.cases_as('advocate', 'solicitor'))`.execute(
    tx.db,
  );
  return found(rows[0]);
}
