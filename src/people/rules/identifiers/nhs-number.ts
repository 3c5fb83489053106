import { type Reading, reads, refuses, withoutSpaces } from './reading.ts';

/**
 * Which numbers there are, by their first three digits: those issued in England and Wales, and those kept for tests.
 * What is not here is somebody else's: 010 to 299 are Scotland's CHI numbers, 320 to 399 Northern Ireland's.
 * Source: NHS Data Dictionary, "NHS number", and the ranges published with it. 999 is kept for tests by rule; that
 * 900 to 998 holds only the numbers of examples and test systems is background knowledge.
 */
export const nhsRanges = [
  { from: 300, to: 319, use: 'issued' },
  { from: 400, to: 499, use: 'issued' },
  { from: 600, to: 799, use: 'issued' },
  { from: 900, to: 999, use: 'test' },
] as const;

/** The tenth digit that nine others ask for; 10 stands for "no number with these nine was ever issued". */
export function nhsCheckDigit(nine: string): number {
  const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  return (11 - (sum % 11)) % 11;
}

/**
 * Reads an NHS number.
 * @param typed as typed, with or without spaces and dashes
 * @param testNumbers whether numbers kept for tests count: in demonstrations, never in a real register
 * @returns ten digits without spaces, or why not
 */
export function readNhsNumber(typed: string, testNumbers: boolean): Reading {
  const digits = withoutSpaces(typed).replaceAll('-', '');
  if (!/^[0-9]*$/.test(digits)) return refuses('nhs.characters');
  if (digits.length < 10) return refuses('nhs.short');
  if (digits.length > 10) return refuses('nhs.long');
  const check = nhsCheckDigit(digits.slice(0, 9));
  if (check === 10) return refuses('nhs.neverIssued');
  if (check !== Number(digits.at(9))) return refuses('nhs.check');
  const first = Number(digits.slice(0, 3));
  const range = nhsRanges.find(({ from, to }) => from <= first && first <= to);
  if (!range) return refuses('nhs.range');
  return range.use === 'test' && !testNumbers ? refuses('nhs.test') : reads(digits);
}

/** An NHS number as people read it, 3-3-4. */
export const showNhsNumber = (value: string): string =>
  `${value.slice(0, 3)} ${value.slice(3, 6)} ${value.slice(6)}`;
