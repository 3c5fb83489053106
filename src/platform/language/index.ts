export { isTextKey, type Language, languages, type TextKey } from './catalogue.ts';
export {
  atHeadOfSentence,
  TextProblem,
  type TextValues,
  type Translate,
  textIn,
  textOf,
} from './text.ts';
