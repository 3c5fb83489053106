import { readCell } from '../../../platform/statistics/index.ts';
import type { CreatorRole, RecordType } from '../../record/kinds.ts';
import { recordTypes } from '../../record/kinds.ts';
import { pressed, withoutMarkup } from '../clean-text.ts';
import { dateOf, dayOf } from '../dates.ts';
import { add, type Draft, draftAt, keep, type LineField, put, tell } from '../draft.ts';
import { finish, overlay, yearOf } from '../finish.ts';
import { putDoi, putNumbers } from '../identifiers.ts';
import { addAllWritten, namesIn } from '../names.ts';
import type { ParsedRecord, Problem } from '../problem.ts';
import type { Column } from './headings.ts';

type About = { line: number; raw: string; problems: readonly Problem[] };
type Table = { readonly headings: readonly string[]; readonly columns: readonly (Column | undefined)[] };

/** What one row of a table says; a cell under a heading that is not known stays among the others. */
export function fillRow(
  cells: readonly string[],
  { headings, columns }: Table,
  { line, raw, problems }: About,
): ParsedRecord {
  const draft = draftAt(line, 'document');
  draft.problems.push(...problems);
  if (cells.length > headings.length) tell(draft, 'formats.problem.csv.tooMany');
  for (const [at, cell] of cells.entries()) {
    const text = pressed(readCell(cell));
    if (text.trim() === '') continue;
    const column = columns[at];
    if (column === undefined) keep(draft, headings[at] ?? `column ${at + 1}`, text);
    else takeCell(draft, column, text);
  }
  if (!columns.includes('type')) draft.type = typeInstead(draft);
  settleDate(draft, cells, columns);
  setPages(draft, cells, columns);
  setTitle(draft, cells, columns);
  return finish(draft, raw);
}

/** Where no column says what a record is, what stands in a volume or has a number of PubMed is an article. */
function typeInstead({ fields, lists, remainder }: Draft): RecordType {
  const isOfJournal = fields.volume ?? fields.issue ?? fields.pmid ?? lists.issn;
  return remainder === undefined && fields.container !== undefined && isOfJournal !== undefined
    ? 'article'
    : 'document';
}

/** The title with a subtitle that stands in a column of its own. */
function setTitle(draft: Draft, cells: readonly string[], columns: Table['columns']) {
  const subtitle = withoutMarkup(readCell(cells[columns.indexOf('subtitle')] ?? '')).trim();
  const { title } = draft.fields;
  if (subtitle === '' || title === undefined) return void put(draft, 'title', subtitle);
  delete draft.fields.title;
  put(draft, 'title', `${title.replace(/ ?:$/, '')}: ${subtitle}`);
}

/** The day or the months of a year that stands in a column of its own. */
function settleDate(draft: Draft, cells: readonly string[], columns: Table['columns']) {
  const { date } = draft.fields;
  const year = readCell(cells[columns.indexOf('year')] ?? '').trim();
  if (date === undefined || yearOf(date) !== undefined || yearOf(year) === undefined) return;
  delete draft.fields.date;
  put(draft, 'date', dateOf(`${date} ${year}`));
}

/** The pages of an article whose first and last stand apart; one that has none is cited by its number. */
function setPages(draft: Draft, cells: readonly string[], columns: Table['columns']) {
  const cell = (column: Column) => readCell(cells[columns.indexOf(column)] ?? '').trim();
  const [first, last, number] = [cell('pageStart'), cell('pageEnd'), cell('articleNumber')];
  put(draft, 'pages', first !== last ? [first, last].filter(Boolean).join('-') : first);
  if (draft.type === 'article') put(draft, 'pages', number);
  keep(draft, 'articleNumber', number);
}

function takeCell(draft: Draft, column: Column, text: string) {
  switch (column) {
    case 'ignored':
    case 'subtitle':
    case 'pageStart':
    case 'pageEnd':
    case 'articleNumber':
      return;
    case 'ownwords':
      return overlay(draft, text);
    case 'type':
      return takeType(draft, text);
    case 'creators':
      return takeNames(draft, 'author', text);
    case 'author':
    case 'editor':
    case 'translator':
    case 'contributor':
    case 'series editor':
    case 'book author':
      return takeNames(draft, column, text);
    case 'keywords':
      return takeList(draft, 'keywords', text);
    case 'notes':
      return takeList(draft, 'notes', text);
    case 'isbn':
    case 'issn':
      if (!putNumbers(draft, text, draft.line)) keep(draft, column, text);
      return;
    case 'doi':
      return putDoi(draft, text, draft.line);
    case 'year':
      if (draft.fields.date === undefined) put(draft, 'date', text);
      return;
    case 'date':
      // A date says more than the year beside it.
      delete draft.fields.date;
      return void put(draft, 'date', dateOf(text));
    case 'accessed':
      return takeAccess(draft, text);
    case 'others':
      return keep(draft, 'others', text);
    default:
      if (!put(draft, column satisfies LineField, withoutMarkup(text))) keep(draft, column, text);
  }
}

const known = new Map<string, RecordType>(recordTypes.map(type => [type.replace(/\W/g, ''), type]));
const also: Readonly<Record<string, RecordType>> = {
  journalarticle: 'article',
  booksection: 'chapter',
  bookchapter: 'chapter',
  statute: 'legislation',
  webpage: 'web page',
  computerprogram: 'software',
  videorecording: 'video',
  audiorecording: 'sound recording',
  encyclopediaarticle: 'encyclopaedia entry',
  review: 'article',
  website: 'web page',
};

function takeType(draft: Draft, text: string) {
  const word = text.toLowerCase().replace(/\W/g, '');
  const type = known.get(word) ?? (Object.hasOwn(also, word) ? also[word] : undefined);
  if (type === undefined) keep(draft, 'type', text);
  else draft.type = type;
}

function takeNames(draft: Draft, role: CreatorRole, text: string) {
  // Scopus writes its own number of a person behind each name.
  for (const names of text.replace(/ \(\d{6,12}\)(?=;|$)/g, '').split(/[\n;](?<!&#?\w{1,31};)/))
    for (const name of namesIn(names) ?? partedByAnd(names)) addAllWritten(draft, role, name);
}

/** “Example, Ash and Sample, Bo”: an “and” that a comma follows parts names; else it is part of one. */
function partedByAnd(names: string): string[] {
  const comma = names.lastIndexOf(',');
  const parts = names.slice(0, Math.max(comma, 0)).split(/\s+and\s+/);
  return parts.map((part, at) => (at === parts.length - 1 ? part + names.slice(Math.max(comma, 0)) : part));
}

function takeList(draft: Draft, field: 'keywords' | 'notes', text: string) {
  const sign = text.includes(';') || field === 'notes' ? ';' : text.includes('|') ? '|' : ',';
  const whole = field === 'notes' ? withoutMarkup(text) : text;
  for (const one of whole.split(sign === ';' ? /;(?<!&#?\w{1,31};)/ : sign)) add(draft, field, one);
}

function takeAccess(draft: Draft, text: string) {
  const day = dayOf(text.slice(0, 10)) ?? dayOf(text);
  if (day === undefined) keep(draft, 'accessed', text);
  else put(draft, 'accessed', day);
}
