import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { type Answers, answersFrom } from '../../../platform/forms/index.ts';
import { found, type Role } from '../../../platform/web/index.ts';
import { type Attached, attachedTo } from '../../attachments/attached.ts';
import type { ExtremismLevel } from '../../forms/leave-2024-closed.ts';
import { type ConsentWithdrawn, consentWithdrawnJson } from '../../moves/queries/read-consent.ts';
import { type AuthorisedMove, movesAsJson } from '../../moves/queries/read-moves.ts';
import type { DecisionKind, DocumentKind } from '../../rules/document-kinds.ts';
import type { DocumentState } from '../../rules/document-states.ts';
import type { Consultee } from '../../rules/leave-facts.ts';

export type ApplicationState = DocumentState;

/** The answers of one section as they are kept, and who changed them last. */
export type KeptSection = {
  section: string;
  answers: Answers;
  /** Those taken over from an earlier document and not confirmed yet, with the day on which each was. */
  carried: Record<string, string>;
  version: number;
  changedBy: string | null;
  changedAt: string;
};

/** Somebody who was asked, how often they were reminded, and what they said. */
export type KeptConsultation = {
  id: number;
  consultee: Consultee;
  name: string;
  question: string;
  askedBy: string | null;
  askedAt: string;
  answeredAt: string | null;
  answer: Record<string, string> | null;
  reminders: { sentAt: string; sentBy: string | null }[];
};

/** One part of a document that goes through several hands, and its signature in this round. */
export type KeptPart = {
  part: string;
  sections: string[];
  signedBy: Role[];
  /** Whether the reader writes and signs it. */
  isMine: boolean;
  signature: { name: string; for: string | null; on: string; isMine: boolean } | null;
};

export type KeptRequest = {
  id: number;
  question: string;
  askedOn: string;
  dueOn: string;
  /** Whether an answer is waited for: none came, and nothing was asked in its place. */
  isOpen: boolean;
  answeredAt: string | null;
  answer: string | null;
};

export type LeaveEventKind = 'granted' | 'started' | 'suspended' | 'resumed' | 'completed' | 'withdrawn';
export type KeptLeaveEvent = {
  documentId: number;
  kind: LeaveEventKind;
  onDay: string;
  note: string;
  recordedBy: string | null;
};

/** One application as the clinical side may see it. What row-level security hides is empty here. */
export type ApplicationFile = {
  id: number;
  kind: DocumentKind;
  caseId: number;
  occasionId: number;
  state: ApplicationState;
  round: number;
  /** The form that it was begun on. */
  formVersion: string;
  askedFor: string[];
  createdAt: string;
  submittedAt: string | null;
  dueOn: string | null;
  pausedOn: string | null;
  /** Of what the person asks for: until when the view of the clinician is awaited, and when the section went on without it. */
  viewDueOn: string | null;
  wentOnAt: string | null;
  /** When a report is due, where its clock was counted. */
  reportDueOn: string | null;
  decidedAt: string | null;
  /** Whether what was decided is looked at again. */
  isLookedAtAgain: boolean;
  outcome: DecisionKind | null;
  withdrawnBecause: string | null;
  caseClosedOn: string | null;
  familyName: string;
  givenNames: string;
  bornOn: string | null;
  reference: string;
  authority: string;
  hospital: string;
  ward: string | null;
  /** True for whoever leads this kind of document in this case: the only ones who submit and withdraw. */
  leads: boolean;
  /** True for those who fill in the part that is closed to the person. */
  mayReadClosed: boolean;
  flags: {
    extremismLevel: ExtremismLevel;
    mappaCategory: number | null;
    mappaLevel: number | null;
  } | null;
  /** In order; empty for a document that all of its hands write together. */
  parts: KeptPart[];
  open: KeptSection[];
  closed: KeptSection[];
  consultations: KeptConsultation[];
  undertaking: { givenOn: string; metOn: string | null } | null;
  requests: KeptRequest[];
  /** Leave of this and every earlier application of the case, in the order in which it was recorded. */
  leaveEvents: KeptLeaveEvent[];
  /** The days by which the section asked for reports on completed leave that are not in. */
  reportsAskedBy: string[];
  /** The files of each part; the closed ones for those alone who read that part. */
  attached: { open: Attached[]; closed: Attached[] };
  /** What its decision authorised, and what became of it. */
  moves: AuthorisedMove[];
  /** That the section took its consent to leave back. */
  consentWithdrawn: ConsentWithdrawn | null;
  /** Whether a statement of the person stands. */
  spoken: boolean;
  /** When the person was last shown the open part. */
  shownAt: string | null;
};

/**
 * Reads one application for the pages of the clinical side, in one query.
 * @param tx the reader's transaction
 * @param id the application
 * @throws a refusal with 404 for whoever is not in the care team of this case
 */
export async function readApplication(tx: Tx, id: number): Promise<ApplicationFile> {
  const { rows } = await sql<ApplicationFile & { mayFill: boolean }>`
    select a.id, a.case_id as "caseId", a.occasion_id as "occasionId", a.state, a.round, a.form_version as "formVersion",
      a.asked_for as "askedFor",
      exists (select from voice.statement s where s.occasion_id = a.occasion_id and not exists (select from voice.withdrawal x
        where x.statement_id = s.id)) as spoken,
      a.created_at as "createdAt", a.submitted_at as "submittedAt", a.due_on as "dueOn", a.paused_on as "pausedOn",
      a.view_due_on as "viewDueOn", a.went_on_at as "wentOnAt", a.decided_at as "decidedAt", a.outcome, a.again_state is not null as "isLookedAtAgain", a.kind, a.withdrawn_because as "withdrawnBecause", k.closed_on as "caseClosedOn",
      person.family_name as "familyName", person.given_names as "givenNames", person.born_on as "bornOn",
      p.mhcs_reference as reference, p.authority, h.name as hospital, w.name as ward,
      a.case_id = any (access.cases_as(variadic n.led_by)) as leads,
      a.case_id = any (access.cases_as(variadic n.closed_by)) as "mayReadClosed",
      a.case_id = any (access.cases_as(variadic n.filled_by)) as "mayFill",
      (select json_build_object('extremismLevel', f.extremism_level, 'mappaCategory', f.mappa_category,
         'mappaLevel', f.mappa_level) from casework.patient_flags f where f.case_id = a.case_id) as flags,
      ${parts} as parts,
      ${sectionsFrom('open_answers')} as open,
      ${sectionsFrom('closed_answers')} as closed,
      ${consultations} as consultations,
      json_build_object('open', ${attachedTo('open')}, 'closed', ${attachedTo('closed')}) as attached,
      (select json_build_object('givenOn', u.given_on, 'metOn', u.met_on)
       from casework.undertaking u where u.document_id = a.id) as undertaking,
      (select coalesce(json_agg(json_build_object('id', r.id, 'question', r.question, 'askedOn', r.asked_on,
         'dueOn', r.due_on, 'isOpen', r.answered_at is null and r.replaced_at is null, 'answeredAt', r.answered_at, 'answer', r.answer) order by r.id), '[]')
       from casework.information_request r where r.document_id = a.id) as requests,
      ${movesAsJson(sql`m.document_id = a.id`)} as moves, ${consentWithdrawnJson(sql`a.id`)} as "consentWithdrawn",
      (select coalesce(json_agg(json_build_object('documentId', e.document_id, 'kind', e.kind, 'onDay', e.on_day,
         'note', e.note, 'recordedBy', by.display_name) order by e.id), '[]')
       from casework.leave_event e left join people.account by on by.id = e.recorded_by
       where e.case_id = a.case_id) as "leaveEvents",
      array(select x.by_on::text from casework.leave_report_ask x left join casework.document r on r.id = x.report_id
        where x.case_id = a.case_id and x.withdrawn_at is null and not coalesce(casework.is_in(r.state), false)) as "reportsAskedBy",
      (select min(c.due_on) from casework.clock c where c.case_id = a.case_id and c.kind = case a.kind
        when 'annual report' then 'annual-report' when 'discharge report' then 'discharge-report'
        when 'leave report' then 'leave-report' end) as "reportDueOn",
      (select max(shown.shown_at) from voice.shown where shown.occasion_id = a.occasion_id) as "shownAt"
    from casework.document a
    join casework.document_kind n on n.kind = a.kind
    join people.case k on k.id = a.case_id
    join people.person person on person.id = k.person_id
    join casework.patient p on p.case_id = a.case_id
    join people.unit h on h.id = p.hospital_id
    left join people.unit w on w.id = p.ward_id
    where a.id = ${id}`.execute(tx.db);
  const file = found(rows[0]);
  // Others of the circle may read an open part, but not by these pages.
  return found(
    file.mayFill ? { ...file, open: checked(file.open), closed: checked(file.closed) } : undefined,
  );
}

function sectionsFrom(table: 'open_answers' | 'closed_answers') {
  return sql`(select coalesce(json_agg(json_build_object('section', o.section, 'answers', o.answers,
      'carried', o.carried, 'version', o.version, 'changedBy', by.display_name, 'changedAt', o.changed_at)), '[]')
    from ${sql.table(`casework.${table}`)} o left join people.account by on by.id = o.changed_by
    where o.document_id = a.id)`;
}

const parts = sql`(select coalesce(json_agg(json_build_object('part', x.part, 'sections', x.sections, 'signedBy', x.signed_by,
    'isMine', casework.may_sign(a.id, x.part),
    'signature', case when s.id is not null then json_build_object('name', s.signed_name, 'for', s.signed_for, 'on', s.signed_on,
      'isMine', s.signed_by = access.account_id()) end) order by x.place), '[]')
  from casework.kind_part x left join casework.part_signature s on s.document_id = a.id and s.round = a.round
    and s.part = x.part and s.taken_back_at is null
  where x.kind = a.kind)`;

const consultations = sql`(select coalesce(json_agg(json_build_object('id', c.id, 'consultee', c.consultee,
    'name', asked.display_name, 'question', c.question, 'askedBy', by.display_name, 'askedAt', c.asked_at,
    'answeredAt', c.answered_at, 'answer', c.answer,
    'reminders', (select coalesce(json_agg(json_build_object('sentAt', r.sent_at, 'sentBy', sender.display_name)
        order by r.id), '[]')
      from casework.reminder r left join people.account sender on sender.id = r.sent_by
      where r.consultation_id = c.id)) order by c.id), '[]')
  from casework.consultation c
  join people.account asked on asked.id = c.account_id
  left join people.account by on by.id = c.asked_by
  where c.document_id = a.id)`;

function checked(sections: readonly KeptSection[]): KeptSection[] {
  return sections.map(section => ({ ...section, answers: answersFrom(section.answers) }));
}
