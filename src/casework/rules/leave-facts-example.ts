import type { Answers } from '../../platform/forms/index.ts';
import { filledIn } from '../forms/fill-in.ts';
import { leaveApplication2024 } from '../forms/leave-application-2024.ts';
import { formFactsOf, type LeaveFacts } from './leave-facts.ts';
import { type CaseOfLeave, leaveFactsFrom } from './leave-facts-from.ts';

/** The day on which the tests of the gates stand: a Saturday; the last working day was 20 November 2026. */
export const today = Temporal.PlainDate.from('2026-11-21');

const plainCase: CaseOfLeave = {
  form: leaveApplication2024,
  answers: {},
  authorities: ['s37/41'],
  extremismLevel: 'none',
  consultations: {},
  opportunity: { outcome: 'said', sightConfirmedOn: '2026-11-19' },
  signature: { name: 'Dr Robin Example', on: '2026-11-20' },
  earlierLeave: [],
  informationRequests: [],
};

const plainAnswers: Answers = {
  leaveTypes: ['escorted-day'],
  mappaEligible: 'notEligible',
  victimStatus: 'optedOut',
  newZone: 'no',
  leaveTaken: 'no',
  discussed: 'yes',
};

/**
 * The facts of an application with nothing in its way: a hospital order, no MAPPA, no active victim.
 * @param about what differs in the case
 * @param answers what differs in the form; what is required beyond that is filled in
 */
export function readyFacts(about: Partial<CaseOfLeave> = {}, answers: Answers = {}): LeaveFacts {
  const whole = { ...plainCase, ...about };
  return leaveFactsFrom({
    ...whole,
    answers: filledIn(
      { ...plainAnswers, ...answers },
      { facts: formFactsOf(whole), day: '2026-11-02', words: id => `Example words for ${id}` },
    ),
  });
}

/** A case under s47/49, with the reasoning on a return to prison given. */
export const transferred = { authorities: ['s47/49'] } as const;
export const remissionAnswers: Answers = {
  remissionConsidered: 'yes',
  remissionPrognosis: 'Good, with treatment',
  remissionAgainst: 'Treatment has begun to help',
  remissionOutlook: 'treatmentFirst',
  remissionOutlookWhy: 'After the course',
};
