import type { Translate } from '../../platform/language/index.ts';
import {
  type Answer,
  type Body,
  type FieldProblem,
  isStorable,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { addTranslation } from '../commands/add-translation.ts';
import { languageOf } from '../draft.ts';
import { inStatement } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { readStatement } from '../queries-statements.ts';
import { langOf, promptTitle, showHow } from '../show-statement.ts';
import type { Part, Statement } from '../statement.ts';
import { mayRecord } from './roles.ts';
import { tooLong, typedHow } from './write-form.ts';

/** The translated parts as they were typed: a field for each part of the statement. */
const typedParts = (statement: Statement, body: Body): Part[] =>
  statement.parts.map((part, index) => ({ prompt: part.prompt, text: one(body, `part-${index}`) }));

function problemsWith(parts: readonly Part[], body: Body, t: Translate): FieldProblem[] {
  const how = typedHow(body);
  const texts = [...parts.map(part => part.text), one(body, 'translator'), one(body, 'otherLanguage')];
  if (!texts.every(isStorable)) return [{ field: 'part-0', text: t('platform.problem.unstorable') }];
  const problems = tooLong(body, t);
  if (!how.language) problems.push({ field: 'language', text: t('voice.write.chooseLanguage') });
  if (how.language === 'other' && how.otherLanguage?.trim() === '')
    problems.push({ field: 'otherLanguage', text: t('voice.how.nameLanguage') });
  if (one(body, 'translator').trim() === '')
    problems.push({ field: 'translator', text: t('voice.translation.nameTranslator') });
  if (parts.every(part => part.text.trim() === ''))
    problems.push({ field: 'part-0', text: t('voice.translation.empty') });
  return problems;
}

type Page = { statement: Statement; body: Body; t: Translate; problems?: FieldProblem[] };

function translationPage({ statement, body, t, problems }: Page): Answer {
  const { id, occasionId } = statement;
  const typed = typedParts(statement, body);
  return {
    page: 'voice/views/staff/translation.njk',
    title: t('voice.translation.title'),
    backHref: voicePaths.occasion(occasionId),
    about: { caseId: statement.caseId, detail: { statements: [id] } },
    model: {
      how: showHow(statement, t),
      lang: langOf(statement.language),
      parts: statement.parts.map((part, index) => ({
        title: promptTitle(part.prompt, t),
        text: part.text,
        field: `part-${index}`,
        typed: typed[index]?.text ?? '',
      })),
      typed: { otherLanguage: '', language: '', ...typedHow(body), translator: one(body, 'translator') },
      problemOf: Object.fromEntries((problems ?? []).map(({ field, text }) => [field, text])),
      href: voicePaths.translation(occasionId, id),
    },
    problems,
  };
}

export const translationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.translation(':occasion', ':statement'),
    access: mayRecord,
    audit: 'voice.statement.read',
    params: inStatement,
    handle: async ({ tx, params, t }) =>
      translationPage({ statement: await readStatement(tx, params), body: {}, t }),
  }),
  route({
    method: 'POST',
    path: voicePaths.translation(':occasion', ':statement'),
    access: mayRecord,
    audit: 'by the command',
    params: inStatement,
    handle: async ({ tx, params, body, actor, t }) => {
      const statement = await readStatement(tx, params);
      const parts = typedParts(statement, body);
      const problems = problemsWith(parts, body, t);
      if (problems.length > 0) return translationPage({ statement, body, t, problems });
      await addTranslation(tx, {
        ...{ caseId: statement.caseId, statementId: statement.id, actor },
        language: languageOf(typedHow(body), t.language),
        translator: one(body, 'translator').trim(),
        parts: parts.filter(part => part.text.trim() !== ''),
      });
      return { goTo: voicePaths.occasion(params.occasion), say: 'voice.translation.done' };
    },
  }),
];
