import { type Answer, one, type PageAnswer, type Route, route } from '../../platform/web/index.ts';
import { finishSecondFactor } from '../commands/finish-second-factor.ts';
import { type CodeOutcome, type GivenCode, giveCode, giveRecoveryCode } from '../commands/give-code.ts';
import { paths } from '../paths.ts';
import { type Waiting, waitingSession } from '../queries/waiting-session.ts';
import { codePage, recoveryCodePage, tryAgain } from './code-page.ts';
import { finished } from './finished.ts';
import { secondFactorPage } from './second-factor-page.ts';
import { carried, type Visitor } from './visitor.ts';

const halfWay = 'none: nobody is signed in yet; the command records who signed in';

function given(ask: Visitor): GivenCode {
  const { token, address, tokens, now } = ask;
  return { token, address, tokens, now, typed: one(ask.body, 'code').slice(0, 100) };
}

/** Where a session belongs that came to the wrong page of these. */
function rightPlace({ factor, pending }: Waiting, next: string): string {
  if (factor === 'code') return paths.code(next);
  if (pending) return paths.secondFactor(next);
  return factor === 'enrol' ? paths.signIn() : paths.account();
}

async function show(
  ask: Visitor,
  want: { here: string; page(): PageAnswer | Promise<PageAnswer> },
): Promise<Answer> {
  const { next } = carried(ask);
  const waiting = await waitingSession(ask.tx, ask);
  if (!waiting) return { goTo: paths.signIn() };
  const right = rightPlace(waiting, next);
  const fits =
    right.split('?')[0] === want.here || (want.here === paths.recovery() && waiting.factor === 'code');
  return fits ? want.page() : { goTo: right };
}

async function answerTo(ask: Visitor, page: PageAnswer, outcome: CodeOutcome): Promise<Answer> {
  if ('gone' in outcome) return { goTo: paths.signIn(), say: 'people.code.gone' };
  if (!('token' in outcome)) return tryAgain(ask, page, outcome);
  const { token, door, account, recoveryCodesLeft } = outcome;
  const said =
    recoveryCodesLeft === undefined
      ? {}
      : ({
          say: 'people.recovery.left',
          sayValues: { count: recoveryCodesLeft },
        } as const);
  return finished(ask, { account, session: { token, door }, ...said });
}

async function finishSettingUp(ask: Visitor): Promise<Answer> {
  const outcome = await finishSecondFactor(ask.tx, given(ask));
  if ('gone' in outcome) return { goTo: paths.signIn(), say: 'people.code.gone' };
  if (!('token' in outcome)) return tryAgain(ask, await secondFactorPage(ask), outcome);
  if (!('codes' in outcome)) throw new Error('A second factor comes with recovery codes.');
  const { token, door, codes } = outcome;
  return {
    page: 'people/views/recovery-codes.njk',
    title: ask.t('people.recovery.newTitle'),
    model: { ...carried(ask), codes },
    session: { token, door },
  };
}

const open = { access: 'anyone', audit: halfWay, once: false } as const;

export const secondFactorRoutes: readonly Route[] = [
  route({
    ...open,
    method: 'GET',
    path: paths.code(),
    handle: ask => show(ask, { here: paths.code(), page: () => codePage(ask) }),
  }),
  route({
    ...open,
    method: 'POST',
    path: paths.code(),
    handle: async ask => answerTo(ask, codePage(ask), await giveCode(ask.tx, given(ask))),
  }),
  route({
    ...open,
    method: 'GET',
    path: paths.recovery(),
    handle: ask => show(ask, { here: paths.recovery(), page: () => recoveryCodePage(ask) }),
  }),
  route({
    ...open,
    method: 'POST',
    path: paths.recovery(),
    handle: async ask => answerTo(ask, recoveryCodePage(ask), await giveRecoveryCode(ask.tx, given(ask))),
  }),
  route({
    ...open,
    method: 'GET',
    path: paths.secondFactor(),
    handle: ask => show(ask, { here: paths.secondFactor(), page: () => secondFactorPage(ask) }),
  }),
  route({ ...open, method: 'POST', path: paths.secondFactor(), handle: finishSettingUp }),
];
