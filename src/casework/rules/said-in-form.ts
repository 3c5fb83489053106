import type { Answers } from '../../platform/forms/index.ts';

/** A single answer in words, or undefined when it says nothing. */
export const textOf = (answers: Answers, id: string): string | undefined => {
  const answer = answers[id];
  return typeof answer === 'string' && answer.trim() !== '' ? answer : undefined;
};

/** True or false where yes or no was answered. */
export const yesNo = (answers: Answers, id: string): boolean | undefined => {
  const answer = textOf(answers, id);
  return answer === undefined ? undefined : answer === 'yes';
};

/** A choice that is a number. */
export const numberIn = (answers: Answers, id: string): number | undefined => {
  const answer = textOf(answers, id);
  return answer === undefined ? undefined : Number(answer);
};

// With exactOptionalPropertyTypes a value that is not there is left out, not set to undefined.
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };
/** The parts that are there. */
export const given = <T extends object>(parts: T): Partial<Given<T>> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<Given<T>>;
