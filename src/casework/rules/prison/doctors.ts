import type { Answers } from '../../../platform/forms/index.ts';
import { type DatedRule, datedRules } from '../../../platform/time/index.ts';
import { textOf, yesNo } from '../said-in-form.ts';

/** The two who report, as the form names them, with the section in which each writes. */
export const doctors = [
  { id: 'doctor1', section: 'B1' },
  { id: 'doctor2', section: 'C1' },
] as const;

/** One of the two doctors, as far as the law asks about them. */
export type Doctor = (typeof doctors)[number] & {
  /** Their number in the register of doctors. */
  readonly gmc: string;
  /** Approved under section 12 as having special experience with mental disorder. */
  readonly approved: boolean;
  /** The day on which they saw the person; empty while it is not said. */
  readonly seenOn: string;
};

/** Both doctors out of the answers of a transfer. */
export function doctorsOf(answers: Answers): readonly [Doctor, Doctor] {
  const [one, other] = doctors.map(doctor => ({
    ...doctor,
    gmc: textOf(answers, `${doctor.id}Gmc`) ?? '',
    approved: yesNo(answers, `${doctor.id}Approved`) === true,
    seenOn: textOf(answers, `${doctor.id}Seen`) ?? '',
  })) as [Doctor, Doctor];
  return [one, other];
}

/** For how long after a doctor saw somebody their report counts. No number was found in law or guidance: it is ours. */
export const reportAge: readonly DatedRule<{ readonly days: number }>[] = datedRules([
  {
    ...{ id: 'prison-report-age', version: '2026-1', inForceFrom: '2024-01-01', value: { days: 28 } },
    source: {
      name: 'Ownwords default for reports on somebody in prison, to be replaced by the number of MHCS',
      mark: 'design',
    },
  },
]);
