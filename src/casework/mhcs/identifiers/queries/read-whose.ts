import { sql } from 'kysely';
import type { Tx } from '../../../../platform/database/index.ts';
import { found } from '../../../../platform/web/index.ts';

/** Whose numbers they are. */
export type Whose = {
  caseId: number;
  personId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  /** In a demonstration, numbers kept for tests are the only ones that nobody has. */
  testNumbers: boolean;
};

/**
 * The person of a case.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readWhose(tx: Tx, caseId: number): Promise<Whose> {
  const { rows } = await sql<Whose>`
    select p.case_id as "caseId", k.person_id as "personId", p.family_name as "familyName",
      p.given_names as "givenNames", p.mhcs_reference as reference, platform.is_demonstration() as "testNumbers"
    from casework.patient p join people.case k on k.id = p.case_id where p.case_id = ${caseId}`.execute(
    tx.db,
  );
  return found(rows[0]);
}
