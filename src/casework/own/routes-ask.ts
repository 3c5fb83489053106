import { z } from 'zod';
import { showDay } from '../../platform/time/index.ts';
import { type Answer, type Ask, caseParams, type Route, route } from '../../platform/web/index.ts';
import { personPaths } from '../person/paths.ts';
import { viewDue } from '../rules/clocks/notices.ts';
import { askers, byClinician, firstStep, shownWishes, whyNothing, wishTitle } from './about.ts';
import { beginAsking } from './commands/begin-asking.ts';
import { ownPaths } from './paths.ts';
import { type Askable, readAskable } from './queries/read-askable.ts';
import { kindOfWish, type Wish, wishes } from './wishes.ts';

type Any = Pick<Ask<unknown, unknown>, 't' | 'actor'>;

/** What can be asked for, in plain words, with what it means. */
function askPage(askable: Askable, { t, actor }: Any): Answer {
  const own = actor.personId !== null;
  return {
    page: 'casework/own/views/ask.njk',
    title: own ? t('own.title') : t('own.titleFor', { name: askable.person }),
    windowTitle: t('own.title'),
    backHref: own ? personPaths.home() : personPaths.helped(),
    about: { caseId: askable.caseId },
    model: { own, wishes: shownWishes(askable, own, t), nothing: whyNothing(askable, t) },
  };
}

const wishParams = caseParams.extend({ wish: z.enum(wishes) });
type WishAsk = Ask<z.infer<typeof wishParams>, unknown>;

/** One of them: what it means, what happens next, who will see it; and the button that begins. */
function wishPage(
  askable: Askable,
  wish: Wish,
  { t, actor, today }: Pick<WishAsk, 't' | 'actor' | 'today'>,
): Answer {
  const own = actor.personId !== null;
  return {
    page: 'casework/own/views/wish.njk',
    title: wishTitle(wish, own, t),
    backHref: own ? ownPaths.mine() : ownPaths.helped(askable.caseId),
    about: { caseId: askable.caseId },
    model: {
      ...{ own, wish, person: askable.person },
      means: t(own ? `own.means.${wish}` : `own.means.${wish}.helper`),
      viewDay: showDay(viewDue(today), t),
      byClinician: byClinician(askable, wish),
      hasBegun: askable.drafts.some(({ kind }) => kind === kindOfWish[wish]),
      isSent: askable.underWay.some(({ kind }) => kind === kindOfWish[wish]),
      nothing: whyNothing(askable, t),
      action: ownPaths.wish(askable.caseId, wish),
    },
  };
}

/** What somebody can ask for themselves, or a helper whom they let ask for them. */
export const askRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: ownPaths.mine(),
    access: ['subject'],
    audit: 'casework.own.opened',
    handle: async ask => askPage(await readAskable(ask.tx), ask),
  }),
  route({
    method: 'GET',
    path: ownPaths.helped(':caseId'),
    access: ['advocate', 'solicitor'],
    audit: 'casework.own.opened',
    params: caseParams,
    handle: async ask => askPage(await readAskable(ask.tx, ask.params.caseId), ask),
  }),
  route({
    method: 'GET',
    path: ownPaths.wish(':caseId', ':wish'),
    access: askers,
    audit: 'casework.own.opened',
    params: wishParams,
    handle: async ask => wishPage(await readAskable(ask.tx, ask.params.caseId), ask.params.wish, ask),
  }),
  route({
    method: 'POST',
    path: ownPaths.wish(':caseId', ':wish'),
    access: askers,
    audit: 'by the command',
    params: wishParams,
    handle: async ({ tx, params, actor }) => {
      const askable = await readAskable(tx, params.caseId);
      const id = await beginAsking(tx, { askable, wish: params.wish, actor });
      return { goTo: firstStep(id, params.wish, askable.status) };
    },
  }),
];
