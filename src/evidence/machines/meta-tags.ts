import type { Entry } from '../record/entry.ts';
import { followable } from '../record/web-address.ts';
import { inJournals, nameAs } from './coins.ts';
import { publishedOn } from './published-on.ts';

/** The tags of a page's head by which Google Scholar and reference managers read what the page is about. */
export function metaTagsOf(entry: Entry): { readonly name: string; readonly content: string }[] {
  const { type } = entry;
  const isReport = ['report', 'evaluation', 'lived experience', 'guidance'].includes(type);
  const [first, last] = entry.pages?.split(/\s*[-–]\s*/) ?? [];
  const makers = (entry.creators ?? []).filter(({ role }) => role === 'author');
  const publisher =
    type === 'thesis'
      ? 'citation_dissertation_institution'
      : isReport
        ? 'citation_technical_report_institution'
        : 'citation_publisher';
  const pairs: [string, string | undefined][] = [
    ['citation_title', entry.title],
    ...makers.map((creator): [string, string] => ['citation_author', nameAs(creator)]),
    // The tag wants slashes.
    ['citation_publication_date', publishedOn(entry)?.replaceAll('-', '/')],
    [publisher, entry.publisher],
    hostOf(entry),
    ['citation_volume', entry.volume],
    ['citation_issue', entry.issue],
    ['citation_firstpage', first],
    ['citation_lastpage', last],
    ['citation_technical_report_number', isReport ? entry.reportNumber : undefined],
    ['citation_doi', entry.doi],
    ...(entry.isbn ?? []).map((isbn): [string, string] => ['citation_isbn', isbn]),
    ...(entry.issn ?? []).map((issn): [string, string] => ['citation_issn', issn]),
    ['citation_pmid', entry.pmid],
    ['citation_language', entry.language],
    ['citation_keywords', entry.keywords?.join('; ')],
    ['citation_public_url', followable(entry.url)],
  ];
  return pairs.flatMap(([name, content]) => (content === undefined ? [] : [{ name, content }]));
}

/** In what it stands. A tag for journals would make an article of whatever else stands somewhere. */
function hostOf({ type, container, event }: Entry): [string, string | undefined] {
  if (type === 'chapter') return ['citation_inbook_title', container];
  if (type === 'conference paper') return ['citation_conference_title', container ?? event];
  return ['citation_journal_title', inJournals.has(type) ? container : undefined];
}
