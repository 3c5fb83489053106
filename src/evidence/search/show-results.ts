import type { Translate } from '../../platform/language/index.ts';
import { type Found, snippet } from '../../platform/search/index.ts';
import { alertPaths } from '../alerts/paths.ts';
import { figurePaths } from '../figures/paths.ts';
import { listPaths } from '../lists/paths.ts';
import { coinsOf } from '../machines/coins.ts';
import { evidencePaths } from '../paths.ts';
import { recommendationPaths } from '../recommendations/paths.ts';
import { nameOf } from '../record/entry.ts';
import { otherLanguage } from '../record/languages.ts';
import { typeText } from '../record/show-record.ts';
import { termPaths } from '../thesaurus/paths.ts';
import { sayKeyword, type Wording } from '../thesaurus/wording.ts';
import type { Results } from './find.ts';
import { pagesOf } from './pages.ts';
import { mostPicked } from './picked.ts';
import type { ListedRecord } from './queries/read-hits.ts';
import { showChosen, showFacets } from './show-facets.ts';
import { showNothing } from './show-nothing.ts';
import { anything, isNarrowed, orderOf, orders, type PageState, searchHref, sizes } from './state.ts';
import { termsInSentence } from './terms-in-sentence.ts';

/** Everything that a page of results shows. */
export function resultsModel(
  { found, records, marked, meant, alone }: Results,
  state: PageState,
  wording: Wording,
) {
  const { t } = wording;
  const { total } = found;
  const pages = pagesOf(state, total);
  const isAbout = state.q !== '';
  const isAll = !isAbout && !isNarrowed(state);
  return {
    ...{ state, total, pages, paths },
    feedHref: searchHref({ ...state, page: 1 }, evidencePaths.feed()),
    saveHref: searchHref({ ...state, page: 1 }, alertPaths.save()),
    figuresHref: searchHref({ ...state, page: 1 }, figurePaths.page()),
    records: records.map(record => showHit(record, marked, t)),
    count: t(isAll ? 'finding.countAll' : 'finding.count', { count: total }),
    ...{ picked: showPicked(state, records, t) },
    otherNames: showOtherNames(found, state, wording),
    showing: t('finding.showing', { from: pages.from, to: pages.to, total }),
    facets: showFacets(found, state, wording),
    chosen: showChosen(state, wording),
    clearHref: searchHref({ ...anything, q: state.q, size: state.size, picked: state.picked }),
    orders: showOrders(state, t),
    sizes: sizes.map(size => ({ size, selected: size === state.size })),
    ...showMeant(meant?.typed ?? withNot(state.q), state, t),
    ...(total === 0 ? { nothing: isAll ? { isEmpty: true } : showNothing(alone, state, t) } : {}),
  };
}

/**
 * The orders to choose from. The usual one is sent as nothing: the box stands in the same form, and the whole library
 * is newest first, so that words typed above it would otherwise be looked for newest first instead of best match first.
 */
function showOrders(state: PageState, t: Translate) {
  const usual = orderOf({ ...state, order: undefined });
  return orders
    .filter(name => name !== 'relevance' || state.q !== '')
    .map(name => ({
      ...{ value: name === usual ? '' : name, text: t(`finding.order.${name}`) },
      selected: name === orderOf(state),
    }));
}

// A few words with a “not” before the last are a question, of which the box would find the contrary; more are a title.
const denied = /^((?:\S+\s+){1,3})not(\s+\S+)$/u;
const withNot = (q: string): string | undefined =>
  denied.test(q) ? q.replace(denied, '$1NOT$2') : undefined;

function showMeant(typed: string | undefined, state: PageState, t: Translate) {
  if (typed === undefined) return {};
  return {
    meant: { text: t('finding.meant', { typed }), href: searchHref({ ...state, q: typed, page: 1 }) },
  };
}

const mostNames = 5;

/** What was looked for besides, since the thesaurus has it as another name of what was typed. */
function showOtherNames({ synonyms, words }: Found, { q }: PageState, wording: Wording) {
  const { t } = wording;
  const typed = q.toLocaleLowerCase('en');
  // “Prisons” is no other name of “prison”.
  const others = synonyms.filter(({ lexeme }) => !words.some(({ value }) => value === lexeme));
  const all = [...new Set(others.map(({ standsFor }) => standsFor))];
  const names = all.filter(name => !typed.includes(name.toLocaleLowerCase('en')));
  const list = (text: string) => (names.length > mostNames ? t('finding.andOthers', { names: text }) : text);
  return termsInSentence(
    text => t('finding.otherNames', { names: list(text) }),
    names.slice(0, mostNames).map(name => sayKeyword(name, wording)),
    ', ',
  );
}

const paths = {
  search: evidencePaths.search(),
  byField: evidencePaths.byField(),
  help: evidencePaths.searchHelp(),
  suggestions: evidencePaths.suggestions(),
  terms: termPaths.list(),
  recommendations: recommendationPaths.list(),
  ...{ searches: alertPaths.list(), lists: listPaths.lists(), addToList: listPaths.add() },
};

/** What was picked: how many, which of them stand on other pages, and where they can be had together. */
function showPicked({ picked, ...state }: PageState, here: Results['records'], t: Translate) {
  const onPage = new Set(here.map(({ number }) => number));
  const isFull = picked.length >= mostPicked;
  return {
    ...{ numbers: picked, elsewhere: picked.filter(number => !onPage.has(number)).join(',') },
    text: t(isFull ? 'finding.picked.full' : 'finding.picked.count', { count: picked.length }),
    action: evidencePaths.picked(),
    clearHref: picked.length > 0 ? searchHref(state) : '',
  };
}

/** A record as a list of results shows it. */
export function showHit(record: ListedRecord, marked: Results['marked'], t: Translate) {
  const { number, title, type, language } = record;
  return {
    ...{ title: marked(title), number, href: evidencePaths.record(number) },
    lang: otherLanguage(language, t.language),
    coins: coinsOf({ ...record.brief, creators: [...record.creators] }),
    likeHref: evidencePaths.like(number),
    facts: [t(typeText(type)), ...factsOf(record, t)].join(' · '),
    snippet: snippet(marked(record.summary ?? '')),
  };
}

/** Who wrote it, where it came out and when; whoever published what they wrote is named once. */
function factsOf(record: ListedRecord, t: Translate): string[] {
  const facts = [authorsOf(record, t), record.container ?? record.publisher ?? '', String(record.year ?? '')];
  return [...new Set(facts)].filter(fact => fact !== '');
}

function authorsOf({ creators, authors }: ListedRecord, t: Translate): string {
  if (authors > 4) return t('finding.andOthers', { names: creators.slice(0, 3).map(nameOf).join('; ') });
  return creators.map(nameOf).join('; ');
}
