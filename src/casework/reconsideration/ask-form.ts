import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import { type Ground, grounds } from '../rules/reconsideration.ts';

const groundTexts = {
  'new facts': 'again.ground.new-facts',
  'an error': 'again.ground.an-error',
  'changed circumstances': 'again.ground.changed-circumstances',
} as const satisfies Record<Ground, TextKey>;

/** What whoever asks for another is asked: the ground, and why in their own words. The person reads both. */
export const askFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'ground', label: 'again.field.ground', need: 'again.problem.ground' },
    choices: grounds.map(value => ({ value, text: groundTexts[value] })),
  },
  {
    ...{ kind: 'text', name: 'why', label: 'again.field.why', hint: 'again.field.whyHint' },
    need: 'again.problem.why',
  },
];

/** Reads a request; `asked` is undefined where something is missing. */
export function readAsked(
  body: Body,
  t: Translate,
): { typed: Typed; problems: FieldProblem[]; asked: { ground: Ground; why: string } | undefined } {
  const { problems, ...typed } = readFields(askFields, body, t);
  const ground = grounds.find(one => one === typed.texts.ground);
  const asked = ground && problems.length === 0 ? { ground, why: typed.texts.why ?? '' } : undefined;
  return { typed, problems, asked };
}

/** Why the section does not look at it again, in plain words. */
export const declineFields: readonly Field[] = [
  {
    ...{ kind: 'text', name: 'reason', label: 'again.field.reason', hint: 'again.field.reasonHint' },
    need: 'again.problem.reason',
  },
];
