import type { Tx } from '../../platform/database/index.ts';
import {
  countEach,
  didYouMean,
  type Found,
  highlight,
  type Meant,
  type Order,
  type Piece,
  type RollUp,
  type Search,
  search,
} from '../../platform/search/index.ts';
import { asIndexed, codes, indexFields } from './fields.ts';
import { readAbove } from './queries/read-above.ts';
import { readCalledNow } from './queries/read-called-now.ts';
import { type ListedRecord, readHits } from './queries/read-hits.ts';
import { queryParts } from './query-parts.ts';
import { facets, keywordsAsked, mostShown, type OrderName, orderOf, type SearchState } from './state.ts';

/** A part of a query, and how many records have it. */
export type Alone = { readonly typed: string; readonly count: number };

/** A page of results: what the index found, and the records of this page. */
export type Results = {
  readonly found: Found;
  readonly records: readonly ListedRecord[];
  /** Cuts a text of these records into pieces, of which some were asked for. */
  readonly marked: (text: string) => readonly Piece[];
  /** What may have been meant, where a word or all of it found nothing. */
  readonly meant: Meant | undefined;
  /** What each part of the query alone would find, where all of it found nothing. */
  readonly alone: readonly Alone[];
};

const indexOrder: Readonly<Record<OrderName, Order>> = {
  relevance: 'relevance',
  newest: 'newest',
  title: 'title',
  latest: { facet: 'year', rising: false },
  earliest: { facet: 'year', rising: true },
};

/**
 * A state as the index is asked.
 * @param above which terms stand above which, where narrower terms count too; see `askedFor`
 */
export function askedOf(state: SearchState, above: RollUp['above'] = {}): Search {
  return {
    index: 'evidence',
    typed: asIndexed(state.q),
    titled: state.q,
    fields: indexFields,
    filters: Object.fromEntries(facets.map(facet => [facet, state[facet]])),
    all: { keyword: state.also },
    counted: facets,
    exact: state.exact !== undefined,
    ...(state.narrower && { synonyms: 'narrower', rollUp: { facet: 'keyword', above } }),
    order: indexOrder[orderOf(state)],
    from: (state.page - 1) * state.size,
    count: state.size,
  };
}

const withAbove = async (tx: Tx, state: SearchState): Promise<Search> =>
  askedOf(state, state.narrower && (await readAbove(tx)));

/** The same with what stands in the thesaurus; one question more for keywords, and one where narrower terms count too. */
export const askedFor = async (tx: Tx, state: SearchState): Promise<Search> =>
  withAbove(tx, await asCalledNow(tx, state));

/** A state with its keywords as the library calls them now: a term may be renamed, or go into another. */
export async function asCalledNow<State extends SearchState>(tx: Tx, state: State): Promise<State> {
  const asked = keywordsAsked(state);
  if (asked.length === 0) return state;
  const names = await readCalledNow(tx, asked);
  const called = (all: readonly string[]) => [...new Set(all.map(one => names.get(one) ?? one))];
  return names.size === 0 ? state : { ...state, keyword: called(state.keyword), also: called(state.also) };
}

/** Whether a keyword was chosen that nothing has: perhaps it is called otherwise by now. */
export const isUnknown = ({ total, counts }: Found, { keyword, also }: SearchState): boolean =>
  (total === 0 && also.length > 0) ||
  keyword.some(one => !counts.keyword?.some(({ value }) => value === one));

/** Finds what an address asks for, with as many values of each facet as a page shows. */
export const findHits = async (tx: Tx, state: SearchState): Promise<Found> =>
  search(tx, { ...(await withAbove(tx, state)), mostValues: mostShown + 1 });

/** Reads the page of results that was found. */
export async function readResults(tx: Tx, state: SearchState, found: Found): Promise<Results> {
  // Plain words find whatever holds any of them: one that is misspelt would be passed over without a word. Of three
  // letters each is like some other word.
  const isDoubtful =
    found.total === 0 || found.words.some(({ value, count }) => count === 0 && value.length > 3);
  const meant =
    isDoubtful && state.q !== ''
      ? await didYouMean(tx, { index: 'evidence', typed: state.q, codes })
      : undefined;
  const records = await readHits(
    tx,
    found.hits.map(({ key }) => key),
  );
  const texts = records.flatMap(({ title, summary }) => [title, summary ?? '']);
  const others = found.synonyms.flatMap(({ lexeme }) => lexeme ?? []);
  const words = state.q === '' ? [] : [...found.words.map(({ value }) => value), ...others];
  return {
    found,
    records,
    meant,
    alone: found.total === 0 ? await countParts(tx, state) : [],
    marked: await highlight(tx, { texts, words, exact: state.exact !== undefined }),
  };
}

async function countParts(tx: Tx, state: SearchState): Promise<Alone[]> {
  const parts = [...new Set(queryParts(state.q))].slice(0, mostParts);
  if (parts.length === 0) return [];
  const counts = await countEach(tx, askedOf(state), parts.map(asIndexed));
  return parts.flatMap((typed, place) => {
    const count = counts[place];
    return count === undefined ? [] : [{ typed, count }];
  });
}

const mostParts = 20;
