import { type Again, type Field, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, caseParams, type Route, route } from '../../platform/web/index.ts';
import { leaveCase, letIn } from './commands/officers.ts';
import { victimForm } from './form-page.ts';
import { byVictimDoor, type CaseAsk } from './liaison-route.ts';
import { liaisonPaths } from './paths.ts';
import { readCase } from './queries/read-case.ts';

const fields: readonly Field[] = [
  {
    kind: 'line',
    name: 'username',
    label: 'liaison.officer.username',
    hint: 'liaison.officer.usernameHint',
    need: 'liaison.officer.noUsername',
  },
];

async function letInPage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { caseId } = await readCase(ask.tx, ask.params.caseId);
  return victimForm(ask, {
    ...{ title: 'liaison.officer.letIn', intro: 'liaison.officer.intro' },
    backHref: liaisonPaths.case(caseId),
    form: { action: liaisonPaths.officers(caseId), fields, button: 'liaison.officer.letIn', again },
  });
}

async function letColleagueIn(ask: CaseAsk): Promise<Answer> {
  const { tx, body, t, actor } = ask;
  const read = readFields(fields, body, t);
  if (read.problems.length > 0) return letInPage(ask, { typed: read, problems: read.problems });
  const { caseId } = await readCase(tx, ask.params.caseId);
  if (await letIn(tx, { caseId, username: read.texts.username ?? '', actor }))
    return { goTo: liaisonPaths.case(caseId), say: 'liaison.said.letIn' };
  return letInPage(ask, {
    typed: read,
    problems: [{ field: 'username', text: t('liaison.refusal.noOfficer') }],
  });
}

async function leave({ tx, params, actor }: CaseAsk): Promise<Answer> {
  const { caseId } = await readCase(tx, params.caseId);
  await leaveCase(tx, caseId, actor);
  return { goTo: liaisonPaths.cases(), say: 'liaison.said.left' };
}

/** Who stands in a case of the victim side: officers let officers in, and leave. */
export const officerRoutes: readonly Route[] = [
  route({
    ...{
      method: 'GET',
      path: liaisonPaths.officers(':caseId'),
      ...byVictimDoor,
      audit: 'victim.officers.read',
    },
    params: caseParams,
    handle: ask => letInPage(ask),
  }),
  route({
    ...{ method: 'POST', path: liaisonPaths.officers(':caseId'), ...byVictimDoor, audit: 'by the command' },
    params: caseParams,
    handle: letColleagueIn,
  }),
  route({
    ...{ method: 'POST', path: liaisonPaths.leave(':caseId'), ...byVictimDoor, audit: 'by the command' },
    params: caseParams,
    handle: leave,
  }),
];
