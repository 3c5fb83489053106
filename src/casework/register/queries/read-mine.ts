import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Authority } from '../../rules/register/authority-days.ts';
import type { Movement } from '../../rules/register/history.ts';
import type { Characteristics } from '../../statistics/characteristics/read-characteristics.ts';

export type MyEntry = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  status: string;
  namedPlace: string;
  authorities: Authority[];
  movements: Movement[];
  /** What is recorded for counting. */
  recorded: Characteristics;
};

/** The register entry of the person who asks; undefined when they have no case. One query. */
export const readMine = (tx: Tx): Promise<MyEntry | undefined> =>
  read(tx, sql`p.case_id = any (access.cases_as('subject'))`);

/** The register entry of somebody whom the reader helps, within their consent; undefined where there is none. One query. */
export const readHelped = (tx: Tx, caseId: number): Promise<MyEntry | undefined> =>
  read(tx, sql`p.case_id = ${caseId} and p.case_id = any (access.cases_as('advocate', 'solicitor'))`);

async function read(tx: Tx, whose: RawBuilder<unknown>): Promise<MyEntry | undefined> {
  const { rows } = await sql<MyEntry>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, p.status, p.named_place as "namedPlace",
      (select coalesce(json_agg(json_build_object('kind', a.kind, 'orderOn', a.order_on, 'receivedOn', a.received_on,
         'endedOn', a.ended_on, 'releaseOn', a.release_on, 'expiresOn', a.expires_on, 'precedence', a.precedence)), '[]')
       from casework.authority a where a.case_id = p.case_id and a.superseded_by is null and not a.struck_out) as authorities,
      (select coalesce(json_agg(json_build_object('kind', m.kind, 'outcome', nullif(m.outcome, ''), 'authorisedOn', m.authorised_on,
         'actualOn', m.actual_on, 'sequence', m.sequence)), '[]')
       from casework.movement m where m.case_id = p.case_id and m.superseded_by is null and not m.struck_out) as movements,
      json_build_object('sex', c.sex, 'ethnicity', c.ethnicity, 'offence', c.offence_group) as recorded
    from casework.patient p left join casework.characteristics c on c.case_id = p.case_id where ${whose} order by p.case_id desc limit 1`.execute(
    tx.db,
  );
  return rows[0];
}
