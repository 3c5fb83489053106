import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** A hospital or one of its wards. */
export type Place = { unitId: number; hospital: string; ward: string | null };
/** Somebody who is a responsible clinician at a hospital. */
export type Clinician = { accountId: number; name: string; hospital: string };
export type Places = { places: Place[]; clinicians: Clinician[] };

/** The hospitals and wards to which somebody can come, and the responsible clinicians there, in one query. */
export async function readPlaces(tx: Tx): Promise<Places> {
  const { rows } = await sql<Places>`
    select (select coalesce(json_agg(json_build_object('unitId', p.unit_id, 'hospital', p.hospital, 'ward', p.ward)), '[]')
        from casework.places_to_come_to() p) as places,
      (select coalesce(json_agg(json_build_object('accountId', c.account_id, 'name', c.name, 'hospital', c.hospital)), '[]')
        from casework.clinicians_to_come_to() c) as clinicians`.execute(tx.db);
  return rows[0] ?? { places: [], clinicians: [] };
}
