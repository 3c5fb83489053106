import { z } from 'zod';
import {
  type Answer,
  type Ask,
  idNumber,
  idParams,
  many,
  notFound,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { allocateApplications } from './commands/allocate-applications.ts';
import type { ApplicationAsk } from './params.ts';
import { mhcsPaths } from './paths.ts';
import { type Colleague, readColleagues } from './queries/choices.ts';
import { openApplication } from './queries/open-application.ts';
import { rowsOnPage } from './queries/worklist.ts';
import { mhcsRoles } from './roles.ts';
import { insideWorklist } from './worklist-model.ts';

type Allocating = { ids: readonly number[]; back: string; caseId?: number };

const idList = z.array(idNumber).max(rowsOnPage);

/** Whom to give the chosen applications to, each colleague with what they have now. */
async function choosePage(
  ask: Ask<unknown, unknown>,
  allocating: Allocating,
  problem?: string,
): Promise<Answer> {
  const { tx, actor, t } = ask;
  const colleagues = await readColleagues(tx);
  const mine = colleagues.find(({ id }) => id === actor.accountId) ?? {
    id: actor.accountId,
    name: actor.name,
    open: 0,
  };
  const others = colleagues.filter(({ id }) => id !== actor.accountId);
  const shown = (one: Colleague) => ({
    id: one.id,
    text: t('mhcs.allocate.has', { name: one.name, open: one.open }),
  });
  return {
    page: 'casework/mhcs/views/allocate.njk',
    title: t('mhcs.allocate.title'),
    backHref: allocating.back,
    model: {
      count: t('mhcs.allocate.count', { count: allocating.ids.length }),
      ids: allocating.ids,
      name: 'application',
      back: allocating.back,
      action: mhcsPaths.allocateMany(),
      me: { id: mine.id, text: t('mhcs.allocate.me', { open: mine.open }) },
      others: others.map(shown),
    },
    problems: problem ? [{ field: `to-${mine.id}`, text: problem }] : [],
    about: { caseId: allocating.caseId ?? null, detail: { applications: allocating.ids } },
  };
}

async function onePage(ask: ApplicationAsk): Promise<Answer> {
  const { id, caseId } = await openApplication(ask.tx, ask.params.id);
  return choosePage(ask, { ids: [id], back: mhcsPaths.application(id), caseId });
}

/** From the worklist the first click only chooses the applications; the second says to whom. */
async function chosenPage(ask: Ask<unknown, unknown>): Promise<Answer> {
  const back = insideWorklist(one(ask.body, 'back'));
  const ids = idList.safeParse(many(ask.body, 'application'));
  if (!ids.success || ids.data.length === 0)
    return { goTo: back, say: 'mhcs.allocate.chooseSome', sayAs: 'warning' };
  return choosePage(ask, { ids: ids.data, back });
}

async function allocate(ask: Ask<unknown, unknown>): Promise<Answer> {
  const { tx, actor, body, t } = ask;
  const back = insideWorklist(one(body, 'back'));
  const ids = idList.safeParse(many(body, 'application'));
  if (!ids.success || ids.data.length === 0) throw notFound();
  const to = idNumber.safeParse(one(body, 'to'));
  if (!to.success) return choosePage(ask, { ids: ids.data, back }, t('mhcs.allocate.whom'));
  const count = await allocateApplications(tx, { applicationIds: ids.data, to: to.data, actor });
  return { goTo: back, say: 'mhcs.allocate.done', sayValues: { count } };
}

export const allocateRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: mhcsPaths.allocate(':id'),
    access: mhcsRoles,
    audit: 'casework.document.opened',
    params: idParams,
    handle: onePage,
  }),
  route({
    method: 'POST',
    path: mhcsPaths.chooseColleague(),
    access: mhcsRoles,
    audit: 'casework.document.opened',
    once: false,
    handle: chosenPage,
  }),
  route({
    method: 'POST',
    path: mhcsPaths.allocateMany(),
    access: mhcsRoles,
    audit: 'by the command',
    handle: allocate,
  }),
];
