import { type FacetName, type SearchState, searchHref } from '../search/state.ts';

/** The search that shows the records behind a number: those of this search that have the value. */
export function hrefOf(state: SearchState, facet: FacetName, value: string): string {
  const isNarrower = facet === 'keyword' && state.keyword.length > 0;
  return searchHref({
    ...{ ...state, page: 1, all: undefined },
    ...(isNarrower ? { also: [...new Set([...state.also, value])] } : { [facet]: [value] }),
  });
}

/** The search that shows the records of this search in which both keywords stand. */
export const hrefOfPair = (state: SearchState, ...both: readonly string[]): string =>
  searchHref({ ...state, page: 1, all: undefined, also: [...new Set([...state.also, ...both])] });
