import { readDate } from '../../platform/time/index.ts';

/** How the terms of a field are made, beside the fields of which each word is a term. */
export const wholes = ['shelf', 'report', 'doi', 'isbn', 'issn', 'pubmed'] as const;
export const counted = ['edition', 'volume', 'issue', 'pages'] as const;
export const days = ['date', 'accessed'] as const;

/**
 * The terms of a field, as evidence.terms_of makes them: never a word that somebody writes.
 * @param text such as “2nd ed.” of an edition, of which the number counts, or “30 June 2011” of a day
 */
export function termsOf(field: string, text: string): string[] {
  return partsOf(field, plain(text)).map(part => `0${field}${part}`);
}

function partsOf(field: string, text: string): string[] {
  const words = text.split(/[^\p{Alphabetic}\p{N}]+/u).filter(word => word !== '');
  if (isOf(wholes, field)) return words.length > 0 ? [words.join('')] : [];
  if (isOf(counted, field)) return text.match(/\d+/g) ?? words;
  const day = isOf(days, field) ? dayIn(text) : undefined;
  return day === undefined ? words : [day];
}

/**
 * A day, a month or a year as a term: `20110630` for “30 June 2011” and “2011-06-30”, `201106` for “June 2011”.
 * @returns nothing where it is none of these
 */
export function dayIn(text: string): string | undefined {
  const written = text.split(/[\s,./-]+/).filter(part => part !== '');
  const [year, month, day, more] = /^\d{4}$/.test(written[0] ?? '') ? written : written.toReversed();
  if (year === undefined || more !== undefined) return undefined;
  const read = readDate({ year, month: month ?? '1', day: day ?? '1' });
  if (!('date' in read)) return undefined;
  return read.date
    .toString()
    .replaceAll('-', '')
    .slice(0, month === undefined ? 4 : day === undefined ? 6 : 8);
}

const isOf = <T extends string>(list: readonly T[], field: string): field is T =>
  (list as readonly string[]).includes(field);

/** Letters of which none is made of a plain one and a sign; each as unaccent has it. */
const plainOf: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i' },
  ...{ ĸ: 'q', ł: 'l', ŋ: 'n', ŧ: 't', ё: 'е' },
};

const withoutSigns = (letter: string): string => {
  const small = letter.normalize('NFKC').toLocaleLowerCase('en');
  return plainOf[small] ?? small.normalize('NFKD').replace(/\p{M}/gu, '');
};

/** As search.title_of writes it: of Latin and Greek the letters alone, of what else there is each as it is. */
const plain = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\p{Script=Latin}|\p{Script=Greek}|[^\p{L}\p{M}]|[Ёё]/gu, withoutSigns)
    .toLocaleLowerCase('en')
    // Whether a page is asked for by https or by a name with www says nothing of which page it is.
    .replace(/^https?:\/\/((dx\.)?doi\.org\/|www\.)?/, '');
