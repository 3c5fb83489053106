import type { CreatorRole } from '../../record/kinds.ts';
import { withoutMarkup } from '../clean-text.ts';
import { dateFrom, dateOf, dayOf } from '../dates.ts';
import { add, addBody, addPerson, type Draft, draftAt, keep, put, tell } from '../draft.ts';
import { finish, overlay } from '../finish.ts';
import { putNumbers } from '../identifiers.ts';
import { placeOf, putAt } from '../places.ts';
import type { ParsedRecord, Problem } from '../problem.ts';
import { authorOf, cslRoles, cslTypes, cslVariables } from './csl-variables.ts';

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
  // What the library wrote itself holds no markup: there, angle brackets are somebody's words.
  const read = isOurs(fields) ? (text: string) => text : withoutMarkup;
  for (const [name, value] of Object.entries(fields))
    takeValue(draft, name, inMarkup.has(name) && typeof value === 'string' ? read(value) : value);
  takeTitle(draft, fields, read);
  settle(draft, fields);
  return finish(draft, raw);
}

/** What only the whole item can say. */
function settle(draft: Draft, fields: Record<string, unknown>) {
  for (const name of whenPublished) if (isObject(fields[name])) put(draft, 'date', dateIn(fields[name]));
  takeInstitution(draft, fields.institution);
  // CSL has one type for letters and e-mails.
  if (draft.type === 'letter' && /^e-?mail\b/i.test(draft.fields.genre ?? '')) draft.type = 'e-mail';
  // An article that has no pages is cited by its number.
  if (draft.type === 'article') put(draft, 'pages', draft.others.get('articleNumber') ?? '');
  if (draft.type === 'map' || draft.type === 'software') keep(draft, 'format', textOf(fields.medium));
  if (draft.fields.place === undefined) put(draft, 'place', textOf(fields['event-place']));
  if (draft.fields.container === undefined && draft.fields.containerShort !== undefined)
    put(draft, 'container', draft.fields.containerShort);
}

/** Crossref has the subtitle by itself. */
function takeTitle(draft: Draft, fields: Record<string, unknown>, read: (text: string) => string) {
  const [titles, [subtitle = '']] = [textsIn(fields.title).map(read), textsIn(fields.subtitle).map(read)];
  const [title = '', ...others] = titles;
  put(draft, 'title', subtitle === '' || title.includes(subtitle) ? title : `${title}: ${subtitle}`);
  for (const other of others) keep(draft, 'title', other);
}

const textsIn = (value: unknown): string[] => [value].flat().map(textOf).filter(Boolean);

/** Where Crossref says when something came out, should it not say when it was issued. */
const whenPublished: readonly string[] = [
  'published-print',
  'published',
  'published-online',
  'published-other',
];
// What is taken by itself, when all else is known.
const apart: ReadonlySet<string> = new Set(['type', 'title', 'subtitle', 'institution', ...whenPublished]);

const isOurs = ({ custom }: Record<string, unknown>) => isObject(custom) && isObject(custom.ownwords);
// CSL lets titles be written with a little of HTML, and Crossref gives summaries in that of JATS.
const inMarkup: ReadonlySet<string> = new Set([
  ...['title', 'title-short', 'shortTitle', 'container-title', 'collection-title', 'abstract'],
]);

function setType(draft: Draft, told: string) {
  const known = Object.hasOwn(cslTypes, told) ? cslTypes[told] : undefined;
  if (known === undefined) tell(draft, 'formats.problem.csl.unknownType', { type: told.slice(0, 40) });
  draft.type = known ?? 'document';
}

function takeValue(draft: Draft, name: string, value: unknown) {
  const said = Object.hasOwn(cslRoles, name) ? cslRoles[name] : undefined;
  const role = said === 'author' ? (authorOf[draft.type] ?? said) : said;
  if (role !== undefined) return takePeople(draft, role, value);
  if (apart.has(name)) return;
  if (name === 'custom') return takeCustom(draft, value);
  if (name === 'issued' || name === 'accessed') return takeDate(draft, name, value);
  if (name === 'keyword' || name === 'keywords' || name === 'categories') return takeKeywords(draft, value);
  if (name === 'event' && isObject(value)) return takeEvent(draft, value);
  const texts = Array.isArray(value) ? value.map(textOf) : [isObject(value) ? dateIn(value) : textOf(value)];
  for (const text of texts) {
    if (name === 'ISBN' || name === 'ISSN') takeNumbers(draft, name, text);
    else
      putAt(draft, placeOf(cslVariables, name, draft.type) ?? `+${name}`, {
        tag: name,
        text,
        line: draft.line,
      });
  }
}

/** Crossref names a conference with its place. */
function takeEvent(draft: Draft, { name, location }: Record<string, unknown>) {
  put(draft, 'event', textOf(name));
  keep(draft, 'venue', textOf(location));
}

function takeInstitution(draft: Draft, value: unknown) {
  for (const one of [value].flat()) {
    const name = isObject(one) ? textOf(one.name) : textOf(one);
    if (!put(draft, 'publisher', name)) keep(draft, 'institution', name);
  }
}

function takeNumbers(draft: Draft, name: 'ISBN' | 'ISSN', text: string) {
  if (!putNumbers(draft, text, draft.line)) keep(draft, name, text);
}

function takePeople(draft: Draft, role: CreatorRole, value: unknown) {
  for (const name of Array.isArray(value) ? value : [value]) {
    if (!isObject(name)) addBody(draft, role, textOf(name));
    else if (textOf(name.literal) !== '') addBody(draft, role, textOf(name.literal));
    // Crossref calls an organisation’s so.
    else if (textOf(name.family) === '' && textOf(name.name) !== '') addBody(draft, role, textOf(name.name));
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
