import { type TextValues, type Translate, textOf } from '../language/index.ts';
import { showDay } from '../time/index.ts';
import type { EntriesQuestion, Form, Question, Section, SimpleQuestion } from './form.ts';

/** What a form needs said: messages by keys that are made from ids, and days as people write them. */
export type FormTexts = {
  say(key: string, values?: TextValues): string;
  /** @param iso a day as it is kept, "2026-11-21" */
  day(iso: string): string;
};

/**
 * The texts of forms in one language and wording.
 * @param t what `textIn(language, easyRead)` gave
 * @returns how to say any key and any day; an unknown key throws TextProblem
 */
export function formTextsIn(t: Translate): FormTexts {
  return { say: (key, values) => textOf(t, key, values), day: iso => showDay(iso, t) };
}

/** The keys of one question: its label, its hint, and the base for its options and sub-questions. */
export type QuestionTexts = {
  readonly label: string;
  readonly hint: string;
  /** What one entry of a group is called, filled with its `number`. */
  readonly entry: string;
  option(value: string): string;
};

/**
 * The text keys of a question, made from the ids so that a form's definition stays short.
 * @param form whose texts they are
 * @param question the question, or a sub-question of a group
 * @param group the group that a sub-question stands in
 */
export function textsOf(
  form: Form,
  question: Question | SimpleQuestion,
  group?: EntriesQuestion,
): QuestionTexts {
  const texts = group?.texts ?? question.texts ?? form.texts;
  const base = [texts, group?.id, question.id].filter(part => part !== undefined).join('.');
  const option = (value: string) =>
    question.kind === 'yes-no' ? `forms.answer.${value}` : `${base}.${value}`;
  return { label: `${base}.label`, hint: `${base}.hint`, entry: `${base}.entry`, option };
}

/** The text keys of a section: its title and, where it says it has one, its introduction. */
export function sectionTexts(form: Form, section: Section): { title: string; intro: string } {
  const base = `${section.texts ?? form.texts}.section.${section.id}`;
  return { title: `${base}.title`, intro: `${base}.intro` };
}

/**
 * The values that a question can be answered with from a list.
 * @returns the options in their order; an empty list for a question that is not answered from one
 */
export function optionsOf(question: Question | SimpleQuestion): readonly string[] {
  if (question.kind === 'yes-no') return ['yes', 'no'];
  return question.kind === 'choice' || question.kind === 'choices' ? question.options : [];
}
