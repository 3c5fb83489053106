import type { z } from 'zod';
import { type Answer, type Ask, found, idParams, type Route, route } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { keywordsAsked, type SearchState, searchHref, searchState } from '../search/state.ts';
import { wordingFor } from '../thesaurus/wording.ts';
import { lookAtSearch, removeSearch } from './commands/keep-search.ts';
import { alertPaths } from './paths.ts';
import { readSearches } from './queries/read-searches.ts';
import { change, changePage, save, savePage } from './save-search.ts';
import { showConditions } from './show-conditions.ts';
import { stop, stopAtOnce, stopPage, tokenParams } from './stop-letters.ts';

type OneAsk = Ask<z.infer<typeof idParams>, unknown>;

async function listPage({ tx, t }: Ask<unknown, unknown>): Promise<Answer> {
  const searches = await readSearches(tx);
  const wording = await wordingFor(tx, t, keywordsAsked(...searches.map(({ state }) => state)));
  return {
    page: 'evidence/alerts/views/list.njk',
    title: t('shelf.searches.title'),
    backHref: evidencePaths.search(),
    model: {
      searches: searches.map(({ id, name, state, alert, unseen }) => ({
        ...{ id, name, unseen, conditions: showConditions(state, wording), alert: t(`shelf.alert.${alert}`) },
        unseenText: t('shelf.searches.unseen', { count: unseen }),
        ...{ lookHref: alertPaths.look(id), changeHref: alertPaths.change(id) },
        ...{ removeHref: alertPaths.remove(id), feedHref: searchHref(state, evidencePaths.feed()) },
      })),
    },
  };
}

async function look({ tx, params }: OneAsk): Promise<Answer> {
  const { state } = found((await readSearches(tx, params.id))[0]);
  await lookAtSearch(tx, params.id);
  return { goTo: searchHref({ ...state, order: 'newest' }) };
}

async function removePage({ tx, t, params, path }: OneAsk): Promise<Answer> {
  const { name, state } = found((await readSearches(tx, params.id))[0]);
  const wording = await wordingFor(tx, t, keywordsAsked(state));
  return {
    page: 'evidence/alerts/views/remove.njk',
    title: t('shelf.remove.title'),
    backHref: alertPaths.list(),
    model: { action: path, name, conditions: showConditions(state, wording) },
  };
}

async function remove({ tx, params }: OneAsk): Promise<Answer> {
  await removeSearch(tx, params.id);
  return { goTo: alertPaths.list(), say: 'shelf.said.removed' };
}

const own = 'none: what somebody keeps for themselves in a public library' as const;
const forOwner = { access: 'signed in' } as const;
const one = { ...forOwner, params: idParams } as const;
const saving = { ...forOwner, path: alertPaths.save(), query: searchState } as const;
const changing = { ...one, path: alertPaths.change(':id') } as const;
const removing = { ...one, path: alertPaths.remove(':id') } as const;
const byLetter = { access: 'anyone', params: tokenParams } as const;
const stopping = { ...byLetter, path: alertPaths.stop(':token') } as const;
const stoppingAsAsked = { ...byLetter, path: alertPaths.stopAsAsked(':token') } as const;
/** Many readers may have their mailboxes with one provider, which then speaks for all from a few addresses. */
const mailProgram = { forMachines: { perMinute: 600 }, takesFile: 'as it comes', once: false } as const;

/** Searches that somebody keeps, and letters about what is new to them. */
export const alertRoutes: readonly Route[] = [
  route({ ...forOwner, method: 'GET', path: alertPaths.list(), audit: own, handle: listPage }),
  route({
    ...saving,
    method: 'GET',
    audit: own,
    handle: async (ask: Ask<unknown, SearchState>) => savePage(ask),
  }),
  route({ ...saving, method: 'POST', audit: 'by the command', handle: save }),
  route({ ...one, method: 'POST', path: alertPaths.look(':id'), audit: 'by the command', handle: look }),
  route({ ...removing, method: 'GET', audit: own, handle: removePage }),
  route({ ...removing, method: 'POST', audit: 'by the command', handle: remove }),
  route({ ...changing, method: 'GET', audit: own, handle: (ask: OneAsk) => changePage(ask) }),
  route({ ...changing, method: 'POST', audit: 'by the command', handle: change }),
  route({ ...stopping, method: 'GET', audit: own, handle: stopPage }),
  route({ ...stopping, ...mailProgram, method: 'POST', audit: 'by the command', handle: stopAtOnce }),
  route({ ...stoppingAsAsked, method: 'POST', audit: 'by the command', handle: stop }),
];
