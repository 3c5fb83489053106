import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { isStorable } from '../../../platform/web/index.ts';

export type TermLink = { readonly id: number; readonly label: string; readonly labelCy: string | null };

/** One term with everything that a page says of it. */
export type Term = TermLink & {
  readonly scopeNote: string | null;
  readonly version: number;
  /** The term into which it went. */
  readonly mergedInto: number | null;
  readonly usedFor: readonly string[];
  readonly broader: readonly TermLink[];
  readonly narrower: readonly TermLink[];
  readonly related: readonly TermLink[];
  /** The terms that went into it and can be taken out again. */
  readonly took: readonly TermLink[];
  /** The labels of all terms below it. */
  readonly below: readonly string[];
};

/** One term; nothing where there never was one of that number. One query. */
export async function readTerm(tx: Tx, id: number): Promise<Term | undefined> {
  const linked = (
    condition: ReturnType<typeof sql>,
  ) => sql`(select coalesce(json_agg(json_build_object('id', o.id, 'label', o.label,
    'labelCy', o.label_cy) order by search.title_of(o.label)), '[]') from evidence.term o where o.id in (${condition}))`;
  const { rows } = await sql<Term>`
    select t.id, t.label, t.label_cy as "labelCy", t.scope_note as "scopeNote", t.version, t.merged_into as "mergedInto",
      array(select n.label from evidence.term_name n where n.term = t.id and n.kind = 'used for' order by n.folded) as "usedFor",
      ${linked(sql`select b.broader from evidence.term_broader b where b.term = t.id`)} as broader,
      ${linked(sql`select b.term from evidence.term_broader b where b.broader = t.id`)} as narrower,
      ${linked(sql`select case r.one when t.id then r.other else r.one end from evidence.term_related r where t.id in (r.one, r.other)`)} as related,
      ${linked(sql`select m.id from evidence.term m where m.merged_into = t.id and m.gave is not null`)} as took,
      array(select o.label from evidence.terms_below(t.id) b join evidence.term o on o.id = b where b <> t.id) as below
    from evidence.term t where t.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** To which term a name leads, and whether that is the term that is looked at or stands below it. */
export type NamedTerm = {
  readonly name: string;
  readonly id: number;
  readonly label: string;
  readonly isBelow: boolean;
};

/**
 * The terms to which names lead, whichever of their names it is; a name that leads nowhere is left out. One query.
 * @param of the term that is looked at; 0 for one that is new
 */
export async function readNamed(tx: Tx, names: readonly string[], of = 0): Promise<NamedTerm[]> {
  const { rows } = await sql<NamedTerm>`
    select u.name, t.id, t.label, t.id in (select evidence.terms_below(${of}::int)) as "isBelow"
    from unnest(${names.filter(isStorable)}::text[]) with ordinality u (name, place)
    join evidence.term_name n on n.folded = search.title_of(u.name) join evidence.term t on t.id = n.term
    order by u.place`.execute(tx.db);
  return rows;
}

/** A keyword of records that leads to no term. */
export type Unmapped = {
  readonly keyword: string;
  readonly n: number;
  readonly total: number;
  readonly suggestions: readonly { readonly id: number; readonly label: string }[];
};

/** Keywords that lead to no term, most frequent first, each with the terms that come nearest. One query. */
export async function readUnmapped(tx: Tx, { skipped, most }: Part): Promise<Unmapped[]> {
  const { rows } =
    await sql<Unmapped>`select keyword, n, total, suggestions from evidence.unmapped(${skipped}, ${most})`.execute(
      tx.db,
    );
  return rows;
}

type Part = { readonly skipped: number; readonly most: number };

/** Keywords that a librarian left outside, the last one first. One query. */
export async function readLeft(
  tx: Tx,
  { skipped, most }: Part,
): Promise<{ keyword: string; total: number }[]> {
  const { rows } = await sql<{ keyword: string; total: number }>`
    select w.keyword, (count(*) over ())::int as total from evidence.keyword_left w
    order by w.left_at desc, w.folded offset ${skipped} limit ${most}`.execute(tx.db);
  return rows;
}
