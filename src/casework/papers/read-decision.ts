import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { found } from '../../platform/web/index.ts';
import type { KeptDuty } from '../recall/queries/read-duties.ts';
import { type AgainRequest, requestsAsJson } from '../reconsideration/queries/requests.ts';
import type { Matter } from '../rules/delegation.ts';
import type { DecisionKind, DocumentKind } from '../rules/document-kinds.ts';
import type { DocumentState } from '../rules/document-states.ts';
import type { InstrumentForm } from '../rules/instruments.ts';
import { becameOf, type Made } from '../rules/reconsideration.ts';

export type { DecisionKind };

/** One part of what the person said, with the reply to it where there is one that the reader may see. */
export type AnsweredPart = {
  statementId: number;
  prompt: string;
  text: string;
  route: string;
  scribe: string | null;
  language: string;
  sealedAt: string;
  code: string;
  replyKind: 'answered' | 'not considered' | null;
  reply: string | null;
};

/** The decision at which one looks again, and whether it stands. */
export type Before = { kind: DecisionKind; issuedAt: string; became: 'stands' | 'replaced' };

/** A decision that stood before; its reasons are for those alone who read the letter. */
export type EarlierAnswer = {
  decisionId: number;
  kind: DecisionKind;
  issuedAt: string;
  answer: string;
  reasons: string | null;
};

/** When the view of a clinician was sought, until when, and when the section went on without it. */
export type WithoutView = { askedOn: string; dueOn: string; wentOnOn: string };

/** The same as a column of JSON for a query; null where it came or was never sought. The document is called a. */
export const withoutViewAsJson = sql`case when a.went_on_at is not null then json_build_object('dueOn', a.view_due_on,
    'askedOn', (a.created_at at time zone 'Europe/London')::date, 'wentOnOn', (a.went_on_at at time zone 'Europe/London')::date) end`;

/** What both papers of a decision are made from. The person's door leaves `letter` empty. */
export type DecisionOnPaper = {
  caseId: number;
  documentId: number;
  decisionId: number;
  document: DocumentKind;
  kind: DecisionKind;
  issuedAt: string | null;
  submittedAt: string | null;
  askedFor: string[];
  granted: string[];
  name: string;
  /** The person's own language. */
  language: string;
  reference: string;
  authority: string;
  namedPlace: string;
  hospital: string;
  clinician: string | null;
  answer: string;
  answerConditions: string[];
  /** Of leave: the day by which a report on it is asked for. */
  reportBy: string | null;
  letter: {
    conditions: string[];
    reasons: string;
    /** What was found on the test of the law, where it sets one. */
    testMet: boolean | null;
    testWhy: string;
    authoriser: string | null;
    job: string | null;
    /** The papers by which what was granted takes effect. */
    instruments?: { id: number; form: InstrumentForm; matter: Matter }[];
  } | null;
  parts: AnsweredPart[];
  /** Set where it looks again at a decision. */
  before: Before | null;
  /** Every decision before it, the first first. */
  earlier: EarlierAnswer[];
  /** Who asked for it to be looked at again, and what came of that, as far as the reader may know of it. */
  requests: AgainRequest[];
  /** Where the document stands, and whether its case is closed or the consent was taken back: for whoever might ask for another decision. */
  stands?: { state: DocumentState; caseClosedOn: string | null; consentWithdrawn: boolean };
  /** Of what the person asks for themselves: the view of the clinician was sought and did not come. */
  withoutView: WithoutView | null;
  /** What a recall left to be done, as far as the reader may know of it. */
  duties?: KeptDuty[];
};

/**
 * Reads the latest decision on an application for its papers, in one query. Row-level security decides what is
 * there: the person and their helpers find only what was issued, and never the letter.
 * @throws a refusal with 404 when there is no decision that the reader may see
 */
export async function readDecision(tx: Tx, documentId: number): Promise<DecisionOnPaper> {
  const { rows } = await sql<Read>`
    select a.id as "documentId", a.kind as document, a.case_id as "caseId", t.decision_id as "decisionId",
      coalesce(d.kind, t.kind) as kind, t.issued_at as "issuedAt", a.submitted_at as "submittedAt",
      a.asked_for as "askedFor", coalesce(d.granted, t.granted) as granted,
      trim(person.given_names || ' ' || person.family_name) as name,
      person.language, p.mhcs_reference as reference, p.authority, p.named_place as "namedPlace", h.name as hospital,
      (select acc.display_name from casework.submission s join people.account acc on acc.id = s.submitted_by
       where s.document_id = a.id and s.round > 0 order by s.round desc limit 1) as clinician,
      t.text as answer, t.conditions as "answerConditions",
      (select m.by_on from casework.leave_report_ask m where m.decision_id = t.decision_id) as "reportBy",
      case when d.id is not null then json_build_object('conditions', d.conditions, 'reasons', d.reasons,
        'testMet', d.test_met, 'testWhy', d.test_why,
        'authoriser', authoriser.display_name, 'job', authoriser.job_title,
        'instruments', (select coalesce(json_agg(json_build_object('id', i.id, 'form', i.form, 'matter', i.matter) order by i.id), '[]')
          from casework.instrument i where i.decision_id = d.id)) end as letter,
      (select coalesce(json_agg(json_build_object('statementId', s.id, 'prompt', part ->> 'prompt', 'text', part ->> 'text',
          'route', s.route, 'scribe', s.scribe_name, 'language', s.language,
          'sealedAt', to_char(s.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'code', s.code,
          'replyKind', r.kind, 'reply', r.text) order by s.id, place), '[]')
       from voice.statement s
       cross join lateral jsonb_array_elements(s.parts) with ordinality as said (part, place)
       left join voice.reply r on r.statement_id = s.id and r.prompt = part ->> 'prompt'
       where s.occasion_id = coalesce(made.occasion_id, a.occasion_id)
         and not exists (select from voice.withdrawal w where w.statement_id = s.id)) as parts,
      (select coalesce(json_agg(json_build_object('id', y.id, 'duty', y.duty, 'dueAt', y.due_at, 'metAt', y.met_at,
          'metBy', null, 'text', y.text) order by y.due_at, y.id), '[]')
       from casework.recall_duty y where y.document_id = a.id) as duties,
      (select json_build_object('kind', coalesce(e.kind, b.kind), 'granted', coalesce(e.granted, b.granted),
          'conditions', coalesce(e.conditions, b.conditions), 'issuedAt', b.issued_at)
       from casework.answer_to_person b left join casework.decision e on e.id = b.decision_id
       where b.decision_id = made.decision_id) as before,
      (select coalesce(json_agg(json_build_object('decisionId', b.decision_id, 'kind', b.kind, 'issuedAt', b.issued_at,
          'answer', b.text, 'reasons', e.reasons) order by b.decision_id), '[]')
       from casework.answer_to_person b left join casework.decision e on e.id = b.decision_id
       where b.document_id = a.id and b.decision_id < t.decision_id and b.issued_at is not null and b.kind <> 'return') as earlier,
      ${withoutViewAsJson} as "withoutView",
      ${requestsAsJson} as requests, json_build_object('state', a.state, 'caseClosedOn', k.closed_on,
        'consentWithdrawn', casework.consent_is_withdrawn(a.id)) as stands
    from casework.document a
    join casework.answer_to_person t on t.document_id = a.id
    join casework.patient p on p.case_id = a.case_id
    join people.unit h on h.id = p.hospital_id
    join people.case k on k.id = a.case_id
    join people.person person on person.id = k.person_id
    left join casework.decision d on d.id = t.decision_id
    left join casework.reconsideration made on made.made_id = t.decision_id
    left join people.account authoriser on authoriser.id = d.authoriser_id
    where a.id = ${documentId}
    order by t.decision_id desc limit 1`.execute(tx.db);
  return judged(found(rows[0]));
}

type Read = Omit<DecisionOnPaper, 'before'> & { before: (Made & { issuedAt: string }) | null };

function judged({ before, ...read }: Read): DecisionOnPaper {
  const now = { ...read, conditions: read.letter?.conditions ?? read.answerConditions };
  return { ...read, before: before && beforeOf(before, now) };
}

/** The decision that one looks at again, and what became of it. */
export const beforeOf = (before: Made & { issuedAt: string }, now: Made): Before => ({
  ...{ kind: before.kind, issuedAt: before.issuedAt },
  became: becameOf(before, now),
});
