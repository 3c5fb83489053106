import { checkLetterOf, isCheckLetter } from './check-letter.ts';
import { type Reading, reads, refuses, withoutSpaces } from './reading.ts';

/**
 * Reads a number of the Criminal Records Office: the usual form, such as "65656/91H", or that of a file whose
 * fingerprints were not kept, such as "SF83/50058Z". The check of the first counts the serial number filled up to
 * six digits, that of the second the bare one: SF83/50058Z fails when it is filled up.
 * Source: hmpps-person-record, bf0902b (20 August 2026).
 * @returns `NNNNNN/YYL` or `SFYY/NL`, or why not
 */
export function readCro(typed: string): Reading {
  const text = withoutSpaces(typed);
  const usual = /^([0-9]{1,6})\/([0-9]{2})([A-Z])$/.exec(text);
  if (usual) {
    const [, serial = '', year = '', letter = ''] = usual;
    const padded = serial.padStart(6, '0');
    return checked({ digits: year + padded, letter, value: `${padded}/${year}${letter}` });
  }
  const file = /^SF([0-9]{2})\/([0-9]{1,6})([A-Z])$/.exec(text);
  if (!file) return refuses('cro.shape');
  const [, year = '', serial = '', letter = ''] = file;
  const bare = String(Number(serial));
  return checked({ digits: year + bare, letter, value: `SF${year}/${bare}${letter}` });
}

function checked({ digits, letter, value }: { digits: string; letter: string; value: string }): Reading {
  if (!isCheckLetter(letter)) return refuses('cro.neverLetter');
  return checkLetterOf(digits) === letter ? reads(value) : refuses('cro.check');
}
