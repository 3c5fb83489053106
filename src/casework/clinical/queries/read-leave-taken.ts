import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Answers, Entry } from '../../../platform/forms/index.ts';
import { type LeaveTaken, leaveTakenIn, type RecordedLeave } from '../../rules/leave-taken.ts';
import type { Picture } from './read-picture.ts';

/**
 * The leave that the record holds, as the report on completed leave asks for it; each answer is marked with the day on
 * which the record was last added to. Undefined where no leave was ever started.
 */
export async function readLeaveTaken(tx: Tx, caseId: number): Promise<Picture | undefined> {
  const { rows } = await sql<RecordedLeave>`
    select d.id as "documentId",
      coalesce((select t.granted from casework.answer_to_person t where t.document_id = d.id and t.issued_at is not null
        order by t.decision_id desc limit 1), '{}') as granted, e.events
    from casework.document d
    cross join lateral (select json_agg(json_build_object('kind', x.kind, 'onDay', x.on_day, 'note', x.note) order by x.id) as events
      from casework.leave_event x where x.document_id = d.id) e
    where d.case_id = ${caseId} and e.events is not null order by d.id`.execute(tx.db);
  const taken = leaveTakenIn(rows);
  if (!taken) return undefined;
  const answers = answersOf(taken);
  const confirmedOn = Object.fromEntries(Object.keys(answers).map(id => [id, taken.lastOn]));
  return { open: { answers, confirmedOn }, closed: { answers: {}, confirmedOn: {} } };
}

function answersOf({ leave, stops }: LeaveTaken): Answers {
  const stopped: Answers =
    stops.length > 0 ? { leaveStops: stops.map(stop => ({ ...stop }) satisfies Entry) } : {};
  return {
    leaveTaken: 'yes',
    leaveHistory: leave.map(one => ({ ...one }) satisfies Entry),
    leaveStopped: stops.length > 0 ? 'yes' : 'no',
    ...stopped,
  };
}
