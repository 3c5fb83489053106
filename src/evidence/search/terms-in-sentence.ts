import { type Piece, piecesOf } from '../../platform/language/index.ts';

/**
 * A sentence about terms, in pieces, so that each term can be marked with its language.
 * @param between what stands between two terms
 * @returns one sentence; none where there are no terms
 */
export function termsInSentence(
  sentence: (terms: string) => string,
  terms: readonly Piece[],
  between: string,
): Piece[][] {
  if (terms.length === 0) return [];
  const listed = terms.flatMap((term, at) => (at === 0 ? [term] : [{ text: between }, term]));
  return [piecesOf({ terms: listed }, holes => sentence(holes.terms))];
}
