import type { TextKey } from '../../platform/language/index.ts';
import { type DatedRule, datedRules, ruleInForce, workingDaysBetween } from '../../platform/time/index.ts';
import { atConsultation, blocked, byException, type GateOutcome } from './gate-outcome.ts';
import type { Consultation, Consultee } from './leave-facts.ts';

/** How long and how often somebody has to be asked before going on without their answer. */
export type NoAnswer = { readonly reminders: number; readonly workingDays: number };

const source = {
  name: 'Ownwords default. The 2024 form says only “after a number of reminders”',
  mark: 'design',
} as const;

export const noAnswerRules: readonly DatedRule<NoAnswer>[] = datedRules([
  {
    id: 'no-answer-after-reminders',
    version: '1',
    source,
    inForceFrom: '2024-11-20',
    value: { reminders: 2, workingDays: 10 },
  },
  // Levels 2 and 3 of MAPPA need no answer, only the chance to give one (gate LG-5).
  {
    id: 'time-for-mappa-to-comment',
    version: '1',
    source: {
      ...source,
      name: 'Ownwords default. The 2024 form asks for a chance to comment and names no time',
    },
    inForceFrom: '2024-11-20',
    value: { reminders: 0, workingDays: 10 },
  },
]);

/** Whether the answer to a consultation is there. A date to come is a slip and no answer yet. */
export function isAnsweredBy(consultation: Consultation, today: Temporal.PlainDate): boolean {
  return consultation.answeredOn !== undefined && consultation.answeredOn <= today.toString();
}

/** Whether somebody has been asked at all. */
export function isAsked(
  consultation: Consultation | undefined,
  today: Temporal.PlainDate,
): consultation is Consultation {
  return consultation !== undefined && consultation.askedOn <= today.toString();
}

// Two reminders on one day are one, and one on the day of asking is none: the person asked had no time between.
function remindersOn({ askedOn, remindedOn }: Consultation, today: Temporal.PlainDate): number {
  return new Set(remindedOn.filter(day => day > askedOn && day <= today.toString())).size;
}

/** What is still to wait for. */
export type StillToWait = { readonly reminders: number; readonly workingDays: number };

/**
 * What is still to wait for before going on without an answer may be asked for.
 * @param consultation whom was asked when, and reminded when
 * @param rule the time and the reminders
 * @param today the day
 * @returns the reminders and working days that are left, both 0 when it may be asked for. Of what was asked
 *   outside this service the reminders are in the trail, which MHCS reads, so they are not counted here
 */
export function stillToWait(
  consultation: Consultation,
  rule: NoAnswer,
  today: Temporal.PlainDate,
): StillToWait {
  const days = workingDaysBetween(Temporal.PlainDate.from(consultation.askedOn), today);
  const sent = remindersOn(consultation, today);
  const reminders = consultation.elsewhere ? 0 : Math.max(0, rule.reminders - sent);
  return { reminders, workingDays: Math.max(0, rule.workingDays - days) };
}

/** The sentences of one consultee for each way in which silence stands. */
export type Silence = {
  readonly consultee: Consultee;
  readonly rule: 'no-answer-after-reminders' | 'time-for-mappa-to-comment';
  readonly waiting: TextKey;
  readonly notClaimed: TextKey;
  readonly trailMissing: TextKey;
  readonly says: TextKey;
};

/**
 * The outcome of a gate while a consultation has no answer: the exception that the form allows, or what is still
 * needed for it.
 * @param consultation a consultation that was asked and not answered
 * @param silence the consultee's sentences and rule
 * @param today the day; throws RuleProblem when the rule is not in force on it
 */
export function onSilence(
  consultation: Consultation,
  silence: Silence,
  today: Temporal.PlainDate,
): GateOutcome {
  const where = atConsultation(silence.consultee);
  const left = stillToWait(consultation, ruleInForce(noAnswerRules, silence.rule, today).value, today);
  if (left.reminders > 0 || left.workingDays > 0) return blocked(silence.waiting, where, left);
  if (consultation.noAnswerClaimed !== true) return blocked(silence.notClaimed, where);
  if (consultation.elsewhere?.trailGiven === false) return blocked(silence.trailMissing, where);
  const exception =
    silence.rule === 'time-for-mappa-to-comment' ? 'time to comment was given' : 'no answer after reminders';
  const { askedOn, remindedOn, elsewhere } = consultation;
  return byException(exception, silence.says, { askedOn, remindedOn, trailInForm: elsewhere !== undefined });
}
