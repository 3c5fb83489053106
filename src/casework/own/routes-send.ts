import type { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  idParams,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { askingPrompts, groupReaders, markOf, readersOfCase, sectionAmong } from '../../voice/index.ts';
import { isSameName } from '../clinical/signature.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { personPaths } from '../person/paths.ts';
import { viewDue } from '../rules/clocks/notices.ts';
import { askers } from './about.ts';
import { sendRequest } from './commands/send-request.ts';
import { paperOf, saidIn } from './paper.ts';
import { ownPaths } from './paths.ts';
import { type OwnDraft, readDraft, readDraftToSend } from './queries/read-draft.ts';
import { choicesOf, promptsOf, wishOf } from './wishes.ts';

type SendAsk = Ask<z.infer<typeof idParams>, unknown>;

const titleOf = (prompt: string, t: Translate): string => {
  const asked = askingPrompts.find(({ id }) => id === prompt);
  return asked ? t(asked.label) : prompt;
};

/** A mark of everything that is about to be sent, so that only what was read back is. */
const markOfDraft = (draft: OwnDraft, { language }: Translate) =>
  markOf(JSON.stringify([draft.asked, saidIn(draft), language]));

type Again = {
  typed: { name: string; agreed: string };
  problems: readonly FieldProblem[];
  status: 409 | 422;
};

async function sendPage(ask: SendAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, actor, today } = ask;
  const draft = await readDraft(tx, params.id);
  const readers = await readersOfCase(tx, draft.caseId);
  const own = actor.personId !== null;
  const said = saidIn(draft);
  return {
    page: 'casework/own/views/send.njk',
    title: own ? t('own.send.title') : t('own.send.titleFor', { person: draft.person }),
    windowTitle: t('own.send.title'),
    status: again?.status ?? 200,
    backHref: ownPaths.step(draft.id, 'more'),
    about: { caseId: draft.caseId },
    model: {
      ...{ own, person: draft.person, signAs: actor.name },
      asked: showAsked(draft.asked, t, 'plain'),
      askedHref:
        choicesOf(wishOf(draft.kind), draft.status).length > 1 ? ownPaths.step(draft.id, 'what') : '',
      parts: said.map(part => ({
        ...part,
        title: titleOf(part.prompt, t),
        href: ownPaths.step(draft.id, part.prompt),
      })),
      left: promptsOf(wishOf(draft.kind))
        .filter(prompt => said.every(part => part.prompt !== prompt))
        .map(prompt => ({ title: titleOf(prompt, t), href: ownPaths.step(draft.id, prompt) })),
      readers: groupReaders(readers, t),
      section: sectionAmong(readers, t),
      viewDay: showDay(viewDue(today), t),
      mark: markOfDraft(draft, t),
      lang: t.language,
      isClosed: draft.closedOn !== null,
      typed: again?.typed ?? { name: '', agreed: '' },
      action: ownPaths.send(draft.id),
      throwAway: ownPaths.throwAway(draft.id),
      later: own ? ownPaths.mine() : ownPaths.helped(draft.caseId),
    },
    ...(again ? { problems: again.problems } : {}),
  };
}

/** What keeps it from being sent as it was typed. */
function problemsOf(draft: OwnDraft, { body, t, actor }: SendAsk): FieldProblem[] {
  const isHelper = actor.personId === null;
  return [
    ...(draft.asked.length === 0 ? [{ field: 'asked', text: t('own.refusal.nothingAsked') }] : []),
    ...(isHelper && one(body, 'agreed') !== 'yes'
      ? [{ field: 'agreed', text: t('own.send.agreedNeeded') }]
      : []),
    ...(isSameName(one(body, 'name'), actor.name)
      ? []
      : [{ field: 'name', text: t('own.send.nameDiffers', { name: actor.name }) }]),
  ];
}

async function send(ask: SendAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const draft = await readDraftToSend(tx, params.id);
  const typed = { name: one(body, 'name'), agreed: one(body, 'agreed') };
  if (one(body, 'mark') !== markOfDraft(draft, t))
    return sendPage(ask, { typed, problems: [{ field: 'name', text: t('own.send.changed') }], status: 409 });
  const problems = problemsOf(draft, ask);
  if (problems.length > 0) return sendPage(ask, { typed, problems, status: 422 });
  const id = await sendRequest(tx, {
    ...{ draft, actor, today },
    paper: paperOf(draft, t),
    said: saidIn(draft),
    language: t.language,
  });
  return { goTo: personPaths.application(id), say: 'own.send.done' };
}

/** Reading it back, signing and sending. */
export const sendRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: ownPaths.send(':id'),
    access: askers,
    audit: 'voice.readers.read',
    params: idParams,
    handle: ask => sendPage(ask),
  }),
  route({
    method: 'POST',
    path: ownPaths.send(':id'),
    access: askers,
    audit: 'by the command',
    params: idParams,
    handle: send,
  }),
];
