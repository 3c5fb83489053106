import type { Answer, Ask, Route } from '../../platform/web/index.ts';
import { route } from '../../platform/web/index.ts';
import { publicReading } from '../public-reading.ts';
import { showChosen } from '../search/show-facets.ts';
import { keywordsAsked, type SearchState, searchHref, searchState } from '../search/state.ts';
import { wordingFor } from '../thesaurus/wording.ts';
import { countFigures, type Figures } from './count-figures.ts';
import { figuresAsCsv } from './figures-file.ts';
import { figurePaths } from './paths.ts';
import { showFigures } from './show-figures.ts';

type FiguresAsk = Ask<unknown, SearchState>;

async function figuresPage({ tx, t, query, today }: FiguresAsk): Promise<Answer> {
  const figures = await countFigures(tx, query, today);
  const state = { ...query, page: 1 };
  const wording = await wordingFor(tx, t, keywordsIn(figures, query));
  return {
    page: 'evidence/figures/views/figures.njk',
    title: t('figures.title'),
    backHref: searchHref(state),
    model: {
      total: t('finding.count', { count: figures.total }),
      ...{ isNothing: figures.total === 0, asked: query.q, searchHref: searchHref(state) },
      chosen: showChosen(state, wording),
      fileHref: searchHref(state, figurePaths.file()),
      ...showFigures({ figures, state, wording }),
    },
  };
}

/** Those that are counted alone have all that are counted in pairs. */
const keywordsIn = ({ keywords }: Figures, state: SearchState) => [
  ...keywords.map(({ value }) => value),
  ...keywordsAsked(state),
];

async function figuresFile({ tx, t, query, today, baseUrl }: FiguresAsk): Promise<Answer> {
  const figures = await countFigures(tx, query, today);
  const wording = await wordingFor(tx, t, keywordsIn(figures, query));
  return {
    send: figuresAsCsv(figures, { state: { ...query, page: 1 }, baseUrl, wording }),
    type: 'text/csv; charset=utf-8',
    fileName: `library-figures-${today}.csv`,
  };
}

/** What is counted of everything that a search finds: as pictures, as tables, as a file. */
export const figureRoutes: readonly Route[] = [
  route({ ...publicReading, path: figurePaths.page(), query: searchState, handle: figuresPage }),
  route({ ...publicReading, path: figurePaths.file(), query: searchState, handle: figuresFile }),
];
