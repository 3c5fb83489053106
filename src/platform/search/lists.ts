import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { decodeNumbers } from './postings.ts';

/** Which documents hold a word, ascending, with how much each is about it and in which parts it stands. */
export type List = {
  readonly n: number;
  readonly numbers: Uint32Array;
  readonly impacts: Uint8Array;
  readonly parts: Uint8Array;
};

/** The lists of a word by the run that they belong to. A run never changes, so neither do they. */
type OfWord = { readonly byRun: Map<string, List | undefined>; bytes: number };

/**
 * What was asked for last is kept, up to 192 MiB. The lists of a hundred thousand documents take less than 40. Of a million,
 * those of a hundred frequent words take 130: where they have no room for all, each pushes out the one that is asked for
 * next, and a question costs three times as much.
 */
const mostBytes = 192 * 2 ** 20;
const forNothing = 200;
const kept = new Map<string, OfWord>();
let keptBytes = 0;

/** Some runs of an index, all of them unless it is said that they are a part. */
type Wanted = {
  readonly index: string;
  readonly runs: readonly string[];
  readonly lexemes: readonly string[];
  readonly isPart?: boolean;
};

/**
 * The lists of words in runs, from memory or else by one question to the database.
 * @returns undefined where one of the runs is no more: then the index has changed since it was looked at
 */
export async function readLists(
  tx: Tx,
  { index, runs, lexemes, isPart = false }: Wanted,
): Promise<Map<string, readonly List[]> | undefined> {
  const nameOf = (lexeme: string) => `${index} ${lexeme}`;
  const missing = lexemes.filter(lexeme => !runs.every(run => kept.get(nameOf(lexeme))?.byRun.has(run)));
  const found = new Map(lexemes.map(lexeme => [lexeme, touch(nameOf(lexeme))]));
  if (missing.length > 0 && !(await load(tx, { runs, missing, found }))) return undefined;
  const lists = new Map(
    [...found].map(([lexeme, { byRun }]) => [lexeme, runs.flatMap(run => byRun.get(run) ?? [])]),
  );
  // Whoever asks for a part does not know which runs are no more.
  forget(isPart ? undefined : new Set(runs), found.values());
  return lists;
}

/** The place of a word, as the one that was asked for last. */
function touch(name: string): OfWord {
  const one = kept.get(name) ?? { byRun: new Map(), bytes: 0 };
  kept.delete(name);
  kept.set(name, one);
  return one;
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
  const wanted = runs.filter(run => missing.some(lexeme => !found.get(lexeme)?.byRun.has(run)));
  const { rows } = await sql<Row>`
    select r.id, p.lexeme, p.n, p.numbers, p.impacts, p.parts from search.run r
    left join search.posting p on p.index_name = r.index_name and p.run = r.first and p.lexeme = any (${[...missing]}::text[])
    where r.id = any (${wanted}::uuid[])`.execute(tx.db);
  if (new Set(rows.map(({ id }) => id)).size < wanted.length) return false;
  for (const lexeme of missing)
    for (const run of wanted) {
      const one = found.get(lexeme);
      if (one && !one.byRun.has(run)) one.byRun.set(run, undefined);
    }
  for (const { id, lexeme, n, numbers, impacts, parts } of rows) {
    const one = lexeme === null ? undefined : found.get(lexeme);
    if (!one || one.byRun.get(id)) continue;
    // Copies of their own: what the wire gave may stand in the midst of all that came with it.
    const [own, ownParts] = [Uint8Array.from(impacts), Uint8Array.from(parts)];
    one.byRun.set(id, { n, numbers: decodeNumbers(numbers, n), impacts: own, parts: ownParts });
  }
  return true;
}

/** Lets go of runs that are no more, and of the words that nobody has asked for longest. */
function forget(runs: ReadonlySet<string> | undefined, asked: Iterable<OfWord>): void {
  for (const one of asked) {
    if (runs) for (const run of one.byRun.keys()) if (!runs.has(run)) one.byRun.delete(run);
    const bytes = [...one.byRun.values()].reduce((sum, list) => sum + forNothing + 6 * (list?.n ?? 0), 0);
    keptBytes += bytes - one.bytes;
    one.bytes = bytes;
  }
  for (const [name, { bytes }] of kept) {
    if (keptBytes <= mostBytes) return;
    kept.delete(name);
    keptBytes -= bytes;
  }
}
