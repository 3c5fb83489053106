import { dateFrom, dateOf } from '../dates.ts';
import { add, addBody, addPerson, type Draft, draftAt, keep, put } from '../draft.ts';
import { finish } from '../finish.ts';
import { putDoi, putNumbers } from '../identifiers.ts';
import { fullPages, putTitle, withoutStop } from '../pubmed.ts';
import type { XmlManner } from './read-xml.ts';
import { at, inside, lineIn, type XmlElement } from './tree.ts';

/** PubMed's XML (NLM's PubMed DTD): journal articles and, from the Bookshelf, books and chapters. */
export const pubmedXml: XmlManner = {
  record: 'PubmedArticle|PubmedBookArticle',
  fill(element, { line, raw, problems }) {
    const draft = draftAt(line, 'article');
    draft.problems.push(...problems);
    if (element.name === 'PubmedBookArticle') fillBook(draft, at(element, 'BookDocument') ?? element);
    else fillArticle(draft, element);
    for (const one of inside(at(element, 'PubmedData', 'ArticleIdList'), 'ArticleId'))
      takeId(draft, one.attributes.IdType, one);
    for (const one of inside(at(element, 'PubmedBookData', 'ArticleIdList'), 'ArticleId'))
      takeId(draft, one.attributes.IdType, one);
    return finish(draft, raw);
  },
};

function fillArticle(draft: Draft, element: XmlElement) {
  const citation = at(element, 'MedlineCitation') ?? element;
  const article = at(citation, 'Article');
  const kinds = inside(at(article, 'PublicationTypeList'), 'PublicationType').map(lineIn);
  if (kinds.includes('Preprint')) draft.type = 'preprint';
  put(draft, 'pmid', lineIn(at(citation, 'PMID')));
  putTitle(draft, lineIn(at(article, 'ArticleTitle')), lineIn(at(article, 'VernacularTitle')));
  takeJournal(draft, at(article, 'Journal'));
  for (const one of inside(article, 'ELocationID')) takeId(draft, one.attributes.EIdType, one);
  const pages = lineIn(at(article, 'Pagination', 'MedlinePgn')) || pagesIn(at(article, 'Pagination'));
  put(draft, 'pages', fullPages(pages) || (draft.type === 'preprint' ? '' : (draft.others.get('pii') ?? '')));
  takeAbstract(draft, at(article, 'Abstract'));
  takePeople(draft, at(article, 'AuthorList'));
  put(draft, 'language', lineIn(at(article, 'Language')));
  for (const kind of kinds) keep(draft, 'publicationType', kind);
  takeKeywords(draft, citation);
  keep(draft, 'publishedIn', lineIn(at(citation, 'MedlineJournalInfo', 'Country')));
}

function takeJournal(draft: Draft, journal: XmlElement | undefined) {
  for (const one of inside(journal, 'ISSN')) putNumbers(draft, lineIn(one), one.line);
  const issue = at(journal, 'JournalIssue');
  put(draft, 'volume', lineIn(at(issue, 'Volume')));
  put(draft, 'issue', lineIn(at(issue, 'Issue')));
  put(draft, 'date', dateIn(at(issue, 'PubDate')));
  put(draft, 'container', lineIn(at(journal, 'Title')));
  put(draft, 'containerShort', lineIn(at(journal, 'ISOAbbreviation')));
}

function dateIn(date: XmlElement | undefined): string {
  const [year, month, day] = ['Year', 'Month', 'Day'].map(name => lineIn(at(date, name)));
  const season = lineIn(at(date, 'Season'));
  if (!year) return dateOf(lineIn(at(date, 'MedlineDate')));
  return season ? `${season} ${year}` : dateFrom(year, month || undefined, day || undefined);
}

const pagesIn = (pagination: XmlElement | undefined) =>
  [lineIn(at(pagination, 'StartPage')), lineIn(at(pagination, 'EndPage'))].filter(Boolean).join('-');

function takeAbstract(draft: Draft, abstract: XmlElement | undefined) {
  const parts = inside(abstract, 'AbstractText').map(part => {
    const label = part.attributes.Label;
    const text = lineIn(part);
    return label && label !== 'UNLABELLED' ? `${label}: ${text}` : text;
  });
  put(draft, 'summary', parts.filter(Boolean).join('\n'));
  put(draft, 'rights', lineIn(at(abstract, 'CopyrightInformation')));
}

function takePeople(draft: Draft, list: XmlElement | undefined) {
  const role = list?.attributes.Type === 'editors' ? 'editor' : 'author';
  for (const person of inside(list, 'Author')) {
    const family = lineIn(at(person, 'LastName'));
    const given = [
      lineIn(at(person, 'ForeName')) || lineIn(at(person, 'Initials')),
      lineIn(at(person, 'Suffix')),
    ];
    if (family === '') addBody(draft, role, lineIn(at(person, 'CollectiveName')));
    else addPerson(draft, role, { family, given: given.filter(Boolean).join(', ') });
  }
}

function takeKeywords(draft: Draft, citation: XmlElement) {
  const headings = inside(at(citation, 'MeshHeadingList'), 'MeshHeading').map(one =>
    at(one, 'DescriptorName'),
  );
  const words = inside(citation, 'KeywordList').flatMap(list => inside(list, 'Keyword'));
  for (const one of [...headings, ...words]) add(draft, 'keywords', lineIn(one).replace(/[.;]$/, ''));
}

function takeId(draft: Draft, kind: string | undefined, element: XmlElement) {
  const id = lineIn(element);
  if (kind === 'doi') putDoi(draft, id, element.line);
  else if (kind === 'pmc') put(draft, 'pmcid', id, element.line);
  else if (kind === 'pubmed') put(draft, 'pmid', id, element.line);
  else if (kind) keep(draft, kind, id, element.line);
}

function fillBook(draft: Draft, document: XmlElement) {
  const book = at(document, 'Book');
  const isPart = at(document, 'ArticleTitle') !== undefined;
  draft.type = isPart ? 'chapter' : 'book';
  put(draft, 'pmid', lineIn(at(document, 'PMID')));
  const title = withoutStop(lineIn(at(book, 'BookTitle')));
  put(draft, isPart ? 'container' : 'title', title);
  if (isPart) put(draft, 'title', withoutStop(lineIn(at(document, 'ArticleTitle'))));
  put(draft, 'publisher', lineIn(at(book, 'Publisher', 'PublisherName')));
  put(draft, 'place', lineIn(at(book, 'Publisher', 'PublisherLocation')));
  put(draft, 'date', dateIn(at(book, 'PubDate')));
  for (const one of inside(book, 'Isbn')) putNumbers(draft, lineIn(one), one.line);
  put(draft, 'volume', lineIn(at(book, 'Volume')));
  put(draft, 'edition', lineIn(at(book, 'Edition')));
  put(draft, 'series', lineIn(at(book, 'CollectionTitle')));
  put(draft, 'reportNumber', lineIn(at(book, 'ReportNumber')));
  takeAbstract(draft, at(document, 'Abstract'));
  for (const list of [...inside(document, 'AuthorList'), ...inside(book, 'AuthorList')])
    takePeople(draft, list);
  put(draft, 'language', lineIn(at(document, 'Language')));
  takeKeywords(draft, document);
  for (const one of inside(at(document, 'ArticleIdList'), 'ArticleId'))
    takeId(draft, one.attributes.IdType, one);
  keep(draft, 'contribution', dateIn(at(document, 'ContributionDate')));
}
