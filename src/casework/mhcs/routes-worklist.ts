import { addWorkingDays } from '../../platform/time/index.ts';
import { type Answer, type Ask, type Route, route } from '../../platform/web/index.ts';
import { dueSoonWithin } from '../rules/clocks.ts';
import { mhcsPaths } from './paths.ts';
import { readChoices } from './queries/choices.ts';
import { readWorklist, type WorklistAsked } from './queries/worklist.ts';
import { leadsAllTeams, mhcsRoles, teamOf } from './roles.ts';
import { choicesModel, hrefWith, worklistModel } from './worklist-model.ts';
import { type WorklistQuery, worklistQuery } from './worklist-query.ts';

async function worklistPage(ask: Ask<unknown, WorklistQuery>): Promise<Answer> {
  const { tx, query, today, t } = ask;
  const asked = askedFor(ask);
  const about = { detail: { tab: asked.tab, page: asked.page, team: asked.team ?? null } };
  const worklist = await ask.lastly(about, () => readWorklist(tx, asked));
  return {
    page: 'casework/mhcs/views/worklist.njk',
    title: t('mhcs.worklist.title'),
    model: worklistModel({ worklist, asked, query, t, today }),
  };
}

/** Whoever has a team sees theirs first; those who lead several see all of them unless they choose one. */
function askedFor({ query, actor, today }: Ask<unknown, WorklistQuery>): WorklistAsked {
  const own = teamOf(actor);
  const seesAll = leadsAllTeams(actor) || own === undefined;
  const team = query.team === 'all' || query.team === undefined ? (seesAll ? undefined : own) : query.team;
  return {
    tab: query.tab,
    order: query.sort,
    descending: query.way === 'down',
    page: query.page,
    team: query.mine ? undefined : team,
    caseworker: query.mine ? undefined : query.caseworker,
    mine: query.mine && actor.accountId,
    hospital: query.hospital,
    leaveType: query.type,
    today,
    soonUntil: addWorkingDays(today, dueSoonWithin(today)),
  };
}

async function choosePage({ tx, query, actor, t }: Ask<unknown, WorklistQuery>): Promise<Answer> {
  return {
    page: 'casework/mhcs/views/choose.njk',
    title: t('mhcs.worklist.filters'),
    model: choicesModel(await readChoices(tx), { query, actor, t }),
    backHref: hrefWith(query, {}),
  };
}

export const worklistRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: mhcsPaths.worklist(),
    access: mhcsRoles,
    audit: 'casework.worklist.read',
    query: worklistQuery,
    handle: worklistPage,
  }),
  route({
    method: 'GET',
    path: mhcsPaths.choose(),
    access: mhcsRoles,
    audit: 'none: names of units and colleagues only',
    query: worklistQuery,
    handle: choosePage,
  }),
];
