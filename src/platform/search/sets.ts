import { hasAny } from './facets.ts';
import type { List } from './lists.ts';
import { beginningsIn, type Clause } from './query.ts';
import type { Material } from './read.ts';
import { type Part, partBits } from './read-words.ts';
import type { KeptRun } from './runs.ts';

/** Documents by their number: 1 where one belongs to the set. */
export type DocumentSet = Uint8Array;

/** All documents that there are. */
export function everyDocument({ last, runs, fresh, gone }: Material): DocumentSet {
  const set = new Uint8Array(last + 1);
  for (const { numbers } of runs) for (const number of numbers) set[number] = 1;
  for (const { number } of fresh) set[number] = 1;
  for (const number of gone) set[number] = 0;
  return set;
}

/**
 * The documents that a query asks for, whatever their order.
 * @returns undefined for a clause that asks for nothing, such as “the”, which every document may pass
 */
export function setOf(clause: Clause, material: Material): DocumentSet | undefined {
  switch (clause.is) {
    case 'words':
      return withAny(material.lexemesOf.get(clause) ?? [], material);
    case 'field': {
      const bit = partBits[clause.field as Part] ?? 0;
      const lexemes = material.lexemesOf.get(clause) ?? [];
      // Any of the words that begin like this is enough.
      if (beginningsIn(clause).length > 0) return withAny(lexemes, material, bit);
      return both(lexemes, lexeme => withAny([lexeme], material, bit));
    }
    case 'phrase':
      return withPhrase(clause, material);
    case 'value':
      return withValue(clause, material);
    case 'and':
      return both(clause.of, one => setOf(one, material));
    case 'or':
      return either(clause.of, one => setOf(one, material));
    case 'not': {
      const without = setOf(clause.of, material);
      return without && everyDocument(material).map((is, number) => is & ~(without[number] ?? 0));
    }
  }
}

/** The documents that hold any of the words, a hundred where they only begin alike: marked in one set. */
function withAny(
  lexemes: readonly string[],
  { lists, last, gone }: Material,
  bit = 0xff,
): DocumentSet | undefined {
  if (lexemes.length === 0) return undefined;
  const set = new Uint8Array(last + 1);
  for (const lexeme of lexemes) for (const list of lists.get(lexeme) ?? []) mark(set, list, bit);
  for (const number of gone) set[number] = 0;
  return set;
}

function mark(set: DocumentSet, { numbers, n, parts }: List, bit: number): void {
  for (let i = 0; i < n; i += 1) if (((parts[i] as number) & bit) !== 0) set[numbers[i] as number] = 1;
}

function withPhrase(
  clause: Extract<Clause, { is: 'phrase' }>,
  { last, phrases, lexemesOf }: Material,
): DocumentSet | undefined {
  if (lexemesOf.get(clause)?.length === 0) return undefined;
  const set = new Uint8Array(last + 1);
  for (const number of phrases.get(clause) ?? []) set[number] = 1;
  return set;
}

/** A value as it is compared: without case; numbers by their size. */
const alike = (value: string) => value.trim().toLocaleLowerCase('en');

function hasValue({ from, until }: { from: string; until: string }): (value: string) => boolean {
  if (from.endsWith('*')) return value => alike(value).startsWith(alike(from.slice(0, -1)));
  if (from === until) return value => alike(value) === alike(from);
  const [least, most] = [Number(from || '-Infinity'), Number(until || 'Infinity')];
  return value => Number(value) >= least && Number(value) <= most;
}

function withValue(clause: Extract<Clause, { is: 'value' }>, material: Material): DocumentSet {
  const set = new Uint8Array(material.last + 1);
  const is = hasValue(clause);
  for (const run of material.runs) markValue(set, run, { facet: clause.field, is });
  for (const { number, facets } of material.fresh) if (facets[clause.field]?.some(is)) set[number] = 1;
  for (const number of material.gone) set[number] = 0;
  return set;
}

function markValue(
  set: DocumentSet,
  { numbers, facets }: KeptRun,
  { facet, is }: { facet: string; is: (value: string) => boolean },
): void {
  const kept = facets.get(facet);
  if (!kept) return;
  const wanted = Uint8Array.from(kept.list, value => (is(value) ? 1 : 0));
  for (let place = 0; place < numbers.length; place += 1)
    if (hasAny(kept, place, wanted)) set[numbers[place] as number] = 1;
}

/** Of each a set is made when its turn comes and not kept: a query may have hundreds of words, an index a million documents. */
function both<T>(each: readonly T[], setOfOne: (one: T) => DocumentSet | undefined): DocumentSet | undefined {
  return joined(each, setOfOne, (set, other) => {
    for (let i = 0; i < set.length; i += 1) set[i]! &= other[i] as number;
  });
}

function either<T>(each: readonly T[], setOfOne: (one: T) => DocumentSet | undefined) {
  return joined(each, setOfOne, (set, other) => {
    for (let i = 0; i < set.length; i += 1) set[i]! |= other[i] as number;
  });
}

function joined<T>(
  each: readonly T[],
  setOfOne: (one: T) => DocumentSet | undefined,
  join: (set: DocumentSet, other: DocumentSet) => void,
): DocumentSet | undefined {
  let all: DocumentSet | undefined;
  for (const one of each) {
    const set = setOfOne(one);
    if (all && set) join(all, set);
    all ??= set;
  }
  return all;
}
