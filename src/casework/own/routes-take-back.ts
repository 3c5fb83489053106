import type { z } from 'zod';
import {
  type Answer,
  type Ask,
  idParams,
  isStorable,
  one,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { personPaths } from '../person/paths.ts';
import { readFollowed } from '../person/queries.ts';
import { askedInWords } from '../person/where-it-stands.ts';
import { kindRules } from '../rules/document-kinds.ts';
import { askers } from './about.ts';
import { takeBackRequest } from './commands/take-back-request.ts';
import { ownPaths } from './paths.ts';

type TakeAsk = Ask<z.infer<typeof idParams>, unknown>;

async function readTaking({ tx, params }: TakeAsk) {
  const followed = await readFollowed(tx, params.id);
  if (!kindRules[followed.kind].ofThePerson) throw tooLate('platform.refusal.notInThisState');
  return followed;
}

async function takeBackPage(ask: TakeAsk, again?: { because: string; problem: string }): Promise<Answer> {
  const { t, actor } = ask;
  const followed = await readTaking(ask);
  return {
    page: 'casework/own/views/take-back.njk',
    title: t('own.takeBack.title'),
    backHref: personPaths.application(followed.id),
    about: { caseId: followed.caseId, detail: { application: followed.id } },
    model: {
      ...{ own: actor.personId !== null, person: followed.person, mayTakeBack: followed.mayTakeBack },
      asked: askedInWords(followed, t),
      because: again?.because ?? '',
      problem: again?.problem ?? '',
      action: ownPaths.takeBack(followed.id),
      keep: personPaths.application(followed.id),
    },
    problems: again && [{ field: 'because', text: again.problem }],
  };
}

async function take(ask: TakeAsk): Promise<Answer> {
  const { tx, body, t } = ask;
  const because = one(body, 'because');
  if (!isStorable(because)) return takeBackPage(ask, { because, problem: t('platform.problem.unstorable') });
  if (because.length > 1000) return takeBackPage(ask, { because, problem: t('casework.withdraw.tooLong') });
  const followed = await readTaking(ask);
  await takeBackRequest(tx, followed, because.trim() || t('own.takeBack.noReason'));
  return { goTo: personPaths.application(followed.id), say: 'own.takeBack.done' };
}

/** Taking back what was asked for, until it is decided. */
export const takeBackRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: ownPaths.takeBack(':id'),
    access: askers,
    audit: 'casework.document.read',
    params: idParams,
    handle: ask => takeBackPage(ask),
  }),
  route({
    method: 'POST',
    path: ownPaths.takeBack(':id'),
    access: askers,
    audit: 'by the command',
    params: idParams,
    handle: take,
  }),
];
