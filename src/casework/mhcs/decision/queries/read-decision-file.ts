import { sql } from 'kysely';
import type { Json, Tx } from '../../../../platform/database/index.ts';
import type { Language } from '../../../../platform/language/index.ts';
import { found } from '../../../../platform/web/index.ts';
import type { ApplicationState } from '../../../clinical/queries/read-application.ts';
import { type WithoutView, withoutViewAsJson } from '../../../papers/read-decision.ts';
import type { Matter } from '../../../rules/delegation.ts';
import type { DecisionKind, DocumentKind } from '../../../rules/document-kinds.ts';
import type { GateResult } from '../../../rules/gate.ts';
import type { InstrumentForm } from '../../../rules/instruments.ts';
import type { Asker, Ground } from '../../../rules/reconsideration.ts';
import type { Draft } from '../draft.ts';

/** A decision as it is kept: what was written, by whom, and how far it has come. */
export type KeptDecision = Draft & {
  id: number;
  /** Whether somebody other than its authors has to issue it. */
  secondPerson: boolean;
  state: 'draft' | 'awaiting authorisation' | 'sent back' | 'issued';
  version: number;
  author: string;
  /** Everybody who wrote in the decision or the answer. */
  wrote: number[];
  changedBy: string | null;
  changedAt: string;
  sentBackReason: string | null;
  authoriser: string | null;
  authoriserJob: string | null;
  issuedAt: string | null;
  rules: Json;
  /** The papers by which what was granted takes effect. */
  instruments: { id: number; form: InstrumentForm; matter: Matter }[];
};

/** A decision that was issued and is looked at again, or was. */
export type EarlierDecision = Draft & {
  id: number;
  kind: DecisionKind;
  issuedAt: string;
  author: string;
  authoriser: string;
};

/** Why a decision is looked at again: the request that is open, or the one by which the decision came about. */
export type Again = {
  id: number;
  state: 'asked' | 'being decided' | 'awaiting authorisation' | 'decided';
  askedAs: Asker;
  askedBy: string | null;
  askedAt: string;
  ground: Ground | null;
  why: string;
  /** The decision that it looks at. */
  before: EarlierDecision;
  /** Everybody who had a hand in a decision before it: none of them is the second person. */
  hands: number[];
  /** The level that the decisions before it took: it takes no lower one. */
  floor: number;
};

/** One row of the delegation table that is in force and fits the flags of the case. */
export type Level = {
  id: number;
  flag: 'none' | 'noteworthy' | 'extremism';
  level: number;
  source: string;
  inForceFrom: string;
};

/** A condition of a discharge that holds, or is about to. */
export type HeldCondition = {
  id: number;
  wording: string;
  plain: string;
  onLiberty: boolean;
  fromOn: string;
};

/** Somebody at MHCS who may see this case, with the highest authority level that they hold. */
export type Colleague = { id: number; name: string; job: string | null; level: number };

/** What deciding on one application needs to know. */
export type DecisionFile = {
  id: number;
  kind: DocumentKind;
  caseId: number;
  occasionId: number;
  state: ApplicationState;
  askedFor: string[];
  formVersion: string;
  submittedAt: string | null;
  dueOn: string | null;
  pausedOn: string | null;
  caseClosedOn: string | null;
  consentWithdrawn: boolean;
  /** Of what the person asks for themselves, where the view of the clinician did not come. */
  withoutView: WithoutView | null;
  familyName: string;
  givenNames: string;
  reference: string;
  authority: string;
  namedPlace: string;
  hospital: string;
  clinician: string | null;
  wording: { language: Language; easyRead: boolean };
  noteworthy: boolean;
  extremism: string;
  submission: { id: number; round: number; shown: number | null; gates: GateResult[] } | null;
  levels: Level[];
  colleagues: Colleague[];
  me: { accountId: number; level: number };
  /** Conditions that were put forward for a discharge and not declined, as they were answered. */
  putForward: { id: number; text: string }[];
  /** The conditions of a discharge that hold today, in the order in which they were set. */
  inForce: HeldCondition[];
  /** Everybody who wrote a reply that stands. */
  replied: number[];
  /** The decision that is being made or was made, the last one; the return of an earlier round is none. */
  decision: KeptDecision | null;
  /** Set where a decision is looked at again; then the occasion and the state are those of that. */
  again: Again | null;
  /** Every other decision that was issued and not sent back, the first first. */
  earlier: EarlierDecision[];
};

const submission = sql`(select json_build_object('id', s.id, 'round', s.round, 'shown', s.shown_id,
    'gates', coalesce(c.gates, '[]'))
  from casework.submission s left join casework.submission_closed c on c.submission_id = s.id
  where s.document_id = a.id order by s.round desc limit 1)`;

const decision = sql`(select json_build_object('id', d.id, 'secondPerson', d.second_person, 'kind', d.kind, 'granted', d.granted, 'conditions', d.conditions,
    'reasons', d.reasons, 'answer', coalesce(t.text, ''), 'answerConditions', coalesce(t.conditions, '{}'),
    'onLiberty', d.on_liberty, 'testMet', d.test_met, 'testWhy', d.test_why, 'reportBy', d.report_by,
    'state', d.state, 'version', d.version, 'author', author.display_name,
    'wrote', d.editors || coalesce(t.editors, '{}') || d.author_id, 'changedBy', changer.display_name,
    'changedAt', d.changed_at, 'sentBackReason', d.sent_back_reason, 'authoriser', authoriser.display_name,
    'authoriserJob', authoriser.job_title, 'issuedAt', d.issued_at, 'rules', d.rules,
    'instruments', (select coalesce(json_agg(json_build_object('id', i.id, 'form', i.form, 'matter', i.matter) order by i.id), '[]')
      from casework.instrument i where i.decision_id = d.id))
  from casework.decision d
  join people.account author on author.id = d.author_id
  left join casework.answer_to_person t on t.decision_id = d.id
  left join people.account changer on changer.id = coalesce(d.changed_by, d.author_id)
  left join people.account authoriser on authoriser.id = d.authoriser_id
  where d.document_id = a.id and (case when r.id is not null then d.id = r.made_id else d.reconsiders is null
    and (d.state <> 'issued' or d.kind <> 'return' or coalesce(a.stood, a.state) in ('returned', 'draft', 'withdrawn')) end)
  order by d.id desc limit 1)`;

const earlierAsJson = sql`json_build_object('id', d.id, 'kind', d.kind, 'granted', d.granted, 'conditions', d.conditions,
    'reasons', d.reasons, 'answer', coalesce(t.text, ''), 'answerConditions', coalesce(t.conditions, '{}'),
    'onLiberty', d.on_liberty, 'testMet', d.test_met, 'testWhy', d.test_why, 'issuedAt', d.issued_at,
    'author', author.display_name, 'authoriser', authoriser.display_name)`;
const withAuthors = sql`left join casework.answer_to_person t on t.decision_id = d.id
  join people.account author on author.id = d.author_id join people.account authoriser on authoriser.id = d.authoriser_id`;

const again = sql`(select json_build_object('id', r.id, 'state', r.state, 'askedAs', r.asked_as, 'askedBy', asker.display_name,
    'askedAt', r.asked_at, 'ground', r.ground, 'why', r.why, 'before', ${earlierAsJson},
    'hands', casework.hands_before(a.id), 'floor', (select coalesce(max(x.level_needed), 1) from casework.decision x
      where x.document_id = a.id and x.state = 'issued' and x.id is distinct from r.made_id))
  from casework.decision d ${withAuthors} left join people.account asker on asker.id = r.asked_by
  where d.id = r.decision_id)`;

const earlier = sql`(select coalesce(json_agg(${earlierAsJson} order by d.id), '[]')
  from casework.decision d ${withAuthors}
  where d.document_id = a.id and d.state = 'issued' and d.kind <> 'return' and (r.made_id is null and r.id is not null or d.id < r.made_id))`;

const levelsOn = (
  day: string,
) => sql`(select coalesce(json_agg(json_build_object('id', d.id, 'flag', d.flag, 'level', d.level, 'source', d.source, 'inForceFrom', d.in_force_from) order by d.level), '[]')
  from casework.delegation d join casework.matters_of(a.id) n (matter) on n.matter = d.matter
  where d.in_force_from <= ${day}::date and (d.in_force_until is null or d.in_force_until > ${day}::date)
    and (d.flag = 'none' or (d.flag = 'noteworthy' and f.noteworthy)
      or (d.flag = 'extremism' and f.extremism_level in ('high', 'critical'))))`;

// In a case that is closed to other readers of MHCS, only those in its circle could open what they are asked to read.
const colleaguesOn = (day: string) => sql`(select coalesce(json_agg(c order by c.level, c.name), '[]') from (
  select acc.id, acc.display_name as name, acc.job_title as job, max(m.authority_level) as level
  from people.membership m join people.account acc on acc.id = m.account_id
  where m.authority_level is not null and m.from_on <= ${day}::date and (m.until_on is null or m.until_on > ${day}::date)
    and acc.active_from <= ${day}::date and (acc.ended_on is null or acc.ended_on > ${day}::date)
    and (k.readers = 'room' or exists (select from people.circle r where r.case_id = k.id
      and r.capacity in ('caseworker', 'extremism_head') and r.from_on <= ${day}::date
      and (r.until_on is null or r.until_on > ${day}::date)
      and (r.account_id = acc.id or (r.unit_id = m.unit_id and r.capacity = m.role))))
  group by acc.id) c)`;

const meOn = (day: string) => sql`json_build_object('accountId', access.account_id(),
  'level', casework.level_held(access.account_id(), ${day}::date))`;

/**
 * Reads what deciding on an application needs, in one query.
 * @param today the day whose delegation table counts
 * @throws a refusal with 404 for whoever may not see the case, and before the application was sent
 */
export async function readDecisionFile(tx: Tx, id: number, today: Temporal.PlainDate): Promise<DecisionFile> {
  const day = today.toString();
  const { rows } = await sql<DecisionFile>`
    select a.id, a.kind, a.case_id as "caseId", coalesce(r.occasion_id, a.occasion_id) as "occasionId",
      case when r.id is null or r.state = 'decided' then a.state when r.state = 'awaiting authorisation' then r.state
        else 'submitted' end as state, a.asked_for as "askedFor",
      a.form_version as "formVersion", a.submitted_at as "submittedAt", a.due_on as "dueOn", a.paused_on as "pausedOn",
      k.closed_on as "caseClosedOn", ${withoutViewAsJson} as "withoutView",
      casework.consent_is_withdrawn(a.id) as "consentWithdrawn", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, p.authority, p.named_place as "namedPlace", h.name as hospital,
      coalesce(f.noteworthy, false) as noteworthy, coalesce(f.extremism_level, 'none') as extremism,
      (select acc.display_name from casework.submission s join people.account acc on acc.id = s.submitted_by
       where s.document_id = a.id and s.round > 0 order by s.round desc limit 1) as clinician,
      (select json_build_object('language', w.language, 'easyRead', w.easy_read)
       from casework.wording_of(a.case_id) w) as wording,
      (select coalesce(json_agg(distinct w.written_by), '[]') from voice.reply w
       where w.occasion_id = coalesce(r.occasion_id, a.occasion_id)) as replied,
      (select coalesce(json_agg(json_build_object('id', c.id, 'text', coalesce(c.changed_text, c.text)) order by c.id), '[]')
       from casework.proposed_condition c
       where c.case_id = a.case_id and c.outcome in ('included', 'changed')) as "putForward",
      (select coalesce(json_agg(json_build_object('id', c.id, 'wording', c.wording, 'plain', c.plain,
         'onLiberty', c.on_liberty, 'fromOn', c.from_on) order by c.from_on, c.id), '[]')
       from casework.discharge_condition c where c.case_id = a.case_id and c.until_on is null) as "inForce",
      ${submission} as submission, ${decision} as decision, ${again} as again, ${earlier} as earlier,
      ${levelsOn(day)} as levels,
      ${colleaguesOn(day)} as colleagues, ${meOn(day)} as me
    from casework.document a
    join people.case k on k.id = a.case_id
    join casework.patient p on p.case_id = a.case_id
    join people.unit h on h.id = p.hospital_id
    left join casework.patient_flags f on f.case_id = a.case_id
    left join lateral (select * from casework.reconsideration x where x.document_id = a.id
      and x.state in ('asked', 'being decided', 'awaiting authorisation', 'decided') order by x.id desc limit 1) r on true
    where a.id = ${id} and (a.state <> 'draft' or a.round > 1)`.execute(tx.db);
  return found(rows[0]);
}
