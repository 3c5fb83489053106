import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { decodeFacet, type Facet } from './facets.ts';
import { decodeNumbers } from './postings.ts';

/** Consecutive documents with all their values, as they were when their lists were made. */
export type KeptRun = {
  readonly id: string;
  /** The documents, ascending; the place of one here is its place in each facet. */
  readonly numbers: Uint32Array;
  /** What the room calls each. */
  readonly keys: Float64Array;
  readonly facets: ReadonlyMap<string, Facet>;
};

// A run never changes, it is only replaced by another: what was read once is kept for as long as it is asked for.
const kept = new Map<string, KeptRun>();
const keptAtMost = 512;

/** The runs with these numbers, from memory but for those that are new. */
export async function readRuns(tx: Tx, ids: readonly string[]): Promise<readonly KeptRun[]> {
  const missing = ids.filter(id => !kept.has(id));
  if (missing.length > 0) await load(tx, missing);
  const runs = ids.flatMap(id => kept.get(id) ?? []);
  for (const run of runs) {
    kept.delete(run.id);
    kept.set(run.id, run);
  }
  for (const id of kept.keys()) {
    if (kept.size <= Math.max(keptAtMost, ids.length)) break;
    kept.delete(id);
  }
  return runs;
}

type Row = {
  id: string;
  n: number;
  numbers: Uint8Array;
  keys: number[];
  facet: string | null;
  list: string[];
  codes: Uint8Array;
};

async function load(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<Row>`
    select r.id, r.n, r.numbers, r.keys, f.facet, f.list, f.codes from search.run r
    left join search.facet f on f.index_name = r.index_name and f.run = r.first
    where r.id = any (${[...ids]}::uuid[])`.execute(tx.db);
  for (const [id, found] of Map.groupBy(rows, row => row.id)) {
    const [{ n, numbers, keys } = { n: 0, numbers: new Uint8Array(), keys: [] }] = found;
    const facets = found.flatMap(({ facet, list, codes }) =>
      facet === null ? [] : [[facet, decodeFacet(list, codes, n)] as const],
    );
    kept.set(id, {
      ...{ id, numbers: decodeNumbers(numbers, n), facets: new Map(facets) },
      keys: Float64Array.from(keys),
    });
  }
}
