import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Answer, type Ask, type FieldProblem, type Route, route } from '../../platform/web/index.ts';
import { keepDraft } from '../commands/keep-draft.ts';
import { type Draft, type How, markOf } from '../draft.ts';
import { inOccasion } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { promptsOf } from '../prompts.ts';
import { readSpeaking, type Speaking } from '../queries-speaking.ts';
import { whyClosed } from '../why-closed.ts';
import { mayWriteDown } from './roles.ts';
import { marksOf, missing, notToBeKept, scribeRoutes, typedHow, typedParts } from './write-form.ts';

const ownDraft = 'none: a draft is its writer’s alone; what becomes of it is recorded when it is sealed';
const routeTexts = {
  'written down': 'voice.route.writtenDown',
  spoken: 'voice.route.spoken',
  'on paper': 'voice.route.onPaper',
  signed: 'voice.route.signed',
} as const satisfies Record<(typeof scribeRoutes)[number], TextKey>;

type WriteAsk = Ask<{ occasion: number }, unknown>;

type Page = {
  speaking: Speaking;
  t: Translate;
  typed?: Draft;
  problems?: FieldProblem[];
  /** Other words that were kept meanwhile, shown beside those typed here. */
  kept?: Draft;
};

function writePage({ speaking, t, typed, problems, kept }: Page): Answer {
  const { occasionId, draft, person } = speaking;
  const shown = typed ?? draft;
  const before = kept ?? draft;
  const how: How = { language: t.language, ...shown.how };
  return {
    page: 'voice/views/staff/write.njk',
    title: t('voice.write.title', { person }),
    windowTitle: t('voice.staff.windowTitle'),
    backHref: voicePaths.occasion(occasionId),
    model: {
      person,
      parts: promptsOf(speaking).map(({ id, label }) => ({
        id,
        label: t(label),
        text: shown.parts[id] ?? '',
        base: markOf(before.parts[id] ?? ''),
        other: kept && kept.parts[id] !== shown.parts[id] ? (kept.parts[id] ?? '') : '',
      })),
      how: { route: '', otherLanguage: '', support: '', ...how },
      routes: scribeRoutes.map(value => ({ value, text: t(routeTexts[value]) })),
      problemOf: Object.fromEntries((problems ?? []).map(({ field, text }) => [field, text])),
      href: voicePaths.write(occasionId),
      keep: voicePaths.keepWriting(occasionId),
      closed: whyClosed(speaking, t),
    },
    ...(problems ? { problems, status: kept ? 409 : 422 } : {}),
  };
}

/** Keeps what was typed; answers what is wrong with it, or nothing. */
async function keepTyped(
  ask: WriteAsk,
  speaking: Speaking,
): Promise<Omit<Page, 'speaking' | 't'> | undefined> {
  const { tx, actor, body, t } = ask;
  const parts = typedParts(body, promptsOf(speaking));
  const how = typedHow(body);
  const typed = { parts: Object.fromEntries(parts.map(part => [part.prompt, part.text])), how };
  const bad = notToBeKept(body, parts, t);
  if (bad.length > 0) return { typed, problems: bad };
  const { caseId, occasionId } = speaking;
  const done = await keepDraft(tx, { caseId, occasionId, actor, parts, how });
  if (!done.clash) return undefined;
  return {
    typed,
    kept: done.kept,
    problems: [{ field: parts[0]?.prompt ?? 'progress', text: t('voice.part.clash') }],
  };
}

export const writeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.write(':occasion'),
    access: mayWriteDown,
    audit: 'voice.occasion.read',
    params: inOccasion,
    handle: async ({ tx, params, actor, t }) => {
      const speaking = await readSpeaking(tx, params.occasion, actor);
      return {
        ...writePage({ speaking, t }),
        about: { caseId: speaking.caseId, detail: { occasion: params.occasion } },
      };
    },
  }),
  route({
    method: 'POST',
    path: voicePaths.write(':occasion'),
    access: mayWriteDown,
    audit: ownDraft,
    params: inOccasion,
    handle: async ask => {
      const { tx, params, actor, body, t } = ask;
      const speaking = await readSpeaking(tx, params.occasion, actor);
      const notKept = await keepTyped(ask, speaking);
      if (notKept) return writePage({ speaking, t, ...notKept });
      const problems = missing(typedParts(body, promptsOf(speaking)), typedHow(body), t);
      if (problems.length === 0) return { goTo: voicePaths.writtenBack(params.occasion) };
      const kept = await readSpeaking(tx, params.occasion, actor);
      return writePage({ speaking: kept, t, problems });
    },
  }),
  route({
    method: 'POST',
    path: voicePaths.keepWriting(':occasion'),
    access: mayWriteDown,
    audit: ownDraft,
    params: inOccasion,
    once: false,
    handle: async ask => {
      const { tx, params, actor, body, t } = ask;
      const speaking = await readSpeaking(tx, params.occasion, actor);
      const notKept = await keepTyped(ask, speaking);
      const parts = typedParts(body, promptsOf(speaking));
      if (!notKept) return { json: { fields: marksOf(parts), sessionEndsAt: actor.endsAt } };
      const message = notKept.kept ? t('voice.part.clashWhileTyping') : (notKept.problems?.[0]?.text ?? '');
      return { json: { message }, status: notKept.kept ? 409 : 422 };
    },
  }),
];
