import type { Translate } from '../../platform/language/index.ts';
import type { Alone } from './find.ts';
import { plainWords } from './query-parts.ts';
import { anything, isNarrowed, type SearchState, searchHref } from './state.ts';

/** What helps somebody who found nothing: what each part alone would find, and searches that ask for less. */
export function showNothing(alone: readonly Alone[], state: SearchState, t: Translate) {
  const narrowed = isNarrowed(state);
  const looser = plainWords(state.q).join(' ');
  const isWordless = alone.length === 0 && state.q !== '';
  return {
    text: t(isWordless ? 'finding.nothing.noWord' : 'finding.nothing.text'),
    words: alone.map(({ typed, count }) => ({
      text: t('finding.nothing.word', { word: typed, count }),
      href: count > 0 ? searchHref({ ...anything, q: typed }) : '',
    })),
    tries: [
      ...(narrowed
        ? [
            {
              text: t('finding.nothing.all'),
              href: searchHref({ ...anything, q: state.q }),
            },
          ]
        : []),
      ...(state.exact
        ? [{ text: t('finding.nothing.forms'), href: searchHref({ ...state, exact: undefined }) }]
        : []),
      ...(looser !== state.q && looser !== ''
        ? [
            {
              text: t('finding.nothing.any', { words: looser }),
              href: searchHref({ ...anything, q: looser }),
            },
          ]
        : []),
    ],
  };
}
