import { sql } from 'kysely';
import type { Tx } from '../platform/database/index.ts';
import { found } from '../platform/web/index.ts';

export const outcomes = ['invited', 'not now', 'declined', 'unable', 'said'] as const;
export type Outcome = (typeof outcomes)[number];

/** How it stands with asking the person: what came of it, who recorded that, and what there is. */
export type Standing = {
  caseId: number;
  person: string;
  /** Undefined when nobody has asked yet. */
  outcome: Outcome | undefined;
  why: string | null;
  askAgainOn: string | null;
  recordedBy: string | null;
  recordedAt: string | null;
  /** Statements that stand; those taken back are counted apart. */
  statements: number;
  withdrawn: number;
  lastWithdrawnAt: string | null;
  /** What the person was last shown. */
  shownId: number | null;
  shownNumber: number | null;
  submittedAt: string | null;
  closedAt: string | null;
  endedAt: string | null;
  /** False for a helper whom the person has let read and no more. */
  mayWrite: boolean;
};

type StandingRow = Omit<Standing, 'outcome'> & { outcome: Outcome | null };

/**
 * Where an occasion stands. One query.
 * While a statement stands the outcome is `said`, whatever was recorded after it; when the last one was taken back
 * it is `invited` again, because the person may still say something else.
 * @throws Refusal 404 when the actor may not see the occasion
 */
export async function standing(tx: Tx, occasionId: number): Promise<Standing> {
  const { rows } = await sql<StandingRow>`
    select o.case_id <> all (people.cases_to_read_only()) as "mayWrite", o.case_id as "caseId", trim(concat(q.given_names, ' ', q.family_name)) as person, p.outcome, p.why, p.ask_again_on as "askAgainOn", a.display_name as "recordedBy",
      p.recorded_at as "recordedAt", said.count as statements, back.count as withdrawn, back.at as "lastWithdrawnAt",
      w.id as "shownId", w.number as "shownNumber", o.submitted_at as "submittedAt", o.closed_at as "closedAt", o.ended_at as "endedAt"
    from voice.occasion o
    join people.case k on k.id = o.case_id
    left join people.person q on q.id = k.person_id
    left join lateral (select * from voice.opportunity where occasion_id = o.id order by id desc limit 1) p on true
    left join people.account a on a.id = p.recorded_by
    left join lateral (select id, number from voice.shown where occasion_id = o.id order by number desc limit 1) w on true
    cross join lateral (select count(*) from voice.statement s where s.occasion_id = o.id
      and not exists (select 1 from voice.withdrawal x where x.statement_id = s.id)) said
    cross join lateral (select count(*), max(withdrawn_at) as at from voice.withdrawal where occasion_id = o.id) back
    where o.id = ${occasionId}`.execute(tx.db);
  const row = found(rows[0]);
  return { ...row, outcome: outcomeOf(row) };
}

function outcomeOf({ outcome, statements }: StandingRow): Outcome | undefined {
  if (statements > 0) return 'said';
  if (outcome === 'said') return 'invited';
  return outcome ?? undefined;
}
