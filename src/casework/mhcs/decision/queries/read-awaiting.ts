import { sql } from 'kysely';
import type { Tx } from '../../../../platform/database/index.ts';
import type { DecisionKind } from '../../../papers/read-decision.ts';
import type { WorklistRow } from '../../queries/worklist.ts';

/** What waits for a second person: as the worklist keeps it, with the decision, and how it stands to the reader. */
export type AwaitingLine = readonly [
  WorklistRow,
  {
    kind: DecisionKind;
    author: string;
    level: number | null;
    /** The reader wrote a part of it, and it needs a second person. */
    isOwn: boolean;
    /** The level that the reader holds. */
    held: number;
  },
];

export const rowsOnPage = 50;

type Asked = { page: number; accountId: number; level: number };
/** `rows`: each an `AwaitingLine` as JSON. */
type Found<Rows> = { total: number; mine: number; rows: Rows };

/**
 * One page of the decisions that wait for a second person, with how many there are, in one query: first those that
 * the reader can authorise, then the others; those due first before those due later.
 */
export async function readAwaiting(tx: Tx, asked: Asked): Promise<Found<string[]>> {
  const { page, accountId, level } = asked;
  const inOrder = sql`(not w.is_own and coalesce(w.level, 99) <= ${level}) desc, w.due_on, w.document_id`;
  const { rows } = await sql<Found<string | null>>`
    with waiting as materialized (
      select w.document_id, w.due_on, w.shown, d.kind, d.author_id, w.level,
        d.second_person and (${accountId} = any (d.editors || t.editors || d.author_id) or exists (select from voice.reply r
          join casework.document a on a.occasion_id = r.occasion_id
          where a.id = w.document_id and r.written_by = ${accountId})
          or d.reconsiders is not null and (${accountId} = any (casework.hands_before(w.document_id)) or exists (select from voice.reply r
            join casework.reconsideration x on x.occasion_id = r.occasion_id where x.made_id = d.id and r.written_by = ${accountId}))) as is_own
      from casework.open_work w
      join casework.decision d on d.document_id = w.document_id and d.state = 'awaiting authorisation'
      join casework.answer_to_person t on t.decision_id = d.id
      where w.state = 'awaiting authorisation'
    )
    select (select count(*)::int from waiting) as total,
      (select count(*)::int from waiting w where not w.is_own and w.level <= ${level}) as mine,
      (select string_agg('[' || w.shown || ',' || json_build_object('kind', w.kind, 'level', w.level, 'isOwn', w.is_own,
          'held', ${level}::int, 'author', (select a.display_name from people.account a where a.id = w.author_id)) || ']',
          E'\n' order by ${inOrder})
       from (select * from waiting w order by ${inOrder}
         limit ${sql.lit(rowsOnPage)} offset ${(page - 1) * rowsOnPage}) w) as rows`.execute(tx.db);
  const [found] = rows;
  return { total: 0, mine: 0, ...found, rows: found?.rows?.split('\n') ?? [] };
}
