import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { impactOf } from './bm25f.ts';
import { readWords } from './read-words.ts';

const readAtOnce = 2_000;

/** A list that grows: three numbers a document, as bytes, since all words of many documents are in memory at once. */
export type Growing = { n: number; numbers: Uint32Array; impacts: Uint8Array; parts: Uint8Array };

/** The documents of a run, and the lists of their words. */
export type Inverted = {
  readonly lists: Map<string, Growing>;
  readonly numbers: number[];
  readonly keys: number[];
  readonly facets: Facets[];
};
/** The values of each facet of a document. */
export type Facets = Readonly<Record<string, readonly string[]>>;

type Numbered = {
  readonly index: string;
  readonly first: number;
  readonly last: number;
  readonly average: number;
};

/**
 * Reads the documents between two numbers, some thousand at a time, and turns them over: for each word the documents in
 * which it stands. Words as they are written are named “=word”.
 */
export async function invert(tx: Tx, { index, first, last, average }: Numbered): Promise<Inverted> {
  const inverted: Inverted = { lists: new Map(), numbers: [], keys: [], facets: [] };
  for (let from = first; from <= last; from += readAtOnce) {
    const until = Math.min(last, from + readAtOnce - 1);
    const { rows } = await sql<Row>`
      select number, key, length, words::text as words, exact::text as exact, facets from search.document
      where index_name = ${index} and number between ${from} and ${until} and not removed order by number`.execute(
      tx.db,
    );
    for (const row of rows) {
      inverted.numbers.push(row.number);
      inverted.keys.push(row.key);
      inverted.facets.push(row.facets);
      addWords(inverted.lists, row, { words: row.words, before: '', average });
      addWords(inverted.lists, row, { words: row.exact, before: '=', average });
    }
  }
  await leaveOutEmpty(tx, inverted.lists);
  return inverted;
}

type Row = { number: number; key: number; length: number; words: string; exact: string; facets: Facets };
type Adding = { words: string; before: string; average: number };

function addWords(
  lists: Map<string, Growing>,
  { number, length }: Row,
  { words, before, average }: Adding,
): void {
  for (const { lexeme, frequency, parts } of readWords(words)) {
    const name = before + lexeme;
    const list = roomIn(lists.get(name));
    if (list.n === 0) lists.set(name, list);
    list.numbers[list.n] = number;
    list.impacts[list.n] = impactOf(frequency, length, average);
    list.parts[list.n] = parts;
    list.n += 1;
  }
}

function roomIn(list: Growing | undefined): Growing {
  if (!list)
    return { n: 0, numbers: new Uint32Array(2), impacts: new Uint8Array(2), parts: new Uint8Array(2) };
  if (list.n < list.numbers.length) return list;
  const wider = <T extends Uint32Array | Uint8Array>(from: T, to: T): T => {
    to.set(from);
    return to;
  };
  const room = 2 * list.n;
  list.numbers = wider(list.numbers, new Uint32Array(room));
  list.impacts = wider(list.impacts, new Uint8Array(room));
  list.parts = wider(list.parts, new Uint8Array(room));
  return list;
}

/** Words that say nothing, such as “the”, are most of what is written and never searched. */
async function leaveOutEmpty(tx: Tx, lists: Map<string, Growing>): Promise<void> {
  const few = [...lists].flatMap(([name, { n }]) => (name.startsWith('=') && n > 20 ? [name.slice(1)] : []));
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${few}::text[]) word where to_tsvector('search.words', word) = ''`.execute(tx.db);
  for (const { word } of rows) lists.delete(`=${word}`);
}
