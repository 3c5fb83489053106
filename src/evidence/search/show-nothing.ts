import type { Translate } from '../../platform/language/index.ts';
import { termWritten } from './fields.ts';
import type { Alone, Results } from './find.ts';
import { anything, isNarrowed, type SearchState, searchHref } from './state.ts';

/** A “*” may stand for a hundred words. */
const mostWords = 20;

type Nothing = Pick<Results, 'found' | 'alone'>;

/** What helps somebody who found nothing: what each part alone would find, and searches that ask for less. */
export function showNothing({ found, alone }: Nothing, state: SearchState, t: Translate) {
  const narrowed = isNarrowed(state);
  const looser = wordsIn(state.q).join(' ');
  const each = [...alone, ...wordsAlone({ found, alone }, state.q)];
  const isWordless = each.length === 0 && state.q !== '';
  return {
    text: t(isWordless ? 'finding.nothing.noWord' : 'finding.nothing.text'),
    words: each.slice(0, mostWords).map(({ typed, count }) => ({
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

/** The plain words. Of a year among them its records are told, and not where its figures stand. */
function wordsAlone({ found, alone }: Nothing, q: string): Alone[] {
  const rest = alone.reduce((left, { typed }) => left.replace(typed, ' '), q);
  const typed = wordsIn(rest);
  const years = new Set(found.words.map(({ value }) => /^0year(\d+)$/.exec(value)?.[1]));
  return found.words.flatMap(({ value, count }) => {
    if (years.has(value)) return [];
    if (value.startsWith('0')) return value.startsWith('0year') ? [{ typed: termWritten(value), count }] : [];
    const word = asTyped(value, typed);
    // Whatever was not typed as a plain word belongs to a part that is told as a whole.
    return word === undefined && alone.length > 0 ? [] : [{ typed: word ?? value, count }];
  });
}

/** The words that were typed, without fields, quotation marks and operators. */
function wordsIn(q: string): string[] {
  const words = q.replace(/(?<=^|[\s(])\p{L}+:(?=\S)/gu, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return [...new Set(words.filter(word => !/^(AND|OR|NOT)$/.test(word)))];
}

/** The word that somebody typed, of which the index keeps the stem. */
function asTyped(stem: string, typed: readonly string[]): string | undefined {
  const plain = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
  const sure = Math.max(2, stem.length - 1);
  return typed.find(word => plain(word).startsWith(stem.slice(0, sure)));
}
