import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { KnownNumber } from '../../prison/commands/register-prisoner.ts';
import type { NewAuthority } from './record-authority.ts';
import type { NewMovement } from './record-movement.ts';

/** Somebody who comes into the register as a restricted patient. */
export type RegisterPatient = {
  readonly reference: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly otherNames: string;
  readonly bornOn: string | null;
  readonly language: string;
  readonly numbers: readonly KnownNumber[];
  readonly authority: NewAuthority;
  readonly admission: NewMovement;
  /** The ward, or the hospital where no ward is known; and the responsible clinician there. */
  readonly unitId: number;
  readonly clinicianId: number;
};

/**
 * Somebody comes into the register, with the authority by which they are detained and their admission. The hospital and
 * the clinician stand in their case from then on.
 * @returns the case; or "taken", with nothing written, when another case has the reference
 * @throws what the database refuses: a place where nobody is detained, or a clinician who is not there (OW122)
 */
export async function registerPatient(tx: Tx, patient: RegisterPatient): Promise<number | 'taken'> {
  const { authority, admission, ...who } = patient;
  const says = {
    ...who,
    ...{ namedPlace: admission.toPlace, boundary: '' },
    ...{ authorities: [authority], movements: [admission] },
  };
  const { rows } = await sql<{ id: number | null }>`
    select casework.register_patient(${JSON.stringify(says)}::jsonb) as id`.execute(tx.db);
  const { id } = found(rows[0]);
  if (id === null) return 'taken';
  tx.record('casework.patient.registered', {
    caseId: id,
    detail: { authority: authority.kind, numbers: who.numbers.map(({ kind }) => kind).join() },
  });
  return id;
}
