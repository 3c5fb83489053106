import { clocksOf } from '../clocks/clocks-of.ts';
import { type ClockLaw, clockLaw } from '../clocks/law.ts';

/** How long somebody has waited since a medical report was first asked for, and until when the law gives time. */
export type TransferTime = {
  readonly daysSince: number;
  /** The last of the 28 days; undefined while no time is set by law. */
  readonly dueOn?: string;
  readonly daysLeft?: number;
};

/**
 * The time of a transfer from prison: 28 days from the first request for a medical report, once that is law. Until then
 * only the days that have passed are told.
 * Source: Mental Health Act 2025, section 37, adding sections 47A, 48A and 48B to the Act of 1983; no day is set yet.
 * @param requestedOn the day of the first request
 * @param today the day of reading
 * @param law the rules; the row `prison-transfer` says from when the time is law
 */
export function transferTime(
  requestedOn: string,
  today: Temporal.PlainDate,
  law: ClockLaw = clockLaw,
): TransferTime {
  const daysSince = Temporal.PlainDate.from(requestedOn).until(today).days;
  const clock = clocksOf(
    { authorities: [], transferRequests: [{ id: 'this', requestedOn }] },
    today,
    law,
  ).find(({ id }) => id === 'prison-transfer');
  if (!clock || clock.state === 'not in force') return { daysSince };
  return { daysSince, dueOn: clock.due.toString(), daysLeft: clock.daysLeft };
}
