import {
  type Answer,
  type Answers,
  entriesOf,
  missing,
  type Question,
  questionsIn,
} from '../../platform/forms/index.ts';
import { leaveApplication2024 as form } from '../forms/leave-application-2024.ts';
import { formFactsOf, type LeaveFacts } from './leave-facts.ts';
import { type CaseOfLeave, leaveFactsFrom } from './leave-facts-from.ts';

/** The day on which the tests of the gates stand: a Saturday; the last working day was 20 November 2026. */
export const today = Temporal.PlainDate.from('2026-11-21');

const answerTo = (question: Exclude<Question, { kind: 'entries' }>): string | number | string[] => {
  switch (question.kind) {
    case 'date':
      return '2026-11-02';
    case 'whole-number':
      return question.min ?? 0;
    case 'yes-no':
      return 'no';
    case 'choice':
      return question.options[0] ?? '';
    case 'choices':
      return question.options.slice(0, 1);
    case 'email':
      return 'sam@example.org';
    case 'phone':
      return '01632 960 001';
    case 'text':
    case 'long-text':
      return `Example words for ${question.id}`;
  }
};

function answerAny(question: Question): Answer {
  if (question.kind !== 'entries') return answerTo(question);
  return [Object.fromEntries(question.questions.map(sub => [sub.id, answerTo(sub)]))];
}

/** Answers what is still required, until nothing is: an answer can open further questions. */
export function completed(
  answers: Answers,
  about: Pick<LeaveFacts, 'authorities' | 'extremismLevel'>,
): Answers {
  const gaps = missing({ form, answers, facts: formFactsOf(about) });
  if (gaps.length === 0) return answers;
  const asked = questionsIn(form).filter(question => gaps.some(gap => gap.question === question.id));
  const filled = asked.filter(question => entriesOf(answers[question.id]).length === 0);
  return completed(
    { ...answers, ...Object.fromEntries(filled.map(question => [question.id, answerAny(question)])) },
    about,
  );
}

const plainCase: CaseOfLeave = {
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
  return leaveFactsFrom({ ...whole, answers: completed({ ...plainAnswers, ...answers }, whole) });
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
