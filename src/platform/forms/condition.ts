import { type Answer, isAnswered, wordsOf } from './answers.ts';
import type { Condition, FactValue } from './form.ts';

/** Undefined: it hangs on an answer that can still change on the page in front of the reader. */
export type Verdict = boolean | undefined;

/** What a condition is asked of. */
export type World = {
  answerOf(id: string): Answer | undefined;
  factOf(name: string): FactValue | undefined;
  /** True for answers still being given; false for what is settled. */
  isUnsettled(id: string): boolean;
};

function ofAnswer(condition: Extract<Condition, { answer: string }>, world: World): Verdict {
  if (world.isUnsettled(condition.answer)) return undefined;
  const answer = world.answerOf(condition.answer);
  if ('answered' in condition) return isAnswered(answer);
  const wanted = 'is' in condition ? condition.is : condition.includes;
  const words = wordsOf(answer);
  return 'is' in condition ? words.length === 1 && words[0] === wanted : words.includes(wanted);
}

// A case can hold several authorities at once, so a fact can be a list: one that matches is enough.
function ofFact(condition: Extract<Condition, { fact: string }>, world: World): boolean {
  const fact = world.factOf(condition.fact);
  if (fact === undefined) return false;
  const held: readonly unknown[] = Array.isArray(fact) ? fact : [fact];
  const wanted: readonly unknown[] = 'is' in condition ? [condition.is] : condition.in;
  return held.some(value => wanted.includes(value));
}

function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

const opposite = (verdict: Verdict): Verdict => (verdict === undefined ? undefined : !verdict);

/**
 * What a condition comes to.
 * @param condition the condition, as data
 * @param world the answers and facts it is asked of
 * @returns true or false, or undefined when it hangs on an answer that is not settled
 */
export function verdictOf(condition: Condition, world: World): Verdict {
  if ('answer' in condition) return ofAnswer(condition, world);
  if ('fact' in condition) return ofFact(condition, world);
  if ('all' in condition) return allOf(condition.all.map(part => verdictOf(part, world)));
  if ('any' in condition) return opposite(allOf(condition.any.map(part => opposite(verdictOf(part, world)))));
  return opposite(verdictOf(condition.not, world));
}

/** What a condition refers to, so that a definition can be checked before it is used. */
export type References = {
  readonly answers: readonly { readonly id: string; readonly value?: string }[];
  readonly facts: readonly string[];
};

function referenceOf(condition: Extract<Condition, { answer: string }>): References['answers'][number] {
  if ('answered' in condition) return { id: condition.answer };
  return { id: condition.answer, value: 'is' in condition ? condition.is : condition.includes };
}

/**
 * Every question and fact that a condition asks about, at any depth.
 */
export function referencesOf(condition: Condition | undefined): References {
  if (condition === undefined) return { answers: [], facts: [] };
  if ('answer' in condition) return { answers: [referenceOf(condition)], facts: [] };
  if ('fact' in condition) return { answers: [], facts: [condition.fact] };
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [condition.not];
  const inner = parts.map(referencesOf);
  return { answers: inner.flatMap(r => r.answers), facts: inner.flatMap(r => r.facts) };
}
