import type { FieldProblem, PageAnswer } from '../../../platform/web/index.ts';
import { type Answer, one, type Route, route, tooLate } from '../../../platform/web/index.ts';
import { wordsOfKind } from '../../papers/words-of-kind.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import { mhcsPaths } from '../paths.ts';
import { mhcsRoles } from '../roles.ts';
import { keepWork } from './commands/keep-work.ts';
import { takeBackDecision } from './commands/move-back.ts';
import {
  aboutDecision,
  type DecisionAsk,
  ofApplication,
  openWork,
  recordReading,
  type Work,
} from './open-work.ts';
import { decisionPaths } from './paths.ts';
import { type Again, draftModel } from './show-draft.ts';
import { readModel } from './show-read.ts';
import { baseOf, problemsOf, type Typed, typedIn } from './typed.ts';
import { whyNotWritable } from './workable.ts';

type Drawn = { again?: Again; status?: number; problems?: FieldProblem[] };

function draftPage(ask: DecisionAsk, work: Work, { again, status, problems }: Drawn = {}): PageAnswer {
  const { t } = ask;
  recordReading(ask, work);
  return {
    page: 'casework/mhcs/decision/views/draft.njk',
    title: wordsOfKind(work.file.kind, t)('mhcs.decision.title'),
    backHref: mhcsPaths.application(work.file.id),
    model: draftModel(work, t, again),
    status: status ?? 200,
    ...(problems ? { problems } : {}),
    about: aboutDecision(work),
  };
}

/** A decision that cannot be written now: it waits for the second person, was issued, or the application is over. */
function readPage(ask: DecisionAsk, work: Work): Answer {
  recordReading(ask, work);
  return {
    page: 'casework/mhcs/decision/views/read.njk',
    title: wordsOfKind(work.file.kind, ask.t)('mhcs.decision.title'),
    backHref: mhcsPaths.application(work.file.id),
    model: readModel(work, ask.t),
    about: aboutDecision(work),
  };
}

/** The buttons that add or take away a box: the same form again, with nothing saved. */
function edited(ask: DecisionAsk, work: Work, typed: Typed): Again | undefined {
  const [, act, list, place] =
    /^(add|remove):(condition|rule)(?::(\d{1,3}))?$/.exec(one(ask.body, 'do')) ?? [];
  if (!act) return undefined;
  if (act === 'add')
    return { typed, more: { condition: Number(list === 'condition'), rule: Number(list === 'rule') } };
  const without = (entries: readonly string[]) => entries.filter((_, at) => at !== Number(place));
  const { draft } = typed;
  const inPairs = kindRules[work.file.kind].setsConditions !== undefined;
  if (inPairs) {
    const left = {
      conditions: without(draft.conditions),
      answerConditions: without(draft.answerConditions),
      onLiberty: draft.onLiberty.filter((_, at) => at !== Number(place)),
    };
    return { typed: { ...typed, draft: { ...draft, ...left } } };
  }
  const left =
    list === 'condition'
      ? { conditions: without(draft.conditions) }
      : { answerConditions: without(draft.answerConditions) };
  return { typed: { ...typed, draft: { ...draft, ...left } } };
}

async function save(ask: DecisionAsk): Promise<Answer> {
  const { tx, actor, body, t, params } = ask;
  const work = await openWork(ask);
  const why = whyNotWritable(work.file);
  if (why) throw tooLate(why);
  const typed = typedIn(body, work, t);
  const again = edited(ask, work, typed);
  if (again) return { ...draftPage(ask, work, { again }), nothingDone: true };
  const problems = problemsOf(typed, work, t);
  if (problems.length > 0) return draftPage(ask, work, { again: { typed }, status: 422, problems });
  const kept = await keepWork(tx, { work, typed, actor });
  if (kept === 'conflict') {
    return draftPage(ask, await openWork(ask), { again: { typed, conflict: true }, status: 409 });
  }
  const next = one(body, 'do') === 'send' ? decisionPaths.send(params.id) : decisionPaths.decision(params.id);
  return { goTo: next, say: 'mhcs.decision.kept' };
}

/** What is being typed, kept by itself. What cannot be kept waits for the button, which says why. */
async function keep(ask: DecisionAsk): Promise<Answer> {
  const { tx, actor, body, t } = ask;
  const work = await openWork(ask);
  const why = whyNotWritable(work.file);
  if (why) return { json: { message: t(why) }, status: 409 };
  const typed = typedIn(body, work, t);
  const [problem] = problemsOf(typed, work, t);
  if (problem) return { json: { message: problem.text }, status: 422 };
  const kept = await keepWork(tx, { work, typed, actor });
  if (kept === 'conflict') return { json: { message: t('mhcs.decision.conflict.autosave') }, status: 409 };
  const versions = kept.replies.map(({ field, version }) => [`${field}-version`, String(version)]);
  return {
    json: {
      fields: {
        version: String(kept.version),
        base: baseOf(typed.draft, kept.replies),
        ...Object.fromEntries(versions),
      },
      sessionEndsAt: actor.endsAt,
    },
  };
}

const ofDecision = { access: mhcsRoles, params: ofApplication } as const;

export const draftRoutes: readonly Route[] = [
  route({
    ...ofDecision,
    method: 'GET',
    path: decisionPaths.decision(':id'),
    audit: 'casework.decision.read',
    handle: async ask => {
      const work = await openWork(ask);
      return whyNotWritable(work.file) ? readPage(ask, work) : draftPage(ask, work);
    },
  }),
  route({
    ...ofDecision,
    method: 'POST',
    path: decisionPaths.decision(':id'),
    audit: 'by the command',
    handle: save,
  }),
  route({
    ...ofDecision,
    method: 'POST',
    path: decisionPaths.keep(':id'),
    audit: 'by the command',
    once: false,
    handle: keep,
  }),
  route({
    ...ofDecision,
    method: 'POST',
    path: decisionPaths.takeBack(':id'),
    audit: 'by the command',
    handle: async ask => {
      const { file } = await openWork(ask);
      await takeBackDecision(ask.tx, file);
      return { goTo: decisionPaths.decision(file.id), say: 'mhcs.decision.takenBack' };
    },
  }),
];
