import type { Translate } from '../../platform/language/index.ts';
import type { Found } from '../../platform/search/index.ts';
import { termWritten } from './fields.ts';
import { anything, isNarrowed, type SearchState, searchHref } from './state.ts';

/** A “*” may stand for a hundred words. */
const mostWords = 20;

/** What helps somebody who found nothing: what each word alone would find, and searches that ask for less. */
export function showNothing({ words }: Found, state: SearchState, t: Translate) {
  const typed = wordsIn(state.q);
  const narrowed = isNarrowed(state);
  const years = new Set(words.map(({ value }) => /^0year(\d+)$/.exec(value)?.[1]));
  const looser = typed.join(' ');
  const isWordless = words.length === 0 && !/\p{L}:/u.test(state.q);
  return {
    text: t(isWordless && state.q !== '' ? 'finding.nothing.noWord' : 'finding.nothing.text'),
    // Of a year that was asked for among other words its records are told, and not where the figures stand.
    words: words
      .filter(({ value }) => !years.has(value))
      .slice(0, mostWords)
      .map(({ value, count }) => {
        const word = value.startsWith('0') ? termWritten(value) : asTyped(value, typed);
        return {
          text: t('finding.nothing.word', { word, count }),
          href: count > 0 ? searchHref({ ...anything, q: word }) : '',
        };
      }),
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

/** The words that were typed, without fields, quotation marks and operators. */
function wordsIn(q: string): string[] {
  const words = q.replace(/(?<=^|[\s(])\p{L}+:(?=\S)/gu, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return [...new Set(words.filter(word => !/^(AND|OR|NOT)$/.test(word)))];
}

/** The word that somebody typed, of which the index keeps the stem. */
function asTyped(stem: string, typed: readonly string[]): string {
  const plain = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
  const sure = Math.max(2, stem.length - 1);
  return typed.find(word => plain(word).startsWith(stem.slice(0, sure))) ?? stem;
}
