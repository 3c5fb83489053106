import { type Draft, keep, put } from './draft.ts';

/** “476-81” is how PubMed writes 476-481. */
export const fullPages = (pages: string): string =>
  pages.replace(/(?<![\w-])(\d+)-(\d+)(?![\w-])/g, (range, start: string, end: string) =>
    end.length < start.length ? `${start}-${start.slice(0, -end.length)}${end}` : range,
  );

/** A title without the full stop that PubMed puts behind it. */
export const withoutStop = (title: string): string =>
  title.replace(/(?<!\.)\.(\]?)$/, '$1').replace(/\.\]$/, ']');

/** Puts a title of PubMed, which ends with a full stop and stands in brackets where it was translated, and the original. */
export function putTitle(draft: Draft, written: string, original: string): void {
  const title = withoutStop(written);
  const own = withoutStop(original);
  const isTranslated = /^\[.*\]$/.test(title);
  put(draft, 'title', title === '' ? own : isTranslated ? title.slice(1, -1) : title);
  if (title !== '') keep(draft, 'originalTitle', own);
}
