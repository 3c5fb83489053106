import type { TextKey, TextValues, Translate } from '../language/index.ts';
import { type Body, boxesOf, type FieldProblem, isStorable, many, one, readDay } from '../web/index.ts';

/** One field of a short form on a page of its own; questionnaires have the engine of platform/forms. `need` is the sentence for one that was left empty and may not be; a day may be left empty only where it is said. */
export type Field = {
  readonly kind: 'line' | 'text' | 'day' | 'one' | 'several' | 'file';
  readonly name: string;
  readonly label: TextKey;
  readonly hint?: TextKey;
  /** The most letters of a line or a text, where it is not the usual. */
  readonly longest?: number;
  readonly need?: TextKey;
  /** What the hint says beside its words. */
  readonly hintValues?: TextValues;
  /** Of a file: what the picker offers. */
  readonly accept?: string;
  readonly mayBeEmpty?: true;
  readonly choices?: readonly { value: string; text: TextKey }[];
};

/** What a form holds: texts by the names of their boxes, and choices of which there can be several. */
export type Typed = {
  readonly texts: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
};

/** A form as somebody sent it that cannot be taken: what was typed comes back with what is wrong with it. */
export type Again<T = Typed> = { readonly typed: T; readonly problems: readonly FieldProblem[] };

const longest = { line: 300, text: 20_000 } as const;
const parts = ['day', 'month', 'year'] as const;

/** The names of the boxes that a field is typed in. */
const boxNames = ({ kind, name }: Field) => (kind === 'day' ? parts.map(part => `${name}-${part}`) : [name]);

/**
 * Reads a form. What was typed comes back whole, with a problem for each field that cannot be kept.
 * @returns `days`, each day that was read as YYYY-MM-DD
 */
export function readFields(
  fields: readonly Field[],
  body: Body,
  t: Translate,
): Typed & { days: Record<string, string>; problems: FieldProblem[] } {
  const texts: Record<string, string> = {};
  const lists: Record<string, readonly string[]> = {};
  const days: Record<string, string> = {};
  const problems: FieldProblem[] = [];
  for (const field of fields) {
    for (const box of boxNames(field)) texts[box] = one(body, box);
    if (field.kind === 'several') lists[field.name] = many(body, field.name).filter(isChoiceOf(field));
    const problem =
      field.kind === 'day' ? keepDay(field, { body, days }, t) : problemOf(field, texts[field.name] ?? '', t);
    if (problem) problems.push(problem);
  }
  return { texts, lists, days, problems };
}

const isChoiceOf =
  ({ choices = [] }: Field) =>
  (value: string) =>
    choices.some(choice => choice.value === value);

function problemOf(field: Field, text: string, t: Translate): FieldProblem | undefined {
  const { kind, name, need } = field;
  // A file is read apart from what was typed.
  if (kind === 'several' || kind === 'file') return undefined;
  const wrong = (key: TextKey, values = {}) => ({ field: name, text: t(key, values) });
  if (!isStorable(text)) return wrong('platform.problem.unstorable');
  if (kind === 'one') return isChoiceOf(field)(text) || !need ? undefined : wrong(need);
  if (need && text.trim() === '') return wrong(need);
  const max = field.longest ?? longest[kind === 'text' ? 'text' : 'line'];
  return text.length > max ? wrong('platform.problem.long', { max }) : undefined;
}

function keepDay(
  { name, label, mayBeEmpty }: Field,
  { body, days }: { body: Body; days: Record<string, string> },
  t: Translate,
): FieldProblem | undefined {
  const read = readDay(body, name, { what: label, t });
  if (!read.ok) return mayBeEmpty && read.isEmpty ? undefined : read.problem;
  days[name] = read.day.toString();
  return undefined;
}

/** A form as its view draws it, with what was typed or kept. */
export function drawFields(fields: readonly Field[], { texts, lists }: Typed, t: Translate) {
  return fields.map(field => ({
    ...{
      kind: field.kind,
      name: field.name,
      label: t(field.label),
      hint: field.hint ? t(field.hint, field.hintValues) : '',
    },
    value: texts[field.name] ?? '',
    accept: field.accept ?? '',
    boxes: Object.fromEntries(parts.map(part => [part, texts[`${field.name}-${part}`] ?? ''])),
    choices: (field.choices ?? []).map(({ value, text }) => ({
      ...{ value, text: t(text) },
      chosen: field.kind === 'one' ? texts[field.name] === value : (lists[field.name] ?? []).includes(value),
    })),
  }));
}

/** A form that nobody has typed in yet. */
export const nothingTyped: Typed = { texts: {}, lists: {} };

/** The boxes of a day, filled, by their names. */
export function boxesFor(name: string, day: Temporal.PlainDate): Record<string, string> {
  return Object.fromEntries(Object.entries(boxesOf(day)).map(([part, text]) => [`${name}-${part}`, text]));
}
