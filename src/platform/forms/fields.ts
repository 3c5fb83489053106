import type { DatePart } from '../time/index.ts';
import { type Answer, type Answers, entriesOf, wordsOf } from './answers.ts';
import type { EntriesQuestion, Question, SimpleQuestion } from './form.ts';

/** What the fields of a page hold, by field name: exactly what was typed, readable or not. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A group shows its first entry empty, and never more than this many: a page has to end. */
export const mostEntries = 200;

export const dateParts: readonly DatePart[] = ['day', 'month', 'year'];

/**
 * The name and the id of the field of a question. Ids of questions hold no "-", so names never collide.
 * @param id the question
 * @param entry the group and the place, counted from 0, when it is a sub-question
 */
export function fieldName(id: string, entry?: { group: string; index: number }): string {
  return entry === undefined ? id : `${entry.group}-${entry.index}-${id}`;
}

/** The name of one of the three fields of a date. */
export function datePartName(field: string, part: DatePart): string {
  return `${field}-${part}`;
}

/** The name of the button that adds an entry to a group, or takes one away. */
export const addButton = (group: string) => `_add:${group}`;
export const removeButton = (group: string, index: number) => `_remove:${group}:${index}`;

/**
 * How many entries the fields of a page hold.
 * @param names the names of the fields
 * @returns one more than the highest place; 0 when there is none
 */
export function entriesIn(group: EntriesQuestion, names: readonly string[]): number {
  const ids = new Set(group.questions.map(question => question.id));
  const places = names.map(name => {
    const [start, index = '', id = ''] = name.split('-');
    return start === group.id && ids.has(id) && /^\d{1,3}$/.test(index) ? Number(index) : -1;
  });
  return Math.min(Math.max(-1, ...places.filter(place => place < mostEntries)) + 1, mostEntries);
}

function dateFields(field: string, answer: Answer | undefined): Typed {
  const [year = '', month = '', day = ''] = typeof answer === 'string' ? answer.split('-') : [];
  const values: Record<DatePart, string> = {
    day: day.replace(/^0/, ''),
    month: month.replace(/^0/, ''),
    year,
  };
  return Object.fromEntries(dateParts.map(part => [datePartName(field, part), values[part]]));
}

function simpleFields(question: SimpleQuestion, field: string, answer: Answer | undefined): Typed {
  if (question.kind === 'date') return dateFields(field, answer);
  if (question.kind === 'choices') return { [field]: wordsOf(answer) };
  return { [field]: wordsOf(answer)[0] ?? '' };
}

function groupFields(group: EntriesQuestion, answer: Answer | undefined): Typed {
  const fields = entriesOf(answer).flatMap((entry, index) =>
    group.questions.map(question =>
      simpleFields(question, fieldName(question.id, { group: group.id, index }), entry[question.id]),
    ),
  );
  return Object.assign({}, ...fields);
}

/**
 * Saved answers as the fields of a page, so that a page is drawn the same from what was saved and what was typed.
 */
export function fieldsFrom(questions: readonly Question[], answers: Answers): Typed {
  const fields = questions.map(question =>
    question.kind === 'entries'
      ? groupFields(question, answers[question.id])
      : simpleFields(question, question.id, answers[question.id]),
  );
  return Object.assign({}, ...fields);
}
