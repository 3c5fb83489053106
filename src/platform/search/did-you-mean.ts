import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';

/** What may have been meant: the whole of it, and the words that are other than what was typed. */
export type Meant = {
  readonly typed: string;
  readonly instead: readonly { readonly from: string; readonly to: string }[];
};

// A word before a colon is the name of a field, one before a “*” is not whole, and what stands in capitals an operator.
const word = /[\p{L}\p{M}]+(?![\p{L}\p{M}\p{N}*]|:\S)/gu;
const operators = new Set(['AND', 'OR', 'NOT']);
const mostWords = 20;

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * What somebody may have meant whose words are not known, or rare beside another that differs by one letter. One
 * question to the database. The words are those of documents whose lists are made.
 * @param codes what of it are no words of documents, such as a number or a value from a list
 * @returns undefined where nothing better is known
 */
export async function didYouMean(
  tx: Tx,
  { index, typed, codes }: { readonly index: string; readonly typed: string; readonly codes?: RegExp },
): Promise<Meant | undefined> {
  const readable = codes ? typed.replace(codes, code => '0'.repeat(code.length)) : typed;
  const words = [...readable.matchAll(word)]
    .map(([found]) => found)
    .filter(found => !operators.has(found))
    .slice(0, mostWords);
  if (words.length === 0) return undefined;
  const { rows } = await sql<{ place: number; instead: string }>`
    select place, instead from search.meant(${index}, ${words.map(folded)}::text[])`.execute(tx.db);
  if (rows.length === 0) return undefined;
  const better = new Map(rows.map(({ place, instead }) => [words[place - 1] ?? '', instead]));
  return {
    typed: typed.replace(word, (found, at: number) =>
      readable[at] === '0' ? found : (better.get(found) ?? found),
    ),
    instead: [...better].map(([from, to]) => ({ from, to })),
  };
}
