import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

export type MergeState = 'proposed' | 'turned down' | 'merged' | 'undo proposed' | 'undone';
export type Merge = {
  id: number;
  keptId: number;
  mergedId: number;
  kept: string;
  merged: string;
  state: MergeState;
  reason: string;
  undoReason: string | null;
  proposedBy: number;
  proposer: string;
  undoProposedBy: number | null;
  undoProposer: string | null;
};
export type NotSame = {
  id: number;
  oneId: number;
  otherId: number;
  one: string;
  other: string;
  reason: string;
  sayer: string;
};
export type LookedAt = { merges: Merge[]; notSame: NotSame[] };

const nameOf = (column: string) =>
  sql`(select concat_ws(', ', upper(p.family_name), nullif(p.given_names, '')) from people.person p where p.id = ${sql.ref(column)})`;

/**
 * What people said of pairs that the actor may see: merges that wait for somebody or stand, the newest first, and pairs
 * found to be two people.
 * @param pair only what concerns these two
 */
export async function lookedAt(tx: Tx, pair?: readonly [number, number]): Promise<LookedAt> {
  const merges = pair ? sql`and m.kept_id = any (${[...pair]}) and m.merged_id = any (${[...pair]})` : sql``;
  const notSame = pair ? sql`and n.one_id = any (${[...pair]}) and n.other_id = any (${[...pair]})` : sql``;
  const { rows } = await sql<LookedAt>`select
    (select coalesce(json_agg(row_to_json(found) order by found.id desc), '[]') from (
      select m.id, m.kept_id as "keptId", m.merged_id as "mergedId", ${nameOf('m.kept_id')} as kept, ${nameOf('m.merged_id')} as merged,
        m.state, m.reason, m.undo_reason as "undoReason", m.proposed_by as "proposedBy", one.display_name as proposer,
        m.undo_proposed_by as "undoProposedBy", other.display_name as "undoProposer"
      from people.merge m join people.account one on one.id = m.proposed_by
      left join people.account other on other.id = m.undo_proposed_by
      where m.state in ('proposed', 'merged', 'undo proposed') ${merges} order by m.id desc limit 200) found) as merges,
    (select coalesce(json_agg(row_to_json(found) order by found.id desc), '[]') from (
      select n.id, n.one_id as "oneId", n.other_id as "otherId", ${nameOf('n.one_id')} as one, ${nameOf('n.other_id')} as other,
        n.reason, a.display_name as sayer
      from people.not_same n join people.account a on a.id = n.said_by
      where n.taken_back_at is null ${notSame} order by n.id desc limit 200) found) as "notSame"`.execute(
    tx.db,
  );
  return rows[0] ?? { merges: [], notSame: [] };
}
