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
    otherLanguage: one(body, 'otherLanguage'),
    support: one(body, 'support'),
  };
}

const longest = { otherLanguage: 80, support: 500 };

/** What is longer than there is room for: it is said, and never cut. */
export function tooLong(body: Body, t: Translate): FieldProblem[] {
  return Object.entries(longest)
    .filter(([field, most]) => one(body, field).length > most)
    .map(([field]) => ({ field, text: t('voice.how.shorter') }));
}

/** What cannot be kept as it was typed; then nothing of the form is. */
export function notToBeKept(body: Body, parts: readonly DraftPart[], t: Translate): FieldProblem[] {
  const unstorable = [...Object.keys(longest), ...parts.map(({ prompt }) => prompt)].filter(
    field => !isStorable(one(body, field)),
  );
  return [
    ...unstorable.map(field => ({ field, text: t('platform.problem.unstorable') })),
    ...tooLong(body, t),
  ];
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
