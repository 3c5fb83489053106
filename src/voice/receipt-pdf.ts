import { pdfOf } from '../platform/documents/index.ts';
import { type Route, route } from '../platform/web/index.ts';
import { inStatement } from './params.ts';
import { voicePaths } from './paths.ts';
import { readStatement } from './queries-statements.ts';
import { receiptOnPaper } from './receipt.ts';
import { mayWriteDown } from './staff/roles.ts';

/** The receipt on paper, for the person or for whoever wrote it down and hands it to them. */
export const receiptPdfRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.receiptPdf(':occasion', ':statement'),
    access: ['subject', 'responsible_clinician', 'mha_office', ...mayWriteDown],
    audit: 'voice.statement.read',
    params: inStatement,
    handle: async ({ tx, params, t }) => {
      const statement = await readStatement(tx, params);
      return {
        ...(await pdfOf(receiptOnPaper(statement, t), 'my-words')),
        about: { caseId: statement.caseId, detail: { statements: [statement.id] } },
      };
    },
  }),
];
