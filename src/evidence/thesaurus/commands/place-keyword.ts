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

/** Leaves a keyword outside the thesaurus, so that nobody looks at it again. */
export async function leaveKeyword(tx: Tx, keyword: string): Promise<void> {
  await sql`insert into evidence.keyword_left (folded) values (${keyword}) on conflict do nothing`.execute(
    tx.db,
  );
  tx.record('evidence.keyword.left', { detail: { keyword } });
}
