import type { Translate } from '../../platform/language/index.ts';
import { showChosen } from '../search/show-facets.ts';
import type { SearchState } from '../search/state.ts';

/** What a search asks for, one text for each condition. */
export function showConditions(state: SearchState, t: Translate): string[] {
  const words = state.q === '' ? [] : [state.q];
  const conditions = [...words, ...showChosen(state, t).map(({ text }) => text)];
  return conditions.length > 0 ? conditions : [t('shelf.everything')];
}
