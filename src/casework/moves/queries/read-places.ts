import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** A hospital or one of its wards. */
export type Place = { unitId: number; hospital: string; ward: string | null };
/** Somebody who is a responsible clinician at a hospital. */
export type Clinician = { accountId: number; name: string; hospital: string };
/** Where the document says that they go, where it is known here, and their clinician if they work there. */
export type Expected = { unitId: number; place: string; clinicianId: number | null };
export type Places = { places: Place[]; clinicians: Clinician[]; expected: Expected | null };

/**
 * The hospitals and wards to which somebody can come, the responsible clinicians there, and where they are expected
 * by what was authorised, if it was; in one query.
 */
export async function readPlaces(tx: Tx, moveId: number | null): Promise<Places> {
  const { rows } = await sql<Places>`
    select (select coalesce(json_agg(json_build_object('unitId', p.unit_id, 'hospital', p.hospital, 'ward', p.ward)), '[]')
        from casework.places_to_come_to() p) as places,
      (select coalesce(json_agg(json_build_object('accountId', c.account_id, 'name', c.name, 'hospital', c.hospital)), '[]')
        from casework.clinicians_to_come_to() c) as clinicians,
      (select json_build_object('unitId', e.unit_id, 'place', e.place, 'clinicianId', e.clinician_id)
        from casework.arrival_expected(${moveId}::bigint) e) as expected`.execute(tx.db);
  return rows[0] ?? noPlaces;
}

/** Of a movement that leads nowhere. */
export const noPlaces: Places = { places: [], clinicians: [], expected: null };
