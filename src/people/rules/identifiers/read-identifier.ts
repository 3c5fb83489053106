import { readCro } from './cro.ts';
import { readNhsNumber, showNhsNumber } from './nhs-number.ts';
import { readPnc } from './pnc.ts';
import { type IdentifierKind, type Reading, reads, refuses, withoutSpaces } from './reading.ts';

/** What a reading depends on besides the text. */
export type ReadingDay = { readonly today: Temporal.PlainDate; readonly testNumbers: boolean };

/**
 * Reads a number of a kind as somebody typed it. A number that is not known is left empty, never made up, so nothing
 * typed is refused with `empty` and the caller decides whether that is a fault.
 * @returns the one form in which it is stored, so that reading it again changes nothing; or one reason
 */
export function readIdentifier(
  kind: IdentifierKind,
  typed: string,
  { today, testNumbers }: ReadingDay,
): Reading {
  if (withoutSpaces(typed) === '') return refuses('empty');
  switch (kind) {
    case 'nhs':
      return readNhsNumber(typed, testNumbers);
    case 'pnc':
      return readPnc(typed, today);
    case 'cro':
      return readCro(typed);
    case 'prison':
      return readPrisonNumber(typed);
    case 'mhcs':
      return readMhcsReference(typed);
  }
}

/** A stored number as people read it. */
export function showIdentifier(kind: IdentifierKind, value: string): string {
  return kind === 'nhs' ? showNhsNumber(value) : value;
}

/** A prison (NOMS) number: a letter, four digits, two letters. Source: hmpps-person-record. It has no check. */
function readPrisonNumber(typed: string): Reading {
  const text = withoutSpaces(typed).replaceAll('-', '');
  return /^[A-Z][0-9]{4}[A-Z]{2}$/.test(text) ? reads(text) : refuses('prison.shape');
}

/** The section's own reference; how it is made is the section's, so only what every one has in common is checked. */
function readMhcsReference(typed: string): Reading {
  const text = withoutSpaces(typed);
  if (!/^[A-Z0-9/-]*$/.test(text)) return refuses('mhcs.characters');
  if (text.length < 3) return refuses('mhcs.short');
  return text.length > 20 ? refuses('mhcs.long') : reads(text);
}
