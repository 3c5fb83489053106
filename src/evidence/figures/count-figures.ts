import type { Tx } from '../../platform/database/index.ts';
import { type RollUp, search } from '../../platform/search/index.ts';
import { askedFor } from '../search/find.ts';
import { type FacetName, facets, type SearchState } from '../search/state.ts';

/** A value and how many records that were found have it. */
export type Count = { readonly value: string; readonly count: number };

/** A keyword, and how often it stood in records of the last five years and of those before. */
export type KeywordCount = Count & { readonly recent: number; readonly before: number };

/** Two keywords that stand in the same records. */
export type Pair = { readonly one: string; readonly other: string; readonly count: number };

/** What is counted of everything that a search finds. */
export type Figures = {
  readonly total: number;
  readonly counts: Readonly<Record<Exclude<FacetName, 'keyword'>, readonly Count[]>>;
  readonly keywords: readonly KeywordCount[];
  readonly pairs: readonly Pair[];
  /** How many records have a year among the last five, and how many one before. */
  readonly recent: number;
  readonly before: number;
  /** The first of the last five years. */
  readonly since: number;
};

const mostKeywords = 100;
const mostPairs = 50;
/** So many years up to now are held against those before. */
export const lastYears = 5;
const crossings = [
  { of: 'keyword', by: 'year', most: mostKeywords },
  { of: 'keyword', by: 'keyword', most: mostKeywords },
];

/**
 * Counts what a search finds: the same arithmetic that counts beside results, so that every number is what a search for
 * it shows.
 * @param today of which the last five years are counted back
 */
export async function countFigures(tx: Tx, state: SearchState, today: Temporal.PlainDate): Promise<Figures> {
  const asked = await askedFor(tx, state);
  const { total, tabulated } = await search(tx, {
    ...{ ...asked, counted: [], order: 'newest', from: 0, count: 0 },
    tables: { counted: facets, crossings },
  });
  const { counts, crossed } = tabulated ?? { counts: {}, crossed: [] };
  const since = today.year - lastYears + 1;
  const parted = (years: Iterable<readonly [year: string, count: number]>) => partedAt(years, since);
  const [byYear, together] = crossed;
  const listed = (facet: Exclude<FacetName, 'keyword'>) => keptOf(counts[facet] ?? [], state[facet]);
  return {
    ...{ total, since, ...parted((counts.year ?? []).map(({ value, count }) => [value, count] as const)) },
    counts: {
      type: listed('type'),
      year: listed('year'),
      country: listed('country'),
      grade: listed('grade'),
    },
    keywords: (counts.keyword ?? [])
      .slice(0, mostKeywords)
      .map(one => ({ ...one, ...parted(byYear?.get(one.value) ?? []) })),
    pairs: pairsOf(together ?? new Map(), asked.rollUp?.above ?? {}),
  };
}

/** Where some values were chosen, no other is listed: a search for it would find what was not asked for. */
const keptOf = (counts: readonly Count[], chosen: readonly string[]) =>
  chosen.length === 0 ? counts : counts.filter(({ value }) => chosen.includes(value));

function partedAt(years: Iterable<readonly [year: string, count: number]>, since: number) {
  let [recent, before] = [0, 0];
  for (const [year, count] of years)
    if (Number(year) >= since) recent += count;
    else before += count;
  return { recent, before };
}

/** A term and one above it, where narrower terms count too, stand together in every record: that says nothing. */
function pairsOf(together: ReadonlyMap<string, ReadonlyMap<string, number>>, above: RollUp['above']): Pair[] {
  const isOver = (one: string, other: string) => Object.hasOwn(above, other) && above[other]?.includes(one);
  const places = new Map([...together.keys()].map((value, place) => [value, place]));
  const placeOf = (value: string) => places.get(value) ?? -1;
  return [...together]
    .flatMap(([one, others]) =>
      [...others].flatMap(([other, count]) =>
        placeOf(one) < placeOf(other) && !isOver(one, other) && !isOver(other, one)
          ? [{ one, other, count }]
          : [],
      ),
    )
    .sort(
      (a, b) => b.count - a.count || placeOf(a.one) - placeOf(b.one) || placeOf(a.other) - placeOf(b.other),
    )
    .slice(0, mostPairs);
}

/** Of fewer records in either time a share is mostly chance. */
const fewestToCompare = 20;

/** Whether a keyword stands more often in records of the last years than in those before, by a quarter at least. */
export function trendOf(
  { recent, before }: Pick<KeywordCount, 'recent' | 'before'>,
  all: Pick<Figures, 'recent' | 'before'>,
): 'rising' | 'falling' | 'steady' | 'unknown' {
  if (Math.min(all.recent, all.before) < fewestToCompare || recent + before < 5) return 'unknown';
  const [now, then] = [recent / all.recent, before / all.before];
  if (now >= then * 1.25) return 'rising';
  return now <= then * 0.8 ? 'falling' : 'steady';
}
