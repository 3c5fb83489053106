import { sql } from 'kysely';
import { hashPassphrase, newSalt } from '../platform/session/passphrase.ts';
import { type Answer, type Ask, hashOf, newToken, one, type Route, route } from '../platform/web/index.ts';
import { insidePath } from './home.ts';
import { paths } from './paths.ts';

const signingIn = 'none: nobody is signed in yet; the command records who signed in';

/** One account of the demonstration, for the list beside the form. */
type DemonstrationAccount = { username: string; display_name: string; role: string; unit: string };

async function demonstrationAccounts({
  tx,
}: Pick<Ask<unknown, unknown>, 'tx'>): Promise<DemonstrationAccount[]> {
  const { rows } = await sql<DemonstrationAccount>`select * from access.demonstration_accounts()`.execute(
    tx.db,
  );
  return rows;
}

async function signInPage(ask: Ask<unknown, unknown>, problem?: string): Promise<Answer> {
  const typed = { username: one(ask.body, 'username'), shared: one(ask.body, 'shared') };
  const next = insidePath.parse(
    one(ask.body, 'next') || (new URL(ask.path, 'http://here').searchParams.get('next') ?? '/'),
  );
  return {
    page: 'people/views/sign-in.njk',
    title: ask.t('people.signIn.title'),
    model: {
      typed,
      next,
      unfinished: one(ask.body, 'unfinished'),
      accounts: await demonstrationAccounts(ask),
    },
    ...(problem ? { problems: [{ field: 'username', text: problem }] } : {}),
  };
}

type SignInRow = { outcome: string; door: string; account: number };

async function trySigningIn(
  ask: Ask<unknown, unknown>,
  token: string,
  address: string,
): Promise<SignInRow | { wait: number }> {
  const login = one(ask.body, 'username');
  const { rows: salts } = await sql<{
    salt: Buffer | null;
    wait: number;
  }>`select * from access.salt_for(${login}, ${address})`.execute(ask.tx.db);
  const first = salts[0];
  if (first && first.wait > 0) return { wait: first.wait };
  const hash = await hashPassphrase(one(ask.body, 'passphrase'), first?.salt ?? newSalt());
  const { rows } =
    await sql<SignInRow>`select * from access.sign_in(${login}, ${hash}, ${Buffer.from(hashOf(token), 'hex')},
    ${address}, ${one(ask.body, 'shared') === 'yes'}, '')`.execute(ask.tx.db);
  return rows[0] ?? { outcome: 'refused', door: '', account: 0 };
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
    handle: async ask => {
      const token = newToken();
      const tried = await trySigningIn(ask, token, ask.address);
      if ('wait' in tried) return signInPage(ask, ask.t('people.signIn.wait', { seconds: tried.wait }));
      if (tried.outcome === 'refused' || tried.outcome === 'wait')
        return signInPage(ask, ask.t('people.signIn.refused'));
      ask.tx.record('people.session.signed-in', { detail: { account: tried.account } });
      return { goTo: insidePath.parse(one(ask.body, 'next')), session: { token, door: tried.door } };
    },
  }),
  route({
    method: 'POST',
    path: paths.signInToDemonstration(),
    access: 'anyone',
    audit: signingIn,
    once: false,
    handle: async ask => {
      const token = newToken();
      const { rows } = await sql<{
        door: string | null;
        account: number;
      }>`select * from access.sign_in_to_demonstration(
        ${one(ask.body, 'username')}, ${Buffer.from(hashOf(token), 'hex')}, '')`.execute(ask.tx.db);
      const session = rows[0];
      if (!session?.door) return signInPage(ask, ask.t('people.signIn.refused'));
      ask.tx.record('people.session.signed-in', {
        detail: { account: session.account, demonstration: true },
      });
      return { goTo: insidePath.parse(one(ask.body, 'next')), session: { token, door: session.door } };
    },
  }),
  route({
    method: 'POST',
    path: paths.signOut(),
    access: 'anyone',
    audit: signingIn,
    once: false,
    handle: async ({ tx, token }) => {
      if (token) await sql`select access.sign_out(${Buffer.from(hashOf(token), 'hex')})`.execute(tx.db);
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
      byScript ? { json: { endsAt: actor.endsAt } } : { goTo: insidePath.parse(one(body, 'back')) },
  }),
];
