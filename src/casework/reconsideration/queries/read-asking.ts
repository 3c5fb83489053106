import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { DecisionKind, DocumentKind } from '../../rules/document-kinds.ts';
import type { DocumentState } from '../../rules/document-states.ts';

/** In which capacities somebody around the person can ask, or write down what the person says. */
export type AroundAs =
  | 'subject'
  | 'advocate'
  | 'solicitor'
  | 'ward_staff'
  | 'responsible_clinician'
  | 'social_supervisor'
  | 'clinical_supervisor';

/** What asking for a decision to be looked at again needs to know. */
export type Asking = {
  id: number;
  caseId: number;
  kind: DocumentKind;
  state: DocumentState;
  outcome: DecisionKind | null;
  decidedAt: string | null;
  caseClosedOn: string | null;
  consentWithdrawn: boolean;
  person: string;
  /** In which of these the reader stands in the case. */
  standsAs: AroundAs[];
  /** False for a helper whom the person has let read and no more. */
  mayWrite: boolean;
  /** How far it has come where somebody asks already; "being said" only for whoever may know of that. */
  open: { occasionId: number; state: string } | null;
  /** Whether the reader asked for it, and can undo that. */
  mayTakeBack: boolean;
};

const around = sql`'{subject,advocate,solicitor,ward_staff,responsible_clinician,social_supervisor,clinical_supervisor}'::text[]`;

/**
 * A decided document as somebody finds it who may ask for it to be looked at again. One query.
 * @throws a refusal with 404 for whoever may not see the document
 */
export async function readAsking(tx: Tx, id: number): Promise<Asking> {
  const { rows } = await sql<Asking>`
    select a.id, a.case_id as "caseId", a.kind, a.state, a.outcome, a.decided_at as "decidedAt",
      k.closed_on as "caseClosedOn", trim(concat(q.given_names, ' ', q.family_name)) as person,
      array(select role from unnest(${around}) role where a.case_id = any (access.cases_as(role))) as "standsAs",
      a.case_id <> all (people.cases_to_read_only()) as "mayWrite",
      (select json_build_object('occasionId', r.occasion_id, 'state', r.state) from casework.reconsideration r
       where r.document_id = a.id and r.state not in ('decided', 'declined', 'taken back')) as open,
      casework.may_take_back_again(a.id) as "mayTakeBack", casework.consent_is_withdrawn(a.id) as "consentWithdrawn"
    from casework.document a
    join people.case k on k.id = a.case_id
    left join people.person q on q.id = k.person_id
    where a.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}
