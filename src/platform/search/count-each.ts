import type { Tx } from '../database/index.ts';
import type { Search } from './asked-and-found.ts';
import { clausesIn, readQuery } from './query.ts';
import { readMaterial } from './read.ts';
import { setOf } from './sets.ts';

/**
 * How many documents each of several texts alone would find. One question to the database for all of them.
 * @param asked the index and its fields
 * @param texts as they would be typed
 * @returns undefined for a text that asks for nothing, such as “the”
 */
export async function countEach(
  tx: Tx,
  { index, fields = { parts: [], values: [] }, exact = false }: Pick<Search, 'index' | 'fields' | 'exact'>,
  texts: readonly string[],
): Promise<(number | undefined)[]> {
  const asked = texts.map(text => readQuery(text, fields));
  const clauses = asked.flatMap(clause => (clause ? clausesIn(clause) : []));
  const material = await readMaterial(tx, { index, typed: '', clauses, everything: true, exact });
  return asked.map(clause => {
    const set = clause && material && setOf(clause, material);
    return set?.reduce((sum, is) => sum + is, 0);
  });
}
