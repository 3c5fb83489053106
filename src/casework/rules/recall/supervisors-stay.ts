import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../../platform/time/index.ts';

const source: RuleSource = {
  name: 'Ownwords: the month of the reference and the weeks of its reports, so that what supervisors know reaches the hospital and the tribunal',
  mark: 'design',
};

/** For how long the supervisors of a discharge stay in the case of somebody who was recalled. */
export const supervisorsStay: readonly DatedRule<{ readonly months: number }>[] = datedRules([
  {
    ...{ id: 'supervisors-after-recall', version: '2026-1', inForceFrom: '1983-09-30' },
    ...{ source, value: { months: 3 } },
  },
]);

/** The months of a recall on a day. */
export const monthsOfStay = (on: Temporal.PlainDate): number =>
  ruleInForce(supervisorsStay, 'supervisors-after-recall', on).value.months;

/**
 * The first day on which the supervisors are no longer in the case. A new discharge before it keeps them.
 * @param returnedOn the day of return to hospital
 */
export const supervisorsStayUntil = (returnedOn: Temporal.PlainDate): Temporal.PlainDate =>
  returnedOn.add({ months: monthsOfStay(returnedOn) });
