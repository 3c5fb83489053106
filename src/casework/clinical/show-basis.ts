import type { TextKey, Translate } from '../../platform/language/index.ts';

/**
 * Why somebody is in a case is kept as the words of whatever put them there: a register, a transfer, a consent. What this
 * program writes itself is said in the reader's language.
 */
const known: ReadonlyMap<string, TextKey> = new Map([
  ['the person', 'casework.basis.person'],
  ['responsible clinician', 'casework.basis.clinician'],
  ['ward', 'casework.basis.ward'],
  ['hospital', 'casework.basis.hospital'],
  ['detaining hospital', 'casework.basis.hospital'],
  ['trial leave', 'casework.basis.trialLeave'],
  ['asked for by the person', 'casework.basis.asked'],
  ['signed authority', 'casework.basis.authority'],
  ['consent of the person', 'casework.basis.consent'],
  ['named in the discharge', 'casework.basis.discharge'],
  ['in prison', 'casework.basis.prison'],
  ['head of healthcare', 'casework.basis.healthcare'],
  ['asked for a bed', 'casework.basis.bed'],
  ['referred to mappa', 'casework.basis.mappa'],
  ['extremism casework', 'casework.basis.extremism'],
  ['marked for extremism', 'casework.basis.extremism'],
  ['the import of a register', 'casework.basis.register'],
]);

/** Why somebody is in a case, as a reader reads it; words of other origin are the English in which they were kept. */
export function showBasis(basis: string, t: Translate): { basis: string; basisIn?: string } {
  const [, number] = /^consulted on leave application (\d+)$/.exec(basis) ?? [];
  if (number !== undefined) return { basis: t('casework.patient.consulted', { number }) };
  const key = known.get(basis.toLocaleLowerCase('en'));
  if (key !== undefined) return { basis: t(key) };
  return t.language === 'cy' ? { basis, basisIn: 'en' } : { basis };
}
