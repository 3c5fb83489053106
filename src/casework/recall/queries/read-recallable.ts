import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** Somebody whom the section may want to recall. */
export type Recallable = {
  caseId: number;
  teamId: number;
  familyName: string;
  givenNames: string;
  bornOn: string | null;
  reference: string;
  authority: string;
  status: string;
  hospital: string;
  closedOn: string | null;
};

/**
 * What the short form of a recall stands on, in one query.
 * @throws a refusal with 404 for whoever may not see the case
 */
export async function readRecallable(tx: Tx, caseId: number): Promise<Recallable> {
  const { rows } = await sql<Recallable>`
    select p.case_id as "caseId", p.team_id as "teamId", p.family_name as "familyName", p.given_names as "givenNames",
      p.born_on as "bornOn", p.mhcs_reference as reference, p.authority, p.status, p.hospital_name as hospital,
      k.closed_on as "closedOn"
    from casework.patient p join people.case k on k.id = p.case_id where p.case_id = ${caseId}`.execute(
    tx.db,
  );
  return found(rows[0]);
}
