import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

export type ListAsked = {
  readonly day: Temporal.PlainDate;
  readonly status?: string | undefined;
  readonly family?: string | undefined;
  readonly page: number;
};
export type Listed = {
  readonly caseId: number;
  readonly familyName: string;
  readonly givenNames: string;
  readonly reference: string;
  readonly hospital: string;
  readonly family: string;
  readonly standing: string;
};
export type ListAsAt = { readonly total: number; readonly people: readonly Listed[] };

/** How many stand on a page. */
export const peopleOnPage = 50;

/** Who was restricted on a day, by name, as far as the reader may see them. The hospital is that of today. One query. */
export async function listAsAt(tx: Tx, { day, status, family, page }: ListAsked): Promise<ListAsAt> {
  const ofStatus = status === undefined ? sql`` : sql` and casework.status_of(r.standing) = ${status}`;
  const ofFamily = family === undefined ? sql`` : sql` and r.family = ${family}`;
  const { rows } = await sql<ListAsAt>`
    with found as materialized (
      select r.case_id, r.family, r.standing from casework.restricted_on(${day.toString()}::date) r
      where true${ofStatus}${ofFamily}
    ), seen as materialized (
      select f.case_id, f.family, f.standing, p.family_name, p.given_names, p.family_key, p.given_key, p.mhcs_reference, p.hospital_name
      from found f join casework.patient p on p.case_id = f.case_id
      order by p.family_key, p.given_key, f.case_id
      limit ${peopleOnPage} offset ${(page - 1) * peopleOnPage}
    )
    select (select count(*)::int from found) as total,
      (select coalesce(json_agg(json_build_object('caseId', case_id, 'familyName', family_name, 'givenNames', given_names,
          'reference', mhcs_reference, 'hospital', hospital_name, 'family', family, 'standing', standing)
        order by family_key, given_key, case_id), '[]') from seen) as people`.execute(tx.db);
  return rows[0] ?? { total: 0, people: [] };
}
