import type { Said } from '../record/languages.ts';

/** A sentence about terms, cut where they stand, so that each can be marked with its language. */
export type TermsInSentence = {
  readonly before: string;
  readonly terms: readonly Said[];
  readonly after: string;
};

/** @returns one sentence; none where there are no terms */
export function termsInSentence(
  sentence: (terms: string) => string,
  terms: readonly Said[],
): TermsInSentence[] {
  const [before = '', after = ''] = sentence('\n').split('\n');
  return terms.length > 0 ? [{ before, terms, after }] : [];
}
