import type { Translate } from '../../platform/language/index.ts';
import { type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import { unfitForOutside } from '../rules/victims/fit-for-outside.ts';
import { type Summarised, summarised } from '../rules/victims/may-be-told.ts';
import type { NewSummary } from './commands/keep-summary.ts';

const versions: readonly Field[] = [
  {
    ...{ kind: 'text', name: 'forPerson', label: 'summaries.forPerson', hint: 'summaries.forPersonHint' },
    need: 'summaries.problem.forPerson',
  },
  {
    ...{ kind: 'text', name: 'forOutside', label: 'summaries.forOutside', hint: 'summaries.forOutsideHint' },
    need: 'summaries.problem.forOutside',
  },
];

const words = {
  'conditional discharge': 'summaries.what.conditionalDischarge',
  'absolute discharge': 'summaries.what.absoluteDischarge',
  'discharge refused': 'summaries.what.dischargeRefused',
  'conditions changed': 'summaries.what.conditionsChanged',
  'conditions ended': 'summaries.what.conditionsEnded',
} as const satisfies Record<Summarised, string>;

/** What was decided, in words. */
export const whatInWords = (what: Summarised, t: Translate): string => t(words[what]);

/** What is asked for a new summary, and for changing a draft. */
export const changeFields = versions;
export const summaryFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'what', label: 'summaries.what', need: 'summaries.problem.what' },
    choices: summarised.map(value => ({ value, text: words[value] })),
  },
  { kind: 'day', name: 'decided', label: 'summaries.decided' },
  ...versions,
];

/** Reads a summary. What speaks of health, leave or an address is refused in the version without medical detail. */
export function readSummary(
  fields: readonly Field[],
  body: Body,
  { t, today }: { t: Translate; today: Temporal.PlainDate },
): { typed: Typed; problems: FieldProblem[]; summary: NewSummary } {
  const read = readFields(fields, body, t);
  const { forPerson: text = '', forOutside: outsideText = '', what } = read.texts;
  const decidedOn = read.days.decided ?? today.toString();
  const problems = [...read.problems];
  if (decidedOn > today.toString())
    problems.push({ field: 'decided-day', text: t('summaries.problem.future') });
  const unfit = unfitForOutside(outsideText).map(({ kind, found }) =>
    t(`summaries.problem.${kind}`, { found }),
  );
  if (unfit.length > 0) problems.push({ field: 'forOutside', text: unfit.join(' ') });
  return {
    ...{ typed: read, problems },
    summary: {
      what: summarised.find(each => each === what) ?? 'discharge refused',
      decidedOn,
      text,
      outsideText,
    },
  };
}
