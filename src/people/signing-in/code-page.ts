import type { FieldProblem, PageAnswer } from '../../platform/web/index.ts';
import { carried, type Visitor } from './visitor.ts';

/** Asks for the code of the authenticator app. */
export function codePage(ask: Visitor): PageAnswer {
  return {
    page: 'people/views/code.njk',
    title: ask.t('people.code.title'),
    model: carried(ask),
  };
}

/** Asks for one of the recovery codes instead. */
export function recoveryCodePage(ask: Visitor): PageAnswer {
  return {
    page: 'people/views/recovery-code.njk',
    title: ask.t('people.recovery.title'),
    model: carried(ask),
  };
}

/** The same page with what was wrong; the failed try is kept. */
export function tryAgain(
  ask: Visitor,
  page: PageAnswer,
  wrong: { wait: number } | { wrong: true },
): PageAnswer {
  const waiting = 'wait' in wrong;
  const text = waiting
    ? ask.t('people.signIn.wait', { seconds: wrong.wait })
    : ask.t(page.page.endsWith('recovery-code.njk') ? 'people.recovery.wrong' : 'people.code.wrong');
  const problems: FieldProblem[] = [{ field: 'code', text }];
  return { ...page, problems, status: waiting ? 429 : 422, keepAnyway: true };
}
