import type { Translate } from '../../platform/language/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import { type Ask, type PageAnswer, type Route, route } from '../../platform/web/index.ts';
import { signOutEverywhere } from '../commands/sign-out-everywhere.ts';
import { paths } from '../paths.ts';
import { type MySession, myAccount } from '../queries/my-account.ts';
import { deviceOf } from '../rules/device.ts';
import { roleText } from '../texts.ts';

/** "Firefox on Windows", or what of it is known. */
function deviceText(session: MySession, t: Translate): string {
  const { browser, system } = deviceOf(session.userAgent ?? '');
  if (browser && system) return t('people.account.device', { browser, system });
  return browser ?? system ?? t('people.account.deviceUnknown');
}

async function accountPage({ tx, actor, t }: Ask<unknown, unknown>): Promise<PageAnswer> {
  const mine = await myAccount(tx, actor);
  const sessions = mine.sessions.map(session => ({
    device: deviceText(session, t),
    here: session.id === actor.sessionId,
    shared: session.shared,
    since: showMoment(session.createdAt, t),
    seen: showMoment(session.seenAt, t),
  }));
  const roles = mine.roles.map(role => ({
    what: roleText(t, role),
    where: role.unit,
    from: showDay(role.from, t),
    until: role.until === null ? '' : showDay(role.until, t),
  }));
  return {
    page: actor.personId === null ? 'people/views/account.njk' : 'people/views/account-of-person.njk',
    title: t('people.account.title'),
    model: {
      ...{
        name: actor.name,
        username: actor.username,
        email: mine.email ?? '',
        jobTitle: mine.jobTitle ?? '',
      },
      ...{ roles, sessions, paths, language: actor.language, easyRead: actor.easyRead },
      links: mine.links.map(link => ({
        who: [link.name, roleText(t, { role: link.role, level: null }), link.unit].filter(Boolean).join(', '),
        at: { iso: link.at, text: showMoment(link.at, t) },
      })),
      secondFactor: mine.secondFactor,
      recoveryCodes: mine.recoveryCodes,
      changed: mine.passphraseChangedAt === null ? '' : showMoment(mine.passphraseChangedAt, t),
    },
  };
}

export const accountRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.account(),
    access: 'signed in',
    audit: 'none: everybody may read their own account',
    handle: accountPage,
  }),
  route({
    method: 'POST',
    path: paths.signOutEverywhere(),
    access: 'signed in',
    audit: 'by the command',
    handle: async ({ tx }) => {
      await signOutEverywhere(tx);
      return { goTo: paths.signIn(), session: 'end', say: 'people.account.signedOutEverywhere' };
    },
  }),
];
