import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';

/** Where a document stands in an order: by what it is ordered there, and its number among equals. */
export type Place = { readonly by: number | string; readonly number: number };

type Wanted = {
  readonly index: string;
  /** The documents that were found, ascending. */
  readonly found: Uint32Array;
  readonly from: number;
  readonly count: number;
  /** Only what stands behind this place. */
  readonly after?: Place;
};

/** So many are put in order by themselves; of more, whichever come next along the index of titles are looked for. */
const few = 2000;

/**
 * Some of the documents that were found, in the order of their titles. Titles are long, so the database keeps them and
 * not this process: one question more than for any other order.
 */
export async function inTitleOrder(tx: Tx, wanted: Wanted): Promise<{ title: string; number: number }[]> {
  const { index, found, from, count, after } = wanted;
  if (found.length === 0 || count === 0) return [];
  const among = found.length > few ? amongMany(found) : sql`d.number = any (${[...found]}::int[])`;
  const { rows } = await sql<{ title: string; number: number }>`
    select d.title, d.number from search.document d
    where d.index_name = ${index} and not d.removed and ${among}
      and (${after === undefined}::boolean or (d.title, d.number) > (${String(after?.by ?? '')}::text collate "C", ${after?.number ?? 0}::int))
    order by d.title, d.number offset ${from} limit ${count}`.execute(tx.db);
  return rows;
}

/** As one bit a document: a hundred thousand numbers would be most of a megabyte. */
function amongMany(found: Uint32Array) {
  const beyond = (found.at(-1) ?? 0) + 1;
  const bits = Buffer.alloc((beyond + 7) >> 3);
  for (const number of found) bits[number >> 3]! |= 1 << (number & 7);
  return sql`case when d.number < ${beyond}::int then get_bit(${bits}::bytea, d.number) = 1 else false end`;
}
