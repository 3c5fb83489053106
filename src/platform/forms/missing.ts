import { type Answer, type Answers, entriesOf, isAnswered } from './answers.ts';
import { verdictOf, type World } from './condition.ts';
import { fieldName } from './fields.ts';
import {
  type Audience,
  audienceOf,
  type EntriesQuestion,
  type Question,
  type Section,
  type SimpleQuestion,
} from './form.ts';
import { textsOf } from './texts.ts';
import { type Trace, traceEntry, traceForm, type Walked } from './trace.ts';

/** A required question without an answer, and where to go to give it. */
export type MissingAnswer = {
  readonly section: string;
  readonly question: string;
  readonly field: string;
  /** The text key of the question's label. */
  readonly label: string;
  readonly audience: Audience;
  /** Which entry of a group, counted from 0. */
  readonly entry?: number;
};

function isRequired(question: Question | SimpleQuestion, world: World): boolean {
  const { required = false } = question;
  if (required === 'by rule') return false;
  return typeof required === 'boolean' ? required : verdictOf(required, world) === true;
}

type Gap = Pick<MissingAnswer, 'field' | 'label' | 'entry'>;

function gapsOfEntry(walked: Walked, group: EntriesQuestion, index: number, entry: Answers): readonly Gap[] {
  const trace = traceEntry(group, entry, walked.facts);
  return group.questions
    .filter(question => trace.appliesTo(question.id) === true && isRequired(question, trace))
    .filter(question => !isAnswered(entry[question.id]))
    .map(question => ({
      field: fieldName(question.id, { group: group.id, index }),
      label: textsOf(walked.form, question, group).label,
      entry: index,
    }));
}

function gapsOf(walked: Walked, question: Question, trace: Trace): readonly Gap[] {
  const answer: Answer | undefined = walked.answers[question.id];
  if (!isAnswered(answer)) {
    if (!isRequired(question, trace)) return [];
    return [{ field: firstField(question), label: textsOf(walked.form, question).label }];
  }
  if (question.kind !== 'entries') return [];
  return entriesOf(answer).flatMap((entry, index) => gapsOfEntry(walked, question, index, entry));
}

function firstField(question: Question): string {
  if (question.kind !== 'entries') return question.id;
  const [first] = question.questions;
  return first === undefined ? question.id : fieldName(first.id, { group: question.id, index: 0 });
}

function gapsOfSection(walked: Walked, section: Section, trace: Trace): readonly MissingAnswer[] {
  return section.questions
    .filter(question => trace.appliesTo(question.id) === true)
    .flatMap(question =>
      gapsOf(walked, question, trace).map(gap => ({
        section: section.id,
        question: question.id,
        audience: audienceOf(section, question),
        ...gap,
      })),
    );
}

/**
 * What is still required before the form is complete.
 * @param walked the form, every answer so far and the facts of the case
 * @returns each gap in the order of the form; an empty list when nothing is missing
 */
export function missing(walked: Walked): readonly MissingAnswer[] {
  const trace = traceForm(walked);
  return walked.form.sections.flatMap(section => gapsOfSection(walked, section, trace));
}
