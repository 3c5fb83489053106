import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Entry } from '../../record/entry.ts';

export type PairSide = {
  readonly number: number;
  readonly version: number;
  readonly state: 'public' | 'withdrawn' | 'merged';
  readonly entry: Entry;
};
export type Pair = {
  readonly one: PairSide;
  readonly other: PairSide;
  readonly why: readonly string[];
  /** Who said that they are two, and when. */
  readonly apart: { by: string; at: string } | null;
  /** The merge that made one of them: `changedSince` when the one that stays was worked on after it. */
  readonly merge: {
    id: number;
    kept: number;
    merged: number;
    by: string;
    at: string;
    changedSince: boolean;
  } | null;
};

const side = (name: 'a' | 'b') => {
  const column = (text: string) => sql.ref(`${name}.${text}`);
  return sql`json_build_object('number', ${column('number')}, 'version', ${column('version')}, 'state', ${column('state')},
    'entry', ${column('entry')})`;
};

/**
 * Two records beside each other, the older first, and what was said of them.
 * @throws a refusal with 404 when there are no such two
 */
export async function readPair(tx: Tx, one: number, other: number): Promise<Pair> {
  const { rows } = await sql<Pair>`
    select ${side('a')} as one, ${side('b')} as other,
      (select coalesce(json_agg(distinct k.kind), '[]') from evidence.record_key k join evidence.record_key o on o.kind = k.kind
        and o.value = k.value and o.year between k.year - 1 and k.year + 1 and o.record = b.number
        where k.record = a.number and evidence.sureness(k.kind) > 0) as why,
      (select json_build_object('by', c.display_name, 'at', n.said_at) from evidence.not_duplicate n
        join people.account c on c.id = n.said_by where n.one = a.number and n.other = b.number) as apart,
      (select json_build_object('id', m.id, 'kept', m.kept, 'merged', m.merged, 'by', c.display_name, 'at', m.merged_at,
          'changedSince', k.version <> m.version_after or k.state <> 'public')
        from evidence.merge m join people.account c on c.id = m.merged_by join evidence.record k on k.number = m.kept
        where m.undone_at is null and ((m.kept = a.number and m.merged = b.number) or (m.kept = b.number and m.merged = a.number))) as merge
    from evidence.record a join evidence.record b on b.number = ${other} where a.number = ${one} and a.number < b.number`.execute(
    tx.db,
  );
  return found(rows[0]);
}
