import type { Condition, Question, SimpleQuestion } from './form.ts';
import { optionsOf } from './texts.ts';

/** The option of another question of the page that a question hangs on, and so is drawn under. */
export type Host = { readonly question: string; readonly option: string };

/**
 * Finds the option that a question can be drawn under.
 * @param condition what the question hangs on; of several things that must all hold, the first on this page counts
 * @param onPage the questions beside it
 * @returns the question and its option, or undefined when it hangs on no single option of this page
 */
export function hostIn(
  condition: Condition,
  onPage: readonly (Question | SimpleQuestion)[],
): Host | undefined {
  if ('all' in condition) {
    return condition.all.map(part => hostIn(part, onPage)).find(host => host !== undefined);
  }
  if (!('answer' in condition) || 'answered' in condition) return undefined;
  const option = 'is' in condition ? condition.is : condition.includes;
  const host = onPage.find(({ id }) => id === condition.answer);
  return host && optionsOf(host).includes(option) ? { question: host.id, option } : undefined;
}
