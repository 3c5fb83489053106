import { z } from 'zod';
import { pageNumber } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { pickedText } from './picked.ts';
import { lineOf } from './typed.ts';

/** By what results can be narrowed, in the order in which a page shows it. `grade` is there once records are graded. */
export const facets = ['type', 'year', 'country', 'keyword', 'grade'] as const;
export type FacetName = (typeof facets)[number];

/** So many values of one facet are shown at most: more than anybody reads in one list, and less than makes a page heavy. */
export const mostShown = 200;

/** In which order results stand. */
export const orders = ['relevance', 'newest', 'latest', 'earliest', 'title'] as const;
export type OrderName = (typeof orders)[number];

export const sizes = [20, 50, 100] as const;
export type Size = (typeof sizes)[number];

const longest = 1000;
const mostChosen = 50;

const line = (sent: unknown) => lineOf(sent).trim().slice(0, longest);
const text = z.unknown().optional().transform(line);
/** Values that somebody chose, each once. */
export const chosen = z
  .unknown()
  .optional()
  .transform(sent => {
    const values = (Array.isArray(sent) ? sent : [sent]).map(line).filter(value => value !== '');
    return [...new Set(values)].slice(0, mostChosen);
  });

/** Everything that a page of results is made from. All of it stands in its address; what makes no sense is left out. */
export const searchState = z.object({
  q: text,
  ...{ type: chosen, year: chosen, country: chosen, keyword: chosen, grade: chosen },
  /** Keywords all of which a record has; of those chosen in the facet any is enough. */
  also: chosen,
  order: z.enum(orders).optional().catch(undefined),
  size: z.coerce.number().pipe(z.literal(sizes)).catch(20),
  page: pageNumber,
  /** Words as they are written, without their other forms. */
  exact: z.literal('yes').optional().catch(undefined),
  /** What is part of what was asked for as well, by the thesaurus. */
  narrower: z.literal('yes').optional().catch(undefined),
  /** The facet of which all values are shown. */
  all: z.enum(facets).optional().catch(undefined),
});
export type SearchState = z.infer<typeof searchState>;

/** The same on a page where records are picked. */
export type PageState = SearchState & { readonly picked: readonly number[] };

/** Nothing asked for and nothing chosen. */
export const anything: SearchState = searchState.parse({});

/** Whether results are narrowed by something that was chosen. */
export const isNarrowed = (state: SearchState): boolean =>
  state.also.length > 0 || facets.some(facet => state[facet].length > 0);

/** The keywords that searches ask for. */
export const keywordsAsked = (...states: readonly SearchState[]): string[] =>
  states.flatMap(({ keyword, also }) => [...keyword, ...also]);

/**
 * The address of a page of results; what is usual is left out of it.
 * @param path another path that takes the same state; what was picked stays where it can be seen
 * @param more what that path takes beside the state
 */
export function searchHref(
  state: SearchState & Partial<PageState>,
  path = evidencePaths.search(),
  more: Readonly<Record<string, string>> = {},
): string {
  const pairs: [string, string][] = [];
  if (state.q !== '') pairs.push(['q', state.q]);
  for (const facet of facets) for (const value of state[facet]) pairs.push([facet, value]);
  for (const keyword of state.also) pairs.push(['also', keyword]);
  if (state.order !== undefined) pairs.push(['order', state.order]);
  if (state.size !== 20) pairs.push(['size', String(state.size)]);
  if (state.exact !== undefined) pairs.push(['exact', state.exact]);
  if (state.narrower !== undefined) pairs.push(['narrower', state.narrower]);
  if (state.all !== undefined) pairs.push(['all', state.all]);
  if (state.page > 1) pairs.push(['page', String(state.page)]);
  const picks = path === evidencePaths.search() || path === evidencePaths.picked();
  const picked = picks ? pickedText(state.picked ?? []) : '';
  const all = [new URLSearchParams(pairs).toString(), picked, new URLSearchParams(more).toString()].filter(
    part => part !== '',
  );
  return all.length === 0 ? path : `${path}?${all.join('&')}`;
}

/** The order in which results stand: by relevance where words were asked for, what came last first where none were. */
export function orderOf({ order, q }: SearchState): OrderName {
  const isAbout = q !== '';
  if (order === undefined || (order === 'relevance' && !isAbout)) return isAbout ? 'relevance' : 'newest';
  return order;
}
