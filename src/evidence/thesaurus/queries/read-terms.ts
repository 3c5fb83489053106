import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { TermLink } from './read-term.ts';

/** A name of the A-Z: a term's own, or one that leads to it. */
export type IndexedName = {
  readonly id: number;
  readonly name: string;
  readonly kind: 'preferred' | 'welsh' | 'used for';
  readonly label: string;
  readonly labelCy: string | null;
  readonly letter: string;
  /** How many records have it, by the lists of search. */
  readonly records: number;
};

const most = 2000;

/**
 * The names of the thesaurus from A to Z, and all first letters there are. One query.
 * @param letter only names that begin with it; all where it is empty
 * @param welsh whether terms have their Welsh labels, where there are any
 */
export async function readIndex(
  tx: Tx,
  letter: string,
  welsh: boolean,
): Promise<{ names: IndexedName[]; letters: string[] }> {
  const { rows } = await sql<{ names: IndexedName[]; letters: string[] }>`
    with shown as materialized (
      select t.id, n.label as name, n.kind, upper(left(n.folded, 1)) as letter, n.folded, t.label, t.label_cy
      from evidence.term_name n join evidence.term t on t.id = n.term
      where n.kind = 'used for' or n.kind = case when ${welsh}::boolean and search.title_of(t.label_cy) <> search.title_of(t.label)
        then 'welsh' else 'preferred' end
    )
    select (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'label', s.label,
        'labelCy', s.label_cy, 'letter', s.letter, 'records', coalesce(v.n, 0)) order by s.folded), '[]')
      from (select * from shown where ${letter} in ('', letter) order by folded limit ${most}) s
      left join search.value v on v.index_name = 'evidence' and v.facet = 'keyword' and v.value = s.label) as names,
      array(select distinct letter from shown order by letter) as letters`.execute(tx.db);
  return rows[0] ?? { names: [], letters: [] };
}

/** A term in the tree, with the terms below it. One that stands below several is in several places. */
export type Branch = TermLink & { readonly below: readonly Branch[] };

/** The thesaurus from its broadest terms down. One query. */
export async function readTree(tx: Tx): Promise<Branch[]> {
  const { rows } = await sql<TermLink & { above: number[] }>`
    select t.id, t.label, t.label_cy as "labelCy",
      array(select b.broader from evidence.term_broader b where b.term = t.id) as above
    from evidence.term t where t.merged_into is null order by search.title_of(t.label)`.execute(tx.db);
  const below = new Map<number, typeof rows>();
  for (const row of rows)
    for (const above of row.above.length > 0 ? row.above : [0])
      below.set(above, [...(below.get(above) ?? []), row]);
  const branchesOf = (id: number): Branch[] =>
    (below.get(id) ?? []).map(({ above, ...row }) => ({ ...row, below: branchesOf(row.id) }));
  return branchesOf(0);
}

/** A term as a whole, for other programs. */
export type WholeTerm = {
  readonly id: number;
  readonly label: string;
  readonly labelCy: string | null;
  readonly scopeNote: string | null;
  readonly usedFor: readonly string[];
  readonly broader: readonly number[];
  readonly narrower: readonly number[];
  readonly related: readonly number[];
};

/** Every term that stands. One query. */
export async function readWhole(tx: Tx): Promise<WholeTerm[]> {
  const { rows } = await sql<WholeTerm>`
    select t.id, t.label, t.label_cy as "labelCy", t.scope_note as "scopeNote",
      array(select n.label from evidence.term_name n where n.term = t.id and n.kind = 'used for' order by n.folded) as "usedFor",
      array(select b.broader from evidence.term_broader b where b.term = t.id order by 1) as broader,
      array(select b.term from evidence.term_broader b where b.broader = t.id order by 1) as narrower,
      array(select one + other - t.id from evidence.term_related where t.id in (one, other) order by 1) as related
    from evidence.term t where t.merged_into is null order by t.id`.execute(tx.db);
  return rows;
}
