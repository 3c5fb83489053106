import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { type Answers, answersFrom } from '../../../platform/forms/index.ts';
import { found } from '../../../platform/web/index.ts';
import { type Attached, attachedTo } from '../../attachments/attached.ts';
import type { ApplicationState } from '../../clinical/queries/read-application.ts';
import { type ConsentWithdrawn, consentWithdrawnJson } from '../../moves/queries/read-consent.ts';
import { type AuthorisedMove, movesAsJson } from '../../moves/queries/read-moves.ts';
import type { DecisionKind } from '../../papers/read-decision.ts';
import { type AgainRequest, requestsAsJson } from '../../reconsideration/queries/requests.ts';
import type { DocumentKind } from '../../rules/document-kinds.ts';
import type { GateResult } from '../../rules/gate.ts';
import type { Consultee } from '../../rules/leave-facts.ts';

export type AnsweredConsultation = {
  id: number;
  consultee: Consultee;
  name: string;
  question: string;
  askedAt: string;
  answeredAt: string | null;
  answer: Record<string, string> | null;
  reminders: number;
};

export type Request = {
  id: number;
  question: string;
  askedOn: string;
  dueOn: string;
  rule: string;
  extendedUntil: string | null;
  askedBy: string | null;
  answeredAt: string | null;
  answeredBy: string | null;
  answer: string | null;
  /** Something was asked in its place, and nobody waits for its answer. */
  isReplaced: boolean;
};

/** What was handed to the section in one round, as it was. */
export type Submission = {
  round: number;
  signedName: string;
  signedOn: string;
  sightConfirmedOn: string;
  sightNote: string | null;
  open: Answers;
  closed: Answers;
  gates: GateResult[];
};

export type SubmittedApplication = {
  id: number;
  kind: DocumentKind;
  caseId: number;
  occasionId: number;
  state: ApplicationState;
  outcome: DecisionKind | null;
  withdrawnBecause: string | null;
  formVersion: string;
  round: number;
  askedFor: string[];
  submittedAt: string;
  dueOn: string | null;
  pausedOn: string | null;
  caseworkerId: number | null;
  caseworker: string | null;
  familyName: string;
  givenNames: string;
  reference: string;
  authority: string;
  namedPlace: string;
  hospital: string;
  noteworthy: boolean;
  extremism: string;
  mappaLevel: number | null;
  submission: Submission;
  consultations: AnsweredConsultation[];
  /** What was handed over with it. */
  attached: { open: Attached[]; closed: Attached[] };
  requests: Request[];
  moves: AuthorisedMove[];
  /** That a consent to leave was taken back. */
  consentWithdrawn: ConsentWithdrawn | null;
  decision: { kind: DecisionKind; state: string; author: string | null; issuedAt: string | null } | null;
  /** Of what the person asks for: who sent it, for whom, and how it stands with the view of the clinician. */
  view: {
    sentBy: string;
    sentFor: string | null;
    askedOn: string;
    dueOn: string;
    wentOnOn: string | null;
  } | null;
  /** Who asked for the decision to be looked at again, and what came of that. */
  again: AgainRequest[];
  caseClosedOn: string | null;
  /** What came of asking the person, latest first; for when they said nothing. */
  opportunity: { outcome: string; why: string | null; recordedAt: string } | null;
};

/**
 * Reads one application with everything that was submitted, open and closed, in one query. The person's words are
 * read by the voice room.
 * @throws a refusal with 404 when the actor may not see it, or it was never handed to the section
 */
export async function readSubmitted(tx: Tx, id: number): Promise<SubmittedApplication> {
  const { rows } = await sql<SubmittedApplication>`
    select a.id, a.kind, a.case_id as "caseId", a.occasion_id as "occasionId", a.state, a.outcome, a.round, a.form_version as "formVersion",
      a.withdrawn_because as "withdrawnBecause",
      a.asked_for as "askedFor", a.submitted_at as "submittedAt", a.due_on as "dueOn", a.paused_on as "pausedOn",
      a.caseworker_id as "caseworkerId", worker.display_name as caseworker,
      p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference, p.authority,
      p.named_place as "namedPlace", h.name as hospital, f.noteworthy, f.extremism_level as extremism,
      f.mappa_level as "mappaLevel", ${submission} as submission, ${consultations} as consultations,
      json_build_object('open', ${attachedTo('open')}, 'closed', ${attachedTo('closed')}) as attached,
      ${requests} as requests, ${decision} as decision, ${opportunity} as opportunity,
      ${moves} as moves, ${consentWithdrawnJson(sql`a.id`)} as "consentWithdrawn", ${view} as view,
      ${requestsAsJson} as again, k.closed_on as "caseClosedOn"
    from casework.document a
    join people.case k on k.id = a.case_id
    join casework.patient p on p.case_id = a.case_id
    join people.unit h on h.id = p.hospital_id
    left join casework.patient_flags f on f.case_id = a.case_id
    left join people.account worker on worker.id = a.caseworker_id
    where a.id = ${id} and exists (select from casework.submission s where s.document_id = a.id)`.execute(
    tx.db,
  );
  return checked(found(rows[0]));
}

function checked(row: SubmittedApplication): SubmittedApplication {
  const { submission } = row;
  return {
    ...row,
    submission: { ...submission, open: answersFrom(submission.open), closed: answersFrom(submission.closed) },
  };
}

const submission = sql`(
  select json_build_object('round', s.round, 'signedName', s.signed_name, 'signedOn', s.signed_on,
    'sightConfirmedOn', s.sight_confirmed_on, 'sightNote', s.sight_note, 'open', s.answers,
    'closed', coalesce(c.answers, '{}'), 'gates', coalesce(c.gates, '[]'))
  from casework.submission s left join casework.submission_closed c on c.submission_id = s.id
  where s.document_id = a.id order by s.round desc limit 1)`;

const consultations = sql`(
  select coalesce(json_agg(json_build_object('id', c.id, 'consultee', c.consultee, 'name', acc.display_name,
    'question', c.question, 'askedAt', to_json(c.asked_at), 'answeredAt', c.answered_at, 'answer', c.answer,
    'reminders', (select count(*) from casework.reminder r where r.consultation_id = c.id)) order by c.id), '[]')
  from casework.consultation c left join people.account acc on acc.id = c.account_id
  where c.document_id = a.id)`;

const requests = sql`(
  select coalesce(json_agg(json_build_object('id', r.id, 'question', r.question, 'askedOn', r.asked_on,
    'dueOn', r.due_on, 'rule', r.rule, 'extendedUntil', r.extended_until, 'askedBy', asked.display_name,
    'answeredAt', r.answered_at, 'answeredBy', replied.display_name, 'answer', r.answer,
    'isReplaced', r.replaced_at is not null) order by r.id desc), '[]')
  from casework.information_request r
  left join people.account asked on asked.id = r.asked_by
  left join people.account replied on replied.id = r.answered_by
  where r.document_id = a.id)`;

const decision = sql`(
  select json_build_object('kind', d.kind, 'state', d.state, 'author', author.display_name, 'issuedAt', d.issued_at)
  from casework.decision d left join people.account author on author.id = d.author_id
  where d.document_id = a.id and (d.reconsiders is null or d.state = 'issued') order by d.id desc limit 1)`;

const moves = movesAsJson(sql`m.document_id = a.id`);

const view = sql`(
  select json_build_object('sentBy', s.signed_name, 'sentFor', s.signed_for, 'dueOn', a.view_due_on,
    'askedOn', (a.created_at at time zone 'Europe/London')::date, 'wentOnOn', (a.went_on_at at time zone 'Europe/London')::date)
  from casework.part_signature s where s.document_id = a.id and s.part = 'A' and a.view_due_on is not null)`;

const opportunity = sql`(
  select json_build_object('outcome', o.outcome, 'why', o.why, 'recordedAt', o.recorded_at)
  from voice.opportunity o where o.occasion_id = a.occasion_id order by o.id desc limit 1)`;
