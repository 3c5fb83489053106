import {
  type Answer,
  one,
  type PageAnswer,
  type Route,
  route,
  tooLate,
} from '../../../platform/web/index.ts';
import { wordsOfKind } from '../../papers/words-of-kind.ts';
import { mhcsRoles } from '../roles.ts';
import { sendToAuthorise } from './commands/send-to-authorise.ts';
import { emptyDraft } from './draft.ts';
import { headOf } from './head.ts';
import { aboutDecision, type DecisionAsk, ofApplication, openWork, type Work } from './open-work.ts';
import { partsOf } from './parts.ts';
import { decisionPaths } from './paths.ts';
import { authorisersOf, lacksOf, levelFor, whyNot } from './readiness.ts';
import { showKind, showLacks, showLevel } from './words.ts';
import { whyNotWritable } from './workable.ts';

/** What is still missing; or which level is needed, and who could be told. */
function sendPage({ t }: DecisionAsk, work: Work, status = 200): PageAnswer {
  const { file, statements, today } = work;
  const { decision } = file;
  const lacks = lacksOf(decision ?? emptyDraft, { ...file, today }, statements);
  const parts = partsOf(statements);
  const alone = mayAlone(work);
  return {
    page: 'casework/mhcs/decision/views/send.njk',
    title: t(alone ? 'mhcs.decision.send.titleAlone' : 'mhcs.decision.send.title'),
    status,
    backHref: decisionPaths.decision(file.id),
    model: {
      head: headOf(file, t),
      kind: showKind(decision?.kind ?? null, wordsOfKind(file.kind, t)),
      progress: t('mhcs.decision.progress', {
        done: parts.filter(({ reply }) => reply).length,
        all: parts.length,
      }),
      isReturn: decision?.kind === 'return' && parts.length > 0,
      lacks: showLacks(file.id, lacks, t),
      level: showLevel(levelFor(file), t),
      colleagues: decision ? authorisersOf({ ...file, decision }) : [],
      alone,
      version: decision?.version ?? 0,
      paths: {
        send: decisionPaths.send(file.id),
        letter: decisionPaths.letter(file.id),
        answer: decisionPaths.answer(file.id),
      },
    },
    about: aboutDecision(work),
  };
}

/** Whether the author may issue it too: the kind of document needs no second person, and they are high enough. */
function mayAlone({ file }: Work): boolean {
  const { decision, me } = file;
  if (!decision || decision.secondPerson) return false;
  return whyNot({ ...file, decision }, { id: me.accountId, level: me.level }) === undefined;
}

async function send(ask: DecisionAsk): Promise<Answer> {
  const { tx, body, today } = ask;
  const work = await openWork(ask);
  const version = Number(/^\d{1,9}$/.exec(one(body, 'version'))?.[0] ?? 0);
  const chosen = /^\d{1,15}$/.exec(one(body, 'tell'))?.[0];
  const sent = await sendToAuthorise(tx, {
    ...{ file: work.file, statements: work.statements, version, today },
    ...(chosen ? { tell: Number(chosen) } : {}),
  });
  // What came since the page was opened stands on it now, as what is missing.
  if (!sent.ok) return sendPage(ask, work, 409);
  return mayAlone(work)
    ? { goTo: decisionPaths.authorise(work.file.id), say: 'mhcs.decision.send.ready' }
    : { goTo: decisionPaths.decision(work.file.id), say: 'mhcs.decision.send.done' };
}

export const sendRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: decisionPaths.send(':id'),
    access: mhcsRoles,
    audit: 'casework.decision.checked',
    params: ofApplication,
    handle: async ask => {
      const work = await openWork(ask);
      const why = whyNotWritable(work.file);
      if (why) throw tooLate(why);
      return sendPage(ask, work);
    },
  }),
  route({
    method: 'POST',
    path: decisionPaths.send(':id'),
    access: mhcsRoles,
    audit: 'by the command',
    params: ofApplication,
    handle: send,
  }),
];
