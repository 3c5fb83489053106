export { isTextKey, keysUnder, type Language, languages, type TextKey } from './catalogue.ts';
export { markedIn, type Piece, piecesOf } from './marked.ts';
export { numberText } from './number-text.ts';
export {
  TextProblem,
  type TextValues,
  type Translate,
  textIn,
  textOf,
  withoutMarkBeforeColon,
} from './text.ts';
