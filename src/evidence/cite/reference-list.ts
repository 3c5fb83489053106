import type { Entry } from '../record/entry.ts';
import { citedFrom } from './cited.ts';
import { plain, type Rich } from './rich.ts';
import { cite, type Style } from './styles.ts';

// These number what they cite in the order in which a text first names it; the others list it from A to Z.
const numbers: Readonly<Partial<Record<Style, (place: number) => string>>> = {
  vancouver: place => `${place}. `,
  ieee: place => `[${place}] `,
};
/** These name in a text an author and a year, and tell by a letter what one author wrote in one year. */
const byYear: ReadonlySet<Style> = new Set(['apa', 'harvard']);

export const isNumbered = (style: Style): boolean => numbers[style] !== undefined;

/** Entries as the list of references at the end of a text, in the order in which a style has them. */
export function referenceList(entries: readonly Entry[], style: Style): readonly Rich[] {
  const letters = byYear.has(style) ? lettersFor(entries, style) : [];
  const references = entries.map((entry, place) =>
    cite(entry, style, { letter: letters[place] ?? '', isListed: true }),
  );
  if (isNumbered(style)) return references;
  const filed = references.map((reference, place) => ({
    reference,
    as: filedAs(reference, { style, entry: entries[place] as Entry }),
  }));
  return filed.toSorted((one, other) => fromAToZ.compare(one.as, other.as)).map(({ reference }) => reference);
}

/** The list as text, a line for each, with the numbers by which a text calls them. */
export const listedPlainly = (references: readonly Rich[], style: Style): string =>
  references.map((one, place) => `${numbers[style]?.(place + 1) ?? ''}${plain(one)}`).join('\n');

// A quotation mark before a title is no letter.
const fromAToZ = new Intl.Collator('en', { ignorePunctuation: true });
// These say that an article which begins a title, or the name of an organisation, does not count.
const overArticles: ReadonlySet<Style> = new Set(['apa', 'chicago', 'mla']);
const withoutArticle = (text: string) => text.replace(/^[“‘"']?(?:an?|the) /i, '');

function filedAs(reference: Rich, { style, entry }: { style: Style; entry: Entry }): string {
  const [first] = citedFrom(entry).authors;
  const isPerson = first !== undefined && 'family' in first;
  const text = overArticles.has(style) && !isPerson ? withoutArticle(plain(reference)) : plain(reference);
  // What has no date stands before what has one (APA, 9.46).
  const dated = style === 'apa' ? text.replace('(n.d.', '(0') : text;
  // What one wrote alone stands before what the same wrote with others: where a name ends comes before any letter.
  return dated.replaceAll('. ', ' 0 ').replaceAll(', ', ' 1 ');
}

/** For each entry its letter among those that a text would name alike, by their titles; most have none. */
function lettersFor(entries: readonly Entry[], style: Style): readonly (string | undefined)[] {
  const letters: (string | undefined)[] = entries.map(() => undefined);
  const places = Map.groupBy(entries.keys(), place => namedIn(entries[place] as Entry, style));
  for (const [named, alike] of places) {
    if (named === '' || alike.length === 1) continue;
    alike
      .toSorted((one, other) =>
        fromAToZ.compare(
          withoutArticle(entries[one]?.title ?? ''),
          withoutArticle(entries[other]?.title ?? ''),
        ),
      )
      .forEach((place, at) => {
        letters[place] = letterOf(at);
      });
  }
  return letters;
}

/** “a” to “z”, then “aa”: what one office published in a year may be more than an alphabet. */
const letterOf = (at: number): string =>
  `${at >= 26 ? letterOf(Math.floor(at / 26) - 1) : ''}${String.fromCharCode(97 + (at % 26))}`;

/** By what a text names an entry: its authors as the style writes them, and the year. Nothing where it has no author. */
function namedIn(entry: Entry, style: Style): string {
  const [before = ''] = plain(cite({ ...entry, title: '\0' }, style)).split('\0');
  return /^.+\((?:\d{4}|n\.d\.|no date)/.exec(before)?.[0] ?? '';
}
