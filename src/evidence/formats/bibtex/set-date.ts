import { withoutMarkup } from '../clean-text.ts';
import { dateFrom, dateOf, dayOf } from '../dates.ts';
import { type Draft, keep, put } from '../draft.ts';
import { latexToText } from './latex.ts';
import type { BibEntry } from './parse-entry.ts';

const said = ({ fields }: BibEntry, name: string) =>
  latexToText(fields.find(one => one.name === name)?.value ?? '').trim();

/** “March/April”. */
const areSeveral = /^\p{L}{3,9}\.? ?[-–/]+ ?\p{L}{3,9}\.?$/u;

/** The date, which BibTeX has in three fields and BibLaTeX in one, and the day on which the address was looked at. */
export function setDate(draft: Draft, entry: BibEntry): void {
  const whole = said(entry, 'date');
  const [year, month, day] = ['year', 'month', 'day'].map(name => said(entry, name));
  const [, before = '', first = month, behind = ''] =
    /^(?:(\d{1,2})[\s~.,]+)?(\p{L}+)(?:[\s~.,]+(\d{1,2})\b)?/u.exec(month ?? '') ?? [];
  const inMonth = before || behind || day;
  put(
    draft,
    'date',
    whole
      ? dateOf(whole.replace(/\/$/, ''))
      : year
        ? areSeveral.test(month ?? '')
          ? `${month} ${year}`
          : dateFrom(year, first || undefined, inMonth || undefined)
        : (month ?? ''),
  );
  const read = said(entry, 'urldate') || said(entry, 'lastchecked');
  const accessed = dayOf(read);
  if (accessed !== undefined) put(draft, 'accessed', accessed);
  else keep(draft, 'accessed', read);
}

/** A title with its subtitle. Mendeley writes the markup of HTML as signs of mathematics. */
function titleIn(entry: BibEntry, title: string, subtitle: string): string {
  const [whole, behind] = [title, subtitle].map(name => said(entry, name).replace(/\s+/g, ' '));
  return withoutMarkup([whole?.replace(/:$/, behind ? '' : ':'), behind].filter(Boolean).join(': '));
}

/** The title, and that of the journal or the book, each with its subtitle. */
export function setTitles(draft: Draft, entry: BibEntry): void {
  put(draft, 'title', titleIn(entry, 'title', 'subtitle'));
  keep(draft, 'titleaddon', said(entry, 'titleaddon'));
  for (const [title, subtitle] of [
    ['journal', 'journalsubtitle'],
    ['journaltitle', 'journalsubtitle'],
    ['booktitle', 'booksubtitle'],
  ] as const) {
    const isContainer = draft.fields.container !== undefined && draft.fields.container === said(entry, title);
    if (!isContainer || said(entry, subtitle) === '') continue;
    delete draft.fields.container;
    put(draft, 'container', titleIn(entry, title, subtitle));
  }
}
