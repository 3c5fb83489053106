/**
 * How far a source was followed: read at the source, seen in a copy of it, known from background, or a choice
 * made in designing this program where the law is silent.
 */
export type SourceMark = 'verified' | 'seen in a copy' | 'background' | 'design';

export type RuleSource = {
  readonly name: string;
  readonly reference?: string;
  readonly url?: string;
  readonly mark?: SourceMark;
};

/**
 * Law as dated data: one version of one rule. A decision stores the id and version that it used, so that it can
 * be read years later by the law of its day.
 * `inForceFrom` is the first day in force; `inForceUntil` is the first day no longer in force, so that the next
 * version begins on the very day that the last one names.
 */
export type DatedRule<T> = {
  readonly id: string;
  readonly version: string;
  readonly source: RuleSource;
  readonly inForceFrom: string;
  readonly inForceUntil?: string;
  readonly value: T;
};

/** A set of rules cannot be right, or has no answer for the day asked about. */
export class RuleProblem extends Error {
  override readonly name = 'RuleProblem';
}

const nameOf = (rule: DatedRule<unknown>) => `${rule.id} version ${rule.version}`;

// Days are kept as text and compared as text, which is right only for this one way of writing them.
function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

function checkDay(text: string, rule: DatedRule<unknown>): void {
  if (!isDay(text)) throw new RuleProblem(`The rule ${nameOf(rule)} names "${text}", which is not a day.`);
}

function checkSpan(rule: DatedRule<unknown>): void {
  checkDay(rule.inForceFrom, rule);
  if (rule.inForceUntil === undefined) return;
  checkDay(rule.inForceUntil, rule);
  if (rule.inForceUntil <= rule.inForceFrom) {
    throw new RuleProblem(
      `The rule ${nameOf(rule)} ends on ${rule.inForceUntil}, before it was ever in force.`,
    );
  }
}

const isInForce = (rule: DatedRule<unknown>, on: string) =>
  rule.inForceFrom <= on && (rule.inForceUntil === undefined || on < rule.inForceUntil);

function checkPair(one: DatedRule<unknown>, other: DatedRule<unknown>): void {
  if (one.id !== other.id) return;
  if (one.version === other.version) throw new RuleProblem(`There are two of the rule ${nameOf(one)}.`);
  // Two spans overlap exactly when one of them holds the first day of the other.
  if (isInForce(one, other.inForceFrom) || isInForce(other, one.inForceFrom)) {
    throw new RuleProblem(`The rules ${nameOf(one)} and ${nameOf(other)} are in force on the same day.`);
  }
}

/**
 * Checks a set of rules as it is loaded: every day is in the calendar, none ends before it begins, and no two
 * versions of one rule are in force on the same day.
 * @param rules the rules of one subject
 * @returns the same rules; throws RuleProblem with what is wrong
 */
export function datedRules<T>(rules: readonly DatedRule<T>[]): readonly DatedRule<T>[] {
  for (const [index, rule] of rules.entries()) {
    checkSpan(rule);
    for (const earlier of rules.slice(0, index)) checkPair(earlier, rule);
  }
  return rules;
}

/**
 * The rules in force on a day.
 * @param rules the rules of one subject
 * @param on the day
 * @returns those in force, one version of each, in the order given
 */
export function rulesInForce<T>(
  rules: readonly DatedRule<T>[],
  on: Temporal.PlainDate,
): readonly DatedRule<T>[] {
  const day = on.toString();
  return rules.filter(rule => isInForce(rule, day));
}

/**
 * The version of one rule that is in force on a day.
 * @param rules the rules of one subject
 * @param id which rule
 * @param on the day
 * @returns the version; throws RuleProblem when there is none, since to go on without the law is to guess it
 */
export function ruleInForce<T>(
  rules: readonly DatedRule<T>[],
  id: string,
  on: Temporal.PlainDate,
): DatedRule<T> {
  const rule = rulesInForce(rules, on).find(candidate => candidate.id === id);
  if (!rule) throw new RuleProblem(`No version of the rule ${id} is in force on ${on}.`);
  return rule;
}
