import { escapeUTF8 } from 'entities';
import { type Showing, type ShownAnswer, shownAnswers } from './shown-answers.ts';
import type { Walked } from './trace.ts';

/** A row as govukSummaryList takes it. */
export type AnswerRow = {
  readonly key: { readonly text: string };
  readonly value: { readonly html: string };
  readonly actions?: {
    readonly items: readonly { href: string; text: string; visuallyHiddenText: string }[];
  };
};

export type AnswersOfSection = {
  readonly section: string;
  readonly title: string;
  readonly rows: readonly AnswerRow[];
};

/** Free text as HTML that shows it exactly: escaped, its lines and spaces kept, in its own direction. */
export function wordsAsHtml(text: string): string {
  // Line breaks as references, because the macro indents the lines of HTML that it is given, and would indent the words.
  const escaped = escapeUTF8(text).replaceAll('\n', '&#10;').replaceAll('\r', '&#13;');
  return `<span class="ow-words" dir="auto">${escaped}</span>`;
}

export type Checking = Showing & {
  /** The address to change an answer at; without it the list is for reading only. */
  changeAt?(section: string, field: string): string;
};

function rowOf(answer: ShownAnswer, section: string, { texts, changeAt }: Checking): AnswerRow {
  const label = answer.entry === undefined ? answer.label : `${answer.entry}: ${answer.label}`;
  const href = changeAt?.(section, answer.field);
  const change = { text: texts.say('forms.change'), visuallyHiddenText: label };
  return {
    key: { text: label },
    value: { html: wordsAsHtml(answer.value ?? texts.say('forms.notAnswered')) },
    ...(href === undefined ? {} : { actions: { items: [{ href, ...change }] } }),
  };
}

/**
 * The answers as summary lists, one for each section.
 * @param walked the form, the answers and the facts of the case
 * @param checking the part to show, the words, and where an answer can be changed
 */
export function checkAnswers(walked: Walked, checking: Checking): readonly AnswersOfSection[] {
  return shownAnswers(walked, checking).map(({ section, title, answers }) => ({
    section,
    title,
    rows: answers.map(answer => rowOf(answer, section, checking)),
  }));
}
