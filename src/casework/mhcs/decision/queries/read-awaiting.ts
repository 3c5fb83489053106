import { sql } from 'kysely';
import type { Tx } from '../../../../platform/database/index.ts';
import type { DecisionKind } from '../../../papers/read-decision.ts';

/** A decision that waits for a second person. */
export type Awaiting = {
  id: number;
  familyName: string;
  givenNames: string;
  reference: string;
  hospital: string;
  kind: DecisionKind;
  author: string;
  dueOn: string | null;
  pausedOn: string | null;
  noteworthy: boolean;
  extremism: string;
  level: number | null;
  /** The reader wrote a part of it, and it needs a second person. */
  isOwn: boolean;
};

export const rowsOnPage = 50;

type Asked = { page: number; accountId: number; level: number; today: Temporal.PlainDate };

/**
 * One page of the decisions that wait for a second person, with how many there are, in one query: first those that
 * the reader can authorise, then the others; those due first before those due later.
 */
export async function readAwaiting(
  tx: Tx,
  { page, accountId, level, today }: Asked,
): Promise<{ total: number; mine: number; rows: Awaiting[] }> {
  const { rows } = await sql<{ total: number; mine: number; rows: Awaiting[] }>`
    with waiting as materialized (
      select a.id, a.case_id, a.due_on, a.paused_on, d.kind, d.author_id,
        casework.level_needed(a.id, ${today.toString()}::date) as level,
        d.second_person and (${accountId} = any (d.editors || t.editors || d.author_id) or exists (select from voice.reply r
          where r.occasion_id = a.occasion_id and r.written_by = ${accountId})) as is_own
      from casework.document a
      join casework.document_kind n on n.kind = a.kind
      join casework.decision d on d.document_id = a.id and d.state = 'awaiting authorisation'
      join casework.answer_to_person t on t.decision_id = d.id
      where a.state = 'awaiting authorisation'
    )
    select (select count(*)::int from waiting) as total,
      (select count(*)::int from waiting w where not w.is_own and w.level <= ${level}) as mine,
      (select coalesce(json_agg(shown), '[]') from (
        select w.id, p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
          h.name as hospital, w.kind, author.display_name as author, w.due_on as "dueOn", w.paused_on as "pausedOn",
          coalesce(f.noteworthy, false) as noteworthy, coalesce(f.extremism_level, 'none') as extremism, w.level,
          w.is_own as "isOwn"
        from waiting w
        join casework.patient p on p.case_id = w.case_id
        join people.unit h on h.id = p.hospital_id
        join people.account author on author.id = w.author_id
        left join casework.patient_flags f on f.case_id = w.case_id
        order by (not w.is_own and coalesce(w.level, 99) <= ${level}) desc, w.due_on, w.id
        limit ${sql.lit(rowsOnPage)} offset ${(page - 1) * rowsOnPage}) shown) as rows`.execute(tx.db);
  return rows[0] ?? { total: 0, mine: 0, rows: [] };
}
