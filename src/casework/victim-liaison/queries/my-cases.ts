import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

export type MyCase = {
  caseId: number;
  familyName: string;
  givenNames: string;
  /** Whether the actor stands in the case here; otherwise they were asked about it and may take it on. */
  mine: boolean;
  victims: number;
  /** Requests that are neither released nor taken back. */
  waiting: number;
};

/** The cases of a liaison officer, and those in which a clinician asked them. One query. */
export async function myCases(tx: Tx): Promise<MyCase[]> {
  const { rows } = await sql<MyCase>`
    with mine as (select victim.cases() as ids)
    select k.id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", k.id = any (mine.ids) as mine,
      (select count(*)::int from victim.registration r where r.case_id = k.id) as victims,
      (select count(*)::int from victim.requested_condition c where c.case_id = k.id and c.released_id is null
        and c.withdrawn_on is null) as waiting
    from mine cross join people.case k join people.person p on p.id = k.person_id
    order by 4 desc, p.family_key, p.given_key, k.id`.execute(tx.db);
  return rows;
}
