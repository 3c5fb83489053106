import type { Actor } from '../../platform/database/index.ts';
import { type TextKey, type Translate, textIn } from '../../platform/language/index.ts';
import { boxesFor, type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import { levelOf } from '../mhcs/roles.ts';
import {
  type ConditionAuthority,
  conditionAuthorities,
  matterOfCondition,
} from '../rules/conditions/may-set.ts';
import { standardConditionsOf } from '../rules/conditions/standard-conditions.ts';
import { levelNeeded } from '../rules/delegation.ts';
import type { ConditionToSet } from './commands/set-conditions.ts';
import type { HeldCondition, SectionFile, WordedCondition } from './queries/read-held.ts';

export const authorityTexts: Record<ConditionAuthority, TextKey> = {
  'Secretary of State': 'conditions.by.secretary',
  tribunal: 'conditions.by.tribunal',
};

const by: Field = {
  ...{ kind: 'one', name: 'by', label: 'conditions.field.by', hint: 'conditions.field.byHint' },
  need: 'conditions.problem.by',
  choices: conditionAuthorities.map(value => ({ value, text: authorityTexts[value] })),
};
const wordings: readonly Field[] = [
  {
    ...{ kind: 'text', name: 'wording', label: 'conditions.field.wording' },
    ...{ hint: 'conditions.field.wordingHint', need: 'conditions.problem.text' },
  },
  {
    ...{ kind: 'text', name: 'plain', label: 'conditions.field.plain' },
    ...{ hint: 'conditions.field.plainHint', need: 'conditions.problem.plain' },
  },
  {
    ...{ kind: 'one', name: 'onLiberty', label: 'conditions.field.liberty' },
    ...{ hint: 'conditions.field.libertyHint', need: 'conditions.problem.liberty' },
    choices: [
      { value: 'no', text: 'conditions.field.libertyNo' },
      { value: 'yes', text: 'conditions.field.libertyYes' },
    ],
  },
];
const why: Field = {
  ...{ kind: 'text', name: 'why', label: 'conditions.field.why', hint: 'conditions.field.whyHint' },
  need: 'conditions.problem.why',
};

/** What is asked when a condition is set, changed and ended. */
export const setFields: readonly Field[] = [
  ...wordings,
  by,
  { kind: 'day', name: 'from', label: 'conditions.field.from' },
];
export const changeFields: readonly Field[] = [
  ...wordings,
  by,
  { kind: 'day', name: 'from', label: 'conditions.field.changed' },
  why,
];
export const endFields: readonly Field[] = [
  by,
  { kind: 'day', name: 'from', label: 'conditions.field.until', hint: 'conditions.field.untilHint' },
  why,
];

export type ReadHeld = {
  typed: Typed;
  problems: FieldProblem[];
  condition: ConditionToSet;
  by: ConditionAuthority;
  fromOn: string;
  why: string | null;
};
type Reading = { t: Translate; actor: Actor; today: Temporal.PlainDate };
type About = {
  fields: readonly Field[];
  file: SectionFile;
  former?: HeldCondition;
  standard?: string | null;
};

const longest = 4000;

/** Reads one of the three forms. What the Secretary of State is to have decided, somebody high enough records. */
export function readHeldForm(
  body: Body,
  { fields, file, former, standard = null }: About,
  { t, actor, today }: Reading,
): ReadHeld {
  const read = readFields(fields, body, t);
  const { wording = '', plain = '', onLiberty, why: reason = '' } = read.texts;
  const authority = conditionAuthorities.find(each => each === read.texts.by) ?? 'tribunal';
  const liberty = fields.includes(by) && onLiberty === 'yes';
  const problems = [...read.problems];
  for (const field of ['wording', 'plain', 'why'] as const)
    if ((read.texts[field] ?? '').length > longest && !problems.some(problem => problem.field === field))
      problems.push({ field, text: t('conditions.problem.long', { max: longest }) });
  const matter = matterOfCondition(former?.onLiberty, liberty);
  const level = levelNeeded(matter, { flags: file.flags, on: today.toString() })?.value.level ?? 9;
  if (authority === 'Secretary of State' && levelOf(actor) < level)
    problems.push({ field: 'by', text: t('conditions.problem.level', { level }) });
  return {
    ...{ typed: read, problems, by: authority, fromOn: read.days.from ?? today.toString() },
    condition: { standard, wording, plain, onLiberty: liberty },
    why: reason.trim() === '' ? null : reason,
  };
}

/** A form begun from a condition that holds. */
export function typedOf({ wording, plain, onLiberty }: HeldCondition): Typed {
  return { lists: {}, texts: { wording, plain, onLiberty: onLiberty ? 'yes' : 'no' } };
}

/** A form begun from one of the bank, with the plain words in the language of whom they are for; undefined for none. */
export function typedFromBank(
  standard: string,
  { language, easyRead }: Pick<SectionFile, 'language' | 'easyRead'>,
  { t, today }: { t: Translate; today: Temporal.PlainDate },
): Typed | undefined {
  const found = standardConditionsOf(today).find(({ id }) => id === standard)?.value;
  if (!found) return undefined;
  const plain = textIn(language, easyRead)(found.plain);
  const liberty = found.onLiberty ? 'yes' : 'no';
  return { lists: {}, texts: { wording: t(found.wording), plain, onLiberty: liberty } };
}

/** A form begun from what a tribunal worded; which of its conditions deprive of liberty it did not say one by one. */
export function typedFromTribunal({ wording, decidedOn, onLiberty }: WordedCondition): Typed {
  const day = boxesFor('from', Temporal.PlainDate.from(decidedOn));
  return { lists: {}, texts: { wording, by: 'tribunal', onLiberty: onLiberty ? '' : 'no', ...day } };
}
