import { sql } from 'kysely';
import type { StoredKind } from '../../../people/index.ts';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** A number by which the person is known elsewhere, as it is stored and as it was typed. */
export type KnownNumber = { readonly kind: StoredKind; readonly value: string; readonly typed: string };

export type RegisterPrisoner = {
  readonly prison: number;
  readonly familyName: string;
  readonly givenNames: string;
  readonly bornOn: string | null;
  readonly numbers: readonly KnownNumber[];
  /** The reference of the section; empty for one that this program gives. */
  readonly reference: string;
};

/**
 * Somebody in prison comes into the record, without authority and without movement: they are no restricted patient, and
 * are counted nowhere as one. The prison's healthcare stands in their case from then on.
 * @returns the case; or "taken", with nothing written, when another case has the reference
 * @throws what the database refuses: a prison that is not theirs (OW334) or not there (OW335)
 */
export async function registerPrisoner(tx: Tx, register: RegisterPrisoner): Promise<number | 'taken'> {
  const { rows } = await sql<{ id: number | null }>`
    select casework.register_prisoner(${JSON.stringify(register)}::jsonb) as id`.execute(tx.db);
  const { id } = found(rows[0]);
  if (id === null) return 'taken';
  tx.record('casework.prisoner.registered', {
    caseId: id,
    detail: { prison: register.prison, numbers: register.numbers.map(({ kind }) => kind).join() },
  });
  return id;
}
