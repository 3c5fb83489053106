import type { z } from 'zod';
import type { Actor } from '../../platform/database/index.ts';
import {
  type Answer,
  type Ask,
  addressWith,
  found,
  holds,
  type PageQuery,
  pageQuery,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { publicReading, smallIdParams } from '../public-reading.ts';
import { feedOf } from './feed.ts';
import { listPage, listQuery } from './list-page.ts';
import { recommendationPaths } from './paths.ts';
import { readAddressee, readAddressees, readSpokenFor } from './queries/read-addressees.ts';
import { readChain, readChains, rowsOnPage } from './queries/read-chains.ts';
import { shortly, showChain, showStanding } from './show-chain.ts';

type AddresseeAsk = Ask<z.infer<typeof smallIdParams>, PageQuery>;
type OneAsk = Ask<z.infer<typeof smallIdParams>, unknown>;

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

async function addresseePage({ tx, t, today, params, query, actor }: AddresseeAsk): Promise<Answer> {
  const { id } = params;
  const { name, mergedInto, names } = found(await readAddressee(tx, id));
  if (mergedInto !== null) return { goTo: recommendationPaths.addressee(mergedInto) };
  const { rows, total } = await readChains(tx, today, { addressee: id, page: query.page });
  const shown = rows.map(row => showStanding(row, t));
  const pages = paginate({ page: query.page, size: rowsOnPage, total }, page =>
    addressWith(recommendationPaths.addressee(id), { page }),
  );
  const visitor: Actor | undefined = actor;
  const keeps = visitor !== undefined && holds(visitor, 'librarian');
  return {
    page: 'evidence/recommendations/views/addressee.njk',
    title: name,
    backHref: recommendationPaths.addressees(),
    model: {
      names: names.map(one => one.name).join('; '),
      ...{ overdue: shown.filter(row => row.overdue), others: shown.filter(row => !row.overdue) },
      ...{ isFirst: pages.from <= 1, isNothing: total === 0, pages },
      feedHref: recommendationPaths.feed(id),
      ...(keeps && {
        ...{ speakerHref: recommendationPaths.speaker(id), nameHref: recommendationPaths.name(id) },
        parts: names
          .filter(({ parts }) => parts)
          .map(one => ({ name: one.name, action: recommendationPaths.part(one.id) })),
      }),
    },
  };
}

async function feed({ tx, t, params, baseUrl }: OneAsk): Promise<Answer> {
  const { id } = params;
  const { name, mergedInto } = found(await readAddressee(tx, id));
  if (mergedInto !== null) return { goTo: recommendationPaths.feed(mergedInto) };
  return feedOf(tx, { id, name, baseUrl }, t);
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
    query: pageQuery,
    handle: addresseePage,
  }),
  route({ ...publicReading, path: recommendationPaths.feed(':id'), params: smallIdParams, handle: feed }),
];
