import type { Tx } from '../../platform/database/index.ts';
import { type Found, type Order, type Search, search } from '../../platform/search/index.ts';
import { asIndexed, indexFields } from './fields.ts';
import { type ListedRecord, readHits } from './queries/read-hits.ts';
import { facets, type OrderName, orderOf, type SearchState } from './state.ts';

/** A page of results: what the index found, and the records of this page. */
export type Results = { readonly found: Found; readonly records: readonly ListedRecord[] };

const indexOrder: Readonly<Record<OrderName, Order>> = {
  relevance: 'relevance',
  newest: 'newest',
  latest: { facet: 'year', rising: false },
  earliest: { facet: 'year', rising: true },
};

/** A state as the index is asked. */
export function askedOf(state: SearchState): Search {
  return {
    index: 'evidence',
    typed: asIndexed(state.q),
    fields: indexFields,
    filters: Object.fromEntries(facets.map(facet => [facet, state[facet]])),
    counted: facets,
    order: indexOrder[orderOf(state)],
    from: (state.page - 1) * state.size,
    count: state.size,
  };
}

/** Finds the page of results that an address asks for. */
export async function findRecords(tx: Tx, state: SearchState): Promise<Results> {
  const found = await search(tx, askedOf(state));
  return {
    found,
    records: await readHits(
      tx,
      found.hits.map(({ key }) => key),
    ),
  };
}
