/** Why a day will not do for a beginning or an end. */
export type DayProblem = 'past' | 'far';

/**
 * Whether a role or an account may begin or end on this day: today or later, since what somebody saw cannot be
 * unseen, and not more than two years ahead, because that is a slip of the pen.
 */
export function dayProblem(day: Temporal.PlainDate, today: Temporal.PlainDate): DayProblem | undefined {
  if (Temporal.PlainDate.compare(day, today) < 0) return 'past';
  if (Temporal.PlainDate.compare(day, today.add({ years: 2 })) > 0) return 'far';
  return undefined;
}
