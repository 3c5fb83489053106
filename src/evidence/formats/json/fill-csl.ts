import type { CreatorRole, RecordType } from '../../record/kinds.ts';
import { dateFrom, dateOf, dayOf } from '../dates.ts';
import { add, addBody, addPerson, type Draft, draftAt, finish, keep, overlay, put, tell } from '../draft.ts';
import { putNumbers } from '../identifiers.ts';
import { placeOf, putAt, type Table } from '../places.ts';
import type { ParsedRecord, Problem } from '../problem.ts';

/** The types of CSL (Citation Style Language 1.0.2, appendix III). */
export const cslTypes: Readonly<Record<string, RecordType>> = {
  article: 'preprint',
  'article-journal': 'article',
  'article-magazine': 'magazine article',
  'article-newspaper': 'newspaper article',
  bill: 'bill',
  book: 'book',
  broadcast: 'broadcast',
  chapter: 'chapter',
  classic: 'book',
  collection: 'document',
  dataset: 'dataset',
  document: 'document',
  entry: 'encyclopaedia entry',
  'entry-dictionary': 'dictionary entry',
  'entry-encyclopedia': 'encyclopaedia entry',
  event: 'presentation',
  figure: 'artwork',
  graphic: 'artwork',
  hearing: 'hearing',
  interview: 'interview',
  legal_case: 'case',
  legislation: 'legislation',
  manuscript: 'manuscript',
  map: 'map',
  motion_picture: 'film',
  musical_score: 'document',
  pamphlet: 'document',
  'paper-conference': 'conference paper',
  patent: 'patent',
  performance: 'document',
  periodical: 'document',
  personal_communication: 'letter',
  post: 'forum post',
  'post-weblog': 'blog post',
  regulation: 'legislation',
  report: 'report',
  review: 'article',
  'review-book': 'article',
  software: 'software',
  song: 'sound recording',
  speech: 'presentation',
  standard: 'standard',
  thesis: 'thesis',
  treaty: 'legislation',
  webpage: 'web page',
};

const roles: Readonly<Record<string, CreatorRole>> = {
  author: 'author',
  editor: 'editor',
  'collection-editor': 'series editor',
  'editorial-director': 'editor',
  translator: 'translator',
  contributor: 'contributor',
  director: 'director',
  producer: 'producer',
  'executive-producer': 'producer',
  performer: 'performer',
  composer: 'composer',
  illustrator: 'artist',
  recipient: 'recipient',
  'container-author': 'book author',
  interviewer: 'interviewer',
  host: 'presenter',
  narrator: 'performer',
  'script-writer': 'writer',
  'reviewed-author': 'contributor',
  compiler: 'editor',
  curator: 'contributor',
  chair: 'contributor',
  organizer: 'contributor',
  guest: 'contributor',
};

/** The variables of CSL (appendix IV). */
const variables: Table = {
  title: { place: 'title' },
  'title-short': { place: 'shortTitle' },
  shortTitle: { place: 'shortTitle' },
  abstract: { place: 'summary' },
  'container-title': { place: 'container' },
  'container-title-short': { place: 'containerShort' },
  journalAbbreviation: { place: 'containerShort' },
  'collection-title': { place: 'series' },
  'collection-number': { place: 'seriesNumber' },
  volume: { place: 'volume' },
  issue: { place: 'issue' },
  edition: { place: 'edition' },
  page: { place: 'pages' },
  'number-of-pages': { place: 'extent' },
  'number-of-volumes': { place: '+numberOfVolumes' },
  number: { place: 'reportNumber' },
  genre: { place: 'genre' },
  medium: { place: '+format' },
  publisher: { place: 'publisher' },
  'publisher-place': { place: 'place' },
  'event-place': { place: '+venue' },
  event: { place: 'event' },
  'event-title': { place: 'event' },
  authority: { place: 'event' },
  DOI: { place: 'a doi' },
  PMID: { place: 'pmid' },
  PMCID: { place: 'pmcid' },
  URL: { place: 'url' },
  source: { place: 'source' },
  archive: { place: '+archive' },
  archive_location: { place: '+archiveLocation' },
  'archive-place': { place: '+archivePlace' },
  language: { place: 'language' },
  'call-number': { place: 'shelfNumber' },
  note: { place: 'notes' },
  annote: { place: 'notes' },
  license: { place: 'rights' },
  version: { place: '+version' },
  section: { place: '+section' },
  dimensions: { place: '+dimensions' },
  scale: { place: '+scale' },
  'original-title': { place: '+originalTitle' },
  references: { place: '+references' },
  status: { place: '+status' },
  'citation-key': { place: '+citationKey' },
  'citation-label': { place: 'nowhere' },
  id: { place: 'nowhere' },
};

type About = { line: number; raw: string; problems: readonly Problem[] };
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** What one item of CSL-JSON says; any of its values may be anything. */
export function fillCsl(item: unknown, { line, raw, problems }: About): ParsedRecord {
  const draft = draftAt(line);
  draft.problems.push(...problems);
  const fields = isObject(item) ? item : {};
  setType(draft, textOf(fields.type));
  for (const [name, value] of Object.entries(fields)) takeValue(draft, name, value);
  if (draft.type === 'map' || draft.type === 'software') keep(draft, 'format', textOf(fields.medium));
  if (draft.fields.place === undefined) put(draft, 'place', textOf(fields['event-place']));
  if (draft.fields.container === undefined && draft.fields.containerShort !== undefined)
    put(draft, 'container', draft.fields.containerShort);
  return finish(draft, raw);
}

function setType(draft: Draft, told: string) {
  const known = Object.hasOwn(cslTypes, told) ? cslTypes[told] : undefined;
  if (known === undefined) tell(draft, 'formats.problem.csl.unknownType', { type: told.slice(0, 40) });
  draft.type = known ?? 'document';
}

function takeValue(draft: Draft, name: string, value: unknown) {
  const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
  if (role !== undefined) return takePeople(draft, role, value);
  if (name === 'type') return;
  if (name === 'custom') return takeCustom(draft, value);
  if (name === 'issued' || name === 'accessed') return takeDate(draft, name, value);
  if (name === 'keyword' || name === 'keywords' || name === 'categories') return takeKeywords(draft, value);
  const texts = Array.isArray(value) ? value.map(textOf) : [isObject(value) ? dateIn(value) : textOf(value)];
  for (const text of texts) {
    if (name === 'ISBN' || name === 'ISSN') takeNumbers(draft, name, text);
    else
      putAt(draft, placeOf(variables, name, draft.type) ?? `+${name}`, { tag: name, text, line: draft.line });
  }
}

function takeNumbers(draft: Draft, name: 'ISBN' | 'ISSN', text: string) {
  if (!putNumbers(draft, text, draft.line)) keep(draft, name, text);
}

function takePeople(draft: Draft, role: CreatorRole, value: unknown) {
  for (const name of Array.isArray(value) ? value : [value]) {
    if (!isObject(name)) addBody(draft, role, textOf(name));
    else if (textOf(name.literal) !== '') addBody(draft, role, textOf(name.literal));
    else {
      const family = [name['non-dropping-particle'], name.family].map(textOf).filter(Boolean).join(' ');
      const given = [
        [name.given, name['dropping-particle']].map(textOf).filter(Boolean).join(' '),
        textOf(name.suffix),
      ]
        .filter(Boolean)
        .join(', ');
      addPerson(draft, role, { family, given });
    }
  }
}

function takeDate(draft: Draft, name: 'issued' | 'accessed', value: unknown) {
  const date = isObject(value) ? dateIn(value) : dateOf(textOf(value));
  if (name === 'issued') put(draft, 'date', date);
  else if (dayOf(date) !== undefined) put(draft, 'accessed', date);
  else keep(draft, 'accessed', date);
}

const seasons = ['Spring', 'Summer', 'Autumn', 'Winter'];

function dateIn(value: Record<string, unknown>): string {
  const parts = value['date-parts'];
  const [first, last] = Array.isArray(parts)
    ? parts.map(part => (Array.isArray(part) ? part.map(textOf) : []))
    : [];
  const [year = '', month, day] = first ?? [];
  if (year === '') return dateOf(textOf(value.raw) || textOf(value.literal));
  const season = seasons[Number(textOf(value.season)) - 1] ?? textOf(value.season);
  if (season !== '' && month === undefined) return `${season} ${year}`;
  const from = dateFrom(year, month || undefined, day || undefined);
  return last?.[0] ? `${from}/${dateFrom(last[0], last[1] || undefined, last[2] || undefined)}` : from;
}

function takeKeywords(draft: Draft, value: unknown) {
  const texts = Array.isArray(value)
    ? value.map(textOf)
    : textOf(value).split(textOf(value).includes(';') ? ';' : ',');
  for (const text of texts) add(draft, 'keywords', text);
}

function takeCustom(draft: Draft, value: unknown) {
  if (isObject(value) && isObject(value.ownwords)) overlay(draft, value.ownwords);
}
