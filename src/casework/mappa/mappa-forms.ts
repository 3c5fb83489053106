import type { Translate } from '../../platform/language/index.ts';
import { type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import type { ChairSays, NewComment, NewStanding } from './commands/keep-mappa.ts';

type Reading = { t: Translate; today: Temporal.PlainDate };
type Read = { typed: Typed; problems: FieldProblem[] };

const categories = [1, 2, 3, 4] as const;
const levels = [1, 2, 3] as const;
const longestWhy = 4000;

/** Category and level, or that the person is no longer managed so. */
export const standingFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'category', label: 'mappa.field.category', need: 'mappa.problem.category' },
    choices: [
      ...categories.map(each => ({ value: String(each), text: `mappa.category.${each}` as const })),
      { value: 'none', text: 'mappa.category.none' },
    ],
  },
  {
    ...{ kind: 'one', name: 'level', label: 'mappa.field.level', hint: 'mappa.field.levelHint' },
    choices: levels.map(each => ({ value: String(each), text: `mappa.level.${each}` as const })),
  },
  { kind: 'day', name: 'from', label: 'mappa.field.from' },
  { kind: 'text', name: 'why', label: 'mappa.field.why', hint: 'mappa.field.whyHint' },
];

export const commentFields: readonly Field[] = [
  { kind: 'line', name: 'agency', label: 'mappa.field.agency', need: 'mappa.problem.agency' },
  { kind: 'day', name: 'said', label: 'mappa.field.said' },
  {
    kind: 'text',
    name: 'text',
    label: 'mappa.field.text',
    hint: 'mappa.field.textHint',
    need: 'mappa.problem.text',
  },
];

export const chairFields: readonly Field[] = [
  {
    ...{ kind: 'one', name: 'agrees', label: 'mappa.field.agrees', need: 'mappa.problem.agrees' },
    choices: [
      { value: 'no', text: 'mappa.agrees.no' },
      { value: 'yes', text: 'mappa.agrees.yes' },
    ],
  },
  { kind: 'text', name: 'words', label: 'mappa.field.words', hint: 'mappa.field.wordsHint' },
  { kind: 'line', name: 'chair', label: 'mappa.field.chair', need: 'mappa.problem.chair' },
  { kind: 'day', name: 'decided', label: 'mappa.field.decided' },
  { kind: 'text', name: 'why', label: 'mappa.field.why', hint: 'mappa.field.chairWhyHint' },
];

export const sentField: Field = {
  kind: 'day',
  name: 'sent',
  label: 'mappa.field.sent',
  hint: 'mappa.field.sentHint',
};

/** Reads a form in which every day has happened. */
export function readPast(fields: readonly Field[], body: Body, { t, today }: Reading) {
  const read = readFields(fields, body, t);
  const problems = [...read.problems];
  for (const { kind, name } of fields)
    if (kind === 'day' && (read.days[name] ?? '') > today.toString())
      problems.push({ field: `${name}-day`, text: t('mappa.problem.future') });
  if ((read.texts.why ?? '').length > longestWhy)
    problems.push({ field: 'why', text: t('conditions.problem.long', { max: longestWhy }) });
  return { ...read, problems };
}

const orNull = (text = ''): string | null => (text.trim() === '' ? null : text);

/** Reads category and level: a category without a level says nothing. */
export function readStanding(body: Body, reading: Reading): Read & { standing: NewStanding } {
  const read = readPast(standingFields, body, reading);
  const category = categories.find(each => String(each) === read.texts.category) ?? null;
  const level = levels.find(each => String(each) === read.texts.level) ?? null;
  if (category !== null && level === null)
    read.problems.push({ field: 'level', text: reading.t('mappa.problem.level') });
  const fromOn = read.days.from ?? reading.today.toString();
  const standing = { category, level: category === null ? null : level, fromOn, why: orNull(read.texts.why) };
  return { typed: read, problems: read.problems, standing };
}

/** Reads what an agency said. */
export function readComment(body: Body, reading: Reading): Read & { comment: NewComment } {
  const read = readPast(commentFields, body, reading);
  const { agency = '', text = '' } = read.texts;
  const saidOn = read.days.said ?? reading.today.toString();
  return { typed: read, problems: read.problems, comment: { agency: agency.trim(), saidOn, text } };
}

/** Reads the Chair's decision: to agree, there have to be words that the person may read. */
export function readChair(body: Body, reading: Reading): Read & { says: ChairSays } {
  const read = readPast(chairFields, body, reading);
  const agrees = read.texts.agrees === 'yes';
  const words = orNull(read.texts.words);
  if (agrees && words === null)
    read.problems.push({ field: 'words', text: reading.t('mappa.problem.words') });
  const decidedOn = read.days.decided ?? reading.today.toString();
  const chair = (read.texts.chair ?? '').trim();
  return {
    ...{ typed: read, problems: read.problems },
    says: { agrees, chair, decidedOn, why: orNull(read.texts.why), words: agrees ? words : null },
  };
}
