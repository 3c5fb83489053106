import { z } from 'zod';
import {
  type Answer,
  type FieldProblem,
  one,
  type PageAnswer,
  type Route,
  readBody,
  route,
} from '../../../platform/web/index.ts';
import { mhcsRoles } from '../roles.ts';
import { issueDecision } from './commands/issue-decision.ts';
import { sendBack } from './commands/move-back.ts';
import {
  aboutDecision,
  type DecisionAsk,
  ofApplication,
  openToRead,
  openWork,
  recordReading,
  type Work,
} from './open-work.ts';
import { decisionPaths } from './paths.ts';
import { authoriseModel } from './show-authorise.ts';

type Drawn = { status?: number; problems?: FieldProblem[]; changed?: true; reason?: string };

/** The second person reads everything before they decide. */
function authorisePage({ t }: DecisionAsk, work: Work, drawn: Drawn = {}): PageAnswer {
  return {
    page: 'casework/mhcs/decision/views/authorise.njk',
    title: t('mhcs.authorise.one'),
    status: drawn.status ?? 200,
    backHref: decisionPaths.queue(),
    model: { ...authoriseModel(work, t), reason: drawn.reason ?? '' },
    ...(drawn.problems ? { problems: drawn.problems } : {}),
    ...(drawn.changed ? { banner: { kind: 'warning', text: t('mhcs.authorise.changed') } } : {}),
    about: aboutDecision(work),
  };
}

async function issue(ask: DecisionAsk): Promise<Answer> {
  const { tx, params, body, today, now } = ask;
  const issued = await issueDecision(tx, {
    ...{ documentId: params.id, seen: one(body, 'seen'), today, now },
  });
  if (!issued.ok) {
    const work = { ...issued, today };
    recordReading(ask, work);
    return authorisePage(ask, work, { status: 409, changed: true });
  }
  return { goTo: decisionPaths.decision(params.id), say: 'mhcs.authorise.issued' };
}

const backForm = z.object({
  reason: z.string().refine(text => text.trim() !== '', 'mhcs.authorise.problem.noReason'),
});

async function back(ask: DecisionAsk): Promise<Answer> {
  const read = readBody(backForm, ask.body, ask.t);
  const work = await openWork(ask);
  if (!read.ok) {
    const { problems, typed } = read;
    return authorisePage(ask, work, { status: 422, problems, reason: typed.reason ?? '' });
  }
  await sendBack(ask.tx, work.file, read.data.reason);
  return { goTo: decisionPaths.queue(), say: 'mhcs.authorise.sentBack' };
}

const ofDecision = { access: mhcsRoles, params: ofApplication } as const;

export const authoriseRoutes: readonly Route[] = [
  route({
    ...ofDecision,
    method: 'GET',
    path: decisionPaths.authorise(':id'),
    audit: 'casework.decision.read',
    handle: async ask => {
      const work = await openToRead(ask);
      // Once it was issued, taken back or sent back there is nothing to authorise; it can still be read.
      return work.file.decision?.state === 'awaiting authorisation'
        ? authorisePage(ask, work)
        : { goTo: decisionPaths.decision(work.file.id), about: aboutDecision(work) };
    },
  }),
  route({
    ...ofDecision,
    method: 'POST',
    path: decisionPaths.authorise(':id'),
    audit: 'by the command',
    handle: issue,
  }),
  route({
    ...ofDecision,
    method: 'POST',
    path: decisionPaths.sendBack(':id'),
    audit: 'by the command',
    handle: back,
  }),
];
