import { holds, type Route, route } from '../../platform/web/index.ts';
import { inOccasion } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { standing } from '../queries-standing.ts';
import { readStatements } from '../queries-statements.ts';
import { showStatements } from '../show-statement.ts';
import { mayRead, mayRecord, mayWriteDown } from './roles.ts';
import { showStandingLines } from './show-standing.ts';

/** What the person said for one decision, and where it stands with asking them: for those around them. */
export const occasionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.occasion(':occasion'),
    access: mayRead,
    audit: 'voice.occasion.read',
    params: inOccasion,
    handle: async ({ tx, params, actor, t }) => {
      const id = params.occasion;
      const stands = await standing(tx, id);
      const statements = await readStatements(tx, id);
      const about = { caseId: stands.caseId, detail: { occasion: id } };
      if (statements.length > 0)
        tx.record('voice.statement.read', {
          ...{ caseId: stands.caseId, detail: { statements: statements.map(each => each.id) } },
        });
      const isOpen = !stands.closedAt && !stands.endedAt && stands.shownId !== null;
      const besides = holds(actor, ...mayRecord);
      return {
        page: 'voice/views/staff/occasion.njk',
        title: t('voice.occasion.title', { person: stands.person }),
        windowTitle: t('voice.staff.windowTitle'),
        ...(holds(actor, ...mayRecord) ? { backHref: voicePaths.toAskAgain() } : {}),
        about,
        model: {
          person: stands.person,
          stands: showStandingLines(stands, t),
          statements: showStatements(statements, t).map(statement => ({
            ...statement,
            comment: besides && voicePaths.comment(id, statement.id),
            translation: besides && voicePaths.translation(id, statement.id),
            pdf: besides && voicePaths.receiptPdf(id, statement.id),
          })),
          write: isOpen && stands.mayWrite && holds(actor, ...mayWriteDown) && voicePaths.write(id),
          record: isOpen && holds(actor, ...mayRecord) && voicePaths.opportunity(id),
        },
      };
    },
  }),
];
