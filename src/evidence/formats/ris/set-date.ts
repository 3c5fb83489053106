import { dateFrom, dateOf, dayOf } from '../dates.ts';
import { type Draft, keep, put } from '../draft.ts';
import type { Tagged } from '../gather.ts';

/** PY and Y1 are “year/month/day/other”; DA may say the rest of the day, in words. */
export function setDate(draft: Draft, tags: readonly Tagged[]): void {
  const year = tags.find(({ tag, text }) => (tag === 'PY' || tag === 'Y1') && text !== '');
  const day = tags.find(({ tag, text }) => tag === 'DA' && text !== '');
  const said = year === undefined ? '' : partsOf(year.text);
  const more = day === undefined ? '' : partsOf(day.text);
  const both = /\d{4}/.test(more) || said.length > 4 ? '' : togetherIn(said, more);
  // “Autumn 2011” says more than “2011”; another year is another day.
  const saysMore = more.startsWith(said) || (said.length === 4 && more.endsWith(` ${said}`));
  const best = saysMore && more !== '' ? more : both || said || more;
  put(draft, 'date', best, year?.line ?? day?.line);
  const read = tags.find(({ tag, text }) => tag === 'Y2' && text !== '');
  if (read === undefined) return;
  const accessed = dayOf(partsOf(read.text));
  if (accessed === undefined) keep(draft, 'accessed', read.text, read.line);
  else put(draft, 'accessed', accessed, read.line);
}

/** “3 May” and “May 3” of a year. */
function togetherIn(year: string, day: string): string {
  const turned = dateOf(`${day} ${year}`.trim());
  return /^\d{4}-/.test(turned) ? turned : dateOf(`${year} ${day}`.trim());
}

function partsOf(written: string): string {
  const [year = '', month, day, ...other] = written.split('/').map(part => part.trim());
  if (!/^\d{4}$/.test(year) || !written.includes('/')) return dateOf(written.trim());
  const date = dateFrom(year, month || undefined, day || undefined);
  const rest = other.join(' ').trim();
  return rest === '' || date.length > 4 ? date : `${rest} ${date}`;
}
