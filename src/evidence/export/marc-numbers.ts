import type { Entry } from '../record/entry.ts';
import { each, field } from './marc-fields.ts';

/** Of which list a language is a code: MARC’s own has three letters. */
export const codeOf = (language = '') =>
  /^[a-z]{3}$/.test(language) ? 'marc' : /^[a-z]{2}$/.test(language) ? 'iso639-1' : undefined;

/** A language by its code, where programs look; in words it is a note. */
function language({ language: said }: Entry): string {
  const code = codeOf(said);
  if (code === undefined) return '';
  return code === 'marc'
    ? field('041', '  ', [['a', said]])
    : field('041', ' 7', [
        ['a', said],
        ['2', code],
      ]);
}

/** The numbers by which it is known, and the code of its language. */
export function numbers(entry: Entry): string {
  return [
    each(entry.isbn, isbn => field('020', '  ', [['a', isbn]])),
    each(entry.issn, issn => field('022', '  ', [['a', issn]])),
    field('024', '7 ', [
      ['a', entry.doi],
      ['2', entry.doi && 'doi'],
    ]),
    field('024', '7 ', [
      ['a', entry.pmid],
      ['2', entry.pmid && 'pmid'],
    ]),
    field('024', '7 ', [
      ['a', entry.pmcid],
      ['2', entry.pmcid && 'pmcid'],
    ]),
    language(entry),
    field('088', '  ', [['a', entry.reportNumber]]),
    field('099', '  ', [['a', entry.shelfNumber]]),
  ].join('');
}
