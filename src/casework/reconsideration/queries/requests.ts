import { sql } from 'kysely';
import type { Asker, Ground } from '../../rules/reconsideration.ts';

/** Somebody's asking for what was decided to be looked at again, and what came of it. */
export type AgainRequest = {
  id: number;
  occasionId: number;
  state:
    | 'being said'
    | 'asked'
    | 'being decided'
    | 'awaiting authorisation'
    | 'decided'
    | 'declined'
    | 'taken back'
    | 'ended with the case';
  askedAs: Asker;
  askedBy: string | null;
  askedAt: string | null;
  ground: Ground | null;
  why: string;
  /** Why the section does not look at it again, in plain words for the person. */
  reason: string;
  endedAt: string | null;
  /** The person's words for it, verbatim, each with its reply once there is one to read. */
  said: { text: string; reply: string | null }[];
};

const words = sql`(select coalesce(json_agg(json_build_object('text', part ->> 'text', 'reply',
    (select w.text from voice.reply w where w.statement_id = s.id and w.prompt = part ->> 'prompt' and w.issued_at is not null))
    order by s.id, place), '[]')
  from voice.statement s cross join lateral jsonb_array_elements(s.parts) with ordinality as given (part, place)
  where s.occasion_id = q.occasion_id)`;

/** Whether somebody still has to answer it. */
export const isOpenAgain = ({ state }: Pick<AgainRequest, 'state'>): boolean =>
  state !== 'decided' && state !== 'declined' && state !== 'taken back';

/** Every request of a document, the first first, as a column of JSON for the query of a page; the document is called a. */
export const requestsAsJson = sql`(select coalesce(json_agg(json_build_object('id', q.id, 'occasionId', q.occasion_id,
    'state', q.state, 'askedAs', q.asked_as, 'askedBy', asker.display_name, 'askedAt', q.asked_at, 'ground', q.ground,
    'why', q.why, 'reason', q.reason, 'endedAt', q.ended_at, 'said', ${words}) order by q.id), '[]')
  from casework.reconsideration q left join people.account asker on asker.id = q.asked_by where q.document_id = a.id)`;
