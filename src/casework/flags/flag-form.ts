import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import { type CaseFlag, extremismLevels } from '../rules/flags.ts';
import type { NewFlag } from './commands/set-flag.ts';
import type { FlagFile } from './queries/read-flags.ts';

export const flagTexts: Record<CaseFlag, TextKey> = {
  noteworthy: 'flags.noteworthy',
  extremism: 'flags.extremism',
  'long-term leave': 'register.flag.longTermLeave',
  'supervised discharge': 'register.flag.supervisedDischarge',
  'technical recall': 'register.flag.technicalRecall',
};

const levelTexts = {
  none: 'flags.level.none',
  low: 'flags.level.low',
  medium: 'flags.level.medium',
  high: 'flags.level.high',
  critical: 'flags.level.critical',
} as const;

/** What a flag says, in words. */
export function valueInWords(value: string, t: Translate): string {
  const level = extremismLevels.find(each => each === value);
  return level ? t(levelTexts[level]) : t(value === 'yes' ? 'flags.yes' : 'flags.no');
}

/** What a flag of a case says now. */
export function saysNow({ extremism, set }: FlagFile, flag: CaseFlag): string {
  if (flag === 'extremism') return extremism;
  return set[flag] ? 'yes' : 'no';
}

/** What is asked of somebody who sets these flags; of extremism there is a level. */
export function flagFields(flags: readonly CaseFlag[]): readonly Field[] {
  const plain = flags.filter(flag => flag !== 'extremism');
  const values: readonly { value: string; text: TextKey }[] = [
    ...(plain.length > 0
      ? ([
          { value: 'yes', text: 'flags.yes' },
          { value: 'no', text: 'flags.no' },
        ] as const)
      : []),
    ...(flags.includes('extremism')
      ? extremismLevels.map(value => ({ value, text: levelTexts[value] }))
      : []),
  ];
  return [
    {
      ...{ kind: 'one', name: 'flag', label: 'flags.field.flag', need: 'flags.problem.flag' },
      choices: flags.map(value => ({ value, text: flagTexts[value] })),
    },
    {
      ...{ kind: 'one', name: 'value', label: 'flags.field.value', need: 'flags.problem.value' },
      choices: values,
    },
    {
      ...{ kind: 'text', name: 'reason', label: 'flags.field.reason', hint: 'flags.field.reasonHint' },
      need: 'flags.problem.reason',
    },
  ];
}

const longest = 4000;

/** Reads a change of a flag. One that changes nothing is said to. */
export function readFlag(
  body: Body,
  { flags, file }: { flags: readonly CaseFlag[]; file: FlagFile },
  t: Translate,
): { typed: Typed; problems: FieldProblem[]; set: NewFlag | undefined } {
  const read = readFields(flagFields(flags), body, t);
  const { reason = '', value = '' } = read.texts;
  const flag = flags.find(each => each === read.texts.flag);
  const problems = [...read.problems];
  if (reason.length > longest)
    problems.push({ field: 'reason', text: t('conditions.problem.long', { max: longest }) });
  if (!flag) return { typed: read, problems, set: undefined };
  const isLevel = extremismLevels.some(level => level === value);
  if (problems.length === 0 && isLevel !== (flag === 'extremism'))
    problems.push({ field: 'value', text: t('flags.problem.value') });
  if (problems.length === 0 && saysNow(file, flag) === value)
    problems.push({ field: 'value', text: t('flags.problem.same') });
  return { typed: read, problems, set: { flag, value, reason } };
}
