import {
  type Answer,
  type Ask,
  type FieldProblem,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { changePassphrase } from '../commands/change-passphrase.ts';
import { type Proved, provePassphrase } from '../commands/prove-passphrase.ts';
import { paths } from '../paths.ts';
import { newPassphraseProblems } from '../rules/new-passphrase.ts';

type Asked = Ask<unknown, unknown>;

function page({ t }: Asked, problems: FieldProblem[] = []): Answer {
  const answer = {
    page: 'people/views/passphrase.njk',
    title: t('people.passphrase.title'),
    model: { action: paths.passphrase() },
    backHref: paths.account(),
  };
  return problems.length === 0 ? answer : { ...answer, problems, keepAnyway: true };
}

/** What to say when the present passphrase was not proved. */
export function notProved({ t }: Asked, proved: Exclude<Proved, { right: Buffer }>): FieldProblem[] {
  const text =
    'wait' in proved ? t('people.signIn.wait', { seconds: proved.wait }) : t('people.passphrase.wrong');
  return [{ field: 'passphrase', text }];
}

async function change(ask: Asked): Promise<Answer> {
  const { tx, t, actor, body, token, address } = ask;
  const wanted = { passphrase: one(body, 'newPassphrase'), again: one(body, 'again') };
  const problems = newPassphraseProblems(t, wanted, [actor.username, actor.name]);
  if (problems.length > 0) return page(ask, problems);
  const proved = await provePassphrase(tx, { token, address, passphrase: one(body, 'passphrase') });
  if (!('right' in proved)) return page(ask, notProved(ask, proved));
  await changePassphrase(tx, {
    account: actor.accountId,
    oldHash: proved.right,
    passphrase: wanted.passphrase,
  });
  return { goTo: paths.account(), say: 'people.passphrase.changed' };
}

export const passphraseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.passphrase(),
    access: 'signed in',
    audit: 'none: an empty form',
    handle: async ask => page(ask),
  }),
  route({
    method: 'POST',
    path: paths.passphrase(),
    access: 'signed in',
    audit: 'by the command',
    // Not once only: a wrong passphrase is sent again from the same page, and nothing is made twice.
    once: false,
    secret: true,
    handle: change,
  }),
];
