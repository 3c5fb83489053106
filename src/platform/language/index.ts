export { isTextKey, keysUnder, type Language, languages, type TextKey } from './catalogue.ts';
export { markedIn, type Piece } from './marked.ts';
export {
  atHeadOfSentence,
  TextProblem,
  type TextValues,
  type Translate,
  textIn,
  textOf,
} from './text.ts';
