import {
  type Answer,
  type Answers,
  type Facts,
  type Form,
  missing,
  type Question,
  questionsIn,
} from '../../platform/forms/index.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';

/** How invented answers are made, for the demonstration and for tests. */
export type Inventing = {
  /** The form that is filled in; the leave application where nothing else is said. */
  readonly form?: Form;
  readonly facts: Facts;
  /** The day that any date gets. */
  readonly day: string;
  /** The words for a question that wants words. */
  words(id: string): string;
  /** What was left empty on purpose stays empty. */
  readonly except?: Answers;
};

/**
 * Answers what the form still requires, until nothing is missing: an answer can open further questions.
 * @param answers what is answered already, and stays as it is
 * @throws when the form goes on asking
 */
export function filledIn(answers: Answers, inventing: Inventing): Answers {
  const { form = leaveApplication2024, facts, except = {} } = inventing;
  let filled = answers;
  for (let round = 0; round < 20; round += 1) {
    const gaps = missing({ form, answers: filled, facts }).filter(({ question }) => !(question in except));
    if (gaps.length === 0) return filled;
    const asked = questionsIn(form).filter(({ id }) => gaps.some(gap => gap.question === id));
    const invented = asked.map((question): [string, Answer] => [question.id, anAnswer(question, inventing)]);
    filled = { ...filled, ...Object.fromEntries(invented) };
  }
  throw new Error('The form could not be filled in.');
}

function anAnswer(question: Question, inventing: Inventing): Answer {
  if (question.kind !== 'entries') return oneAnswer(question, inventing);
  const required = question.questions.filter(({ required }) => required === true);
  return [Object.fromEntries(required.map(inner => [inner.id, oneAnswer(inner, inventing)]))];
}

function oneAnswer(
  question: Exclude<Question, { kind: 'entries' }>,
  { day, words }: Inventing,
): string | number | readonly string[] {
  switch (question.kind) {
    case 'date':
      return day;
    case 'whole-number':
      return question.min ?? 1;
    case 'yes-no':
      return 'no';
    case 'choice':
      return question.options[0] ?? '';
    case 'choices':
      return question.options.slice(0, 1);
    case 'email':
      return 'example@example.invalid';
    case 'phone':
      return '01632 960 001';
    default:
      return words(question.id);
  }
}
