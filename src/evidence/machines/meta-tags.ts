import { type Entry, nameOf } from '../record/entry.ts';
import { followable } from '../record/web-address.ts';
import { publishedOn } from './published-on.ts';

/** The tags of a page's head by which Google Scholar and reference managers read what the page is about. */
export function metaTagsOf(entry: Entry): { readonly name: string; readonly content: string }[] {
  const { type } = entry;
  const isReport = ['report', 'evaluation', 'lived experience', 'guidance'].includes(type);
  const [first, last] = entry.pages?.split(/[-–]/) ?? [];
  const makers = (entry.creators ?? []).filter(({ role }) => role === 'author');
  const publisher =
    type === 'thesis'
      ? 'citation_dissertation_institution'
      : isReport
        ? 'citation_technical_report_institution'
        : 'citation_publisher';
  const host =
    type === 'chapter'
      ? 'citation_inbook_title'
      : type === 'conference paper'
        ? 'citation_conference_title'
        : 'citation_journal_title';
  const pairs: [string, string | undefined][] = [
    ['citation_title', entry.title],
    ...makers.map((creator): [string, string] => ['citation_author', nameOf(creator)]),
    // The tag wants slashes.
    ['citation_publication_date', publishedOn(entry)?.replaceAll('-', '/')],
    [publisher, entry.publisher],
    [host, entry.container],
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
