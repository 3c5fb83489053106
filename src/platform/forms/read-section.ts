import { type Answer, type Answers, type Entry, isAnswered } from './answers.ts';
import { type Body, bodyOf } from './body.ts';
import { type EntryEdit, editEntries } from './edit-entries.ts';
import { entriesIn, fieldName, type Typed } from './fields.ts';
import {
  type Audience,
  type EntriesQuestion,
  type Facts,
  type Form,
  isFor,
  type Question,
  type Section,
  type SimpleQuestion,
} from './form.ts';
import { readAnswer } from './read-answer.ts';
import type { Problem } from './reading.ts';
import { textsOf } from './texts.ts';
import { traceEntry, traceForm } from './trace.ts';
import { questionsOnPage } from './walk.ts';

/** Something that has to be put right, with the field to go to. */
export type AnswerError = Problem & {
  readonly question: string;
  readonly field: string;
  readonly label: string;
};

export type SectionContext = {
  readonly form: Form;
  /** The answers saved so far, of every section. */
  readonly answers: Answers;
  readonly facts: Facts;
  /** An ISO day. */
  readonly today: string;
  /** Which part the sender may write in; a field of the other part is not even looked at. */
  readonly audience: Audience;
};

export type SectionReading = {
  /** The whole section as it now stands; what was not on the page stays as it was. */
  readonly answers: Answers;
  readonly errors: readonly AnswerError[];
  readonly typed: Typed;
  /** Set when a button asked for one more entry or one less, instead of saving. */
  readonly edited?: EntryEdit;
};

type Part = { answer?: Answer; errors: AnswerError[]; typed: Typed };

const withAnswer = (answer: Answer | undefined, part: Part): Part =>
  answer === undefined ? part : { ...part, answer };

function readSimple(question: SimpleQuestion, body: Body, context: SectionContext): Part {
  const { answer, problem, typed } = readAnswer(question, { field: question.id, body, today: context.today });
  const { label } = textsOf(context.form, question);
  if (problem) {
    // What cannot be read does not wipe out what was saved before; the page shows what was typed.
    const errors = [{ ...problem, question: question.id, field: question.id, label }];
    return withAnswer(context.answers[question.id], { errors, typed });
  }
  return withAnswer(answer, { errors: [], typed });
}

function readEntry(
  group: EntriesQuestion,
  index: number,
  { body, context }: Sent,
): Omit<Part, 'answer'> & { entry: Entry } {
  const readings = group.questions.map(question => {
    const field = fieldName(question.id, { group: group.id, index });
    return { question, field, ...readAnswer(question, { field, body, today: context.today }) };
  });
  const entry: Entry = Object.fromEntries(
    readings.flatMap(r => (r.answer === undefined ? [] : [[r.question.id, r.answer]])),
  );
  const inner = traceEntry(group, entry, context.facts);
  const errors = readings.flatMap(({ problem, question, field }) =>
    problem && inner.appliesTo(question.id)
      ? [{ ...problem, question: group.id, field, label: textsOf(context.form, question, group).label }]
      : [],
  );
  return { entry, errors, typed: Object.assign({}, ...readings.map(r => r.typed)) };
}

type Sent = { readonly body: Body; readonly context: SectionContext };

function readGroup(group: EntriesQuestion, sent: Sent): Part {
  const count = entriesIn(group, sent.body.names);
  const parts = Array.from({ length: count }, (_, index) => readEntry(group, index, sent));
  const entries = parts.map(part => part.entry).filter(entry => Object.values(entry).some(isAnswered));
  const errors = parts.flatMap(part => part.errors);
  const typed = Object.assign({}, ...parts.map(part => part.typed));
  return withAnswer(entries.length === 0 ? undefined : entries, { errors, typed });
}

function readQuestion(question: Question, { body, context }: Sent): Part {
  return question.kind === 'entries'
    ? readGroup(question, { body, context })
    : readSimple(question, body, context);
}

function keptOf(section: Section, onPage: readonly Question[], saved: Answers): Answers {
  const hidden = section.questions.filter(question => !onPage.includes(question));
  return Object.fromEntries(
    hidden.flatMap(({ id }) => (saved[id] === undefined ? [] : [[id, saved[id]] as const])),
  );
}

function without(answers: Answers, section: Section): Answers {
  const ids = new Set(section.questions.map(question => question.id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.has(id)));
}

/**
 * Reads a section from an untrusted urlencoded body. Only the shape of answers is judged: a section may be saved
 * half done. Free text is taken exactly as it was sent.
 * @param section the section that the page showed
 * @param sent the body: texts, lists of texts, or anything that somebody chose to send
 * @param context the form, what was saved before, the facts, the day and the part that the sender may write in
 * @returns the section's answers, what has to be put right, and everything that was typed
 */
export function readSection(section: Section, sent: unknown, context: SectionContext): SectionReading {
  const onPage = questionsOnPage(context, section).filter(q => isFor(context.audience, section, q));
  const { body, edited } = editEntries(onPage, bodyOf(sent));
  const parts = onPage.map(question => ({ id: question.id, ...readQuestion(question, { body, context }) }));
  const read = parts.flatMap(({ id, answer }) => (answer === undefined ? [] : [[id, answer] as const]));
  const answers = { ...keptOf(section, onPage, context.answers), ...Object.fromEntries(read) };
  // What hangs on an answer that was not chosen is out of sight; an error there would lead to a hidden field.
  const elsewhere = without(context.answers, section);
  const trace = traceForm({ ...context, answers: { ...elsewhere, ...answers } });
  const errors = parts.flatMap(part => (trace.appliesTo(part.id) === true ? part.errors : []));
  const typed: Typed = Object.assign({}, ...parts.map(part => part.typed));
  return edited === undefined ? { answers, errors, typed } : { answers, errors, typed, edited };
}
