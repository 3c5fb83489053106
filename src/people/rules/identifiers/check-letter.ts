// I, O and S are left out, because they are read as 1, 0 and 5.
const letters = 'ZABCDEFGHJKLMNPQRTUVWXY';

/** Whether a letter can stand at the end of a PNC or CRO number at all. */
export const isCheckLetter = (letter: string): boolean => letters.includes(letter);

/**
 * The letter at the end of PNC and CRO numbers: the number of year and serial, modulo 23
 * (hmpps-person-record, bf0902b of 20 August 2026).
 * @param digits the two digits of the year and those of the serial number, together at most nine
 */
export function checkLetterOf(digits: string): string {
  return letters.charAt(Number(digits) % letters.length);
}
