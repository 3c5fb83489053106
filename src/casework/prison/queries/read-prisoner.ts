import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** Somebody in prison, as the section needs them to enter what came on paper. */
export type Prisoner = {
  caseId: number;
  teamId: number;
  familyName: string;
  givenNames: string;
  bornOn: string | null;
  reference: string;
  status: string;
  heldAt: string;
  prisonNumber: string | null;
  closedOn: string | null;
  /** Whether something is under way or authorised, so that the case stays open. */
  isBusy: boolean;
};

/**
 * What the section knows of somebody in prison, in one query.
 * @throws a refusal with 404 for whoever may not see the case
 */
export async function readPrisoner(tx: Tx, caseId: number): Promise<Prisoner> {
  const { rows } = await sql<Prisoner>`
    select p.case_id as "caseId", p.team_id as "teamId", p.family_name as "familyName", p.given_names as "givenNames",
      p.born_on as "bornOn", p.mhcs_reference as reference, p.status, p.hospital_name as "heldAt", k.closed_on as "closedOn",
      (select i.value from people.identifier i where i.person_id = k.person_id and i.kind = 'prison' and i.ended_at is null
        order by i.id limit 1) as "prisonNumber",
      exists (select from casework.document d where d.case_id = p.case_id and not casework.is_over(d.state))
        or exists (select from casework.authorised_move m where m.case_id = p.case_id and m.state = 'stands') as "isBusy"
    from casework.patient p join people.case k on k.id = p.case_id where p.case_id = ${caseId}`.execute(
    tx.db,
  );
  return found(rows[0]);
}
