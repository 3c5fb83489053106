import { z } from 'zod';
import { type Found, highlight, moreLike, suggest } from '../../platform/search/index.ts';
import { type Answer, type Ask, found, type Route, route } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { numberParams, publicReading } from '../public-reading.ts';
import { otherLanguage } from '../record/languages.ts';
import { wordingFor } from '../thesaurus/wording.ts';
import { asCalledNow, findHits, isUnknown, readResults } from './find.ts';
import { pageWanted } from './pages.ts';
import { searchParts } from './parts.ts';
import { pickedIn, picks } from './picked.ts';
import { readHits } from './queries/read-hits.ts';
import { byFieldRoutes } from './routes-by-field.ts';
import { helpModel } from './show-help.ts';
import { resultsModel, showHit } from './show-results.ts';
import { keywordsAsked, type PageState, searchHref, searchState } from './state.ts';
import { typed } from './typed.ts';

/** By which another page is asked for, so that what is ticked goes along; see `pagesOf`. */
const resultsQuery = z.object({
  ...{ ...searchState.shape, ...picks },
  go: z.string().max(20).optional().catch(undefined),
});

async function resultsPage({
  tx,
  t,
  query,
  kept,
}: Ask<unknown, z.infer<typeof resultsQuery>>): Promise<Answer> {
  const { go, picked, number, ...asked } = query;
  const state: PageState = { ...asked, picked: pickedIn({ picked, number }) };
  // What was ticked goes into the address, which then can be kept, sent and turned back to.
  if (go !== undefined || number.length > 0)
    return { goTo: searchHref({ ...state, page: pageWanted(go, state) }) };
  const hits = await findHits(tx, state);
  // Every change of a record makes another generation of the index, and until then the page reads as it does; not so what
  // the thesaurus says of narrower terms.
  const says = state.narrower ? undefined : `${hits.generation} ${JSON.stringify(state)}`;
  const before = says === undefined ? undefined : kept(says);
  if (before) return before;
  const now = isUnknown(hits, state) ? await asCalledNow(tx, state) : state;
  if (now !== state) return { goTo: searchHref(now) };
  const { total } = hits;
  const last = Math.max(1, Math.ceil(total / state.size));
  if (state.page > last) return { goTo: searchHref({ ...state, page: last }) };
  return {
    page: 'evidence/search/views/results.njk',
    title: t('finding.title'),
    ...(says === undefined ? {} : { says }),
    ...(state.q === '' ? {} : { windowTitle: t('finding.window', { typed: state.q, count: total }) }),
    model: {
      ...resultsModel(
        await readResults(tx, state, hits),
        state,
        await wordingFor(tx, t, keywordsOn(hits, state)),
      ),
      parts: searchParts,
    },
  };
}

/** The terms that stand beside results: keywords that were counted or chosen, and what words stand for. */
const keywordsOn = ({ counts, synonyms }: Found, state: PageState) => [
  ...(counts.keyword ?? []).map(({ value }) => value),
  ...keywordsAsked(state),
  ...synonyms.map(({ standsFor }) => standsFor),
];

/** The engine asks four times to find what is alike: this page takes six round trips where others take four. */
async function likePage({ tx, t, params }: Ask<z.infer<typeof numberParams>, unknown>): Promise<Answer> {
  const { number } = params;
  const alike = await moreLike(tx, { index: 'evidence', key: number, count: 20 });
  const [own, ...records] = await readHits(tx, [number, ...alike.map(({ key }) => key)]);
  const { title, language } = found(own?.number === number ? own : undefined);
  const marked = await highlight(tx, { texts: [], words: [] });
  return {
    page: 'evidence/search/views/like.njk',
    title: t('finding.like.title'),
    backHref: evidencePaths.record(number),
    model: {
      ...{ name: title, lang: otherLanguage(language, t.language) },
      records: records.map(record => showHit(record, marked, t)),
    },
  };
}

const suggestQuery = z.object({ q: typed, for: z.literal('browser').optional().catch(undefined) });

/**
 * What somebody who types may want, as a few texts: for the script, which is a comfort and no more.
 * A browser in whose own search box the library stands is answered as OpenSearch has it, with what it asked first.
 */
async function suggestions({ tx, query }: Ask<unknown, z.infer<typeof suggestQuery>>): Promise<Answer> {
  const found = await suggest(tx, { index: 'evidence', typed: query.q, count: 5, facets: ['keyword'] });
  // A word that only differs from a term above it by its capital says nothing more.
  const folded = found.map(({ text }) => text.toLocaleLowerCase('en'));
  const texts = found.map(({ text }) => text).filter((_, at) => folded.indexOf(folded[at] ?? '') === at);
  const few = texts.slice(0, 10);
  return { json: query.for === 'browser' ? [query.q, few] : few };
}

/** Finding records: the one box, the form of every field, and how both are used. */
export const searchRoutes: readonly Route[] = [
  route({ ...publicReading, path: evidencePaths.search(), query: resultsQuery, handle: resultsPage }),
  route({ ...publicReading, path: evidencePaths.suggestions(), query: suggestQuery, handle: suggestions }),
  route({ ...publicReading, path: evidencePaths.like(':number'), params: numberParams, handle: likePage }),
  ...byFieldRoutes,
  route({
    ...publicReading,
    path: evidencePaths.searchHelp(),
    handle: async ({ t }) => ({
      page: 'evidence/search/views/help.njk',
      title: t('finding.help.title'),
      backHref: evidencePaths.search(),
      model: helpModel(t),
    }),
  }),
];
