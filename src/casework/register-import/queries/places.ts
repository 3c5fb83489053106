import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Clinician, Place } from '../places.ts';

/** The hospitals, wards and casework teams that there are. */
export async function readPlaces(tx: Tx): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select u.id, u.kind, u.name, u.parent_id as "parentId", parent.name as parent, u.security_level as security
    from people.unit u join people.unit parent on parent.id = u.parent_id
    where u.kind in ('hospital', 'ward', 'mhcs_team') and (u.ended_on is null or u.ended_on > access.today())`.execute(
    tx.db,
  );
  return rows;
}

/** Who is a responsible clinician today, for rows that name them. */
export async function readClinicians(tx: Tx): Promise<Clinician[]> {
  const { rows } = await sql<Clinician>`
    select account_id as "accountId", username, to_json(units) as units from casework.clinicians_for_import()`.execute(
    tx.db,
  );
  return rows;
}
