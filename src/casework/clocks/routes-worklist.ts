import { type Answer, type Ask, type Route, route } from '../../platform/web/index.ts';
import { readChoices } from '../mhcs/queries/choices.ts';
import { leadsAllTeams, mhcsRoles, teamOf } from '../mhcs/roles.ts';
import { clockGroups, groupNames } from './groups.ts';
import { hrefOf, type WorklistQuery, worklistQuery } from './list-query.ts';
import { clockPaths } from './paths.ts';
import type { Tab } from './queries/listed.ts';
import { readWorklist, type WorklistAsked } from './queries/read-worklist.ts';
import { withDay, worklistModel } from './worklist-model.ts';

type ListAsk = Ask<unknown, WorklistQuery>;

/** How far ahead a list of work looks. */
const horizon = { months: 3 } as const;

/** A day of the calendar may lie beyond what a list looks ahead to, and one tab looks ahead without end. */
export function untilOf(
  today: Temporal.PlainDate,
  { tab, day }: { tab: Tab; day?: Temporal.PlainDate | undefined },
): Temporal.PlainDate {
  const until = today.add(tab === 'every' ? { years: 100 } : horizon);
  return day && Temporal.PlainDate.compare(day, until) > 0 ? day : until;
}

/** Whoever has a team sees theirs first; those who lead several see all of them unless they choose one. */
export function teamAsked({
  query,
  actor,
}: Pick<Ask<unknown, { team?: number | 'all' | undefined }>, 'query' | 'actor'>) {
  const own = leadsAllTeams(actor) ? undefined : teamOf(actor);
  if (query.team === undefined) return own;
  return query.team === 'all' ? undefined : query.team;
}

function askedFor({ query, actor, today }: ListAsk): WorklistAsked {
  const { tab, sort, page, caseworker, group, day } = query;
  // Somebody's work is theirs in whichever team the case is.
  const isOfOne = query.mine !== undefined || typeof caseworker === 'number';
  return {
    ...{ tab, order: sort, page, group, day, today, until: untilOf(today, query) },
    team: isOfOne ? undefined : teamAsked({ query, actor }),
    mine: query.mine ? actor.accountId : undefined,
    caseworker,
  };
}

async function worklistPage(ask: ListAsk): Promise<Answer> {
  const { tx, query, t } = ask;
  const asked = askedFor(ask);
  const about = { detail: { tab: asked.tab, page: asked.page, team: asked.team ?? null } };
  const worklist = await ask.lastly(about, () => readWorklist(tx, asked));
  return {
    page: 'casework/clocks/views/worklist.njk',
    title: t('clocks.due.title'),
    model: worklistModel({ worklist, asked, query, t }),
  };
}

async function choosePage({ tx, query, actor, t }: ListAsk): Promise<Answer> {
  const { teams, colleagues } = await readChoices(tx);
  const offered = (all: readonly { id: number; name: string }[], chosen: unknown) =>
    all.map(({ id, name }) => ({ value: id, text: name, selected: id === chosen }));
  return {
    page: 'casework/clocks/views/choose.njk',
    title: t('mhcs.worklist.filters'),
    backHref: hrefOf(clockPaths.worklist(), withDay(query)),
    model: {
      ...{ action: clockPaths.worklist(), tab: query.tab, sort: query.sort, mine: query.mine === 'yes' },
      ...{ nobodys: query.caseworker === 'none', teams: offered(teams, query.team ?? teamOf(actor)) },
      caseworkers: offered(colleagues, query.caseworker),
      groups: groupNames.map(name => ({
        ...{ value: name, text: t(clockGroups[name].text), selected: name === query.group },
      })),
    },
  };
}

export const worklistRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clockPaths.worklist(),
    access: mhcsRoles,
    audit: 'casework.clocks.listed',
    query: worklistQuery,
    handle: worklistPage,
  }),
  route({
    method: 'GET',
    path: clockPaths.choose(),
    access: mhcsRoles,
    audit: 'none: names of units and colleagues only',
    query: worklistQuery,
    handle: choosePage,
  }),
];
