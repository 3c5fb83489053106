import { sql } from 'kysely';
import type { Actor, Tx } from '../platform/database/index.ts';
import type { PaperDocument } from '../platform/documents/index.ts';
import { found, notAllowed } from '../platform/web/index.ts';
import type { Draft } from './draft.ts';
import type { Outcome } from './queries-standing.ts';

/** An occasion as somebody needs it who is about to say, or write down, what the person says. */
export type Speaking = {
  occasionId: number;
  caseId: number;
  person: string;
  /** Whether a decision that was made is looked at again. */
  again: boolean;
  submittedAt: string | null;
  closedAt: string | null;
  endedAt: string | null;
  outcome: Outcome | null;
  askAgainOn: string | null;
  /** Statements that stand. */
  statements: number;
  /** What the person was last shown. */
  shown: { id: number; number: number; paper: PaperDocument; at: string } | null;
  /** The actor's own draft; empty when there is none. */
  draft: Draft;
};

/**
 * One occasion with the actor's own draft. One query.
 * @throws Refusal 404 when the actor may not see the occasion, 403 when the person has let them read and no more
 */
export async function readSpeaking(tx: Tx, occasionId: number, actor: Actor): Promise<Speaking> {
  const { rows } = await sql<Speaking & { mayWrite: boolean }>`
    select o.case_id <> all (people.cases_to_read_only()) as "mayWrite", o.id as "occasionId", o.case_id as "caseId", trim(concat(q.given_names, ' ', q.family_name)) as person,
      o.again, o.submitted_at as "submittedAt", o.closed_at as "closedAt", o.ended_at as "endedAt", p.outcome, p.ask_again_on as "askAgainOn",
      (select count(*) from voice.statement s where s.occasion_id = o.id
        and not exists (select 1 from voice.withdrawal x where x.statement_id = s.id)) as statements,
      (select jsonb_build_object('id', w.id, 'number', w.number, 'paper', w.paper, 'at', w.shown_at)
        from voice.shown w where w.occasion_id = o.id order by w.number desc limit 1) as shown,
      coalesce((select jsonb_build_object('parts', d.parts, 'how', d.how) from voice.draft d
        where d.occasion_id = o.id and d.account_id = ${actor.accountId}), '{"parts": {}, "how": {}}') as draft
    from voice.occasion o
    join people.case k on k.id = o.case_id
    left join people.person q on q.id = k.person_id
    left join lateral (select outcome, ask_again_on from voice.opportunity where occasion_id = o.id
      order by id desc limit 1) p on true
    where o.id = ${occasionId}`.execute(tx.db);
  const speaking = found(rows[0]);
  if (!speaking.mayWrite) throw notAllowed('voice.refusal.readOnly');
  return speaking;
}

/**
 * The same for whoever is about to seal, with the draft held until the commit: nothing is sealed twice from two tabs, and
 * what another tab keeps meanwhile is not thrown away with the draft.
 * @throws as `readSpeaking`
 */
export async function readToSeal(tx: Tx, occasionId: number, actor: Actor): Promise<Speaking> {
  await sql`select from voice.draft where occasion_id = ${occasionId} and account_id = ${actor.accountId} for update`.execute(
    tx.db,
  );
  return readSpeaking(tx, occasionId, actor);
}
