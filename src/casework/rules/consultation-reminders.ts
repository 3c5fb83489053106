import { type DatedRule, datedRules, ruleInForce, workingDaysBetween } from '../../platform/time/index.ts';

/** How often somebody who was asked and has not answered is reminded by the program. */
export type Reminding = { readonly everyWorkingDays: number; readonly atMost: number };

export const remindingRules: readonly DatedRule<Reminding>[] = datedRules([
  {
    id: 'consultation-reminder',
    version: '1',
    source: {
      name: 'Ownwords default. The 2024 form asks for “a number of reminders” and sets no days',
      mark: 'design',
    },
    inForceFrom: '2024-11-20',
    // Two reminders fit into the ten working days after which the form's exception may be claimed.
    value: { everyWorkingDays: 4, atMost: 2 },
  },
]);

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) < 0;

/**
 * Whether a reminder is due. A reminder that the clinician sent counts like the program's own.
 * @param askedOn the day of asking
 * @param remindedOn the days of the reminders so far
 * @param today the day; throws RuleProblem when no rule is in force on it
 */
export function isReminderDue(
  askedOn: Temporal.PlainDate,
  remindedOn: readonly Temporal.PlainDate[],
  today: Temporal.PlainDate,
): boolean {
  const rule = ruleInForce(remindingRules, 'consultation-reminder', today).value;
  if (remindedOn.length >= rule.atMost) return false;
  const last = remindedOn.reduce((latest, on) => (isBefore(latest, on) ? on : latest), askedOn);
  return workingDaysBetween(last, today) >= rule.everyWorkingDays;
}
