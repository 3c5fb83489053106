import { sql } from 'kysely';
import { z } from 'zod';
import { type Answer, type Ask, hashOf, one, type Route, route } from '../../platform/web/index.ts';
import { acceptInvitation } from '../commands/accept-invitation.ts';
import { paths } from '../paths.ts';
import { newPassphraseProblems } from '../rules/new-passphrase.ts';

const params = z.object({ token: z.string().max(100) });
type Asked = Ask<z.infer<typeof params>, unknown>;
type Invited = { account: number | null; username: string; display_name: string };

async function invitedBy({ tx, params: { token } }: Asked): Promise<Invited | undefined> {
  const found = sql<Invited>`select * from access.invitation(${Buffer.from(hashOf(token), 'hex')})`;
  const row = (await found.execute(tx.db)).rows[0];
  return row && row.account !== null ? row : undefined;
}

/** An invitation that was used, renewed or is older than a week: which of these, is nobody's business. */
function tooOld({ t }: Asked): Answer {
  return {
    page: 'people/views/invitation-over.njk',
    title: t('people.invitation.overTitle'),
    status: 410,
  };
}

function page({ t, params: { token } }: Asked, invited: Invited) {
  return {
    page: 'people/views/invitation.njk',
    title: t('people.invitation.title'),
    model: { action: paths.invitation(token), username: invited.username, name: invited.display_name },
  };
}

async function accept(ask: Asked): Promise<Answer> {
  const invited = await invitedBy(ask);
  if (!invited) return tooOld(ask);
  const typed = { passphrase: one(ask.body, 'passphrase'), again: one(ask.body, 'again') };
  const problems = newPassphraseProblems(ask.t, typed, [invited.username, invited.display_name]);
  if (problems.length > 0) return { ...page(ask, invited), problems };
  const accepted = await acceptInvitation(ask.tx, {
    token: ask.params.token,
    passphrase: typed.passphrase,
  });
  return accepted ? { goTo: paths.signIn(), say: 'people.invitation.done' } : tooOld(ask);
}

export const invitationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.invitation(':token'),
    access: 'anyone',
    audit: 'none: only the holder of the link sees their own username',
    params,
    handle: async ask => {
      const invited = await invitedBy(ask);
      return invited ? page(ask, invited) : tooOld(ask);
    },
  }),
  route({
    method: 'POST',
    path: paths.invitation(':token'),
    access: 'anyone',
    audit: 'by the command',
    once: false,
    params,
    handle: accept,
  }),
];
