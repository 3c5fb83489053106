import { csvFile, csvLine } from '../../platform/statistics/index.ts';
import type { SearchState } from '../search/state.ts';
import { sayValue } from '../search/value-text.ts';
import { sayKeyword, type Wording } from '../thesaurus/wording.ts';
import type { Count, Figures } from './count-figures.ts';
import { hrefOf, hrefOfPair } from './hrefs.ts';

/** The figures as a table for spreadsheets: what is counted, of which value, how many, and the search that shows them. */
export function figuresAsCsv(
  figures: Figures,
  { state, baseUrl, wording }: { state: SearchState; baseUrl: string; wording: Wording },
): string {
  const { t } = wording;
  const word = (keyword: string) => sayKeyword(keyword, wording).text;
  const at = (href: string) => new URL(href, baseUrl).href;
  const head = ['what', 'value', 'other', 'count', 'recent', 'before', 'address'] as const;
  const lines = (['year', 'type', 'country', 'grade'] as const).flatMap(facet =>
    figures.counts[facet].map(({ value, count }: Count) =>
      csvLine([
        ...[t(`figures.by.${facet}`), sayValue(facet, value, wording).text, '', count, '', ''],
        at(hrefOf(state, facet, value)),
      ]),
    ),
  );
  const keywords = figures.keywords.map(({ value, count, recent, before }) =>
    csvLine([
      t('figures.keywords'),
      word(value),
      '',
      count,
      recent,
      before,
      at(hrefOf(state, 'keyword', value)),
    ]),
  );
  const pairs = figures.pairs.map(({ one, other, count }) =>
    csvLine([t('figures.pairs'), word(one), word(other), count, '', '', at(hrefOfPair(state, one, other))]),
  );
  const first = csvLine(head.map(name => t(`figures.file.${name}`)));
  return csvFile([first, ...lines, ...keywords, ...pairs]);
}
