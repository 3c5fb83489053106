import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** What of a person is recorded for counting; null is what nobody has said. */
export type Characteristics = { sex: string | null; ethnicity: string | null; offence: string | null };

export type Whose = Characteristics & {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  closedOn: string | null;
  recordedBy: string | null;
  recordedOn: string | null;
  /** 0 while nothing was recorded. */
  version: number;
};

/**
 * What is recorded of the person of a case.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readCharacteristics(tx: Tx, caseId: number): Promise<Whose> {
  const { rows } = await sql<Whose>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, k.closed_on as "closedOn", c.sex, c.ethnicity, c.offence_group as offence,
      a.display_name as "recordedBy", (c.recorded_at at time zone 'Europe/London')::date as "recordedOn",
      coalesce(c.version, 0) as version
    from casework.patient p join people.case k on k.id = p.case_id
    left join casework.characteristics c on c.case_id = p.case_id
    left join people.account a on a.id = c.recorded_by
    where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}
