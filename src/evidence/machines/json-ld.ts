import type { Creator, Entry } from '../record/entry.ts';
import type { RecordType } from '../record/kinds.ts';
import { licenceHref } from '../record/licences.ts';
import { followable } from '../record/web-address.ts';
import { publishedOn } from './published-on.ts';

const types: Readonly<Partial<Record<RecordType, string>>> = {
  ...{ report: 'Report', evaluation: 'Report', guidance: 'Report', 'lived experience': 'Report' },
  ...{ article: 'ScholarlyArticle', preprint: 'ScholarlyArticle', 'conference paper': 'ScholarlyArticle' },
  ...{ book: 'Book', chapter: 'Chapter', thesis: 'Thesis', legislation: 'Legislation', dataset: 'Dataset' },
  ...{ 'newspaper article': 'NewsArticle', 'magazine article': 'Article', 'web page': 'WebPage' },
  ...{
    'blog post': 'BlogPosting',
    map: 'Map',
    film: 'Movie',
    video: 'VideoObject',
    manuscript: 'Manuscript',
  },
  ...{ 'sound recording': 'AudioObject', artwork: 'VisualArtwork', software: 'SoftwareApplication' },
};

const nameIn = (creator: Creator) =>
  'name' in creator
    ? { '@type': 'Organization', name: creator.name }
    : {
        '@type': 'Person',
        familyName: creator.family,
        ...(creator.given && { givenName: creator.given }),
        name: [creator.given, creator.family].filter(Boolean).join(' '),
      };

function byRole({ creators = [] }: Entry, ...roles: readonly Creator['role'][]) {
  const found = creators.filter(({ role }) => roles.includes(role)).map(nameIn);
  return found.length === 0 ? undefined : found;
}

/** A licence by its name in the list of SPDX has an address, any other is told in words. */
const licenceOf = (licence: string) =>
  licenceHref(licence) ??
  (/^[A-Z][\w.+]*(-[\w.+]+)*-\d[\w.+-]*$/.test(licence)
    ? `https://spdx.org/licenses/${licence}`
    : { '@type': 'CreativeWork', name: licence });

/** Each kind of number has a name of its own. */
function numberOf({ type, reportNumber }: Entry) {
  if (type === 'legislation') return { legislationIdentifier: reportNumber };
  return types[type] === 'Report' ? { reportNumber } : { identifier: reportNumber };
}

const hosts: Readonly<Partial<Record<RecordType, string>>> = {
  ...{ article: 'Periodical', 'magazine article': 'Periodical', 'newspaper article': 'Newspaper' },
  ...{ chapter: 'Book', 'web page': 'WebSite', 'blog post': 'Blog' },
};

/** What it stands in. An article stands in an issue of a volume of a journal, as far as these are known. */
function hostOf({ type, container, issn, volume, issue }: Entry) {
  if (container === undefined) return undefined;
  const host = hosts[type] ?? 'CreativeWork';
  const whole = { '@type': host, name: container, issn };
  if (host !== 'Periodical') return whole;
  const inVolume = volume ? { '@type': 'PublicationVolume', volumeNumber: volume, isPartOf: whole } : whole;
  return issue ? { '@type': 'PublicationIssue', issueNumber: issue, isPartOf: inVolume } : inVolume;
}

/**
 * A record in the words of schema.org as JSON-LD. Nothing in it can end the element in which it stands.
 * @param href the whole address at which it stays
 * @returns text for a script element of type application/ld+json
 */
export function jsonLdOf(
  { entry, changedAt }: { readonly entry: Entry; readonly changedAt: string },
  href: string,
): string {
  const said = {
    '@context': 'https://schema.org',
    '@type': types[entry.type] ?? 'CreativeWork',
    ...{ '@id': href, url: href },
    name: entry.title,
    alternateName: entry.shortTitle,
    author: byRole(entry, 'author'),
    editor: byRole(entry, 'editor'),
    translator: byRole(entry, 'translator'),
    abstract: entry.summary,
    datePublished: publishedOn(entry),
    publisher: entry.publisher && { '@type': 'Organization', name: entry.publisher },
    locationCreated: entry.place && { '@type': 'Place', name: entry.place },
    inLanguage: entry.language,
    keywords: entry.keywords,
    isbn: entry.isbn,
    pagination: entry.pages,
    ...numberOf(entry),
    isPartOf: hostOf(entry),
    sameAs: [entry.doi && `https://doi.org/${entry.doi}`, followable(entry.url)].filter(Boolean),
    // Ours is the summary: under which licence the work itself stands is not known here.
    sdLicense: entry.licence && licenceOf(entry.licence),
    sdDatePublished: changedAt,
  };
  return JSON.stringify(said).replace(
    /[<>&\u2028\u2029]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
