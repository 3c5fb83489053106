import { z } from 'zod';
import type { Actor, Tx } from '../../platform/database/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { barChart } from '../../platform/statistics/index.ts';
import { type Answer, type Ask, addressWith, holds, pageNumber } from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { evidencePaths } from '../paths.ts';
import { recommendationPaths } from './paths.ts';
import { readOwnAddressees } from './queries/read-addressees.ts';
import { readChains, type Standing } from './queries/read-chains.ts';
import { showStanding } from './show-chain.ts';
import { chainStates, stateLooks } from './states.ts';

/** So many rows on a page. */
const size = 100;

/**
 * The rows of one page; a page past the end is the last one.
 * @param asked the number of the page
 * @param href the address of a page
 */
export function onePageOf<Row>(rows: readonly Row[], asked: number, href: (page: number) => string) {
  const page = Math.min(asked, Math.max(1, Math.ceil(rows.length / size)));
  return {
    page,
    shown: rows.slice((page - 1) * size, page * size),
    pages: paginate({ page, size, total: rows.length }, href),
  };
}

/** What the list is narrowed to, and its page. */
export const listQuery = z.object({
  theme: z.string().max(200).catch(''),
  /** All that is overdue, or what is because nobody has answered. */
  overdue: z.enum(['yes', 'answer', '']).catch(''),
  /** Where it stands; `look`: something is said to be done, and nobody else has looked. */
  state: z.enum([...chainStates, 'look', '']).catch(''),
  page: pageNumber,
});
type ListQuery = z.infer<typeof listQuery>;
type ListAsk = Ask<unknown, ListQuery>;

/** Every recommendation with each of those to whom it was made, what is due first before the rest. */
export async function listPage({ tx, t, today, query, actor }: ListAsk): Promise<Answer> {
  const all = await readChains(tx, today);
  const wanted = all.filter(row => fits(row, query));
  const { shown, pages } = onePageOf(wanted, query.page, page =>
    addressWith(recommendationPaths.list(), { ...query, page }),
  );
  return {
    page: 'evidence/recommendations/views/list.njk',
    title: t('chains.title'),
    backHref: evidencePaths.search(),
    model: {
      rows: shown.map(row => showStanding(row, t)),
      pages,
      themes: [...new Set(all.map(({ theme }) => theme))]
        .sort()
        .map(theme => ({ theme, chosen: theme === query.theme })),
      states: ([...chainStates, 'look'] as const).map(state => ({
        ...{ state, text: t(state === 'look' ? 'chains.toLook' : stateLooks[state].text) },
        chosen: state === query.state,
      })),
      ...{ overdue: query.overdue !== '', overdueCount: all.filter(({ overdue }) => overdue).length },
      own: (await ownOf(tx, actor)).map(({ id, name }) => ({
        ...{ name, href: recommendationPaths.addressee(id) },
      })),
      action: recommendationPaths.list(),
      ...{ addresseesHref: recommendationPaths.addressees(), isEmpty: all.length === 0 },
      ...statesOf(all, t),
    },
  };
}

const fits = (row: Standing, { theme, overdue, state }: ListQuery) =>
  (theme === '' || row.theme === theme) &&
  (overdue === '' || row.overdue) &&
  (overdue !== 'answer' || row.state === 'waiting') &&
  (state === '' || (state === 'look' ? row.toLook : row.state === state));

/** How many stand where, as a picture and its table. */
function statesOf(all: readonly Standing[], t: Translate) {
  const counts = chainStates.map(state => ({
    name: t(stateLooks[state].text),
    count: all.filter(row => row.state === state).length,
    href: recommendationPaths.standing(state),
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

/** The organisations in whose name whoever looks answers. */
const ownOf = async (tx: Tx, actor: Actor | undefined) =>
  actor && holds(actor, 'respondent') ? readOwnAddressees(tx) : [];
