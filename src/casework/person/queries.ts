import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { PaperDocument } from '../../platform/documents/index.ts';
import { found } from '../../platform/web/index.ts';
import type { Outcome, Reader } from '../../voice/index.ts';
import { type Attached, attachedTo } from '../attachments/attached.ts';
import { consentsAsToldJson, type ToldConsent } from '../moves/queries/read-consent.ts';
import type { DecisionKind, DocumentKind } from '../rules/document-kinds.ts';
import type { DocumentState } from '../rules/document-states.ts';

/** An application as the person and their helpers follow it: where it stands, and nothing closed. */
export type Followed = {
  id: number;
  kind: DocumentKind;
  caseId: number;
  occasionId: number;
  person: string;
  state: DocumentState;
  round: number;
  askedFor: string[];
  /** Before it is sent: what is asked for, in the words in which the person was last shown it. */
  askedShown: string[] | null;
  /** Why the clinician took it back. */
  withdrawnBecause: string | null;
  /** Whether something can still be said in its occasion. */
  open: boolean;
  submittedAt: string | null;
  dueOn: string | null;
  pausedOn: string | null;
  /** Of what the person asks for: how it stands with the view of their clinician. */
  view: {
    askedOn: string;
    dueOn: string;
    wentOnOn: string | null;
    sentBy: string;
    isByHelper: boolean;
  } | null;
  /** Whether the actor may take it back. */
  mayTakeBack: boolean;
  /** The latest answer that was issued. */
  answer: { kind: DecisionKind; issuedAt: string } | null;
  /** Where somebody asked for it to be looked at again, and that is not answered yet: the occasion of its words. */
  again: { occasionId: number; isAsked: boolean } | null;
  /** What came of asking the person for their words, and how many statements stand. */
  outcome: Outcome | null;
  statements: number;
};

const followed = sql`
  select a.id, a.kind, a.case_id as "caseId", a.occasion_id as "occasionId", a.state, a.round, a.asked_for as "askedFor",
    trim(concat(person.given_names, ' ', person.family_name)) as person,
    (select jsonb_path_query_first(w.paper, '$.blocks[*] ? (@.kind == "list").items') from voice.shown w
     where w.occasion_id = a.occasion_id order by w.number desc limit 1) as "askedShown",
    (select o.closed_at is null and o.ended_at is null and exists (select from voice.shown w where w.occasion_id = o.id)
     from voice.occasion o where o.id = a.occasion_id) as open,
    a.withdrawn_because as "withdrawnBecause", a.submitted_at as "submittedAt", a.due_on as "dueOn", a.paused_on as "pausedOn",
    (select jsonb_build_object('askedOn', (a.created_at at time zone 'Europe/London')::date, 'dueOn', a.view_due_on,
      'wentOnOn', (a.went_on_at at time zone 'Europe/London')::date, 'sentBy', s.signed_name, 'isByHelper', s.signed_for is not null)
     from casework.part_signature s where s.document_id = a.id and s.part = 'A' and a.view_due_on is not null) as view,
    a.view_due_on is not null and not casework.is_over(a.state) and a.case_id = any (casework.cases_to_ask_in()) as "mayTakeBack",
    (select jsonb_build_object('kind', t.kind, 'issuedAt', t.issued_at) from casework.answer_to_person t
     where t.document_id = a.id and t.issued_at is not null order by t.decision_id desc limit 1) as answer,
    (select jsonb_build_object('occasionId', r.occasion_id, 'isAsked', r.state <> 'being said') from casework.reconsideration r
     where r.document_id = a.id and r.state not in ('decided', 'declined', 'taken back', 'ended with the case')) as again,
    (select o.outcome from voice.opportunity o where o.occasion_id = a.occasion_id order by o.id desc limit 1) as outcome,
    (select count(*) from voice.statement s where s.occasion_id = a.occasion_id
      and not exists (select 1 from voice.withdrawal w where w.statement_id = s.id)) as statements
  from casework.document a
  join people.case k on k.id = a.case_id
  left join people.person person on person.id = k.person_id`;

// What the clinician has only begun to write is not the person's to follow until it was shown to them or sent.
const shownOrSent = sql`(a.state <> 'draft' or a.round > 1
  or exists (select 1 from voice.shown w where w.occasion_id = a.occasion_id))`;

/** The applications about the actor, newest first. One query. */
export async function readMine(tx: Tx): Promise<Followed[]> {
  return follow(tx, sql`a.case_id = any (access.cases_as('subject'))`);
}

/** The applications about those whom the actor helps as advocate or solicitor, newest first. One query. */
export async function readOfThoseIHelp(tx: Tx): Promise<Followed[]> {
  return follow(tx, sql`a.case_id = any (access.cases_as('advocate', 'solicitor'))`);
}

async function follow(tx: Tx, whose: RawBuilder<unknown>): Promise<Followed[]> {
  const { rows } = await sql<Followed>`
    ${followed} where ${whose} and ${shownOrSent} order by a.id desc limit 200`.execute(tx.db);
  return rows;
}

/** One application with what the person was last shown of it. */
export type FollowedApplication = Followed & {
  shown: { number: number; paper: PaperDocument; at: string } | null;
  /** The files that came with it, as far as they were let out to the person. */
  attached: Attached[];
  /** What became of what was consented to. */
  told: ToldConsent[];
};

/**
 * One application that the actor follows as the person or as their helper. One query.
 * @throws Refusal 404 when there is none, or none yet
 */
export async function readFollowed(tx: Tx, documentId: number): Promise<FollowedApplication> {
  const { rows } = await sql<FollowedApplication>`
    select a.*, ${attachedTo('open')} as attached, ${consentsAsToldJson(sql`a.id`)} as told, (select jsonb_build_object('number', w.number, 'paper', w.paper, 'at', w.shown_at)
      from voice.shown w where w.occasion_id = a."occasionId" order by w.number desc limit 1) as shown
    from (${followed} where a.id = ${documentId} and ${shownOrSent}
      and a.case_id = any (access.cases_as('subject', 'advocate', 'solicitor'))) a`.execute(tx.db);
  return found(rows[0]);
}

/** What the person's home says beside their applications: who helps them, and who opened their words lately. */
export type Around = {
  helpers: Reader[];
  opened: { at: string; name: string; capacity: string; unit: string | null }[];
};

/** Who is around the actor in their own case. One query. */
export async function readAround(tx: Tx): Promise<Around> {
  const { rows } = await sql<Around>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('accountId', r.account_id, 'name', r.name, 'capacity', r.capacity,
         'job', r.job_title, 'unit', r.unit)), '[]')
       from unnest(access.cases_as('subject')) mine (case_id)
       cross join lateral access.readers_of_case(mine.case_id) r) as helpers,
      (select coalesce(jsonb_agg(jsonb_build_object('at', o.at, 'name', o.name, 'capacity', o.capacity, 'unit', o.unit)
         order by o.event_id desc), '[]')
       from unnest(access.cases_as('subject')) mine (case_id)
       cross join lateral access.who_opened(mine.case_id, null, 3) o) as opened`.execute(tx.db);
  return rows[0] ?? { helpers: [], opened: [] };
}

/** Somebody whom the actor helps. */
export type Helped = {
  caseId: number;
  familyName: string;
  givenNames: string;
  /** Whether the actor reads what they read, and whether they may ask for them, by the consent given for it. */
  reads: boolean;
  mayAsk: boolean;
};

/** Everybody whom the actor helps as advocate or solicitor, whether anything was asked for or not, by name. One query. */
export async function readPeopleIHelp(tx: Tx): Promise<Helped[]> {
  const { rows } = await sql<Helped>`
    with own as materialized (select access.cases_as('advocate', 'solicitor') as reads, people.cases_to_ask_for() as asks)
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      coalesce(p.case_id = any (own.reads), false) as reads, coalesce(p.case_id = any (own.asks), false) as "mayAsk"
    from own cross join casework.patient p
    where p.case_id = any ((select access.cases_as('advocate', 'solicitor') || people.cases_to_ask_for())::bigint[])
    order by p.family_key, p.given_key, p.case_id limit 200`.execute(tx.db);
  return rows;
}
