import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

type Named = { readonly label: string; readonly labelCy: string | null };

/** A term as somebody picks it: by any of its names, with what it is part of. */
export type Pickable = Named & { readonly names: readonly string[]; readonly broader: readonly Named[] };

const most = 2000;

/** The terms of the thesaurus from A to Z of which a name has these letters in it. One query. */
export async function readPickable(tx: Tx, letters: string): Promise<Pickable[]> {
  const { rows } = await sql<Pickable>`
    select t.label, t.label_cy as "labelCy",
      array(select n.label from evidence.term_name n where n.term = t.id and n.kind = 'used for' order by n.folded) as names,
      (select coalesce(json_agg(json_build_object('label', b.label, 'labelCy', b.label_cy) order by b.label), '[]')
        from evidence.term_broader r join evidence.term b on b.id = r.broader where r.term = t.id) as broader
    from evidence.term t where t.merged_into is null and exists (
      select from evidence.term_name n where n.term = t.id and position(search.title_of(${letters}::text) in n.folded) > 0)
    order by search.title_of(t.label) limit ${most}`.execute(tx.db);
  return rows;
}
