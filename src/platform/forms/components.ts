import type { Answers } from './answers.ts';
import type { Component } from './component.ts';
import { drawEntries } from './draw-entries.ts';
import { type Drawing, drawQuestion } from './draw-question.ts';
import { fieldsFrom, type Typed } from './fields.ts';
import { type Audience, type Facts, type Form, isFor, type Question, type Section } from './form.ts';
import { hostIn } from './host.ts';
import type { AnswerError } from './read-section.ts';
import type { FormTexts } from './texts.ts';
import { questionsOnPage } from './walk.ts';

export type PageContext = {
  readonly form: Form;
  readonly answers: Answers;
  readonly facts: Facts;
  /** Which part the reader may see; a question of the other part is not on the page in any shape. */
  readonly audience: Audience;
  readonly texts: FormTexts;
  /** What was typed, when the page comes back; it stands in place of what was saved. */
  readonly typed?: Typed;
  readonly errors?: readonly AnswerError[];
};

function drawn(questions: readonly Question[], drawing: Drawing): readonly Component[] {
  const hostOf = (question: Question) => question.shownWhen && hostIn(question.shownWhen, questions);
  const draw = (question: Question): Component => {
    const inside = (option: string) =>
      questions
        .filter(guest => {
          const host = hostOf(guest);
          return host?.question === question.id && host.option === option;
        })
        .map(draw);
    return question.kind === 'entries'
      ? drawEntries(question, drawing)
      : drawQuestion(question, drawing, { field: question.id, inside });
  };
  return questions.filter(question => hostOf(question) === undefined).map(draw);
}

/**
 * A section as GOV.UK components. Whatever hangs on an answer of the same page is drawn under that answer, or
 * after it, in any case: without JavaScript the page cannot change, and the server decides what counts.
 * @param section the section to show
 * @param page the form, the answers and facts, the reader's part, the texts, and what came back with an error
 * @returns the components in their order
 */
export function components(section: Section, page: PageContext): readonly Component[] {
  const questions = questionsOnPage(page, section).filter(question =>
    isFor(page.audience, section, question),
  );
  const { form, texts, facts, errors = [] } = page;
  const fields = page.typed ?? fieldsFrom(questions, page.answers);
  return drawn(questions, { form, texts, facts, fields, errors });
}
