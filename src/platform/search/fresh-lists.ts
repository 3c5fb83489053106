import { impactOf } from './bm25f.ts';
import type { List } from './lists.ts';
import type { FreshWords, Synonym } from './read-state.ts';
import { readWords } from './read-words.ts';

type Since = {
  readonly fresh: readonly FreshWords[];
  /** How many words a document has on average. */
  readonly average: number;
  readonly synonyms: readonly (Synonym & { readonly numbers: readonly number[] })[];
};

/** What names the list of the documents in which a synonym stands: its lexeme, or a name beside the lexemes. */
export const listNamed = ({ lexeme, standsFor }: Synonym): string => lexeme ?? `≈${standsFor}`;

/** The lists with those of documents that came since they were made, and of synonyms. */
export function withFresh(
  made: ReadonlyMap<string, readonly List[]>,
  { fresh, average, synonyms }: Since,
  before: string,
): Map<string, readonly List[]> {
  const lists = new Map(made);
  for (const [lexeme, list] of freshLists(fresh, average))
    lists.set(before + lexeme, [...(lists.get(before + lexeme) ?? []), list]);
  for (const one of synonyms)
    if (one.lexeme === null) lists.set(listNamed(one), [listOfSynonym(one.numbers)]);
  return lists;
}

/** As much about it as a document is about a word that stands in it twice. */
const impactOfSynonym = 160;

const listOfSynonym = (numbers: readonly number[]): List => ({
  n: numbers.length,
  numbers: Uint32Array.from(numbers),
  impacts: new Uint8Array(numbers.length).fill(impactOfSynonym),
  parts: new Uint8Array(numbers.length).fill(0xff),
});

/** The lists of documents that came since they were made. */
function freshLists(fresh: readonly FreshWords[], average: number): [string, List][] {
  const lists = new Map<string, { number: number; impact: number; parts: number }[]>();
  for (const { number, length, words } of fresh.toSorted((one, other) => one.number - other.number))
    for (const { lexeme, frequency, parts } of readWords(words)) {
      const list = lists.get(lexeme) ?? [];
      if (list.length === 0) lists.set(lexeme, list);
      list.push({ number, parts, impact: impactOf(frequency, length, average) });
    }
  return [...lists].map(([lexeme, list]) => [
    lexeme,
    {
      n: list.length,
      numbers: Uint32Array.from(list, ({ number }) => number),
      impacts: Uint8Array.from(list, ({ impact }) => impact),
      parts: Uint8Array.from(list, ({ parts }) => parts),
    },
  ]);
}
