import type { CreatorRole } from '../../record/kinds.ts';
import { pressed, withoutMarkup } from '../clean-text.ts';
import { dayOf } from '../dates.ts';
import { add, type Draft, draftAt, keep, put, tell } from '../draft.ts';
import { finish, overlay } from '../finish.ts';
import { rawOf } from '../gather.ts';
import { doiIn } from '../identifiers.ts';
import { placeOf, putAt } from '../places.ts';
import type { ParsedRecord } from '../problem.ts';
import type { Parsed } from './crossref.ts';
import { bibtexFields, bibtexTypes } from './fields.ts';
import { keys } from './keys.ts';
import { latexToText } from './latex.ts';
import type { BibEntry, BibField } from './parse-entry.ts';
import { addPeople } from './people.ts';
import { setDate, setTitles } from './set-date.ts';

/** What one entry of BibTeX says. */
export function fillBibtex({ gathered, entry }: Parsed): ParsedRecord {
  const draft = draftAt(gathered.line);
  draft.problems.push(...gathered.problems);
  const raw = rawOf(gathered);
  if (entry.fields.length === 0) {
    tell(draft, 'formats.problem.nothing');
    return { line: gathered.line, raw, entry: undefined, problems: draft.problems };
  }
  setType(draft, entry);
  for (const name of entry.unknown) tell(draft, 'formats.problem.bibtex.macro', { name });
  for (const field of entry.fields) takeField(draft, field);
  setDate(draft, entry);
  setTitles(draft, entry);
  if (Object.hasOwn(degrees, entry.type)) put(draft, 'genre', degrees[entry.type] ?? '');
  settle(draft);
  return finish(draft, raw);
}

function setType(draft: Draft, { type }: BibEntry) {
  const known = Object.hasOwn(bibtexTypes, type) ? bibtexTypes[type] : undefined;
  if (known === undefined) tell(draft, 'formats.problem.bibtex.unknownType', { type: type.slice(0, 40) });
  draft.type = known ?? 'document';
}

const degrees: Readonly<Record<string, string>> = {
  mastersthesis: "Master's thesis",
  phdthesis: 'PhD thesis',
};

const people: Readonly<Record<string, CreatorRole>> = {
  author: 'author',
  editor: 'editor',
  editora: 'editor',
  editorb: 'editor',
  editorc: 'editor',
  translator: 'translator',
  bookauthor: 'book author',
  director: 'director',
  holder: 'contributor',
  commentator: 'contributor',
  annotator: 'contributor',
  introduction: 'contributor',
  foreword: 'contributor',
  afterword: 'contributor',
};
const together = new Set([
  ...['title', 'subtitle', 'titleaddon', 'booksubtitle', 'journalsubtitle'],
  ...['year', 'month', 'day', 'date', 'urldate', 'lastchecked'],
]);

function takeField(draft: Draft, { name, value, line }: BibField) {
  if (together.has(name) || value.trim() === '') return;
  if (name === 'ownwords') return overlay(draft, latexToText(value), line);
  const role = Object.hasOwn(people, name) ? people[name] : undefined;
  if (role !== undefined) return addPeople(draft, roleFor(draft, role), value);
  if (name.startsWith('keyword') || name === 'tags' || name === 'author_keywords')
    return takeKeywords(draft, value, line);
  // An address or an identifier is no text: what looks like LaTeX in it is part of it.
  const text = name === 'url' || name === 'doi' ? plain(value) : latexToText(value);
  if (name === 'abstract' || name.startsWith('annot'))
    return putAt(draft, placeOf(bibtexFields, name, draft.type) ?? 'notes', {
      tag: name,
      text: withoutMarkup(pressed(latexToText(unwrapped(value))).replace(/\s*\n\s*/g, '\n')),
      line,
    });
  if (name === 'url') return takeAddresses(draft, text, line);
  if (name === 'note' && (takePubmedNumber(draft, text) || takeAccess(draft, text))) return;
  const place = placeOf(bibtexFields, name, draft.type);
  if (place === undefined) keep(draft, name, text, line);
  else putAt(draft, place, { tag: name, text: inWords(name, text).replace(/\s+/gu, ' '), line });
}

/** BibLaTeX lets kinds and countries be named by keys of its translations (its manual, 4.9.2). */
const inWords = (name: string, text: string): string =>
  (name === 'type' || name === 'location') && Object.hasOwn(keys, text) ? (keys[text] ?? text) : text;

function roleFor(draft: Draft, role: CreatorRole): CreatorRole {
  if (role !== 'author') return role;
  return draft.type === 'patent' ? 'inventor' : draft.type === 'software' ? 'programmer' : role;
}

const plain = (value: string) =>
  value
    .replace(/\\url\s*/g, '')
    .replace(/\\textasciitilde\b\s*/g, '~')
    .replace(/\\([_%&#$~{}-])/g, '$1')
    .replace(/[{}]/g, '')
    .trim();
const unwrapped = (text: string) => text.replace(/[ \t]*\n[ \t]*(?!\s*\n)/g, ' ').replace(/\s*\n\s*/g, '\n');

/** Mendeley puts every address that it knows of into one field. */
function takeAddresses(draft: Draft, text: string, line: number) {
  for (const one of text.split(/\s+(?=https?:)/)) putAt(draft, 'url', { tag: 'url', text: one, line });
}

function takePubmedNumber(draft: Draft, text: string): boolean {
  const [, pmid] = /^PMID:\s*(\d+)\.?$/.exec(text.trim()) ?? [];
  return pmid !== undefined && put(draft, 'pmid', pmid);
}

/** “Accessed: 2020-01-02”, “[Online; accessed 19-July-2008]”: where there is no field for the day, a note says it. */
function takeAccess(draft: Draft, text: string): boolean {
  const [, said = ''] =
    /^\[?(?:online[;,.]? *)?(?:last +)?(?:accessed|retrieved|visited|viewed)(?: +on)?:? *([^\]]{6,40}?)\.?\]?$/i.exec(
      text.trim(),
    ) ?? [];
  const day = dayOf(said);
  return day !== undefined && put(draft, 'accessed', day);
}

function takeKeywords(draft: Draft, value: string, line: number) {
  const text = latexToText(value);
  for (const word of text.split(text.includes(';') ? /[;\n]/ : /[,\n]/)) add(draft, 'keywords', word, line);
}

function settle(draft: Draft) {
  const { fields, others } = draft;
  const eprint = others.get('eprint');
  const archive = others.get('eprinttype') ?? others.get('archiveprefix');
  if (eprint !== undefined && /^pubmed$/i.test(archive ?? '')) put(draft, 'pmid', eprint);
  if (eprint !== undefined && /^arxiv$/i.test(archive ?? '')) takeArxiv(draft, eprint);
  // An article that has no pages is cited by its number.
  if (draft.type === 'article') put(draft, 'pages', others.get('articleNumber') ?? '');
  if (fields.url === undefined && /^https?:\/\//.test(others.get('howpublished') ?? ''))
    put(draft, 'url', others.get('howpublished') ?? '');
  const doi =
    fields.doi ?? (fields.url !== undefined && /doi\.org/i.test(fields.url) ? doiIn(fields.url) : undefined);
  if (doi !== undefined) fields.doi = doi;
}

/** arXiv’s own entries are of no type; one that came out in a journal since says so. */
function takeArxiv(draft: Draft, eprint: string) {
  if (draft.type !== 'document' && draft.type !== 'web page' && draft.type !== 'manuscript') return;
  draft.type = 'preprint';
  const number = eprint.replace(/^arxiv:\s*/i, '');
  put(draft, 'reportNumber', `arXiv:${number}`);
  put(draft, 'url', `https://arxiv.org/abs/${number}`);
}
