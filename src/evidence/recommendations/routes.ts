import type { z } from 'zod';
import type { Actor } from '../../platform/database/index.ts';
import { type Answer, type Ask, found, holds, type Route, route } from '../../platform/web/index.ts';
import { publicReading, smallIdParams } from '../public-reading.ts';
import { feedOf } from './feed.ts';
import { listPage, listQuery } from './list-page.ts';
import { recommendationPaths } from './paths.ts';
import { readAddressee, readAddressees, readSpokenFor } from './queries/read-addressees.ts';
import { readChain, readChains } from './queries/read-chains.ts';
import { showChain, showStanding } from './show-chain.ts';

type OneAsk = Ask<z.infer<typeof smallIdParams>, unknown>;

const shortly = (text: string) => (text.length > 100 ? `${text.slice(0, 99)}…` : text);

async function chainPage({ tx, t, params, actor }: OneAsk): Promise<Answer> {
  const chain = found(await readChain(tx, params.id));
  const visitor: Actor | undefined = actor;
  const spokenFor = visitor && holds(visitor, 'respondent') ? await readSpokenFor(tx) : [];
  return {
    page: 'evidence/recommendations/views/chain.njk',
    title: t('chains.one.title'),
    // Of many windows and bookmarks, each says which recommendation it is.
    windowTitle: t('chains.one.window', { asks: shortly(chain.asks) }),
    backHref: recommendationPaths.list(),
    model: { shown: showChain(chain, { actor: visitor, spokenFor }, t) },
  };
}

async function addresseesPage({ tx, t, today }: Ask<unknown, unknown>): Promise<Answer> {
  return {
    page: 'evidence/recommendations/views/addressees.njk',
    title: t('chains.addressees.title'),
    backHref: recommendationPaths.list(),
    model: {
      rows: (await readAddressees(tx, today)).map(row => ({
        ...row,
        href: recommendationPaths.addressee(row.id),
      })),
    },
  };
}

async function addresseePage({ tx, t, today, params, actor }: OneAsk): Promise<Answer> {
  const { id } = params;
  const name = found(await readAddressee(tx, id));
  const rows = await readChains(tx, today, { addressee: id });
  const shown = rows.map(row => showStanding(row, t));
  const visitor: Actor | undefined = actor;
  return {
    page: 'evidence/recommendations/views/addressee.njk',
    title: name,
    backHref: recommendationPaths.addressees(),
    model: {
      overdue: shown.filter(row => row.overdue),
      others: shown.filter(row => !row.overdue),
      feedHref: recommendationPaths.feed(id),
      speakerHref: visitor && holds(visitor, 'librarian') ? recommendationPaths.speaker(id) : undefined,
    },
  };
}

async function feed({ tx, t, params, baseUrl }: OneAsk): Promise<Answer> {
  const { id } = params;
  return feedOf(tx, { id, name: found(await readAddressee(tx, id)), baseUrl }, t);
}

/** What everybody may read of recommendations. */
export const publicChainRoutes: readonly Route[] = [
  route({ ...publicReading, path: recommendationPaths.list(), query: listQuery, handle: listPage }),
  route({
    ...publicReading,
    path: recommendationPaths.chain(':id'),
    params: smallIdParams,
    handle: chainPage,
  }),
  route({ ...publicReading, path: recommendationPaths.addressees(), handle: addresseesPage }),
  route({
    ...publicReading,
    path: recommendationPaths.addressee(':id'),
    params: smallIdParams,
    handle: addresseePage,
  }),
  route({ ...publicReading, path: recommendationPaths.feed(':id'), params: smallIdParams, handle: feed }),
];
