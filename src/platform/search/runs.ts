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
  if (missing.length > 0) await loadOnce(tx, missing);
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
  keys: Uint8Array;
  facet: string | null;
  list: string[];
  codes: Uint8Array;
};

/** Runs that somebody is reading now. They are large, and whoever comes just after a start or new lists wants all of them. */
const underWay = new Map<string, Promise<void>>();

/** Waits for what others are reading, and reads the rest; also what they could not read. */
async function loadOnce(tx: Tx, ids: readonly string[]): Promise<void> {
  const others = ids.flatMap(id => underWay.get(id) ?? []);
  const own = ids.filter(id => !underWay.has(id));
  const reading = own.length > 0 ? load(tx, own) : Promise.resolve();
  for (const id of own) underWay.set(id, reading);
  try {
    await reading;
  } finally {
    for (const id of own) underWay.delete(id);
  }
  await Promise.allSettled(others);
  const left = ids.filter(id => !kept.has(id));
  if (others.length > 0 && left.length > 0) await load(tx, left);
}

async function load(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<Row>`
    select r.id, r.n, r.numbers, array_send(r.keys) as keys, f.facet, f.list, f.codes from search.run r
    left join search.facet f on f.index_name = r.index_name and f.run = r.first
    where r.id = any (${[...ids]}::uuid[])`.execute(tx.db);
  for (const [id, found] of Map.groupBy(rows, row => row.id)) {
    const [{ n, numbers, keys } = { n: 0, numbers: new Uint8Array(), keys: new Uint8Array() }] = found;
    const facets = found.flatMap(({ facet, list, codes }) =>
      facet === null ? [] : [[facet, decodeFacet(list, codes, n)] as const],
    );
    kept.set(id, {
      ...{ id, numbers: decodeNumbers(numbers, n), facets: new Map(facets) },
      keys: keysIn(keys, n),
    });
  }
}

/**
 * The names of documents as PostgreSQL sends an array of bigint: a head of 20 bytes, then the length and the eight bytes
 * of each. As text, tens of thousands of them took seconds to read.
 */
function keysIn({ buffer, byteOffset }: Uint8Array, n: number): Float64Array {
  const bytes = new DataView(buffer, byteOffset);
  return Float64Array.from({ length: n }, (_, at) => {
    const from = 24 + 12 * at;
    return bytes.getInt32(from) * 2 ** 32 + bytes.getUint32(from + 4);
  });
}
