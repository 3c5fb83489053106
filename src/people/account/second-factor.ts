import {
  type Answer,
  type Ask,
  type FieldProblem,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { beginSecondFactor } from '../commands/begin-second-factor.ts';
import { keepNewRecoveryCodes } from '../commands/keep-new-recovery-codes.ts';
import { provePassphrase } from '../commands/prove-passphrase.ts';
import { paths } from '../paths.ts';
import { myAccount } from '../queries/my-account.ts';
import { notProved } from './passphrase.ts';

type Asked = Ask<unknown, unknown>;

async function page(ask: Asked, problems: FieldProblem[] = []): Promise<Answer> {
  const { tx, t, actor } = ask;
  const { secondFactor, recoveryCodes } = await myAccount(tx, actor);
  const answer = {
    page: 'people/views/account-second-factor.njk',
    title: t(secondFactor ? 'people.secondFactor.renewTitle' : 'people.secondFactor.startTitle'),
    model: { secondFactor, recoveryCodes, action: paths.accountSecondFactor() },
    backHref: paths.account(),
  };
  return problems.length === 0 ? answer : { ...answer, problems, keepAnyway: true };
}

/** Two things can be asked for: a new secret, or new recovery codes. Both need the passphrase once more. */
async function begin(ask: Asked): Promise<Answer> {
  const { tx, t, token, tokens, actor, address, body } = ask;
  const proved = await provePassphrase(tx, { token, address, passphrase: one(body, 'passphrase') });
  if (!('right' in proved) || !token)
    return page(ask, notProved(ask, 'right' in proved ? { wrong: true } : proved));
  if (one(body, 'want') === 'codes' && actor.secondFactor === 'done') {
    const codes = await keepNewRecoveryCodes(tx, { token, account: actor.accountId });
    return {
      page: 'people/views/recovery-codes.njk',
      title: t('people.recovery.newTitle'),
      model: { codes, next: paths.account(), unfinished: '' },
    };
  }
  await beginSecondFactor(tx, { token, tokens });
  return { goTo: paths.secondFactor(paths.account()) };
}

export const accountSecondFactorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.accountSecondFactor(),
    access: 'signed in',
    audit: 'none: everybody may read their own account',
    handle: ask => page(ask),
  }),
  route({
    method: 'POST',
    path: paths.accountSecondFactor(),
    access: 'signed in',
    audit:
      'none: a secret that waits for its first code changes nothing yet; new codes are recorded by the command',
    once: false,
    secret: true,
    handle: begin,
  }),
];
