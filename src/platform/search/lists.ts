import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Tx } from '../database/index.ts';
import { decodeNumbers } from './postings.ts';

/** Which documents hold a word, ascending, with how much each is about it and in which parts it stands. */
export type List = {
  readonly n: number;
  readonly numbers: Uint32Array;
  readonly impacts: Uint8Array;
  readonly parts: Uint8Array;
};

/** The lists of a word by the run that they belong to, also where it has none. A run never changes, so neither do they. */
type OfWord = Map<string, List | undefined>;

/**
 * What was asked for last is kept, up to 192 MiB. The lists of a hundred thousand documents take less than 40. Of a million,
 * those of a hundred frequent words take 130: where they have no room for all, each pushes out the one that is asked for
 * next, and a question costs three times as much.
 */
const kept = new LRUCache<string, OfWord>({ maxSize: 192 * 2 ** 20 });

/** Some runs of an index, all of them unless it is said that they are a part. */
type Wanted = {
  readonly index: string;
  readonly runs: readonly string[];
  readonly lexemes: readonly string[];
  readonly isPart?: boolean;
};

/**
 * The lists of words in runs, from memory or else by one question to the database.
 * @returns undefined where one of the runs is no more, here or there: then the index has changed since it was looked at
 */
export async function readLists(
  tx: Tx,
  { index, runs, lexemes, isPart = false }: Wanted,
): Promise<Map<string, readonly List[]> | undefined> {
  const nameOf = (lexeme: string) => `${index} ${lexeme}`;
  const found = new Map(lexemes.map(lexeme => [lexeme, kept.get(nameOf(lexeme)) ?? (new Map() as OfWord)]));
  const isWhole = (lexeme: string) => runs.every(run => found.get(lexeme)?.has(run));
  const missing = lexemes.filter(lexeme => !isWhole(lexeme));
  if (missing.length > 0 && !(await load(tx, { runs, missing, found }))) return undefined;
  // Whoever knew other runs may have let go of some meanwhile.
  if (!lexemes.every(isWhole)) return undefined;
  // Whoever asks for a part does not know which runs are no more.
  const there = isPart ? undefined : new Set(runs);
  for (const [lexeme, ofWord] of found) keep(nameOf(lexeme), ofWord, there);
  return new Map([...found].map(([lexeme, ofWord]) => [lexeme, runs.flatMap(run => ofWord.get(run) ?? [])]));
}

const forNothing = 200;

/** Keeps the lists of a word as what was asked for last, without runs that are no more. */
function keep(name: string, ofWord: OfWord, runs: ReadonlySet<string> | undefined): void {
  if (runs) for (const run of ofWord.keys()) if (!runs.has(run)) ofWord.delete(run);
  const bytes = [...ofWord.values()].reduce((sum, list) => sum + forNothing + 6 * (list?.n ?? 0), forNothing);
  // The size of what is kept already is not looked at again.
  kept.delete(name);
  kept.set(name, ofWord, { size: bytes });
}

type Loading = { runs: readonly string[]; missing: readonly string[]; found: Map<string, OfWord> };
type Row = {
  id: string;
  lexeme: string | null;
  n: number;
  numbers: Uint8Array;
  impacts: Uint8Array;
  parts: Uint8Array;
};

async function load(tx: Tx, { runs, missing, found }: Loading): Promise<boolean> {
  const wanted = runs.filter(run => missing.some(lexeme => !found.get(lexeme)?.has(run)));
  const { rows } = await sql<Row>`
    select r.id, p.lexeme, p.n, p.numbers, p.impacts, p.parts from search.run r
    left join search.posting p on p.index_name = r.index_name and p.run = r.first and p.lexeme = any (${[...missing]}::text[])
    where r.id = any (${wanted}::uuid[])`.execute(tx.db);
  if (new Set(rows.map(({ id }) => id)).size < wanted.length) return false;
  for (const lexeme of missing)
    for (const run of wanted) {
      const one = found.get(lexeme);
      if (one && !one.has(run)) one.set(run, undefined);
    }
  for (const { id, lexeme, n, numbers, impacts, parts } of rows) {
    const one = lexeme === null ? undefined : found.get(lexeme);
    if (!one || one.get(id)) continue;
    // Copies of their own: what the wire gave may stand in the midst of all that came with it.
    const [own, ownParts] = [Uint8Array.from(impacts), Uint8Array.from(parts)];
    one.set(id, { n, numbers: decodeNumbers(numbers, n), impacts: own, parts: ownParts });
  }
  return true;
}
