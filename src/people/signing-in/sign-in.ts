import { type Answer, one, type Route, route } from '../../platform/web/index.ts';
import { beginSecondFactor } from '../commands/begin-second-factor.ts';
import { type Opened, signIn } from '../commands/sign-in.ts';
import { signInToDemonstration } from '../commands/sign-in-to-demonstration.ts';
import { signOut } from '../commands/sign-out.ts';
import { paths } from '../paths.ts';
import { insidePath } from '../rules/inside-path.ts';
import { codePage } from './code-page.ts';
import { finished } from './finished.ts';
import { secondFactorPage } from './second-factor-page.ts';
import { signInPage } from './sign-in-page.ts';
import { carried, type Visitor } from './visitor.ts';

const signingIn = 'none: nobody is signed in yet; the command records who signed in';

async function trySigningIn(ask: Visitor): Promise<Answer> {
  const login = one(ask.body, 'username');
  const passphrase = one(ask.body, 'passphrase');
  if (login.trim() === '' || passphrase === '')
    return signInPage(ask, { text: ask.t('people.signIn.empty'), status: 422 });
  const shared = one(ask.body, 'shared') === 'yes';
  const { address, device } = ask;
  const tried = await signIn(ask.tx, { login, passphrase, shared, address, device });
  if ('wait' in tried)
    return signInPage(ask, { text: ask.t('people.signIn.wait', { seconds: tried.wait }), status: 429 });
  if ('refused' in tried) return signInPage(ask, { text: ask.t('people.signIn.refused'), status: 422 });
  return onward(ask, tried);
}

/** In, or to the second factor. The session that this browser had before ends. */
async function onward(ask: Visitor, opened: Opened): Promise<Answer> {
  await signOut(ask.tx, ask.token);
  const { token, door, account, factor } = opened;
  const session = { token, door };
  if (factor === 'not needed') return finished(ask, { account, session });
  if (factor === 'enrol') await beginSecondFactor(ask.tx, { token, tokens: ask.tokens });
  const { next, unfinished } = carried(ask);
  if (!unfinished) return { goTo: factor === 'code' ? paths.code(next) : paths.secondFactor(next), session };
  // A form that was under way is too long for an address, so the next page holds it.
  const page = factor === 'code' ? codePage(ask) : await secondFactorPage(ask, token);
  return { ...page, session };
}

export const signInRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.signIn(),
    access: 'anyone',
    audit: signingIn,
    handle: ask => signInPage(ask),
  }),
  route({
    method: 'POST',
    path: paths.signIn(),
    access: 'anyone',
    audit: signingIn,
    once: false,
    handle: trySigningIn,
  }),
  route({
    method: 'POST',
    path: paths.signInToDemonstration(),
    access: 'anyone',
    audit: signingIn,
    once: false,
    handle: async ask => {
      const username = one(ask.body, 'username');
      const opened = await signInToDemonstration(ask.tx, { username, device: ask.device });
      if (!opened) return signInPage(ask, { text: ask.t('people.signIn.refused'), status: 422 });
      return onward(ask, opened);
    },
  }),
  route({
    method: 'POST',
    path: paths.resume(),
    access: 'signed in',
    audit: signingIn,
    once: false,
    handle: ask => finished(ask, { account: ask.actor.accountId }),
  }),
  route({
    method: 'POST',
    path: paths.signOut(),
    access: 'anyone',
    audit: signingIn,
    once: false,
    handle: async ({ tx, token, actor }) => {
      await signOut(tx, token);
      if (actor) tx.record('people.session.signed-out');
      return { goTo: paths.signIn(), session: 'end', say: 'people.signedOut' };
    },
  }),
  route({
    method: 'POST',
    path: paths.stay(),
    access: 'signed in',
    audit: signingIn,
    once: false,
    handle: async ({ actor, byScript, body }) =>
      byScript ? { json: { sessionEndsAt: actor.endsAt } } : { goTo: insidePath.parse(one(body, 'back')) },
  }),
];
