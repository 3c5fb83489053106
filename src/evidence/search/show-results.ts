import type { Translate } from '../../platform/language/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { evidencePaths } from '../paths.ts';
import { nameOf } from '../record/entry.ts';
import type { Results } from './find.ts';
import type { ListedRecord } from './queries/read-hits.ts';
import { showChosen, showFacets, valueText } from './show-facets.ts';
import { showNothing } from './show-nothing.ts';
import { anything, orderOf, orders, type SearchState, searchHref, sizes } from './state.ts';

/** Everything that a page of results shows. */
export function resultsModel({ found, records }: Results, state: SearchState, t: Translate) {
  const { total } = found;
  const pages = paginate({ ...state, total }, page => searchHref({ ...state, page }));
  const order = orderOf(state);
  const isAbout = state.q !== '' || state.like !== undefined;
  return {
    ...{ state, total, pages, paths },
    records: records.map(record => showHit(record, t)),
    count: t(isAbout ? 'finding.count' : 'finding.countAll', { count: total }),
    showing: t('finding.showing', { from: pages.from, to: pages.to, total }),
    facets: showFacets(found, state, t),
    chosen: showChosen(state, t),
    clearHref: searchHref({ ...anything, q: state.q, like: state.like, size: state.size }),
    orders: orders
      .filter(name => name !== 'relevance' || isAbout)
      .map(name => ({ name, text: t(`finding.order.${name}`), selected: name === order })),
    sizes: sizes.map(size => ({ size, selected: size === state.size })),
    ...(total === 0 ? { nothing: showNothing(found, state, t) } : {}),
  };
}

const paths = {
  search: evidencePaths.search(),
  byField: evidencePaths.byField(),
  help: evidencePaths.searchHelp(),
};

const snippetLength = 240;

function showHit(record: ListedRecord, t: Translate) {
  const { number, title, type, year } = record;
  return {
    ...{ title, href: evidencePaths.record(number) },
    type: valueText('type', type, t),
    facts: [
      authorsOf(record, t),
      record.container ?? record.publisher ?? '',
      year === null ? '' : String(year),
    ]
      .filter(fact => fact !== '')
      .join(' · '),
    snippet: beginningOf(record.summary ?? ''),
    likeHref: searchHref({ ...anything, like: number }),
  };
}

function authorsOf({ creators, authors }: ListedRecord, t: Translate): string {
  if (authors > 4) return t('finding.andOthers', { names: creators.slice(0, 3).map(nameOf).join('; ') });
  return creators.map(nameOf).join('; ');
}

/** The beginning of a text, up to the end of a word. */
function beginningOf(text: string): string {
  if (text.length <= snippetLength) return text;
  return `${text.slice(0, text.lastIndexOf(' ', snippetLength) || snippetLength)} …`;
}
