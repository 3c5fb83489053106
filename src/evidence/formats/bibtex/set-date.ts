import { withoutMarkup } from '../clean-text.ts';
import { dateFrom, dateOf, dayOf } from '../dates.ts';
import { type Draft, keep, put } from '../draft.ts';
import { latexToText } from './latex.ts';
import type { BibEntry } from './parse-entry.ts';

const said = ({ fields }: BibEntry, name: string) =>
  latexToText(fields.find(one => one.name === name)?.value ?? '').trim();

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
        ? dateFrom(year, first || undefined, inMonth || undefined)
        : (month ?? ''),
  );
  const read = said(entry, 'urldate') || said(entry, 'lastchecked');
  const accessed = dayOf(read);
  if (accessed !== undefined) put(draft, 'accessed', accessed);
  else keep(draft, 'accessed', read);
}

/** The title with its subtitle. */
export function setTitle(draft: Draft, entry: BibEntry): void {
  const [title = '', subtitle = ''] = ['title', 'subtitle'].map(name =>
    said(entry, name).replace(/\s+/g, ' '),
  );
  // Mendeley writes the markup of HTML as signs of mathematics.
  const whole = subtitle === '' ? title : `${title.replace(/:$/, '')}: ${subtitle}`;
  put(draft, 'title', withoutMarkup(whole));
  keep(draft, 'titleaddon', said(entry, 'titleaddon'));
}
