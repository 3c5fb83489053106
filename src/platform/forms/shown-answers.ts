import { type Answer, type Entry, entriesOf, isAnswered, wordsOf } from './answers.ts';
import { fieldName } from './fields.ts';
import {
  type Audience,
  type EntriesQuestion,
  type Form,
  isFor,
  type Question,
  type Section,
  type SimpleQuestion,
} from './form.ts';
import { type FormTexts, optionsOf, sectionTexts, textsOf } from './texts.ts';
import { traceEntry, traceForm, type Walked } from './trace.ts';

/** One question with its answer in words. */
export type ShownAnswer = {
  readonly question: string;
  readonly field: string;
  readonly label: string;
  /** Null when nothing was answered. Free text stands here exactly as it was typed. */
  readonly value: string | null;
  /** Free text that can run over pages. */
  readonly isLong: boolean;
  /** The name of the entry that this answer belongs to. */
  readonly entry?: string;
};

export type ShownSection = {
  readonly section: string;
  readonly title: string;
  readonly audience: Audience;
  readonly answers: readonly ShownAnswer[];
};

/** Which part the answers are shown of, and in which words. */
export type Showing = { readonly audience: Audience; readonly texts: FormTexts };

type Asked = { readonly form: Form; readonly texts: FormTexts; readonly group?: EntriesQuestion };

function wordsFor(question: SimpleQuestion, answer: Answer | undefined, asked: Asked): string | null {
  if (!isAnswered(answer)) return null;
  const words = wordsOf(answer);
  if (question.kind === 'date') return words.map(asked.texts.day).join('\n');
  const { option } = textsOf(asked.form, question, asked.group);
  const options = optionsOf(question);
  if (options.length === 0) return words.join('\n');
  // An option of an older version of the form is shown as it was stored rather than lost.
  return words.map(word => (options.includes(word) ? asked.texts.say(option(word)) : word)).join('\n');
}

function shownSimple(question: SimpleQuestion, answer: Answer | undefined, asked: Asked): ShownAnswer {
  return {
    question: question.id,
    field: question.id,
    label: asked.texts.say(textsOf(asked.form, question, asked.group).label),
    value: wordsFor(question, answer, asked),
    isLong: question.kind === 'long-text',
  };
}

type InGroup = Asked & { readonly group: EntriesQuestion; readonly walked: Walked };

function shownEntry(
  entry: Entry,
  index: number,
  { group, walked, ...asked }: InGroup,
): readonly ShownAnswer[] {
  const trace = traceEntry(group, entry, walked.facts);
  const name = asked.texts.say(textsOf(asked.form, group).entry, { number: index + 1 });
  return group.questions
    .filter(question => trace.appliesTo(question.id) === true)
    .map(question => ({
      ...shownSimple(question, entry[question.id], { ...asked, group }),
      question: group.id,
      field: fieldName(question.id, { group: group.id, index }),
      entry: name,
    }));
}

function shownGroup(group: EntriesQuestion, asked: Asked, walked: Walked): readonly ShownAnswer[] {
  const entries = entriesOf(walked.answers[group.id]);
  if (entries.length > 0) {
    return entries.flatMap((entry, index) => shownEntry(entry, index, { ...asked, group, walked }));
  }
  const label = asked.texts.say(textsOf(asked.form, group).label);
  return [{ question: group.id, field: group.id, label, value: null, isLong: false }];
}

/**
 * Every question that applies, with its answer in words.
 * @param walked the form, the answers and the facts of the case
 * @param showing the part: "open" leaves out every closed question and section; and the words to say it in
 * @returns the sections in the form's order, none of them empty
 */
export function shownAnswers(walked: Walked, { audience, texts }: Showing): readonly ShownSection[] {
  const trace = traceForm(walked);
  const asked: Asked = { form: walked.form, texts };
  const shown = (question: Question) =>
    question.kind === 'entries'
      ? shownGroup(question, asked, walked)
      : [shownSimple(question, walked.answers[question.id], asked)];
  const ofSection = (section: Section): ShownSection => ({
    section: section.id,
    title: texts.say(sectionTexts(walked.form, section).title),
    audience: section.audience,
    answers: section.questions
      .filter(question => isFor(audience, section, question) && trace.appliesTo(question.id) === true)
      .flatMap(shown),
  });
  return walked.form.sections.map(ofSection).filter(section => section.answers.length > 0);
}
