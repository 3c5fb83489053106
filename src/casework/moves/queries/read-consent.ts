import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found, tooLate } from '../../../platform/web/index.ts';
import { type DocumentKind, kindRules } from '../../rules/document-kinds.ts';

/** That the section took a consent to leave back: when, by whom, and why. */
export type ConsentWithdrawn = { on: string; by: string | null; why: string; plain: string };

/** The same as a column of JSON for the query of a page; null where it stands. */
export const consentWithdrawnJson = (document: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select json_build_object('on', w.withdrawn_on, 'why', w.why, 'plain', w.plain,
    'by', (select a.display_name from people.account a where a.id = w.withdrawn_by))
  from casework.consent_withdrawal w where w.document_id = ${document})`;

/** A consent to leave, as the section takes it back. */
export type LeaveConsent = {
  id: number;
  caseId: number;
  kind: DocumentKind;
  granted: string[];
  decidedOn: string;
  closedOn: string | null;
  withdrawn: ConsentWithdrawn | null;
};

/**
 * One consent to leave. One query.
 * @throws a refusal: 404 when the reader may not see it, 409 for what is no consent to leave
 */
export async function readLeaveConsent(tx: Tx, documentId: number): Promise<LeaveConsent> {
  const { rows } = await sql<LeaveConsent & { consented: boolean }>`
    select a.id, a.case_id as "caseId", a.kind, k.closed_on as "closedOn", coalesce(t.granted, '{}') as granted,
      (t.issued_at at time zone 'Europe/London')::date as "decidedOn",
      a.state = 'decided' and a.outcome in ('grant', 'grant in part') as consented,
      ${consentWithdrawnJson(sql`a.id`)} as withdrawn
    from casework.document a join people.case k on k.id = a.case_id
    left join casework.answer_to_person t on t.document_id = a.id and t.kind in ('grant', 'grant in part')
    where a.id = ${documentId} and a.state <> 'draft' order by t.decision_id desc limit 1`.execute(tx.db);
  const { consented, ...consent } = found(rows[0]);
  if (!consented || kindRules[consent.kind].leave !== true) throw tooLate('platform.refusal.noConsent');
  return consent;
}

/** What became of what was consented to, as the person and their helpers read it. */
export type ToldConsent = {
  /** Null for leave, which was consented to as a whole. */
  asked: string | null;
  state: 'stands' | 'done' | 'will not happen' | 'withdrawn';
  authorisedOn: string | null;
  actualOn: string | null;
  endedOn: string | null;
  plain: string;
};

/** The same as a column of JSON for the query of a page. */
export const consentsAsToldJson = (document: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select coalesce(json_agg(json_build_object('asked', c.asked, 'state', c.state, 'authorisedOn', c.authorised_on,
    'actualOn', c.actual_on, 'endedOn', c.ended_on, 'plain', c.plain)), '[]') from casework.consents_as_told(${document}) c)`;
