import { type DatedRule, datedRules, ruleInForce } from '../../../platform/time/index.ts';

/** How many calendar days before a move the Secretary of State wants to know of it. */
export const addressNotice: readonly DatedRule<{ readonly days: number }>[] = datedRules([
  {
    id: 'address-notice',
    version: '1',
    source: {
      name: 'MHCS, application for discharge, version 2.1 (24 February 2022)',
      reference: 'standard condition of residence',
      mark: 'verified',
    },
    inForceFrom: '2022-02-24',
    value: { days: 14 },
  },
]);

export type Notice = {
  readonly inTime: boolean;
  /** How many days lie between; below zero when the move was before the notice. */
  readonly days: number;
  readonly daysWanted: number;
  /** The rule and its version, to be stored beside the notice. */
  readonly rule: string;
};

/**
 * Whether notice of a new address is in time. The day of the notice is not counted and the day of the move is (ours;
 * the source says fourteen days). A late notice is taken all the same: to say so late is better than not at all.
 * Source: design brief, section 5.
 * @param moveOn the day of the move
 * @param givenOn the day of the notice
 */
export function readNotice(moveOn: Temporal.PlainDate, givenOn: Temporal.PlainDate): Notice {
  const rule = ruleInForce(addressNotice, 'address-notice', givenOn);
  const { days } = givenOn.until(moveOn, { largestUnit: 'days' });
  return {
    ...{ days, daysWanted: rule.value.days, inTime: days >= rule.value.days },
    rule: `${rule.id} ${rule.version}`,
  };
}

// A day further off is a slip of the pen. Ours; the database holds the same.
const furthest = 366;

/** Whether a day of a move can be meant: within a year of the notice, before or after. */
export function isNearMove(moveOn: Temporal.PlainDate, givenOn: Temporal.PlainDate): boolean {
  return Math.abs(givenOn.until(moveOn, { largestUnit: 'days' }).days) <= furthest;
}
