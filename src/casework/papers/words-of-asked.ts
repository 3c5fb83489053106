import { isTextKey, type Translate, textOf } from '../../platform/language/index.ts';

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
