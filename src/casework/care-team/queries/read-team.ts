import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** In which capacities somebody can be brought into a case by hand. */
export const namedCapacities = [
  'responsible_clinician',
  'ward_staff',
  'social_supervisor',
  'clinical_supervisor',
] as const;
export type NamedCapacity = (typeof namedCapacities)[number];

/** Somebody who has, or had, the person in their care. */
export type Standing = {
  id: number;
  capacity: string;
  name: string | null;
  fromOn: string;
  /** The day on which it ended; null while it lasts. */
  untilOn: string | null;
};
/** Somebody who can come into the case: an account, or a ward. */
export type Choice = { capacity: NamedCapacity; who: number; name: string; place: string | null };

export type CareTeamFile = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  status: string;
  /** The capacities in which the reader may bring people in and let them go. */
  mine: string[];
  /** Those who stand in the case first, each in the order in which they came. */
  standing: Standing[];
  choices: Choice[];
};

/**
 * Who has somebody in their care, and whom the reader can bring in. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readTeam(tx: Tx, caseId: number): Promise<CareTeamFile> {
  const { rows } = await sql<CareTeamFile>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, p.status, casework.names_care_of(p.case_id) as mine,
      (select coalesce(json_agg(json_build_object('id', c.id, 'capacity', c.capacity, 'name', coalesce(a.display_name, u.name),
          'fromOn', c.from_on, 'untilOn', case when c.until_on <= access.today() then c.until_on end)
          order by c.until_on <= access.today() nulls first, c.id), '[]')
        from people.circle c left join people.account a on a.id = c.account_id left join people.unit u on u.id = c.unit_id
        where c.case_id = p.case_id and c.capacity in ('responsible_clinician', 'ward_staff', 'mha_office',
          'social_supervisor', 'clinical_supervisor', 'prison_healthcare')) as standing,
      (select coalesce(json_agg(json_build_object('capacity', c.capacity, 'who', c.who, 'name', c.name, 'place', c.place)), '[]')
        from casework.care_to_choose(p.case_id) c) as choices
    from casework.patient p where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}
