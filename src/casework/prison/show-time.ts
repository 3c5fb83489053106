import type { Answers } from '../../platform/forms/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { type ClockLaw, clockLaw } from '../rules/clocks/law.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';
import { isOver } from '../rules/document-states.ts';
import { transferTime } from '../rules/prison/transfer-time.ts';
import { textOf } from '../rules/said-in-form.ts';

type Waiting = {
  readonly kind: DocumentKind;
  readonly state: Parameters<typeof isOver>[0]['state'];
  /** The open answers, of a draft or of what was sent. */
  readonly open: Answers;
};

/**
 * How long somebody in prison waits, the same sentence for everybody who may read it: the days since a medical report
 * was first asked for, and until when the law gives time, or plainly that no time is set by law yet.
 * @returns nothing for every other document, before the day is written down, and once it is over
 */
export function showTransferTime(
  waiting: Waiting,
  { today, t, law = clockLaw }: { today: Temporal.PlainDate; t: Translate; law?: ClockLaw },
): string {
  const requestedOn = textOf(waiting.open, 'requestedOn');
  if (waiting.kind !== 'prison transfer' || requestedOn === undefined || isOver(waiting)) return '';
  const { daysSince, dueOn, daysLeft = 0 } = transferTime(requestedOn, today, law);
  const since = t('prison.time.since', { days: daysSince });
  if (dueOn === undefined) return `${since} ${t('prison.time.notSet')}`;
  const day = showDay(dueOn, t);
  return `${since} ${t(daysLeft < 0 ? 'prison.time.late' : 'prison.time.due', { day })}`;
}
