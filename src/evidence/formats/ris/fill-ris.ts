import type { CreatorRole } from '../../record/kinds.ts';
import { pressed, withoutMarkup } from '../clean-text.ts';
import { add, type Draft, draftAt, isOfOneComputer, keep, put, tell } from '../draft.ts';
import { finish, overlay } from '../finish.ts';
import { type Gathered, rawOf, type Tagged } from '../gather.ts';
import { doiIn, putNumbers } from '../identifiers.ts';
import { addAllNamed, addAllWritten } from '../names.ts';
import { placeOf, putAt } from '../places.ts';
import type { ParsedRecord } from '../problem.ts';
import { labelled } from './labels.ts';
import { setDate } from './set-date.ts';
import { settle } from './settle.ts';
import { risTags } from './tags.ts';
import { risTypes } from './types.ts';

/** `written` where names may stand as people write them. */
type How = { readonly written?: boolean; readonly raw?: string };

/** What the gathered lines of one RIS record say; EndNote's formats, which have the same fields, are read by it too. */
export function fillRis(gathered: Gathered, how: How = {}): ParsedRecord {
  const draft = draftAt(gathered.line);
  draft.problems.push(...gathered.problems);
  if (gathered.tags.length === 0 && draft.problems.length === 0) tell(draft, 'formats.problem.nothing');
  if (gathered.tags.length === 0)
    return { line: gathered.line, raw: rawOf(gathered), entry: undefined, problems: draft.problems };
  // Each line was pressed by itself; empty ones in a row are white space that nobody wrote, too.
  for (const tagged of gathered.tags) tagged.text = pressed(tagged.text);
  setType(draft, gathered);
  for (const tagged of gathered.tags) takeTag(draft, named(gathered, tagged), how);
  setDate(draft, gathered.tags);
  setPages(draft, gathered.tags);
  settle(draft);
  return finish(draft, how.raw ?? rawOf(gathered));
}

function setType(draft: Draft, { tags, line }: Gathered) {
  const [first] = tags;
  const told = first?.tag === 'TY' ? first.text.trim().toUpperCase() : '';
  const type = Object.hasOwn(risTypes, told) ? risTypes[told] : undefined;
  draft.type = type ?? 'article';
  if (told === '') tell(draft, 'formats.problem.ris.noType', undefined, line);
  else if (type === undefined)
    tell(draft, 'formats.problem.ris.unknownType', { type: told.slice(0, 40) }, line);
  if (told !== '' && type === undefined) keep(draft, 'TY', told, line);
}

// The author of an edited book is its editor.
const named = ({ tags }: Gathered, tagged: Tagged): Tagged =>
  tags[0]?.text === 'EDBOOK' && (tagged.tag === 'AU' || tagged.tag === 'A1')
    ? { ...tagged, tag: 'ED' }
    : tagged;

/** What publishers write for a volume, an issue or pages that an article online does not have yet. */
const isNotYet = /^n\/a$/i;

// Dates and pages are of several tags; they are taken together at the end.
const apart = new Set(['TY', 'ER', 'PY', 'Y1', 'DA', 'Y2', 'SP', 'EP']);

function takeTag(draft: Draft, { tag, text, line }: Tagged, { written = false }: How) {
  if (apart.has(tag) || text === '' || isNotYet.test(text)) return;
  if (text.startsWith('ownwords:')) return overlay(draft, text.slice(9), line);
  const place = placeOf(risTags, tag, draft.type);
  if (place === undefined) return keep(draft, tag, text, line);
  if (place.startsWith('by '))
    return (written ? addAllWritten : addAllNamed)(draft, place.slice(3) as CreatorRole, text);
  if (place === 'keywords') return takeKeywords(draft, { tag, text, line });
  if (tag === 'SN') return takeNumbers(draft, { tag, text, line });
  if (tag === 'UR') return takeAddress(draft, { tag, text, line });
  if (place === '+attachment' && isOfOneComputer(text)) return;
  // Whether somebody had a copy on paper, as Reference Manager asked.
  if (tag === 'RP' && /^(?:(?:not )?in file|on request)/i.test(text)) return;
  const said = tag === 'N1' ? labelled(text) : undefined;
  if (said !== undefined) return putAt(draft, said.place, { tag, text: said.text, line });
  if (tag === 'M3' && doiIn(text) !== undefined) return putAt(draft, 'a doi', { tag, text, line });
  // Reference managers keep there when an article was online first.
  if (place === 'edition' && draft.type === 'article' && /^\d{4}[-/]/.test(text))
    return keep(draft, tag, text, line);
  const isLong = place === 'summary' || place === 'notes';
  const whole = isLong ? unwrapped(text) : text;
  putAt(draft, place, { tag, text: isLong || place === 'title' ? withoutMarkup(whole) : whole, line });
}

/** A line that only went on is one line again; an empty line between parts paragraphs. */
const unwrapped = (text: string) =>
  text.includes('\n')
    ? pressed(text)
        .replace(/([^\n])\n(?=[^\n])/g, '$1 ')
        .replace(/\n{2,}/g, '\n')
    : text;

function takeKeywords(draft: Draft, { tag, text, line }: Tagged) {
  // Databases mark with a star what a publication is mainly about.
  for (const one of text.split(/\n|;(?<!&#?\w{1,31};)/))
    putAt(draft, 'keywords', { tag, text: one.trim().replace(/^\*/, ''), line });
}

function takeNumbers(draft: Draft, { tag, text, line }: Tagged) {
  const isReport = draft.type === 'report' || draft.type === 'patent';
  if (putNumbers(draft, text, line)) return;
  const isPeriodical = /article$/.test(draft.type);
  if (isReport) putAt(draft, 'reportNumber', { tag, text, line });
  // A number with a wrong figure is still worth keeping where it belongs; a word is none.
  else if (/\d{4}/.test(text)) add(draft, isPeriodical ? 'issn' : 'isbn', text, line);
  else keep(draft, tag, text, line);
}

function takeAddress(draft: Draft, { tag, text, line }: Tagged) {
  // “<Go to ISI>://…” is an address within one program and leads nobody anywhere.
  // A line that begins no address goes on with the one before.
  for (const one of text.split(/\n(?=<|www\.|[a-z][\w-]{1,20}:)|;\s*(?=https?:)/i))
    if (one.startsWith('<')) keep(draft, tag, one, line);
    else putAt(draft, 'url', { tag: 'url', text: one.replaceAll('\n', ''), line });
}

/** “56 pages”, which is how much there is of it and not where it stands. */
const isExtent = /^\d{1,5} ?(?:p|pp|pages?|leaves|S|Seiten)\.?$/;

function setPages(draft: Draft, tags: readonly Tagged[]) {
  const [start = '', end = ''] = ['SP', 'EP'].map(
    name => tags.find(({ tag, text }) => tag === name && !isNotYet.test(text))?.text,
  );
  if (start === '' && end === '') return;
  const line = tags.find(({ tag }) => tag === 'SP' || tag === 'EP')?.line;
  const whole = draft.type === 'book' || draft.type === 'thesis' || draft.type === 'manuscript';
  if (draft.type === 'film') return keep(draft, 'runningTime', start, line);
  if (draft.type === 'bill') return keep(draft, 'codePages', start, line);
  const isWhole = end === '' && (whole || isExtent.test(start));
  put(draft, isWhole ? 'extent' : 'pages', pagesOf(start, end), line);
}

function pagesOf(start: string, end: string): string {
  if (start === '' || end === '' || start === end || /\d\s*[-–]\s*\w/.test(start)) return start || end;
  return `${start}-${end}`;
}
