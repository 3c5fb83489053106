import { sql } from 'kysely';
import type { Tx } from '../platform/database/index.ts';
import type { Outcome } from './queries-standing.ts';

/** Somebody who was asked for their words and has not said anything yet. */
export type ToAsk = {
  occasionId: number;
  person: string;
  outcome: Outcome;
  why: string | null;
  askAgainOn: string | null;
  recordedAt: string;
};

/**
 * Those in the actor's circles who were asked and have said nothing, the next to be asked first. Whoever does not
 * want to speak is left in peace unless a day to ask again was agreed. One query.
 */
export async function readToAsk(tx: Tx): Promise<ToAsk[]> {
  const { rows } = await sql<ToAsk>`
    select o.id as "occasionId", trim(concat(q.given_names, ' ', q.family_name)) as person, p.outcome, p.why,
      p.ask_again_on as "askAgainOn", p.recorded_at as "recordedAt"
    from voice.occasion o
    join people.case k on k.id = o.case_id
    join people.person q on q.id = k.person_id
    join lateral (select * from voice.opportunity where occasion_id = o.id order by id desc limit 1) p on true
    where o.closed_at is null and o.ended_at is null and (p.outcome <> 'declined' or p.ask_again_on is not null)
      and not exists (select 1 from voice.statement s where s.occasion_id = o.id)
    order by p.ask_again_on nulls last, o.id limit 200`.execute(tx.db);
  return rows;
}
