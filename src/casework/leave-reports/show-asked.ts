import type { TextKey, Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import type { AskedReport, Consent } from './queries/read-asked.ts';

const isIn = ({ reportState }: Pick<AskedReport, 'reportState'>) =>
  reportState !== null &&
  ['submitted', 'waiting for information', 'awaiting authorisation', 'decided'].includes(reportState);

/** Whether a report is still asked for and not in: the database asks the same (casework.is_in). */
export const isOpen = (asked: Pick<AskedReport, 'reportState' | 'withdrawnWhy'>): boolean =>
  asked.withdrawnWhy === null && !isIn(asked);

/** The report that was begun for it and not given up. */
export const standsFor = ({ reportId, reportState }: AskedReport): number | null =>
  reportState === 'withdrawn' || reportState === 'ended with the case' ? null : reportId;

const states = {
  withdrawn: { text: 'leaveReport.state.withdrawn', colour: 'grey' },
  in: { text: 'leaveReport.state.in', colour: 'green' },
  late: { text: 'leaveReport.state.late', colour: 'red' },
  begun: { text: 'leaveReport.state.begun', colour: 'blue' },
  waiting: { text: 'leaveReport.state.waiting', colour: 'yellow' },
} as const satisfies Record<string, { text: TextKey; colour: string }>;

function stateOf(asked: AskedReport, today: Temporal.PlainDate): keyof typeof states {
  if (asked.withdrawnWhy !== null) return 'withdrawn';
  if (isIn(asked)) return 'in';
  if (asked.byOn < today.toString()) return 'late';
  return standsFor(asked) === null ? 'waiting' : 'begun';
}

/** A consent in one line. */
export function showConsent(consent: Consent, t: Translate): string {
  const leave = showAsked(consent.granted, t, 'short').join(', ');
  return t('leaveReport.aboutOne', { leave, day: showDay(consent.decidedOn, t) });
}

/** A report that was asked for, ready to be printed. */
export function showAskedReport(
  asked: AskedReport,
  { t, today }: { t: Translate; today: Temporal.PlainDate },
) {
  const { text, colour } = states[stateOf(asked, today)];
  const day = showDay(asked.askedOn, t);
  return {
    about: asked.consent ? showConsent(asked.consent, t) : t('leaveReport.aboutAll'),
    by: t('leaveReport.by', { day: showDay(asked.byOn, t) }),
    asked: asked.withConsent
      ? t('leaveReport.withConsent', { day })
      : t('leaveReport.askedBy', { day, name: asked.askedBy ?? t('mhcs.section') }),
    what: asked.what.trim() === '' ? '' : t('leaveReport.what', { what: asked.what }),
    withdrawn:
      asked.withdrawnWhy === null ? '' : t('leaveReport.withdrawnBecause', { why: asked.withdrawnWhy }),
    state: { text: t(text), colour },
  };
}
