import { z } from 'zod';
import { textOf } from '../../platform/language/index.ts';
import {
  type Answer,
  type Ask,
  found,
  idNumber,
  idParams,
  isStorable,
  many,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { askingPrompts, markOf } from '../../voice/index.ts';
import { askers } from './about.ts';
import { keepAsked, keepWords, type Typed } from './commands/keep-words.ts';
import { throwAway } from './commands/throw-away.ts';
import { ownPaths } from './paths.ts';
import { type OwnDraft, readDraft } from './queries/read-draft.ts';
import { choicesOf, stepsOf, wishOf } from './wishes.ts';

const ownDraft =
  'none: it is nobody’s but the person’s and their helper’s; what becomes of it is recorded when it is sent';
const longest = 20_000;
const stepParams = z.object({ id: idNumber, step: z.string().max(8) });
type StepAsk = Ask<z.infer<typeof stepParams>, unknown>;

type Opened = { draft: OwnDraft; step: string; steps: readonly string[]; back: string };

/** @throws a refusal with 404 for a question that is not asked here */
async function open({ tx, params, path, body }: StepAsk): Promise<Opened> {
  const draft = await readDraft(tx, params.id);
  const steps = stepsOf(wishOf(draft.kind), draft.status);
  found(steps.find(step => step === params.step));
  const isFromSend = path.endsWith('?back=send') || one(body ?? {}, 'back') === 'send';
  return { draft, step: params.step, steps, back: isFromSend ? 'send' : '' };
}

/** What can stand on the page besides what was kept. */
type Again = { typed?: string; problem?: string; other?: string };

function frame({ draft, step, steps, back }: Opened, { t, actor }: Pick<StepAsk, 't' | 'actor'>) {
  const before = steps[steps.indexOf(step) - 1];
  return {
    backHref: back
      ? ownPaths.send(draft.id)
      : before
        ? ownPaths.step(draft.id, before)
        : ownPaths.wish(draft.caseId, wishOf(draft.kind)),
    model: {
      ...{ back, person: draft.person, own: actor.personId !== null },
      number: t('voice.part.number', { number: steps.indexOf(step) + 1, count: steps.length }),
      action: ownPaths.step(draft.id, step),
    },
  };
}

function whatPage(opened: Opened, ask: StepAsk, problem?: string): Answer {
  const { draft } = opened;
  const { t } = ask;
  const { backHref, model } = frame(opened, ask);
  const choices = choicesOf(wishOf(draft.kind), draft.status);
  return {
    page: 'casework/own/views/what.njk',
    title: t(model.own ? 'own.what' : 'own.what.helper'),
    backHref,
    about: { caseId: draft.caseId },
    model: {
      ...model,
      choices: choices.map((value, at) => ({
        value,
        text: textOf(t, `own.what.${value}`),
        isChosen: draft.asked.includes(value),
        id: at === 0 ? 'what' : `what-${at + 1}`,
      })),
      problem: problem ?? '',
    },
    problems: problem ? [{ field: 'what', text: problem }] : [],
  };
}

function wordsPage(opened: Opened, ask: StepAsk, again: Again = {}): Answer {
  const { draft, step } = opened;
  const { t } = ask;
  const { backHref, model } = frame(opened, ask);
  const asked = found(askingPrompts.find(({ id }) => id === step));
  const kept = draft.parts[asked.id] ?? '';
  return {
    page: 'casework/own/views/words.njk',
    title: t(asked.label),
    backHref,
    about: { caseId: draft.caseId },
    model: {
      ...model,
      label: t(asked.label),
      hint: t(asked.hint),
      text: again.typed ?? kept,
      base: markOf(again.other ?? kept),
      other: again.other ?? '',
      problem: again.problem ?? '',
      keep: ownPaths.keep(draft.id, step),
      lang: t.language,
    },
    ...(again.problem
      ? { problems: [{ field: 'text', text: again.problem }], status: again.other === undefined ? 422 : 409 }
      : {}),
  };
}

const page = (opened: Opened, ask: StepAsk): Answer =>
  opened.step === 'what' ? whatPage(opened, ask) : wordsPage(opened, ask);

/** Keeps what was typed; answers what is wrong with it, or nothing. */
async function keep({ draft, step }: Opened, { tx, body, t }: StepAsk): Promise<Again | undefined> {
  const { id: prompt } = found(askingPrompts.find(({ id }) => id === step));
  const typed: Typed = { prompt, text: one(body, 'text'), base: one(body, 'base') };
  if (!isStorable(typed.text)) return { typed: typed.text, problem: t('platform.problem.unstorable') };
  if (typed.text.length > longest)
    return { typed: typed.text, problem: t('casework.problem.tooLong', { max: longest }) };
  const other = await keepWords(tx, draft.id, typed);
  return other === undefined ? undefined : { typed: typed.text, other, problem: t('voice.part.clash') };
}

function after({ draft, step, steps, back }: Opened): string {
  const next = steps[steps.indexOf(step) + 1];
  return back || next === undefined ? ownPaths.send(draft.id) : ownPaths.step(draft.id, next);
}

async function answer(ask: StepAsk): Promise<Answer> {
  const opened = await open(ask);
  if (opened.step === 'what') {
    const offered = choicesOf(wishOf(opened.draft.kind), opened.draft.status);
    const chosen = offered.filter(choice => many(ask.body, 'what').includes(choice));
    if (chosen.length === 0) return whatPage(opened, ask, ask.t('own.refusal.nothingAsked'));
    await keepAsked(ask.tx, opened.draft.id, chosen);
  } else {
    const wrong = await keep(opened, ask);
    if (wrong) return wordsPage(opened, ask, wrong);
  }
  const stops = one(ask.body, 'go') === 'stop';
  const home = ask.actor.personId === null ? ownPaths.helped(opened.draft.caseId) : ownPaths.mine();
  return stops ? { goTo: home, say: 'own.kept' } : { goTo: after(opened) };
}

/** The questions, one on a page. What is typed is kept as it is typed. */
export const writeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: ownPaths.step(':id', ':step'),
    access: askers,
    audit: ownDraft,
    params: stepParams,
    handle: async ask => page(await open(ask), ask),
  }),
  route({
    method: 'POST',
    path: ownPaths.step(':id', ':step'),
    access: askers,
    audit: ownDraft,
    params: stepParams,
    handle: answer,
  }),
  route({
    method: 'POST',
    path: ownPaths.keep(':id', ':step'),
    access: askers,
    audit: ownDraft,
    params: stepParams,
    once: false,
    handle: async ask => {
      const wrong = await keep(await open(ask), ask);
      if (!wrong)
        return { json: { fields: { base: markOf(one(ask.body, 'text')) }, sessionEndsAt: ask.actor.endsAt } };
      const message =
        wrong.other === undefined ? (wrong.problem ?? '') : ask.t('voice.part.clashWhileTyping');
      return { json: { message }, status: wrong.other === undefined ? 422 : 409 };
    },
  }),
  route({
    method: 'POST',
    path: ownPaths.throwAway(':id'),
    access: askers,
    audit: 'by the command',
    params: idParams,
    handle: async ({ tx, params, actor }) => {
      const draft = await readDraft(tx, params.id);
      await throwAway(tx, draft);
      return {
        goTo: actor.personId === null ? ownPaths.helped(draft.caseId) : ownPaths.mine(),
        say: 'own.thrownAway',
      };
    },
  }),
];
