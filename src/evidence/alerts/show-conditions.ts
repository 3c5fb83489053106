import type { Translate } from '../../platform/language/index.ts';
import { facets, type SearchState } from '../search/state.ts';
import { valueText } from '../search/value-text.ts';

/** What a search asks for, one text for each condition. */
export function showConditions(state: SearchState, t: Translate): string[] {
  const words = state.q === '' ? [] : [state.q];
  const chosen = facets.flatMap(name => state[name].map(value => valueText(name, value, t)));
  const exact = state.exact === undefined ? [] : [t('finding.exact')];
  const conditions = [...words, ...chosen, ...exact];
  return conditions.length > 0 ? conditions : [t('shelf.everything')];
}
