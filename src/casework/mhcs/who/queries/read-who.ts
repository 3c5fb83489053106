import { sql } from 'kysely';
import type { Tx } from '../../../../platform/database/index.ts';
import { found } from '../../../../platform/web/index.ts';

/** Who a case is about, as the record has it. */
export type Who = {
  caseId: number;
  familyName: string;
  givenNames: string;
  otherNames: string;
  bornOn: string | null;
  language: 'en' | 'cy';
  reference: string;
  teamId: number;
  teams: { code: number; text: string }[];
  /** What was read, in short: whoever changes it must have seen the latest. */
  seen: string;
};

/**
 * Who a case is about, and the teams that can have it. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readWho(tx: Tx, caseId: number): Promise<Who> {
  const { rows } = await sql<Who>`
    select p.case_id as "caseId", w.family_name as "familyName", w.given_names as "givenNames", w.other_names as "otherNames",
      w.born_on as "bornOn", w.language, p.mhcs_reference as reference, p.team_id as "teamId",
      casework.person_seen(p.case_id) as seen,
      (select json_agg(json_build_object('code', u.id, 'text', u.name) order by u.name) from people.unit u
        where u.kind = 'mhcs_team' and (u.ended_on is null or u.id = p.team_id)) as teams
    from casework.patient p join people.case k on k.id = p.case_id join people.person w on w.id = k.person_id
    where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}
