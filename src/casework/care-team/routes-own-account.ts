import type { z } from 'zod';
import { type Answer, type Ask, caseParams, type Route, route } from '../../platform/web/index.ts';
import { nameInLists, nameInSentences } from '../clinical/names.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { type Given, giveOwnAccount } from './commands/give-own-account.ts';
import { careTeamPaths } from './paths.ts';
import { readOwnAccount } from './queries/read-own-account.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;

/** Who can give a person an account: those who see them and can hand them a paper. */
export const accountGivers = ['ward_staff', 'mha_office', 'social_supervisor'] as const;

async function page(ask: CaseAsk, given?: Given): Promise<Answer> {
  const { tx, params, t, baseUrl } = ask;
  const file = await readOwnAccount(tx, params.caseId);
  const state = file.username === null ? 'none' : file.hasPassphrase ? 'used' : 'waiting';
  return {
    page: 'casework/care-team/views/own-account.njk',
    title: t('careTeam.own.title'),
    backHref: clinicalPaths.patient(file.caseId),
    model: {
      ...{ name: nameInLists(file), reference: file.reference, person: nameInSentences(file) },
      ...{ state: t(`careTeam.own.${state}`, { username: file.username ?? '' }) },
      ...{ action: careTeamPaths.ownAccount(file.caseId), button: buttons[state] },
      given: given && { ...given, address: `${baseUrl}${given.path}` },
    },
    about: { caseId: file.caseId },
  };
}

const buttons = {
  none: 'careTeam.own.give',
  waiting: 'careTeam.own.anew',
  used: 'careTeam.own.anew',
} as const;

async function give(ask: CaseAsk): Promise<Answer> {
  const { caseId, givenNames, familyName } = await readOwnAccount(ask.tx, ask.params.caseId);
  return page(ask, await giveOwnAccount(ask.tx, { caseId, name: `${givenNames} ${familyName}` }));
}

const ofCase = {
  path: careTeamPaths.ownAccount(':caseId'),
  access: accountGivers,
  params: caseParams,
} as const;

/** The account with which a person reads and speaks for themselves. The link is shown once, on the answer to the form. */
export const ownAccountRoutes: readonly Route[] = [
  route({ ...{ ...ofCase, method: 'GET', audit: 'casework.person.account.read' }, handle: ask => page(ask) }),
  route({ ...{ ...ofCase, method: 'POST', audit: 'by the command', once: false }, handle: give }),
];
