import type { TextKey } from '../../platform/language/index.ts';
import type { Field } from '../../platform/small-forms/index.ts';
import { slugOf } from '../register/words.ts';
import { references } from '../rules/tribunal/grounds.ts';
import type { StepKind } from '../rules/tribunal/step-kinds.ts';
import { reportsToWithhold, withholdingStates } from '../rules/tribunal/withholding.ts';
import { countryKey, stepKey } from './words.ts';

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

/** That a report is to be kept from the person, and what the tribunal said to it. */
export const withholdingFields = (sent: readonly StepKind[]): readonly Field[] => [
  {
    ...{ kind: 'one', name: 'report', label: 'tribunal.field.report', need: 'tribunal.problem.report' },
    choices: reportsToWithhold
      .filter(report => sent.includes(report))
      .map(value => ({ value, text: stepKey(value) })),
  },
  {
    ...{ kind: 'one', name: 'state', label: 'tribunal.field.withheld', need: 'tribunal.problem.withheld' },
    choices: withholdingStates.map(value => ({ value, text: `tribunal.withheld.${value}` as TextKey })),
  },
  { kind: 'day', name: 'withheld', label: 'tribunal.field.on' },
];
