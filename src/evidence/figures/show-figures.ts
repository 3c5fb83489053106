import type { Translate } from '../../platform/language/index.ts';
import { barChart, lineChart } from '../../platform/statistics/index.ts';
import { gradePaths } from '../grades/paths.ts';
import type { SearchState } from '../search/state.ts';
import { sayValue } from '../search/value-text.ts';
import { sayKeyword, type Wording } from '../thesaurus/wording.ts';
import { type Count, type Figures, lastYears, trendOf } from './count-figures.ts';
import { hrefOf, hrefOfPair } from './hrefs.ts';

type Shown = { readonly figures: Figures; readonly state: SearchState; readonly wording: Wording };

/** Everything that the page of figures shows: each number with the search behind it. */
export function showFigures(shown: Shown) {
  const { figures, state, wording } = shown;
  const { t } = wording;
  return {
    years: showYears(shown),
    tables: (['type', 'country', 'grade'] as const).map(facet => showTable(facet, shown)),
    keywords: figures.keywords.map(one => ({
      ...{ ...sayKeyword(one.value, wording), count: one.count, href: hrefOf(state, 'keyword', one.value) },
      share: shareOf(one.count, figures.total, t),
      recent: ofAll(one.recent, figures.recent, t),
      before: ofAll(one.before, figures.before, t),
      trend: t(`figures.trend.${trendOf(one, figures)}`),
    })),
    keywordChart: barsOf(
      'keyword',
      figures.keywords.map(one => ({ ...one, ...sayKeyword(one.value, wording) })),
      t,
    ),
    columns: {
      recent: t('figures.column.recent', { since: String(figures.since) }),
      before: t('figures.column.before', { since: String(figures.since) }),
    },
    pairs: figures.pairs.map(({ one, other, count }) => ({
      ...{ one: sayKeyword(one, wording), other: sayKeyword(other, wording), count },
      href: hrefOfPair(state, one, other),
    })),
  };
}

/** A share of all, in hundredths. */
const shareOf = (count: number, all: number, t: Translate): string =>
  all === 0 ? '' : t('figures.share', { share: ((100 * count) / all).toFixed(1) });

const ofAll = (count: number, all: number, t: Translate): string =>
  all === 0
    ? t('figures.noYears')
    : t('figures.ofAll', { count, all, share: ((100 * count) / all).toFixed(1) });

const rowsOf = (
  facet: 'type' | 'year' | 'country' | 'grade',
  counts: readonly Count[],
  { figures, state, wording }: Shown,
) =>
  counts.map(({ value, count }) => ({
    ...{ ...sayValue(facet, value, wording), count, href: hrefOf(state, facet, value) },
    share: shareOf(count, figures.total, wording.t),
  }));

const mostBars = 15;
const mostRows = 200;

function showTable(facet: 'type' | 'country' | 'grade', shown: Shown) {
  const { figures, wording } = shown;
  const { t } = wording;
  const title = t(`figures.by.${facet}`);
  const rows = rowsOf(facet, figures.counts[facet].slice(0, mostRows), shown);
  return {
    ...{ name: facet, title, rows, meaningHref: facet === 'grade' ? gradePaths.meaning() : '' },
    chart: barsOf(facet, rows, t),
  };
}

type Bar = { readonly text: string; readonly count: number };

/** The values that most records have, as bars. */
function barsOf(name: 'type' | 'country' | 'grade' | 'keyword', rows: readonly Bar[], t: Translate): string {
  const title = t(name === 'keyword' ? 'figures.keywords' : `figures.by.${name}`);
  return barChart({
    ...{ id: `chart-${name}`, title, parts: [], written: written(t) },
    description: t('figures.chart.described', { title }),
    bars: rows.slice(0, mostBars).map(({ text, count }) => ({ name: shortly(text), values: [count] })),
  });
}

const written = (t: Translate) => (value: number) => t('figures.number', { value });
const shortly = (text: string) => (text.length > 34 ? `${text.slice(0, 33)}…` : text);

/** More years than these make no readable picture; the table has them all. */
const mostYears = 60;

function showYears(shown: Shown) {
  const { figures, wording } = shown;
  const { t } = wording;
  const counts = figures.counts.year.toSorted((one, other) => Number(one.value) - Number(other.value));
  // A year that was mistyped, as 2105, would be drawn alone.
  const soon = figures.since + lastYears;
  const last = Math.min(soon, Number(counts.at(-1)?.value ?? 0));
  const drawn = counts.filter(({ value }) => Number(value) <= last && Number(value) > last - mostYears);
  return {
    rows: rowsOf('year', counts.toReversed().slice(0, mostRows), shown),
    chart: drawn.length < 2 ? '' : yearChart(drawn, t),
  };
}

/** One point a year, those in which nothing came out too. */
function yearChart(counts: readonly Count[], t: Translate): string {
  const known = new Map(counts.map(({ value, count }) => [Number(value), count]));
  const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const every = years.length > 30 ? 10 : years.length > 12 ? 5 : 1;
  return lineChart({
    ...{ id: 'chart-year', title: t('figures.by.year'), written: written(t) },
    description: t('figures.chart.described', { title: t('figures.by.year') }),
    lines: [{ name: t('figures.records'), points: years.map(at => ({ at, value: known.get(at) ?? 0 })) }],
    marks: years.filter(year => year % every === 0).map(at => ({ at, text: String(at) })),
  });
}
