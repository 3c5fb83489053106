import { checkLetterOf, isCheckLetter } from './check-letter.ts';
import { type Reading, reads, refuses, withoutSpaces } from './reading.ts';

type Parts = { year: string; serial: string; letter: string };

/**
 * Reads a number of the Police National Computer, such as "81/34U" or "20020073319Z".
 * A year of two digits is this century's as long as it has begun, else the last one's, so the same text can mean
 * another person on another day: `today` is the day on which it was written down.
 * Source: hmpps-person-record, bf0902b (20 August 2026).
 * @returns `YYYY/NNNNNNNL`, or why not
 */
export function readPnc(typed: string, today: Temporal.PlainDate): Reading {
  const text = withoutSpaces(typed);
  const parts = partsOf(text);
  if (typeof parts === 'string') return refuses(parts);
  const { serial, letter } = parts;
  const year = wholeYear(parts.year, today);
  if (year < 1900) return refuses('pnc.year');
  if (year > today.year) return refuses('pnc.future');
  if (!isCheckLetter(letter)) return refuses('pnc.neverLetter');
  const padded = serial.padStart(7, '0');
  if (checkLetterOf(String(year).slice(2) + padded) !== letter) return refuses('pnc.check');
  return reads(`${year}/${padded}${letter}`);
}

function partsOf(text: string) {
  const { year, rest, letter } =
    /^(?:(?<year>[0-9]+)\/)?(?<rest>[0-9]+)(?<letter>[A-Z])$/.exec(text)?.groups ?? {};
  if (!rest || !letter) return 'pnc.shape';
  const parts = year ? { year, serial: rest, letter } : withoutSlash(rest, letter);
  if (typeof parts === 'string') return parts;
  if (parts.year.length !== 2 && parts.year.length !== 4) return 'pnc.year';
  return parts.serial.length > 7 || parts.serial === '' ? 'pnc.serial' : parts;
}

/** Without its slash, a number of full length has a year of four digits; any shorter one has two. */
function withoutSlash(digits: string, letter: string): Parts | 'pnc.slash' | 'pnc.serial' {
  if (digits.length > 11) return 'pnc.serial';
  // Neither a year of two digits nor a full serial number: only who typed it can say where the year ends.
  if (digits.length === 10) return 'pnc.slash';
  const end = digits.length === 11 ? 4 : 2;
  return { year: digits.slice(0, end), serial: digits.slice(end), letter };
}

function wholeYear(year: string, today: Temporal.PlainDate): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) <= today.year % 100 ? 2000 : 1900);
}
