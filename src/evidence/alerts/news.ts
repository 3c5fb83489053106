import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { search } from '../../platform/search/index.ts';
import { askedFor } from '../search/find.ts';
import type { SearchState } from '../search/state.ts';

/** What came into the library, and how far it has been looked through: the next look begins there. */
export type News = { readonly numbers: readonly number[]; readonly last: number };

/** More than this at once is a new library. */
const most = 100_000;

/**
 * The records that a search finds and that first came after an earlier look, the newest first. What was there before and
 * was only changed since is not new; what is withdrawn or went into another is not found.
 * @param since how far the earlier look came
 */
export async function newsOf(tx: Tx, state: SearchState, since: number): Promise<News> {
  const whole = await askedFor(tx, state);
  const asked = { ...whole, order: 'newest', counted: [], from: 0, count: most, since } as const;
  const { hits, last } = await search(tx, asked);
  if (hits.length === 0) return { numbers: [], last };
  const { rows } = await sql<{ record: number }>`
    select a.record from unnest(${hits.map(({ key }) => key)}::int[]) with ordinality u (record, place)
    join evidence.arrival a on a.record = u.record and a.place > ${since}::int order by u.place`.execute(
    tx.db,
  );
  return { numbers: rows.map(({ record }) => record), last };
}
