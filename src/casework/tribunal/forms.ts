import type { TextKey } from '../../platform/language/index.ts';
import { slugOf } from '../register/words.ts';
import { references } from '../rules/tribunal/grounds.ts';
import { type Outcome, outcomes } from '../rules/tribunal/results.ts';
import type { StepKind } from '../rules/tribunal/steps.ts';
import type { Field, Typed } from '../small-forms/fields.ts';
import type { NewResult } from './commands/record-result.ts';
import { countryKey, outcomeKey, stepKey } from './words.ts';

const countries = (['England', 'Wales'] as const).map(value => ({ value, text: countryKey[value] }));
const country: Omit<Field, 'name'> = {
  ...{ kind: 'one', label: 'tribunal.field.country', hint: 'tribunal.field.countryHint' },
  ...{ need: 'tribunal.problem.country', choices: countries },
};

/** That the Secretary of State referred the case. */
export const referenceFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'ground', label: 'tribunal.field.ground', need: 'tribunal.problem.ground' },
    choices: references.map(value => ({ value, text: `tribunal.ground.${slugOf(value)}` as TextKey })),
  },
  { name: 'country', ...country },
  { kind: 'day', name: 'made', label: 'tribunal.field.referred' },
];

/** That the person applied. Under which section, the law finds out. */
export const applicationFields: readonly Field[] = [
  { name: 'appliedCountry', ...country },
  { kind: 'day', name: 'applied', label: 'tribunal.field.applied' },
];

/** The same, as the person says it of themselves. */
export const myApplicationFields: readonly Field[] = [
  { name: 'appliedCountry', ...country, label: 'tribunal.my.field.country' },
  { kind: 'day', name: 'applied', label: 'tribunal.my.field.applied' },
];

/** What was done, of what can be recorded now. */
export const stepFields = (kinds: readonly StepKind[]): readonly Field[] => [
  {
    ...{ kind: 'one', name: 'kind', label: 'tribunal.field.step', need: 'tribunal.problem.step' },
    // What it holds: design brief, section 6.3, after SI 2008/2699 rule 32 as amended by SI 2012/500.
    ...(kinds.includes('state comments sent') ? { hint: 'tribunal.field.stateHint' } : {}),
    choices: kinds.map(value => ({ value, text: stepKey(value) })),
  },
  {
    ...{ kind: 'day', name: 'on', label: 'tribunal.field.on' },
    ...(kinds.includes('hearing') || kinds.includes('adjourned') ? { hint: 'tribunal.field.onHint' } : {}),
  },
];

const yes = [{ value: 'yes', text: 'tribunal.yes' }] as const;
const wouldKinds = [
  { value: 'absolute discharge', text: 'tribunal.outcome.absoluteDischarge' },
  { value: 'conditional discharge', text: 'tribunal.outcome.conditionalDischarge' },
  { value: 'neither', text: 'tribunal.outcome.noDischarge' },
] as const;

/** What the tribunal made of it. */
export const resultFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'outcome', label: 'tribunal.field.outcome', need: 'tribunal.problem.outcome' },
    choices: outcomes.map(value => ({ value, text: outcomeKey(value) })),
  },
  { kind: 'day', name: 'decided', label: 'tribunal.field.decided' },
  {
    ...{ kind: 'day', name: 'effect', label: 'tribunal.field.effect', hint: 'tribunal.field.effectHint' },
    mayBeEmpty: true,
  },
  {
    ...{ kind: 'text', name: 'conditions', label: 'tribunal.field.conditions' },
    hint: 'tribunal.field.conditionsHint',
  },
  { kind: 'several', name: 'liberty', label: 'tribunal.field.liberty', choices: yes },
  {
    ...{ kind: 'one', name: 'would', label: 'tribunal.field.would', hint: 'tribunal.field.wouldHint' },
    choices: wouldKinds,
  },
  { kind: 'several', name: 'remain', label: 'tribunal.field.remain', choices: yes },
  {
    ...{ kind: 'text', name: 'recommends', label: 'tribunal.field.recommends' },
    hint: 'tribunal.field.recommendsHint',
  },
];

const withConditions: readonly Outcome[] = [
  ...([
    'conditional discharge',
    'deferred conditional discharge',
    'conditions changed',
    's74 notification',
  ] as const),
];
export const longestRecommendation = 4000;
const lines = (text: string) =>
  text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '');

/** What a result form says; what does not belong to its outcome is left out. */
export function resultFrom(
  { texts, lists }: Typed,
  days: Readonly<Record<string, string>>,
): NewResult | undefined {
  const outcome = outcomes.find(one => one === texts.outcome);
  const decidedOn = days.decided;
  if (!outcome || decidedOn === undefined) return undefined;
  const isNotified = outcome === 's74 notification';
  const would = isNotified ? (wouldKinds.find(({ value }) => value === texts.would)?.value ?? null) : null;
  const recommends = texts.recommends?.trim() ?? '';
  return {
    ...{ outcome, decidedOn, tookEffectOn: days.effect ?? null, would },
    conditions: withConditions.includes(outcome) ? lines(texts.conditions ?? '').slice(0, 40) : [],
    onLiberty: lists.liberty?.includes('yes') === true,
    wouldRemain: would === 'conditional discharge' ? lists.remain?.includes('yes') === true : null,
    recommends: recommends === '' ? null : recommends,
  };
}
