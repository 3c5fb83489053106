import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { impactOf } from './bm25f.ts';
import { emptyList, type Growing, grow } from './growing.ts';
import { eachWord } from './read-words.ts';

const readAtOnce = 500;

/** The documents of a run, and the lists of their words: as they are searched, and as they are written. */
export type Inverted = {
  readonly lists: { readonly words: Lists; readonly exact: Lists };
  readonly numbers: number[];
  readonly keys: number[];
  readonly facets: Facets[];
};
export type Lists = Map<string, Growing>;
/** The values of each facet of a document. */
export type Facets = Readonly<Record<string, readonly string[]>>;

type Numbered = {
  readonly index: string;
  readonly first: number;
  readonly last: number;
  readonly average: number;
  /** Up to which number lists were made before. */
  readonly built: number;
};

/**
 * Reads the documents between two numbers, some hundred at a time, and turns them over: for each word the documents in
 * which it stands.
 */
export async function invert(tx: Tx, { index, first, last, ...state }: Numbered): Promise<Inverted> {
  const lists = { words: new Map(), exact: new Map() };
  const inverted: Inverted = { lists, numbers: [], keys: [], facets: [] };
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
      addWords(lists.words, row, { words: row.words, ...state });
      addWords(lists.exact, row, { words: row.exact, ...state });
    }
  }
  await leaveOutEmpty(tx, lists.exact);
  return inverted;
}

type Row = { number: number; key: number; length: number; words: string; exact: string; facets: Facets };
type Adding = { words: string; average: number; built: number };

function addWords(lists: Lists, { number, length }: Row, { words, average, built }: Adding): void {
  const isFresh = number > built ? 1 : 0;
  eachWord(words, (lexeme, frequency, parts) => {
    const list = lists.get(lexeme) ?? emptyList();
    if (list.n === 0) lists.set(alone(lexeme), list);
    grow(list, number, (impactOf(frequency, length, average) << 8) | parts);
    list.fresh += isFresh;
  });
}

/** A word that does not keep the text in memory out of which it was cut. */
const alone = (lexeme: string) => Buffer.from(lexeme).toString();

/** Words that say nothing, such as “the”, are most of what is written and never searched. */
async function leaveOutEmpty(tx: Tx, written: Lists): Promise<void> {
  const few = [...written].flatMap(([word, { n }]) => (n > 20 ? [word] : []));
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${few}::text[]) word where to_tsvector('search.words', word) = ''`.execute(tx.db);
  for (const { word } of rows) written.delete(word);
}
