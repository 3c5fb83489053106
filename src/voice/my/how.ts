import { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import { type Answer, type FieldProblem, type Route, readBody, route } from '../../platform/web/index.ts';
import { keepDraft } from '../commands/keep-draft.ts';
import type { How } from '../draft.ts';
import { inOccasion } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { promptsOf } from '../prompts.ts';
import { readSpeaking, type Speaking } from '../queries-speaking.ts';

const ownDraft = 'none: a draft is its writer’s alone; what becomes of it is recorded when it is sealed';

const shape = z.object({
  language: z.enum(['en', 'cy', 'other'], { error: 'voice.how.chooseLanguage' }),
  otherLanguage: z.string().max(80, 'voice.how.shorter'),
  helped: z.enum(['no', 'yes'], { error: 'voice.how.chooseHelped' }),
  helperName: z.string().max(120, 'voice.how.shorter'),
  helperRole: z.string().max(120, 'voice.how.shorter'),
  support: z.string().max(500, 'voice.how.shorter'),
});

/** A named language when it is another one; a named helper when somebody wrote it down. */
const complete = (how: z.infer<typeof shape>, t: Translate): FieldProblem[] => {
  const problems: FieldProblem[] = [];
  if (how.language === 'other' && how.otherLanguage.trim() === '')
    problems.push({ field: 'otherLanguage', text: t('voice.how.nameLanguage') });
  if (how.helped === 'yes' && how.helperName.trim() === '')
    problems.push({ field: 'helperName', text: t('voice.how.nameHelper') });
  if (how.helped === 'yes' && how.helperRole.trim() === '')
    problems.push({ field: 'helperRole', text: t('voice.how.roleHelper') });
  return problems;
};

function howPage(
  speaking: Speaking,
  t: Translate,
  again?: { problems: FieldProblem[]; typed: Record<string, string> },
): Answer {
  const how = { language: t.language, helped: '', ...speaking.draft.how, ...again?.typed };
  return {
    page: 'voice/views/my/how.njk',
    title: t('voice.how.title'),
    backHref: voicePaths.part(speaking.occasionId, promptsOf(speaking).at(-1)?.id ?? 'consider'),
    model: {
      how: { otherLanguage: '', helperName: '', helperRole: '', support: '', ...how },
      problemOf: Object.fromEntries((again?.problems ?? []).map(({ field, text }) => [field, text])),
      href: voicePaths.how(speaking.occasionId),
    },
    problems: again?.problems,
  };
}

export const howRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.how(':occasion'),
    access: ['subject'],
    audit: ownDraft,
    params: inOccasion,
    handle: async ({ tx, params, actor, t }) => howPage(await readSpeaking(tx, params.occasion, actor), t),
  }),
  route({
    method: 'POST',
    path: voicePaths.how(':occasion'),
    access: ['subject'],
    audit: ownDraft,
    params: inOccasion,
    handle: async ({ tx, params, actor, body, t }) => {
      const speaking = await readSpeaking(tx, params.occasion, actor);
      const read = readBody(shape, body, t);
      if (!read.ok) return howPage(speaking, t, read);
      const problems = complete(read.data, t);
      if (problems.length > 0) return howPage(speaking, t, { problems, typed: read.data });
      const how: How = read.data;
      await keepDraft(tx, { caseId: speaking.caseId, occasionId: params.occasion, actor, how });
      return { goTo: voicePaths.readBack(params.occasion) };
    },
  }),
];
