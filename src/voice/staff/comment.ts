import { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import { type Answer, type FieldProblem, type Route, readBody, route } from '../../platform/web/index.ts';
import { writeComment } from '../commands/write-comment.ts';
import { inStatement } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { readStatement } from '../queries-statements.ts';
import { showStatement } from '../show-statement.ts';
import type { Statement } from '../statement.ts';
import { mayRecord } from './roles.ts';

const shape = z.object({
  text: z.string().refine(text => text.trim() !== '', 'voice.comment.empty'),
});

function commentPage(
  statement: Statement,
  t: Translate,
  again?: { problems: FieldProblem[]; typed: Record<string, string> },
): Answer {
  const { occasionId, id } = statement;
  return {
    page: 'voice/views/staff/comment.njk',
    title: t('voice.comment.title'),
    backHref: voicePaths.occasion(occasionId),
    about: { caseId: statement.caseId, detail: { statements: [id] } },
    model: {
      statement: showStatement(statement, t),
      text: again?.typed.text ?? '',
      problem: again?.problems[0]?.text,
      href: voicePaths.comment(occasionId, id),
    },
    problems: again?.problems,
  };
}

export const commentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.comment(':occasion', ':statement'),
    access: mayRecord,
    audit: 'voice.statement.read',
    params: inStatement,
    handle: async ({ tx, params, t }) => commentPage(await readStatement(tx, params), t),
  }),
  route({
    method: 'POST',
    path: voicePaths.comment(':occasion', ':statement'),
    access: mayRecord,
    audit: 'by the command',
    params: inStatement,
    handle: async ({ tx, params, body, actor, t }) => {
      const statement = await readStatement(tx, params);
      const read = readBody(shape, body, t);
      if (!read.ok) return commentPage(statement, t, read);
      const { caseId, id: statementId } = statement;
      await writeComment(tx, { caseId, statementId, text: read.data.text, actor });
      return { goTo: voicePaths.occasion(params.occasion), say: 'voice.comment.done' };
    },
  }),
];
