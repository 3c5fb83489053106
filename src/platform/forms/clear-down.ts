import { type Answer, type Answers, type Entry, entriesOf, isAnswered } from './answers.ts';
import type { EntriesQuestion, Facts, Form, Question } from './form.ts';
import { textsOf } from './texts.ts';
import { traceEntry, traceForm, type Walked } from './trace.ts';

/** An answer that no longer applies, named so that whoever submits sees what falls away. */
export type DroppedAnswer = {
  readonly question: string;
  /** The section it stood in; none for a question that this version of the form does not know. */
  readonly section?: string;
  /** The text key of its label, where the form knows the question. */
  readonly label?: string;
  /** Which entry of a group, counted from 0. */
  readonly entry?: number;
};

type Cleared = { readonly kept: Answers; readonly dropped: readonly DroppedAnswer[] };

function clearEntry(group: EntriesQuestion, entry: Entry, facts: Facts): [Entry, readonly string[]] {
  const trace = traceEntry(group, entry, facts);
  const ids = Object.keys(entry);
  const kept = ids.filter(id => trace.appliesTo(id) === true);
  const gone = ids.filter(id => !kept.includes(id) && isAnswered(entry[id]));
  return [Object.fromEntries(Object.entries(entry).filter(([id]) => kept.includes(id))), gone];
}

type Placed = { readonly form: Form; readonly section: string; readonly facts: Facts };

function clearGroup(group: EntriesQuestion, answer: Answer, place: Placed): Cleared {
  const cleared = entriesOf(answer).map(entry => clearEntry(group, entry, place.facts));
  const dropped = cleared.flatMap(([, gone], entry) =>
    gone.map(question => {
      const known = group.questions.find(candidate => candidate.id === question);
      const label = known && textsOf(place.form, known, group).label;
      return { question, section: place.section, entry, ...(label === undefined ? {} : { label }) };
    }),
  );
  return { kept: { [group.id]: cleared.map(([entry]) => entry) }, dropped };
}

function clearQuestion(question: Question, answer: Answer, place: Placed & { applies: boolean }): Cleared {
  const { label } = textsOf(place.form, question);
  if (!place.applies)
    return { kept: {}, dropped: [{ question: question.id, section: place.section, label }] };
  return question.kind === 'entries'
    ? clearGroup(question, answer, place)
    : { kept: { [question.id]: answer }, dropped: [] };
}

/**
 * Leaves out the answers that no longer apply: to questions off the path, and to questions unknown to the form.
 * @param walked the form, every answer and the facts of the case
 * @returns the answers that stay, and the name of each that goes
 */
export function clearDown(walked: Walked): Cleared {
  const { form, answers, facts } = walked;
  const trace = traceForm(walked);
  const parts = form.sections.flatMap(section =>
    section.questions.flatMap(question => {
      const answer = answers[question.id];
      if (answer === undefined) return [];
      const applies = trace.appliesTo(question.id) === true;
      return [clearQuestion(question, answer, { form, section: section.id, facts, applies })];
    }),
  );
  const known = new Set(form.sections.flatMap(section => section.questions.map(question => question.id)));
  const unknown = Object.keys(answers).filter(id => !known.has(id));
  return {
    kept: Object.assign({}, ...parts.map(part => part.kept)),
    dropped: [...parts.flatMap(part => part.dropped), ...unknown.map(question => ({ question }))],
  };
}
