import { type Answer, idParams, type Route, route } from '../../platform/web/index.ts';
import { readStatements } from '../../voice/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { goOn } from './commands/go-on.ts';
import type { ApplicationAsk } from './params.ts';
import { mhcsPaths } from './paths.ts';
import { readSubmitted } from './queries/read-submitted.ts';
import { mhcsRoles } from './roles.ts';
import { applicationModel } from './show-application.ts';

async function applicationPage({ tx, params, t, today }: ApplicationAsk): Promise<Answer> {
  const file = await readSubmitted(tx, params.id);
  const statements = await readStatements(tx, file.occasionId);
  if (statements.length > 0)
    tx.record('voice.statement.read', {
      caseId: file.caseId,
      detail: { statements: statements.map(({ id }) => id) },
    });
  const say = wordsOfKind(file.kind, t);
  return {
    page: 'casework/mhcs/views/application.njk',
    title: say('mhcs.application.title', { name: nameInLists(file) }),
    windowTitle: say('mhcs.application.windowTitle'),
    backHref: mhcsPaths.case(file.caseId),
    model: applicationModel(file, { statements, t, today }),
    about: { caseId: file.caseId, detail: { application: file.id, round: file.round } },
  };
}

export const applicationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: mhcsPaths.application(':id'),
    access: mhcsRoles,
    audit: 'casework.document.read',
    params: idParams,
    handle: applicationPage,
  }),
  route({
    method: 'POST',
    path: mhcsPaths.goOn(':id'),
    access: mhcsRoles,
    audit: 'by the command',
    params: idParams,
    handle: async ({ tx, params, today }) => {
      await goOn(tx, await readSubmitted(tx, params.id), today);
      return { goTo: mhcsPaths.application(params.id), say: 'own.section.done' };
    },
  }),
];
