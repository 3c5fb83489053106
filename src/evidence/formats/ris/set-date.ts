import { dateFrom, dateOf, dayOf } from '../dates.ts';
import { type Draft, keep, put } from '../draft.ts';
import type { Tagged } from '../gather.ts';

/**
 * PY and Y1 are “year/month/day/other”; DA may say the rest of the day, in words. Some say the year alone in one of them and
 * the whole day in another: of those that name the same year, the one that says most counts.
 */
export function setDate(draft: Draft, tags: readonly Tagged[]): void {
  const years = tags.filter(({ tag, text }) => (tag === 'PY' || tag === 'Y1') && text !== '');
  const day = tags.find(({ tag, text }) => tag === 'DA' && text !== '');
  const [first = '', ...others] = years.map(({ text }) => partsOf(text));
  const said = others.reduce((best, other) => (saysMore(other, best) ? other : best), first);
  const more = day === undefined ? '' : partsOf(day.text);
  const both = /\d{4}/.test(more) || said.length > 4 ? '' : togetherIn(said, more);
  const best = more !== '' && (said === '' || saysMore(more, said)) ? more : both || said || more;
  put(draft, 'date', best, (years[0] ?? day)?.line);
  const read = tags.find(({ tag, text }) => tag === 'Y2' && text !== '');
  if (read === undefined) return;
  const accessed = dayOf(partsOf(read.text));
  if (accessed === undefined) keep(draft, 'accessed', read.text, read.line);
  else put(draft, 'accessed', accessed, read.line);
}

/** “Autumn 2011” says more than “2011”; another year is another day. */
const saysMore = (more: string, said: string): boolean =>
  more.length > said.length && (more.startsWith(said) || (said.length === 4 && more.endsWith(` ${said}`)));

/** “3 May” and “May 3” of a year. */
function togetherIn(year: string, day: string): string {
  return dateOf(`${day} ${year}`.trim());
}

function partsOf(written: string): string {
  const [year = '', month, day, ...other] = written.split('/').map(part => part.trim());
  if (!/^\d{4}$/.test(year) || !written.includes('/')) return dateOf(written.trim());
  const date = dateFrom(year, month || undefined, day || undefined);
  const rest = other.join(' ').trim();
  return rest === '' || date.length > 4 ? date : `${rest} ${date}`;
}
