import { z } from 'zod';
import type { Actor } from '../../platform/database/index.ts';
import { barChart } from '../../platform/statistics/index.ts';
import { type Answer, type Ask, found, holds, type Route, route } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { publicReading, smallIdParams } from '../public-reading.ts';
import { feedOf } from './feed.ts';
import { recommendationPaths } from './paths.ts';
import {
  readAddressee,
  readAddressees,
  readChain,
  readChains,
  readSpokenFor,
  type Standing,
} from './queries/read-chains.ts';
import { showChain, showStanding } from './show-chain.ts';
import { chainStates, stateLooks } from './states.ts';

const listQuery = z.object({
  theme: z.string().max(200).catch(''),
  /** All that is overdue, or what is because nobody has answered. */
  overdue: z.enum(['yes', 'answer', '']).catch(''),
});
type ListAsk = Ask<unknown, z.infer<typeof listQuery>>;
type OneAsk = Ask<z.infer<typeof smallIdParams>, unknown>;

async function listPage({ tx, t, today, query }: ListAsk): Promise<Answer> {
  const all = await readChains(tx, today);
  const wanted = all.filter(
    ({ theme, overdue, state }) =>
      (query.theme === '' || theme === query.theme) &&
      (query.overdue === '' || overdue) &&
      (query.overdue !== 'answer' || state === 'waiting'),
  );
  return {
    page: 'evidence/recommendations/views/list.njk',
    title: t('chains.title'),
    backHref: evidencePaths.search(),
    model: {
      rows: wanted.map(row => showStanding(row, t)),
      themes: [...new Set(all.map(({ theme }) => theme))]
        .sort()
        .map(theme => ({ theme, chosen: theme === query.theme })),
      ...{ overdue: query.overdue !== '', overdueCount: all.filter(({ overdue }) => overdue).length },
      action: recommendationPaths.list(),
      ...{ addresseesHref: recommendationPaths.addressees(), isEmpty: all.length === 0 },
      ...statesOf(all, t),
    },
  };
}

/** How many stand where, as a picture and its table. */
function statesOf(all: readonly Standing[], t: OneAsk['t']) {
  const counts = chainStates.map(state => ({
    name: t(stateLooks[state].text),
    count: all.filter(row => row.state === state).length,
  }));
  const written = (value: number) => t('chains.count', { count: value });
  return {
    counts,
    chart: barChart({
      ...{
        id: 'states',
        title: t('chains.chart.title'),
        description: t('chains.chart.description'),
        parts: [],
        written,
      },
      bars: counts.map(({ name, count }) => ({ name, values: [count] })),
    }),
  };
}

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
