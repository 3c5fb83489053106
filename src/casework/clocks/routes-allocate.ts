import { z } from 'zod';
import {
  type Answer,
  type Ask,
  idNumber,
  many,
  notFound,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { allocateCases } from './commands/allocate-cases.ts';
import { clockPaths } from './paths.ts';
import { rowsOnPage } from './queries/listed.ts';
import { readCaseworkers } from './queries/read-cover.ts';

const caseList = z.array(idNumber).max(rowsOnPage);

/** Where somebody came from, if it is the list of clocks; else that list. */
const backTo = (path: string): string =>
  /^\/mhcs\/due(\?[-a-zA-Z0-9=&]*)?$/.test(path) ? path : clockPaths.worklist();

async function choosePage(
  { tx, actor, t }: Ask<unknown, unknown>,
  { ids, back }: { ids: readonly number[]; back: string },
  problem?: string,
): Promise<Answer> {
  const colleagues = await readCaseworkers(tx);
  const mine = colleagues.find(({ id }) => id === actor.accountId)?.cases ?? 0;
  return {
    page: 'casework/mhcs/views/allocate.njk',
    title: t('clocks.allocate.title'),
    backHref: back,
    model: {
      ...{
        ids,
        name: 'case',
        back,
        action: clockPaths.allocate(),
        count: t('clocks.allocate.count', { count: ids.length }),
      },
      me: { id: actor.accountId, text: t('clocks.allocate.me', { cases: mine }) },
      others: colleagues
        .filter(({ id }) => id !== actor.accountId)
        .map(({ id, name, cases }) => ({ id, text: t('clocks.allocate.has', { name, cases }) })),
    },
    problems: problem ? [{ field: `to-${actor.accountId}`, text: problem }] : [],
    about: { detail: { cases: ids } },
  };
}

/** The first click only chooses the cases; the second says to whom. Two clocks of one case are one case. */
async function chosenPage(ask: Ask<unknown, unknown>): Promise<Answer> {
  const back = backTo(one(ask.body, 'back'));
  const ids = caseList.safeParse([...new Set(many(ask.body, 'case'))]);
  if (!ids.success || ids.data.length === 0)
    return { goTo: back, say: 'clocks.allocate.chooseSome', sayAs: 'warning' };
  return choosePage(ask, { ids: ids.data, back });
}

async function allocate(ask: Ask<unknown, unknown>): Promise<Answer> {
  const { tx, actor, body, t } = ask;
  const back = backTo(one(body, 'back'));
  const ids = caseList.safeParse([...new Set(many(body, 'case'))]);
  if (!ids.success || ids.data.length === 0) throw notFound();
  const to = idNumber.safeParse(one(body, 'to'));
  if (!to.success) return choosePage(ask, { ids: ids.data, back }, t('mhcs.allocate.whom'));
  const count = await allocateCases(tx, { caseIds: ids.data, to: to.data, actor });
  return { goTo: back, say: 'clocks.allocate.done', sayValues: { count } };
}

export const allocateRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: clockPaths.chosen(),
    access: mhcsRoles,
    audit: 'casework.clocks.listed',
    once: false,
    handle: chosenPage,
  }),
  route({
    method: 'POST',
    path: clockPaths.allocate(),
    access: mhcsRoles,
    audit: 'by the command',
    handle: allocate,
  }),
];
