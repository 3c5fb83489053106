import { type DatedRule, datedRules, RuleProblem, rulesInForce } from '../../../platform/time/index.ts';
import type { Day, Work } from './facts.ts';
import type { Priority } from './priorities.ts';
import { since } from './sources.ts';

/** Which work comes first: the lowest rank. */
export type PriorityRule = {
  readonly priority: Priority;
  readonly rank: number;
  readonly work: readonly Work[];
};

// Compassionate leave is critical as a whole: the triage took it so, and a funeral does not wait to be classified.
const triage: readonly (readonly [Priority, readonly Work[]])[] = [
  ['critical', ['prison transfer', 'remission', 'recall', 'urgent medical leave', 'compassionate leave']],
  ['fast track', ['level transfer', 'medical leave']],
  ['hospital transfer', ['hospital transfer', 'trial leave']],
  // The triage names none of these; they stand before what it puts last [D].
  ['other', ['discharge', 'supervised discharge', 'change of conditions', 'lifting of restrictions']],
  ['community leave', ['escorted leave', 'unescorted leave', 'extended leave']],
];

/** The order of work in the backlog of 2018, kept as a standing scheme until MHCS gives its own. */
export const priorityRules: readonly DatedRule<PriorityRule>[] = datedRules(
  triage.map(([id, work], index) => ({
    id,
    version: '2018-01',
    source: {
      name: 'Delays in Mental Health Casework decisions, update of 29 January 2018',
      ...(id === 'other' && { reference: 'not named there: placed by Ownwords' }),
      mark: id === 'other' ? 'design' : 'verified',
    } as const,
    inForceFrom: since.firstYear,
    value: { priority: id, rank: index + 1, work },
  })),
);

/**
 * How urgent a kind of work is.
 * @param work the kind
 * @param on the day whose scheme counts
 * @param rules the scheme; throws RuleProblem where it does not name the work
 */
export function priorityOf(
  work: Work,
  on: Temporal.PlainDate,
  rules: readonly DatedRule<PriorityRule>[] = priorityRules,
): DatedRule<PriorityRule> {
  const rule = rulesInForce(rules, on).find(({ value }) => value.work.includes(work));
  if (!rule) throw new RuleProblem(`No priority is set for ${work} on ${on}.`);
  return rule;
}

/** A piece of work in a list. */
export type WorkItem = {
  readonly id: string;
  readonly work: Work;
  readonly receivedOn: Day;
  readonly dueOn?: Day;
};

// Text compares as the days do, and what has no due day comes after what has one.
const never = '9999-99-99';

/**
 * Orders work: by priority, then by what is due first, then by what came first.
 * Source: Delays in Mental Health Casework decisions, January 2018.
 * @param items the work; it is left as it is
 * @param today the day whose scheme counts
 * @param rules the scheme; throws RuleProblem where it does not name a kind of work
 */
export function orderWork<T extends WorkItem>(
  items: readonly T[],
  today: Temporal.PlainDate,
  rules: readonly DatedRule<PriorityRule>[] = priorityRules,
): T[] {
  const keyed = items.map(item => ({ item, rank: priorityOf(item.work, today, rules).value.rank }));
  const keyOf = ({ dueOn = never, receivedOn, id }: WorkItem) => `${dueOn} ${receivedOn} ${id}`;
  return keyed
    .toSorted((one, other) => one.rank - other.rank || keyOf(one.item).localeCompare(keyOf(other.item)))
    .map(({ item }) => item);
}
