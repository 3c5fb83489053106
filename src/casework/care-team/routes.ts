import type { z } from 'zod';
import {
  type Answer,
  type Ask,
  caseParams,
  type FieldProblem,
  idNumber,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { leaveCare } from './commands/leave-care.ts';
import { takeIntoCare } from './commands/take-into-care.ts';
import { careTeamPaths } from './paths.ts';
import { readTeam } from './queries/read-team.ts';
import { codeOf, teamModel } from './show-team.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
const endParams = caseParams.extend({ standing: idNumber });

async function page(ask: CaseAsk, chosen = '', problems?: readonly FieldProblem[]): Promise<Answer> {
  const { tx, params, t, actor } = ask;
  const file = await readTeam(tx, params.caseId);
  const isSection = actor.door === 'national';
  return {
    page: 'casework/care-team/views/case.njk',
    title: t('careTeam.title'),
    backHref: isSection ? mhcsPaths.case(file.caseId) : clinicalPaths.patient(file.caseId),
    model: { name: nameInLists(file), reference: file.reference, ...teamModel(file, chosen, t) },
    about: { caseId: file.caseId },
    problems,
  };
}

async function take(ask: CaseAsk): Promise<Answer> {
  const { tx, params, body, t } = ask;
  const file = await readTeam(tx, params.caseId);
  const sent = one(body, 'who');
  const choice = file.choices.find(each => codeOf(each) === sent);
  if (!choice) return page(ask, sent, [{ field: 'who', text: t('careTeam.problem.who') }]);
  await takeIntoCare(tx, { caseId: file.caseId, choice });
  return { goTo: careTeamPaths.case(file.caseId), say: 'careTeam.said.took' };
}

async function end({ tx, params }: Ask<z.infer<typeof endParams>, unknown>): Promise<Answer> {
  await readTeam(tx, params.caseId);
  await leaveCare(tx, params);
  return { goTo: careTeamPaths.case(params.caseId), say: 'careTeam.said.ended' };
}

const access = [...mhcsRoles, 'mha_office'] as const;
const inCase = { path: careTeamPaths.case(':caseId'), access, params: caseParams } as const;

/** Who has somebody in their care: the section names them, and the hospital names its own clinicians and ward. */
export const routesOfTeam: readonly Route[] = [
  route({ ...{ ...inCase, method: 'GET', audit: 'casework.care.read' }, handle: ask => page(ask) }),
  route({ ...{ ...inCase, method: 'POST', audit: 'by the command' }, handle: take }),
  route({
    ...{ method: 'POST', path: careTeamPaths.end(':caseId', ':standing'), access, params: endParams },
    ...{ audit: 'by the command', handle: end },
  }),
];
