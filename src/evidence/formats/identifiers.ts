import { add, type Draft, keep, put } from './draft.ts';

/** No agency ever gave a longer one. */
const longest = 2000;
// Publishers once made suffixes of an article's place in its journal: “…53:1<1::AID-X1>3.0.CO;2-T”.
const written = /\b10\.\d{4,9}(?:\.\d+)*\/(?:[^\s"<>]|<[\w.:-]{0,30}::[\w.:-]{0,30}>)+/;

/** A DOI as its registration agency writes it (DOI Handbook, 2.2: prefix “10.” and a number, a slash, a suffix). */
export function doiIn(value: string): string | undefined {
  const found = written.exec(/%[23]/.test(value) ? unescaped(value) : value)?.[0];
  if (found !== undefined && found.length > longest) return undefined;
  return found?.replace(/[.,;)\]}]+$/, end =>
    end.includes(')') && found.includes('(') ? end.replace(/[.,;]+$/, '') : '',
  );
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Keeps a DOI however it was written; what is none stays among the others. */
export function putDoi(draft: Draft, value: string, line: number): void {
  const doi = doiIn(value);
  if (doi === undefined || !put(draft, 'doi', doi, line)) keep(draft, 'doi', value, line);
}

const isbn = /(?<![\d-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\d-])/g;
const issn = /(?<![\d-])\d{4}[-‐– ]?\d{3}[\dXx](?![\d-])/g;

/** Keeps ISBNs and ISSNs by their shape; answers whether there was one. */
export function putNumbers(draft: Draft, value: string, line: number): boolean {
  const plain = value.replace(/[‐‑–]/g, '-');
  const books = plain.match(isbn) ?? [];
  for (const one of books) add(draft, 'isbn', one, line);
  const serials = books.length > 0 ? [] : (plain.match(issn) ?? []);
  for (const one of serials)
    add(draft, 'issn', one.includes('-') ? one : `${one.slice(0, 4)}-${one.slice(-4)}`, line);
  return books.length + serials.length > 0;
}
