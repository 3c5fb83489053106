import type { z } from 'zod';
import { type Translate, textOf } from '../../platform/language/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import { type Ask, found, idParams, type PageAnswer, type Route, route } from '../../platform/web/index.ts';
import { renewInvitation } from '../commands/renew-invitation.ts';
import { reopenAccount } from '../commands/reopen-account.ts';
import { signOutAccount } from '../commands/sign-out-account.ts';
import { paths } from '../paths.ts';
import { administeredAccount, type RoleHeld } from '../queries/administered-accounts.ts';
import { roleText } from '../texts.ts';
import { stateTag } from './state-tag.ts';

/** The account that a page of administration is about. */
export const params = idParams;
type Asked = Ask<z.infer<typeof params>, unknown>;

function roleRow(t: Translate, role: RoleHeld, today: string) {
  const over = role.until !== null && role.until <= today;
  return {
    id: role.id,
    over,
    what: roleText(t, role),
    where: role.unit,
    from: showDay(role.from, t),
    until: role.until === null ? '' : showDay(role.until, t),
  };
}

async function page({ tx, t, actor, today, params: { id } }: Asked): Promise<PageAnswer> {
  const account = found(await administeredAccount(tx, id));
  return {
    page: 'people/views/administered-account.njk',
    title: account.name,
    backHref: paths.administration(),
    about: { detail: { of: id } },
    model: {
      ...{ account, paths, isMe: id === actor.accountId },
      state: stateTag(t, account.state),
      seen: account.lastSeen === null ? t('people.administration.never') : showMoment(account.lastSeen, t),
      endedOn: account.endedOn === null ? '' : showDay(account.endedOn, t),
      roles: account.roles.map(role => roleRow(t, role, today.toString())),
      acts: account.acts.map(act => ({
        // A catalogue key has no hyphen in its last part, an event has.
        what: textOf(t, `people.act.${act.event.split('.').slice(1).join('.')}`),
        by: act.by ?? account.name,
        at: showMoment(act.at, t),
      })),
    },
  };
}

const act = { method: 'POST', access: ['administrator'], audit: 'by the command', params } as const;

export const accountRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.administered(':id'),
    access: ['administrator'],
    audit: 'people.administration.account-read',
    params,
    handle: page,
  }),
  route({
    ...act,
    path: paths.renewInvitation(':id'),
    handle: async ({ tx, params: { id } }) => {
      await renewInvitation(tx, id);
      return { goTo: paths.administered(id), say: 'people.administration.invitationSent' };
    },
  }),
  route({
    ...act,
    path: paths.signOutAccount(':id'),
    handle: async ({ tx, params: { id } }) => {
      await signOutAccount(tx, id);
      return { goTo: paths.administered(id), say: 'people.administration.signedOut' };
    },
  }),
  route({
    ...act,
    path: paths.reopenAccount(':id'),
    handle: async ({ tx, params: { id } }) => {
      await reopenAccount(tx, id);
      return { goTo: paths.administered(id), say: 'people.administration.reopened' };
    },
  }),
];
