import type { Translate } from '../../platform/language/index.ts';
import { type Body, type FieldProblem, isStorable, one } from '../../platform/web/index.ts';
import { type DraftPart, type How, markOf } from '../draft.ts';
import type { Prompt } from '../prompts.ts';
import { routes, type SpeakingRoute } from '../statement.ts';

/** The routes by which somebody writes down what the person says; typing it themselves is the person's own. */
export const scribeRoutes = routes.filter(
  (each): each is Exclude<SpeakingRoute, 'typed'> => each !== 'typed',
);

/** The parts as the form of a scribe sends them. */
export function typedParts(body: Body, prompts: readonly Prompt[]): DraftPart[] {
  return prompts.map(({ id }) => ({ prompt: id, text: one(body, id), base: one(body, `base-${id}`) }));
}

/** How it came, as the form of a scribe sends it; unknown words are left out. */
export function typedHow(body: Body): How {
  const route = scribeRoutes.find(each => each === one(body, 'route'));
  const language = (['en', 'cy', 'other'] as const).find(each => each === one(body, 'language'));
  return {
    ...(route ? { route } : {}),
    ...(language ? { language } : {}),
    otherLanguage: one(body, 'otherLanguage').slice(0, 80),
    support: one(body, 'support').slice(0, 500),
  };
}

/** Parts that the database cannot hold; nothing of them is kept. */
export function unstorable(body: Body, parts: readonly DraftPart[], t: Translate): FieldProblem[] {
  return ['otherLanguage', 'support', ...parts.map(({ prompt }) => prompt)]
    .filter(field => !isStorable(one(body, field)))
    .map(field => ({ field, text: t('platform.problem.unstorable') }));
}

/** What is still missing before it can be read back. */
export function missing(parts: readonly DraftPart[], how: How, t: Translate): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (parts.every(({ text }) => text.trim() === ''))
    problems.push({ field: parts[0]?.prompt ?? 'progress', text: t('voice.write.nothing') });
  if (!how.route) problems.push({ field: 'route', text: t('voice.write.chooseRoute') });
  if (!how.language) problems.push({ field: 'language', text: t('voice.write.chooseLanguage') });
  if (how.language === 'other' && how.otherLanguage?.trim() === '')
    problems.push({ field: 'otherLanguage', text: t('voice.how.nameLanguage') });
  return problems;
}

/** The marks of the words just kept, for the hidden fields of the form. */
export function marksOf(parts: readonly DraftPart[]): Record<string, string> {
  return Object.fromEntries(parts.map(({ prompt, text }) => [`base-${prompt}`, markOf(text)]));
}
