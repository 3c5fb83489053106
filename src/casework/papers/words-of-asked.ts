import {
  isTextKey,
  keysUnder,
  languages,
  type Translate,
  textIn,
  textOf,
} from '../../platform/language/index.ts';

/** How much room there is: a whole name, a short one for lists, or one for the person. */
type Manner = 'whole' | 'short' | 'plain';

// The kinds of leave are named by the form of 2024; what other documents ask for has names of its own.
const places: Readonly<Record<Manner, readonly string[]>> = {
  whole: ['leave2024.leaveTypes', 'asked.whole'],
  short: ['mhcs.leave', 'asked.short', 'leave2024.leaveTypes', 'asked.whole'],
  plain: ['my.leave', 'asked.plain', 'leave2024.leaveTypes', 'asked.whole'],
};

/** What a document asks for in words, each as its own text. */
export function showAsked(asked: readonly string[], t: Translate, manner: Manner = 'whole'): string[] {
  return asked.map(one => {
    const key = places[manner].map(place => `${place}.${one}`).find(isTextKey);
    return key === undefined ? one : textOf(t, key);
  });
}

// By its whole name in either language. In easy read nothing that is asked for has another whole name.
const named: ReadonlyMap<string, string> = new Map(
  places.whole.flatMap(place =>
    keysUnder(`${place}.`).flatMap(key =>
      languages.map(language => [textIn(language)(key), key.slice(place.length + 1)] as const),
    ),
  ),
);

/**
 * What a paper says is asked for. Papers keep it in words, in the language in which they were shown; whoever reads on in
 * another language reads it in theirs. Words that are no such name stay as they are.
 */
export const askedInPaper = (words: readonly string[]): string[] =>
  words.map(word => named.get(word) ?? word);
