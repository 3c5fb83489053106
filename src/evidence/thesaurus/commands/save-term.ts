import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found, tooLate } from '../../../platform/web/index.ts';

/** All that a librarian says of a term; an empty text is none. Other terms by their numbers. */
export type TermInput = {
  readonly label: string;
  readonly labelCy: string;
  readonly scopeNote: string;
  readonly usedFor: readonly string[];
  readonly broader: readonly number[];
  readonly related: readonly number[];
};

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/**
 * Takes a term into the thesaurus. Keywords of records that have one of its names are shown as its label from now on.
 * @returns its number
 * @throws a refusal with 409 where a name belongs to another term, or a term would stand above itself
 */
export async function addTerm(tx: Tx, input: TermInput): Promise<number> {
  const { rows } = await sql<{ id: number }>`insert into evidence.term (label, label_cy, scope_note)
    values (${input.label.trim()}, ${orNull(input.labelCy)}, ${orNull(input.scopeNote)}) returning id`.execute(
    tx.db,
  );
  const id = rows[0]?.id ?? 0;
  await keepNames(tx, id, input.usedFor);
  await keepPlace(tx, id, input);
  tx.record('evidence.term.added', { detail: { term: id, label: input.label } });
  return id;
}

/**
 * Changes a term. A label that it had before stays as a name that leads to it.
 * @param term its number, and the version that was looked at
 * @throws a refusal with 409 where it, its names or its place changed meanwhile, and as addTerm
 */
export async function changeTerm(
  tx: Tx,
  { id, version }: { id: number; version: number },
  input: TermInput,
): Promise<void> {
  // Its version first: whoever waited for somebody else's change learns of it before anything is written over.
  const { rows } = await sql`update evidence.term set scope_note = ${orNull(input.scopeNote)}
    where id = ${id} and version = ${version} and merged_into is null returning id`.execute(tx.db);
  if (rows.length === 0) throw tooLate('terms.refusal.changed');
  // Before the label: the one that it had becomes a name that leads to it, and is not among those that were typed.
  await keepNames(tx, id, input.usedFor);
  await sql`update evidence.term set label = ${input.label.trim()}, label_cy = ${orNull(input.labelCy)}
    where id = ${id}`.execute(tx.db);
  await keepPlace(tx, id, input);
  tx.record('evidence.term.changed', { detail: { term: id, label: input.label } });
}

/**
 * Lets a term go into another: its names lead there, and what stood above, below and beside it stands there too.
 * @throws a refusal with 409 where either went into another already, or the other would stand above itself
 */
export async function mergeTerm(tx: Tx, id: number, into: number): Promise<void> {
  await sql`update evidence.term set merged_into = ${into} where id = ${id}`.execute(tx.db);
  tx.record('evidence.term.merged', { detail: { term: id, into } });
}

/**
 * Lets a term that went into another stand by itself again, with the names and the place that it had.
 * @returns its number
 * @throws a refusal with 404 where it did not go into that one; with 409 where a name of it belongs to another term now
 */
export async function takeApart(tx: Tx, id: number, from: number): Promise<number> {
  const { rows } = await sql`update evidence.term set merged_into = null
    where id = ${id} and merged_into = ${from} returning id`.execute(tx.db);
  found(rows[0]);
  tx.record('evidence.term.parted', { detail: { term: id, from } });
  return id;
}

/** Lets a term have these names besides its own, and no others. */
async function keepNames(tx: Tx, id: number, names: readonly string[]): Promise<void> {
  await sql`delete from evidence.term_name where term = ${id} and kind = 'used for'
    and folded <> all (array(select search.title_of(n) from unnest(${[...names]}::text[]) n))`.execute(tx.db);
  await sql`insert into evidence.term_name (term, label)
    select distinct on (search.title_of(n)) ${id}::int, n from unnest(${[...names]}::text[]) n
    where search.title_of(n) <> '' and not exists (select from evidence.term_name t where t.folded = search.title_of(n) and t.term = ${id})`.execute(
    tx.db,
  );
}

/** Lets a term stand below and beside these, and no others. What goes, goes first: it may stand in the way of what comes. */
async function keepPlace(tx: Tx, id: number, { broader, related }: TermInput): Promise<void> {
  const [above, beside] = [[...broader], [...related]];
  await sql`delete from evidence.term_broader where term = ${id} and broader <> all (${above}::int[])`.execute(
    tx.db,
  );
  await sql`delete from evidence.term_related where ${id}::int in (one, other)
    and one + other - ${id} <> all (${beside}::int[])`.execute(tx.db);
  await sql`insert into evidence.term_broader (term, broader) select ${id}::int, b from unnest(${above}::int[]) b
    where not exists (select from evidence.term_broader x where x.term = ${id} and x.broader = b)`.execute(
    tx.db,
  );
  await sql`insert into evidence.term_related (one, other) select least(${id}::int, b), greatest(${id}::int, b)
    from unnest(${beside}::int[]) b on conflict do nothing`.execute(tx.db);
}
