import type { Translate } from '../../platform/language/index.ts';
import {
  type Answer,
  type Ask,
  found,
  isStorable,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { keepDraft } from '../commands/keep-draft.ts';
import { type DraftPart, markOf } from '../draft.ts';
import { inPart } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { type PromptId, promptsOf } from '../prompts.ts';
import { readSpeaking, type Speaking } from '../queries-speaking.ts';
import { whyClosed } from '../why-closed.ts';

const ownDraft = 'none: a draft is its writer’s alone; what becomes of it is recorded when it is sealed';

type PartAsk = Ask<{ occasion: number; prompt: PromptId }, unknown>;

type PartPage = {
  speaking: Speaking;
  prompt: PromptId;
  text: string;
  back: string;
  t: Translate;
  problem?: string;
  /** Words kept meanwhile on another page; shown beside those typed here. */
  other?: string;
};

function partPage({ speaking, prompt, text, back, t, problem, other }: PartPage): Answer {
  const prompts = promptsOf(speaking);
  const place = prompts.findIndex(({ id }) => id === prompt);
  const asked = found(prompts[place]);
  const { occasionId: id, draft } = speaking;
  const before = prompts[place - 1];
  return {
    page: 'voice/views/my/part.njk',
    title: t(asked.label),
    backHref:
      back === 'read-back'
        ? voicePaths.readBack(id)
        : before
          ? voicePaths.part(id, before.id)
          : voicePaths.speak(id),
    model: {
      ...{ text, back, other, problem },
      label: t(asked.label),
      hint: t(asked.hint),
      number: place + 1,
      count: prompts.length,
      base: markOf(other ?? draft.parts[prompt] ?? ''),
      lang: draft.how.language === 'other' ? undefined : (draft.how.language ?? t.language),
      href: voicePaths.part(id, prompt),
      keep: voicePaths.keepPart(id, prompt),
      closed: whyClosed(speaking, t),
    },
    ...(problem
      ? { problems: [{ field: 'text', text: problem }], status: other === undefined ? 422 : 409 }
      : {}),
  };
}

/** Where a part leads: to the next one, to what comes after them, or to wherever the writer came from. */
function after({ params, body }: PartAsk, speaking: Speaking): string {
  const prompts = promptsOf(speaking);
  const next = prompts[prompts.findIndex(({ id }) => id === params.prompt) + 1];
  if (one(body, 'back') === 'read-back') return voicePaths.readBack(params.occasion);
  return next ? voicePaths.part(params.occasion, next.id) : voicePaths.how(params.occasion);
}

const typedPart = ({ params, body }: PartAsk): DraftPart => ({
  prompt: params.prompt,
  text: one(body, 'text'),
  base: one(body, 'base'),
});

type Kept = { readonly speaking: Speaking; readonly notKept?: Answer };

async function keepTyped(ask: PartAsk, part: DraftPart): Promise<Kept> {
  const { tx, actor, t, params } = ask;
  const speaking = await readSpeaking(tx, params.occasion, actor);
  found(promptsOf(speaking).find(({ id }) => id === part.prompt));
  const page = { speaking, prompt: params.prompt, text: part.text, back: one(ask.body, 'back'), t };
  if (!isStorable(part.text))
    return { speaking, notKept: partPage({ ...page, problem: t('platform.problem.unstorable') }) };
  const kept = await keepDraft(tx, {
    ...{ caseId: speaking.caseId, occasionId: params.occasion, actor, parts: [part] },
  });
  if (!kept.clash) return { speaking };
  const other = kept.kept.parts[params.prompt] ?? '';
  return { speaking, notKept: partPage({ ...page, other, problem: t('voice.part.clash') }) };
}

export const partRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.part(':occasion', ':prompt'),
    access: ['subject'],
    audit: ownDraft,
    params: inPart,
    handle: async ({ tx, params, actor, path, t }) => {
      const speaking = await readSpeaking(tx, params.occasion, actor);
      const back = path.endsWith('?back=read-back') ? 'read-back' : '';
      const text = speaking.draft.parts[params.prompt] ?? '';
      return partPage({ speaking, prompt: params.prompt, text, back, t });
    },
  }),
  route({
    method: 'POST',
    path: voicePaths.part(':occasion', ':prompt'),
    access: ['subject'],
    audit: ownDraft,
    params: inPart,
    handle: async ask => {
      const { notKept, speaking } = await keepTyped(ask, typedPart(ask));
      if (notKept) return notKept;
      return one(ask.body, 'go') === 'stop'
        ? { goTo: '/my', say: 'voice.part.kept' }
        : { goTo: after(ask, speaking) };
    },
  }),
  route({
    method: 'POST',
    path: voicePaths.keepPart(':occasion', ':prompt'),
    access: ['subject'],
    audit: ownDraft,
    params: inPart,
    once: false,
    handle: async ask => {
      const part = typedPart(ask);
      const { notKept } = await keepTyped(ask, part);
      if (!notKept) return { json: { fields: { base: markOf(part.text) }, sessionEndsAt: ask.actor.endsAt } };
      const storable = isStorable(part.text);
      return {
        json: { message: ask.t(storable ? 'voice.part.clashWhileTyping' : 'platform.problem.unstorable') },
        status: storable ? 409 : 422,
      };
    },
  }),
];
