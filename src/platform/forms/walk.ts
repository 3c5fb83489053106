import type { Answers } from './answers.ts';
import type { Question, Section } from './form.ts';
import { traceForm, type Walked } from './trace.ts';

export type ReachedSection = { readonly section: Section; readonly questions: readonly Question[] };

/** The way through a form that the answers and the facts have opened. */
export type Path = {
  readonly sections: readonly ReachedSection[];
  /** The answers that count: those to questions on the path. */
  readonly counted: Answers;
};

/**
 * The sections and questions that apply.
 * @param walked the form, the answers so far and the facts of the case
 * @returns the reached sections in the form's order, none without a question, and the answers that count
 */
export function walk(walked: Walked): Path {
  const trace = traceForm(walked);
  const reached = walked.form.sections.map(section => ({
    section,
    questions: section.questions.filter(question => trace.appliesTo(question.id) === true),
  }));
  const sections = reached.filter(({ questions }) => questions.length > 0);
  const counted = sections.flatMap(({ questions }) =>
    questions.flatMap(({ id }) =>
      walked.answers[id] === undefined ? [] : [[id, walked.answers[id]] as const],
    ),
  );
  return { sections, counted: Object.fromEntries(counted) };
}

/**
 * The questions that a page of one section has to carry. Those that hang on an answer of the same section are on
 * it whatever that answer is now, because without JavaScript the page cannot change; the server decides after.
 * @returns the questions that apply or may yet apply
 */
export function questionsOnPage(walked: Walked, section: Section): readonly Question[] {
  const trace = traceForm(walked, new Set(section.questions.map(question => question.id)));
  return section.questions.filter(question => trace.appliesTo(question.id) !== false);
}
