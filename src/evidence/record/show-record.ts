import type { TextKey, Translate } from '../../platform/language/index.ts';
import { showDay, showMonth } from '../../platform/time/index.ts';
import { anything, searchHref } from '../search/state.ts';
import { termPaths } from '../thesaurus/paths.ts';
import { sayTerm } from '../thesaurus/wording.ts';
import { writeCatalogueText } from './catalogue-text.ts';
import { sayCountry } from './countries.ts';
import { type Creator, type Entry, nameOf } from './entry.ts';
import type { CreatorRole, RecordType } from './kinds.ts';
import { languageText, otherLanguage, type Said } from './languages.ts';
import { licenceHref } from './licences.ts';
import type { ShownKeyword } from './queries/read-record.ts';
import { isFollowable } from './web-address.ts';

const keyOf = (name: string) => name.replace(/[ -](.)/g, (_, letter: string) => letter.toUpperCase());

/** The key of a type's name: `lived experience` is `evidence.type.livedExperience`. */
export function typeText(type: RecordType): TextKey {
  return `evidence.type.${keyOf(type)}` as TextKey;
}

/** The key of what somebody did for a publication: `series editor` is `finding.role.seriesEditor`. */
export function roleText(role: CreatorRole): TextKey {
  return `finding.role.${keyOf(role)}` as TextKey;
}

type Line = Said & { readonly field: string; readonly name: string; readonly href?: string };

const shownAbove = ['type', 'title', 'creators', 'summary', 'keywords', 'others'] as const;
/** The details of a record, in the order in which a library names them. */
export const detailFields = [
  ...['shortTitle', 'container', 'containerShort', 'series', 'seriesNumber', 'volume', 'issue', 'edition'],
  ...['pages', 'genre', 'event', 'place', 'publisher', 'date', 'year', 'extent', 'reportNumber', 'country'],
  ...['language', 'doi', 'isbn', 'issn', 'pmid', 'pmcid', 'url', 'archivedUrl', 'source', 'accessed'],
  ...['shelfNumber', 'rights', 'licence', 'notes'],
] as const satisfies readonly Exclude<keyof Entry, (typeof shownAbove)[number]>[];

/** So many are named before the summary: articles of medicine have hundreds of authors. */
const mostNamed = 10;

const showCreator = (creator: Creator, t: Translate) => ({
  name: nameOf(creator),
  role: creator.role === 'author' ? '' : t(roleText(creator.role)),
  href: searchHref({ ...anything, q: `author:"${spoken(creator)}"` }),
});

/**
 * What a page shows of an entry: its details in the order in which a library names them, what is unknown left out.
 * @param keywords as the thesaurus says them; each leads to its term, or to the search where it has none
 */
export function showEntry(entry: Entry, t: Translate, keywords = asTyped(entry)) {
  const creators = (entry.creators ?? []).map(creator => showCreator(creator, t));
  // One name behind a fold would be a fold for nothing.
  const named = creators.length > mostNamed + 1 ? mostNamed : creators.length;
  return {
    type: t(typeText(entry.type)),
    ...{ title: entry.title, lang: otherLanguage(entry.language, t.language) },
    ...{ creators, named },
    summary: entry.summary?.split(/\n+/) ?? [],
    keywords: keywords.map(({ label, labelCy, term }) => ({
      ...sayTerm({ label, labelCy }, t),
      href: term === null ? searchHref({ ...anything, keyword: [label] }) : termPaths.one(term),
    })),
    details: detailFields
      .filter(field => field !== 'year' || !saysYear(entry))
      .flatMap(field => linesOf(entry, field, t)),
    others: Object.entries(entry.others ?? {}).map(([name, text]) => ({ name: spaced(name), text })),
    catalogue: writeCatalogueText(entry),
  };
}

/** “authorAddress”, as a reader of files names what has no place of its own, in words. */
const spaced = (name: string) =>
  /^[a-z]+(?:[A-Z][a-z]+)+$/.test(name) ? name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`) : name;

/** Whether its date stands above and names the year. */
const saysYear = ({ date, year }: Entry) => date?.includes(String(year)) ?? false;

const asTyped = ({ keywords = [] }: Entry): readonly ShownKeyword[] =>
  keywords.map(label => ({ label, labelCy: null, term: null }));

/** A name in the order in which the index has it. */
const spoken = (creator: Creator) =>
  ('name' in creator ? creator.name : `${creator.given ?? ''} ${creator.family}`.trim()).replace(
    /["“”]/g,
    ' ',
  );

// What has a number and is no report.
const numbered = new Set<Entry['type']>(['legislation', 'bill', 'case', 'hearing', 'patent', 'standard']);

function linesOf(entry: Entry, field: (typeof detailFields)[number], t: Translate): Line[] {
  const value = entry[field];
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const isOwn = field === 'reportNumber' && numbered.has(entry.type);
  const name = isOwn ? t('evidence.field.number') : t(`evidence.field.${field}` as TextKey);
  return values.map(one => ({
    ...{ field, name, ...shownAs(entry, field, String(one), t) },
    ...hrefOf(field, String(one)),
  }));
}

/** What is of the publication's own words. */
const ownWords = new Set<string>(['title', 'shortTitle', 'container', 'containerShort', 'series', 'event']);

/** The language of what a field of a record says, where it is another than the page's. */
export const languageIn = (entry: Entry, field: string, t: Translate): string | undefined =>
  ownWords.has(field) && field in entry ? otherLanguage(entry.language, t.language) : undefined;

function shownAs(entry: Entry, field: string, value: string, t: Translate): Said {
  if (field === 'language') return { text: languageText(value, t.language) };
  if (field === 'country') return sayCountry(value, t);
  if (field === 'date' || field === 'accessed') return { text: dateText(value, t) };
  return { text: value, lang: languageIn(entry, field, t) };
}

/** A date as people write it, where it is one; files say all sorts of things in its place. */
function dateText(date: string, t: Translate): string {
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(date)) return showDay(date, t);
    return /^\d{4}-\d\d$/.test(date) ? showMonth(date, t) : date;
  } catch {
    return date;
  }
}

function hrefOf(field: string, value: string): { href?: string } {
  if (field === 'doi') return { href: `https://doi.org/${encodeURI(value)}` };
  if ((field === 'url' || field === 'archivedUrl') && isFollowable(value)) return { href: value };
  const licence = field === 'licence' ? licenceHref(value) : undefined;
  return licence === undefined ? {} : { href: licence };
}
