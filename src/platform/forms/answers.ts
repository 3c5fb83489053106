import { z } from 'zod';
import { audienceOf, type Form, type Question } from './form.ts';

/** Dates are ISO days, yes-no is "yes" or "no"; free text is exactly what was typed. */
export type SimpleAnswer = string | number | readonly string[];
export type Entry = Readonly<Record<string, SimpleAnswer>>;
export type Answer = SimpleAnswer | readonly Entry[];
export type Answers = Readonly<Record<string, Answer>>;

const simple = z.union([z.string(), z.number(), z.array(z.string())]);
const entry = z.record(z.string(), simple);
const answersShape = z.record(z.string(), z.union([simple, z.array(entry)]));

/**
 * Answers as they come out of storage, checked before anything trusts their shape.
 * @param stored parsed JSON
 * @returns the answers; throws ZodError when it is not a set of answers
 */
export function answersFrom(stored: unknown): Answers {
  return answersShape.parse(stored);
}

/**
 * Whether something was answered. Spaces alone are kept as they were typed, but they answer nothing.
 */
export function isAnswered(answer: Answer | undefined): boolean {
  if (answer === undefined) return false;
  if (typeof answer === 'string') return answer.trim() !== '';
  return typeof answer === 'number' || answer.length > 0;
}

/**
 * The entries of a group.
 * @returns each entry; an empty list when there are none or the stored answer is of another kind
 */
export function entriesOf(answer: Answer | undefined): readonly Entry[] {
  if (!Array.isArray(answer)) return [];
  return answer.filter((item): item is Entry => typeof item === 'object');
}

/**
 * The words of a simple answer as a list, so that one choice and several are handled alike.
 */
export function wordsOf(answer: Answer | undefined): readonly string[] {
  if (answer === undefined) return [];
  if (typeof answer === 'string') return answer === '' ? [] : [answer];
  if (typeof answer === 'number') return [String(answer)];
  return answer.filter((item): item is string => typeof item === 'string');
}

/**
 * Parts a set of answers for storage, since the open and the closed part are separate records.
 * @returns the two sets. An answer to a question that the form does not know goes to the closed side: an answer
 *   whose audience cannot be decided is refused to the person
 */
export function splitByAudience(form: Form, answers: Answers): { open: Answers; closed: Answers } {
  const openIds = new Set(
    form.sections.flatMap(section =>
      section.questions.filter(q => audienceOf(section, q) === 'open').map((q: Question) => q.id),
    ),
  );
  const pick = (open: boolean) =>
    Object.fromEntries(Object.entries(answers).filter(([id]) => openIds.has(id) === open));
  return { open: pick(true), closed: pick(false) };
}
