export {
  type Answer,
  type Answers,
  answersFrom,
  type Entry,
  entriesOf,
  isAnswered,
  splitByAudience,
  wordsOf,
} from './answers.ts';
export { type AnswerRow, type AnswersOfSection, checkAnswers } from './check-answers.ts';
export { checkForm } from './check-form.ts';
export { clearDown, type DroppedAnswer } from './clear-down.ts';
export type { Component, EntriesComponent, FieldComponent } from './component.ts';
export { components, type PageContext } from './components.ts';
export type { EntryEdit } from './edit-entries.ts';
export type { Typed } from './fields.ts';
export {
  type Audience,
  audienceOf,
  type Condition,
  type Facts,
  type Form,
  type FormSource,
  isFor,
  type Question,
  questionsIn,
  type Section,
  sectionOf,
} from './form.ts';
export { formToBlocks } from './form-to-blocks.ts';
export { type MissingAnswer, missing } from './missing.ts';
export { type AnswerError, readSection, type SectionContext, type SectionReading } from './read-section.ts';
export { errorList } from './say-error.ts';
export { type Showing, type ShownAnswer, type ShownSection, shownAnswers } from './shown-answers.ts';
export { type SectionState, sectionStates, type Task, taskList } from './task-list.ts';
export { type FormTexts, formTextsIn, sectionTexts, textsOf } from './texts.ts';
export type { Walked } from './trace.ts';
export { type Path, walk } from './walk.ts';
