import { z } from 'zod';
import {
  type Answer,
  type Ask,
  boxesOf,
  found,
  idNumber,
  one,
  type Route,
  route,
  typedBoxes,
} from '../../platform/web/index.ts';
import { endAccount } from '../commands/end-account.ts';
import { endMembership } from '../commands/end-membership.ts';
import { paths } from '../paths.ts';
import {
  type AdministeredAccount,
  administeredAccount,
  type RoleHeld,
} from '../queries/administered-accounts.ts';
import { roleText } from '../texts.ts';
import { params } from './account.ts';
import { dayField, readComingDay } from './day.ts';

const query = z.object({ role: idNumber.optional().catch(undefined) });
type Asked = Ask<z.infer<typeof params>, unknown>;
type Ending = { account: AdministeredAccount; role?: RoleHeld };

/** Asks from which day on: for the whole account, or for one role of it. */
function page(
  { t, today, body }: Asked,
  { account, role }: Ending,
  problems?: { field: string; text: string }[],
): Answer {
  const what = role && { role: roleText(t, role), unit: role.unit, name: account.name };
  return {
    page: 'people/views/ending.njk',
    title: what ? t('people.end.roleTitle', what) : t('people.end.accountTitle', { name: account.name }),
    backHref: paths.administered(account.id),
    model: {
      action: role ? paths.endMembership(account.id) : paths.endAccount(account.id),
      role: role?.id ?? '',
      on: problems ? typedBoxes(body, dayField) : boxesOf(today),
    },
    problems,
  };
}

async function roleOf(ask: Asked, id: number): Promise<Required<Ending>> {
  const account = found(await administeredAccount(ask.tx, ask.params.id));
  const open = (role: RoleHeld) => role.until === null || role.until > ask.today.toString();
  return { account, role: found(account.roles.find(role => role.id === id && open(role))) };
}

async function endRole(ask: Asked): Promise<Answer> {
  const ending = await roleOf(ask, Number(one(ask.body, 'role')));
  const read = readComingDay(ask.t, ask.body, ask.today);
  if (!('day' in read)) return page(ask, ending, read.problems);
  await endMembership(ask.tx, { membership: ending.role.id, on: read.day });
  return { goTo: paths.administered(ending.account.id), say: 'people.end.roleDone' };
}

async function endWholeAccount(ask: Asked): Promise<Answer> {
  const account = found(await administeredAccount(ask.tx, ask.params.id));
  const read = readComingDay(ask.t, ask.body, ask.today);
  if (!('day' in read)) return page(ask, { account }, read.problems);
  await endAccount(ask.tx, { account: account.id, on: read.day });
  return { goTo: paths.administered(account.id), say: 'people.end.accountDone' };
}

const shown = {
  method: 'GET',
  access: ['administrator'],
  audit: 'people.administration.account-read',
  params,
} as const;
const done = { method: 'POST', access: ['administrator'], audit: 'by the command', params } as const;

export const endingRoutes: readonly Route[] = [
  route({
    ...shown,
    path: paths.endMembership(':id'),
    query,
    handle: async ask => page(ask, await roleOf(ask, ask.query.role ?? 0)),
  }),
  route({ ...done, path: paths.endMembership(':id'), handle: endRole }),
  route({
    ...shown,
    path: paths.endAccount(':id'),
    handle: async ask => page(ask, { account: found(await administeredAccount(ask.tx, ask.params.id)) }),
  }),
  route({ ...done, path: paths.endAccount(':id'), handle: endWholeAccount }),
];
