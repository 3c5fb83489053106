import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { encodeFacet } from './facets.ts';
import { type Growing, written } from './growing.ts';
import { type Facets, type Inverted, invert } from './invert.ts';
import { encodeNumbers } from './postings.ts';

/** The most documents whose posting lists are made together. */
const mostInRun = 65_536;
/** The lists that are written together: as many words, or as many bytes. */
const mostWritten = { lists: 4_000, bytes: 2 ** 20 };

type Run = {
  readonly index: string;
  /** Up to which number lists were made before. */
  readonly built: number;
  readonly first: number;
  readonly last: number;
  readonly average: number;
};

/**
 * Makes posting lists for the documents that came since they were made last, together with the last ones if those are
 * few. What is searched meanwhile is found all the same.
 * @returns how many documents were taken in; 0 when there is nothing left to do
 */
export async function buildPostings(tx: Tx, index: string): Promise<number> {
  const state = await lockIndex(tx, index);
  if (!state || state.built === state.last) return 0;
  const fresh = Math.min(state.last - state.built, mostInRun);
  const first = await firstOfRun(tx, { index, built: state.built, fresh });
  const last = Math.min(state.last, first + mostInRun - 1);
  await makeRun(tx, { index, built: state.built, first, last, average: state.average });
  await isBuilt(tx, index, last);
  return last - state.built;
}

/**
 * Makes the lists of one run anew in which too many documents are no more.
 * @param index which
 * @param share how many of a hundred may be gone: 0 leaves none
 * @returns how many documents it has; 0 when there is nothing left to do
 */
export async function tidyPostings(tx: Tx, index: string, share: number): Promise<number> {
  const state = await lockIndex(tx, index);
  const { rows } = await sql<{ first: number; last: number; n: number }>`
    select r.first, r.last, r.n from search.run r where r.index_name = ${index} and (select count(*) from search.gone g
      where g.index_name = r.index_name and g.number between r.first and r.last) * 100 > r.n * ${share}::int
    order by r.first limit 1`.execute(tx.db);
  const [run] = rows;
  if (!state || !run) return 0;
  await makeRun(tx, { index, built: state.built, ...run, average: state.average });
  await isBuilt(tx, index, state.built);
  return run.n;
}

type State = { built: number; last: number; average: number };

/** Whoever makes lists does it alone. Nobody who writes waits: what goes meanwhile is noted as gone. */
async function lockIndex(tx: Tx, index: string): Promise<State | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('search ' || ${index}, 0))`.execute(tx.db);
  const { rows } = await sql<State>`
    select built, last, words::float / greatest(1, documents) as average from search.index
    where name = ${index}`.execute(tx.db);
  return rows[0];
}

async function isBuilt(tx: Tx, index: string, built: number): Promise<void> {
  await sql`update search.index set built = ${built}, generation = gen_random_uuid() where name = ${index}`.execute(
    tx.db,
  );
}

/** Runs before the fresh documents go into theirs while they are not larger: so every run is larger than all after it. */
async function firstOfRun(
  tx: Tx,
  { index, built, fresh }: { index: string; built: number; fresh: number },
): Promise<number> {
  const { rows } = await sql<{ first: number; size: number }>`
    select first, last - first + 1 as size from search.run where index_name = ${index} order by first desc`.execute(
    tx.db,
  );
  let first = built + 1;
  let size = fresh;
  for (const run of rows) {
    if (run.size > size || run.size + size > mostInRun) break;
    first = run.first;
    size += run.size;
  }
  return first;
}

async function makeRun(tx: Tx, run: Run): Promise<void> {
  const { index, built, first, last } = run;
  await sql`delete from search.posting p using search.run r
    where r.index_name = ${index} and r.first between ${first} and ${last} and p.index_name = r.index_name and p.run = r.first`.execute(
    tx.db,
  );
  await sql`delete from search.run where index_name = ${index} and first between ${first} and ${last}`.execute(
    tx.db,
  );
  const { lists, numbers, keys, facets } = await invert(tx, run);
  // What somebody takes out while documents are read is in these lists, and stays noted as gone.
  const { rows: gone } = await sql<{ number: number }>`
    delete from search.gone where index_name = ${index} and number between ${first} and ${last}
      and not exists (select from unnest(${numbers}::int[]) n where n = number) returning number`.execute(
    tx.db,
  );
  const counted = gone.flatMap(({ number }) => (number <= built ? [number] : []));
  if (counted.length > 0) await sql`select search.uncount(${index}, ${counted}::int[])`.execute(tx.db);
  await sql`select search.forget(${index}, ${gone.map(({ number }) => number)}::int[])`.execute(tx.db);
  await countWords(tx, index, { lists, facets: facets.filter((_, at) => (numbers[at] ?? 0) > built) });
  await sql`insert into search.run (index_name, first, last, n, numbers, keys)
    values (${index}, ${first}, ${last}, ${numbers.length}, ${Buffer.from(encodeNumbers(numbers))}, ${keys}::bigint[])`.execute(
    tx.db,
  );
  await writeFacets(tx, run, facets);
  for (const some of inHeaps(lists)) await writeLists(tx, run, some);
}

type Named = readonly [name: string, list: Growing];

/** The lists with the names under which they are kept, “=word” for words as they are written, some at a time. */
function* inHeaps({ words, exact }: Inverted['lists']): Generator<readonly Named[]> {
  let heap: Named[] = [];
  let bytes = 0;
  for (const [before, lists] of [['', words] as const, ['=', exact] as const])
    for (const [word, list] of lists) {
      heap.push([before + word, list]);
      bytes += list.length;
      if (heap.length < mostWritten.lists && bytes < mostWritten.bytes) continue;
      yield heap;
      heap = [];
      bytes = 0;
    }
  if (heap.length > 0) yield heap;
}

type Counting = { lists: Inverted['lists']; facets: readonly Facets[] };

/** Counts the words and values of documents that were not counted yet. */
async function countWords(tx: Tx, index: string, { lists, facets }: Counting): Promise<void> {
  const words = [...lists.exact].filter(([, { fresh }]) => fresh > 0);
  const values = [...countValues(facets)].flatMap(([facet, counts]) =>
    [...counts].map(([value, n]) => ({ facet, value, n })),
  );
  await sql`select search.count_words(${index}, ${words.map(([word]) => word)}::text[], ${words.map(([, { fresh }]) => fresh)}::int[],
    ${values.map(({ facet }) => facet)}::text[], ${values.map(({ value }) => value)}::text[], ${values.map(({ n }) => n)}::int[])`.execute(
    tx.db,
  );
}

function countValues(facets: readonly Facets[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const one of facets)
    for (const [facet, values] of Object.entries(one)) {
      const of = counts.get(facet) ?? new Map<string, number>();
      counts.set(facet, of);
      for (const value of values) of.set(value, (of.get(value) ?? 0) + 1);
    }
  return counts;
}

async function writeFacets(tx: Tx, { index, first }: Run, facets: readonly Facets[]): Promise<void> {
  for (const name of new Set(facets.flatMap(Object.keys))) {
    const { list, codes } = encodeFacet(facets.map(one => one[name] ?? []));
    await sql`insert into search.facet (index_name, run, facet, list, codes)
      values (${index}, ${first}, ${name}, ${list}, ${Buffer.from(codes)})`.execute(tx.db);
  }
}

async function writeLists(tx: Tx, { index, first }: Run, lists: readonly Named[]): Promise<void> {
  const bytes = lists.map(([, list]) => written(list));
  const column = (part: 'numbers' | 'impacts' | 'parts') => bytes.map(one => Buffer.from(one[part].buffer));
  await sql`insert into search.posting (index_name, lexeme, run, n, numbers, impacts, parts)
    select ${index}, u.lexeme, ${first}, u.n, u.numbers, u.impacts, u.parts
    from unnest(${lists.map(([name]) => name)}::text[], ${lists.map(([, { n }]) => n)}::int[], ${column('numbers')}::bytea[],
      ${column('impacts')}::bytea[], ${column('parts')}::bytea[]) u (lexeme, n, numbers, impacts, parts)`.execute(
    tx.db,
  );
}
