import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/**
 * Lets a keyword lead to a term: records that have it are shown and found with the term's label.
 * @throws a refusal with 409 where it leads to a term already
 */
export async function mapKeyword(tx: Tx, keyword: string, term: number): Promise<void> {
  await sql`insert into evidence.term_name (term, label) values (${term}, ${keyword})`.execute(tx.db);
  tx.record('evidence.keyword.mapped', { detail: { keyword, term } });
}

/** Leaves a keyword outside the thesaurus, so that nobody looks at it again unless it is taken back. */
export async function leaveKeyword(tx: Tx, keyword: string): Promise<void> {
  await sql`insert into evidence.keyword_left (folded) values (${keyword}) on conflict do nothing`.execute(
    tx.db,
  );
  tx.record('evidence.keyword.left', { detail: { keyword } });
}

/** Lets a keyword that was left wait once more among those without a term. */
export async function takeKeywordBack(tx: Tx, keyword: string): Promise<void> {
  await sql`delete from evidence.keyword_left where folded = search.title_of(${keyword})`.execute(tx.db);
  tx.record('evidence.keyword.returned', { detail: { keyword } });
}
