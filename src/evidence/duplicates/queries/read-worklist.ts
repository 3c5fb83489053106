import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Entry } from '../../record/entry.ts';

type Side = { readonly number: number; readonly entry: Entry };
export type LikelyPair = { readonly one: Side; readonly other: Side; readonly why: readonly string[] };
type Said = { readonly by: string; readonly at: string; readonly one: string; readonly other: string };
export type Worklist = {
  readonly pairs: readonly LikelyPair[];
  readonly total: number;
  readonly merges: readonly (Said & { kept: number; merged: number })[];
  readonly apart: readonly (Said & { oneNumber: number; otherNumber: number })[];
};

const mostSaid = 20;

/** Pairs of records that look like one, the surest first, and what librarians last said of such. One query. */
export async function readWorklist(
  tx: Tx,
  { from, most }: { from: number; most: number },
): Promise<Worklist> {
  const { rows } = await sql<Worklist>`select
    (select count(*)::int from evidence.likely_pair) as total,
    (select coalesce(json_agg(json_build_object('one', json_build_object('number', a.number, 'entry', a.entry),
        'other', json_build_object('number', b.number, 'entry', b.entry), 'why', p.why) order by p.sure desc, p.one, p.other), '[]')
      from (select * from evidence.likely_pair order by sure desc, one, other limit ${most} offset ${from}) p
      join evidence.record a on a.number = p.one join evidence.record b on b.number = p.other) as pairs,
    (select coalesce(json_agg(json_build_object('kept', m.kept, 'merged', m.merged, 'by', c.display_name, 'at', m.merged_at,
        'one', a.title, 'other', b.title) order by m.id desc), '[]')
      from (select * from evidence.merge where undone_at is null order by id desc limit ${mostSaid}) m
      join evidence.record a on a.number = m.kept join evidence.record b on b.number = m.merged
      join people.account c on c.id = m.merged_by) as merges,
    (select coalesce(json_agg(json_build_object('oneNumber', n.one, 'otherNumber', n.other, 'by', c.display_name, 'at', n.said_at,
        'one', a.title, 'other', b.title) order by n.said_at desc), '[]')
      from (select * from evidence.not_duplicate order by said_at desc limit ${mostSaid}) n
      join evidence.record a on a.number = n.one join evidence.record b on b.number = n.other
      join people.account c on c.id = n.said_by) as apart`.execute(tx.db);
  return rows[0] ?? { pairs: [], total: 0, merges: [], apart: [] };
}
