import { z } from 'zod';
import type { Actor, Tx } from '../../platform/database/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { barChart } from '../../platform/statistics/index.ts';
import {
  type Answer,
  type Ask,
  addressWith,
  holds,
  isStorable,
  pageNumber,
} from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { evidencePaths } from '../paths.ts';
import { recommendationPaths } from './paths.ts';
import { readOwnAddressees } from './queries/read-addressees.ts';
import { readChains, rowsOnPage, type Tally, tallyChains } from './queries/read-chains.ts';
import { showStanding } from './show-chain.ts';
import { chainStates, stateLooks } from './states.ts';

/** What the list is narrowed to, and its page. */
export const listQuery = z.object({
  theme: z.string().max(300).refine(isStorable).catch(''),
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
  const tally = await tallyChains(tx, today);
  const overdue = query.overdue !== '';
  const stands = query.overdue === 'answer' ? 'waiting' : query.state;
  const { rows, total } = await readChains(tx, today, {
    ...{ page: query.page, theme: query.theme || undefined, overdue },
    state: stands || undefined,
  });
  return {
    page: 'evidence/recommendations/views/list.njk',
    title: t('chains.title'),
    backHref: evidencePaths.search(),
    model: {
      rows: rows.map(row => showStanding(row, t)),
      pages: paginate({ page: query.page, size: rowsOnPage, total }, page =>
        addressWith(recommendationPaths.list(), { ...query, page }),
      ),
      themes: [...new Set(tally.map(({ theme }) => theme))].map(theme => ({
        ...{ theme, chosen: theme === query.theme },
      })),
      states: ([...chainStates, 'look'] as const).map(state => ({
        ...{ state, text: t(state === 'look' ? 'chains.toLook' : stateLooks[state].text) },
        chosen: state === stands,
      })),
      ...{ overdue, overdueCount: sum(tally.map(one => one.overdue)) },
      own: (await ownOf(tx, actor)).map(({ id, name }) => ({
        ...{ name, href: recommendationPaths.addressee(id) },
      })),
      action: recommendationPaths.list(),
      ...{ addresseesHref: recommendationPaths.addressees(), isEmpty: tally.length === 0 },
      ...statesOf(tally, t),
    },
  };
}

const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);

/** How many stand where, as a picture and its table. */
function statesOf(tally: readonly Tally[], t: Translate) {
  const counts = chainStates.map(state => ({
    name: t(stateLooks[state].text),
    count: sum(tally.filter(one => one.state === state).map(one => one.count)),
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
