import { showChosen } from '../search/show-facets.ts';
import type { SearchState } from '../search/state.ts';
import type { Wording } from '../thesaurus/wording.ts';

type Condition = Pick<ReturnType<typeof showChosen>[number], 'text'>;

/** What a search asks for, one for each condition. */
export function showConditions(state: SearchState, wording: Wording): Condition[] {
  const words = state.q === '' ? [] : [{ text: state.q }];
  const conditions = [...words, ...showChosen(state, wording)];
  return conditions.length > 0 ? conditions : [{ text: wording.t('shelf.everything') }];
}
