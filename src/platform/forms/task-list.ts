import { isAnswered } from './answers.ts';
import { type Audience, isFor, type Section } from './form.ts';
import { missing } from './missing.ts';
import { sectionTexts } from './texts.ts';
import { traceForm, type Walked } from './trace.ts';

export const sectionStates = {
  'not started': { text: 'forms.state.notStarted', tag: 'govuk-tag--blue' },
  'in progress': { text: 'forms.state.inProgress', tag: 'govuk-tag--light-blue' },
  complete: { text: 'forms.state.complete', tag: null },
  'not needed': { text: 'forms.state.notNeeded', tag: 'govuk-tag--grey' },
} as const;
export type SectionState = keyof typeof sectionStates;

export type Task = {
  readonly section: string;
  /** The text key of the section's title. */
  readonly title: string;
  readonly state: SectionState;
  /** How many required answers are missing. */
  readonly gaps: number;
};

/**
 * How far each section has come.
 * @param walked the form, the answers so far and the facts of the case
 * @param audience which part the reader may see; a section with nothing for them is not listed at all
 * @returns the sections in the form's order
 */
export function taskList(walked: Walked, audience: Audience): readonly Task[] {
  const trace = traceForm(walked);
  const gaps = missing(walked).filter(gap => audience === 'closed' || gap.audience === 'open');
  const taskOf = (section: Section): Task[] => {
    const questions = section.questions.filter(question => isFor(audience, section, question));
    if (questions.length === 0) return [];
    const applying = questions.filter(question => trace.appliesTo(question.id) === true);
    const answered = applying.filter(question => isAnswered(walked.answers[question.id])).length;
    const count = gaps.filter(gap => gap.section === section.id).length;
    const state = applying.length === 0 ? 'not needed' : stateOf(answered, count);
    return [{ section: section.id, title: sectionTexts(walked.form, section).title, state, gaps: count }];
  };
  return walked.form.sections.flatMap(taskOf);
}

function stateOf(answered: number, gaps: number): SectionState {
  if (answered === 0) return 'not started';
  return gaps === 0 ? 'complete' : 'in progress';
}
