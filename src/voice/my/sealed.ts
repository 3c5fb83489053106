import { type Route, route, tooLate } from '../../platform/web/index.ts';
import { withdrawStatement } from '../commands/withdraw-statement.ts';
import { inStatement } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { readSpeaking } from '../queries-speaking.ts';
import { readStatement } from '../queries-statements.ts';
import { showStatement } from '../show-statement.ts';
import type { Statement } from '../statement.ts';

const aboutOf = ({ caseId, id }: Statement) => ({ caseId, detail: { statements: [id] } });

/** What the person holds in their hand, and how they take it back. */
export const sealedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.receipt(':occasion', ':statement'),
    access: ['subject'],
    audit: 'voice.statement.read',
    params: inStatement,
    handle: async ({ tx, params, actor, t }) => {
      const statement = await readStatement(tx, params);
      const speaking = await readSpeaking(tx, params.occasion, actor);
      const open = speaking.submittedAt === null && speaking.closedAt === null;
      return {
        page: 'voice/views/my/receipt.njk',
        title: t('voice.receipt.title'),
        backHref: '/my',
        about: aboutOf(statement),
        model: {
          statement: showStatement(statement, t),
          pdf: voicePaths.receiptPdf(params.occasion, statement.id),
          takeBack: open && !statement.withdrawnAt && voicePaths.takeBack(params.occasion, statement.id),
        },
      };
    },
  }),
  route({
    method: 'GET',
    path: voicePaths.takeBack(':occasion', ':statement'),
    access: ['subject'],
    audit: 'voice.statement.read',
    params: inStatement,
    handle: async ({ tx, params, actor, t }) => {
      const statement = await readStatement(tx, params);
      const speaking = await readSpeaking(tx, params.occasion, actor);
      if (speaking.submittedAt || speaking.closedAt) throw tooLate('platform.refusal.alreadySent');
      return {
        page: 'voice/views/my/take-back.njk',
        title: t('voice.takeBack.title'),
        backHref: voicePaths.receipt(params.occasion, statement.id),
        about: aboutOf(statement),
        model: {
          statement: showStatement(statement, t),
          href: voicePaths.takeBack(params.occasion, statement.id),
          keep: voicePaths.receipt(params.occasion, statement.id),
        },
      };
    },
  }),
  route({
    method: 'POST',
    path: voicePaths.takeBack(':occasion', ':statement'),
    access: ['subject'],
    audit: 'by the command',
    params: inStatement,
    handle: async ({ tx, params, actor }) => {
      const statement = await readStatement(tx, params);
      // Already taken back, in another tab perhaps: the wish is fulfilled.
      if (statement.withdrawnAt) tx.record('voice.statement.read', aboutOf(statement));
      else await withdrawStatement(tx, { caseId: statement.caseId, statementId: statement.id, actor });
      return { goTo: voicePaths.receipt(params.occasion, statement.id), say: 'voice.takeBack.done' };
    },
  }),
];
