import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { DocumentState } from '../../rules/document-states.ts';

/** A consent to leave that a report can be about. */
export type Consent = { id: number; granted: string[]; decidedOn: string };

/** A report on completed leave that was asked for, and how far it has come. Days as 'YYYY-MM-DD'. */
export type AskedReport = {
  id: number;
  caseId: number;
  /** Null where it is about all leave that was taken. */
  consent: Consent | null;
  withConsent: boolean;
  byOn: string;
  what: string;
  askedOn: string;
  askedBy: string | null;
  reportId: number | null;
  reportState: DocumentState | null;
  /** Null for as long as it is asked for. */
  withdrawnWhy: string | null;
};

const consentJson = (
  document: RawBuilder<unknown>,
) => sql`(select json_build_object('id', t.document_id, 'granted', t.granted,
    'decidedOn', (t.issued_at at time zone 'Europe/London')::date)
  from casework.answer_to_person t where t.document_id = ${document} and t.issued_at is not null and t.kind in ('grant', 'grant in part'))`;

const columns = sql`m.id, m.case_id as "caseId", ${consentJson(sql`m.consent_id`)} as consent,
  m.decision_id is not null as "withConsent", m.by_on as "byOn", m.what, m.asked_on as "askedOn",
  (select a.display_name from people.account a where a.id = m.asked_by) as "askedBy", m.report_id as "reportId",
  (select d.state from casework.document d where d.id = m.report_id) as "reportState",
  case when m.withdrawn_at is not null then m.withdrawn_why end as "withdrawnWhy"`;

/**
 * The reports that were asked for, as a column of JSON for the query of a page; the newest first.
 * @param where which of them; the table is called m
 */
export const askedAsJson = (where: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select coalesce(json_agg(one order by one.id desc), '[]')
  from (select ${columns} from casework.leave_report_ask m where ${where}) one)`;

/** What the section's page of a case shows. */
export type LeaveReports = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  closedOn: string | null;
  asked: AskedReport[];
  /** The consents to leave of the case, the newest first. */
  consents: Consent[];
};

/**
 * Reads what was asked for in a case, and the consents that more could be asked about. One query.
 * @throws a refusal with 404 when the case is not the reader's
 */
export async function readLeaveReports(tx: Tx, caseId: number): Promise<LeaveReports> {
  const { rows } = await sql<LeaveReports>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, k.closed_on as "closedOn", ${askedAsJson(sql`m.case_id = ${caseId}`)} as asked,
      (select coalesce(json_agg(${consentJson(sql`d.id`)} order by d.id desc), '[]') from casework.document d
        join casework.document_kind n on n.kind = d.kind and n.leave
        where d.case_id = ${caseId} and d.state = 'decided' and d.outcome in ('grant', 'grant in part')) as consents
    from casework.patient p join people.case k on k.id = p.case_id where p.case_id = ${caseId}`.execute(
    tx.db,
  );
  return found(rows[0]);
}

/**
 * One report that was asked for.
 * @throws a refusal with 404 when the reader may not see it
 */
export async function readAsked(tx: Tx, id: number): Promise<AskedReport> {
  const { rows } = await sql<AskedReport>`
    select ${columns} from casework.leave_report_ask m where m.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}
