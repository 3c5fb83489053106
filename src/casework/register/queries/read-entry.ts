import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Authority } from '../../rules/register/authority-days.ts';
import type { Movement } from '../../rules/register/history.ts';

type Kept = { id: number; recordedBy: string | null; struckOut: boolean; supersededBy: number | null };
export type KeptAuthority = Authority & Kept & { court: string };
export type KeptMovement = Movement & Kept & { fromPlace: string; toPlace: string };

/** The register entry of one case, with what was corrected. */
export type Entry = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  closedOn: string | null;
  namedPlace: string;
  boundary: string;
  security: string | null;
  longTermLeave: boolean;
  supervisedDischarge: boolean;
  technicalRecall: boolean;
  authorities: KeptAuthority[];
  movements: KeptMovement[];
};

/**
 * Reads a register entry in one query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readEntry(tx: Tx, caseId: number): Promise<Entry> {
  const { rows } = await sql<Entry>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, k.closed_on as "closedOn", p.named_place as "namedPlace",
      p.place_boundary as boundary, u.security_level as security,
      coalesce(f.long_term_leave, false) as "longTermLeave",
      coalesce(f.supervised_discharge, false) as "supervisedDischarge",
      coalesce(f.technical_recall, false) as "technicalRecall", ${rowsOf(caseId)}
    from casework.patient p
    join people.case k on k.id = p.case_id
    join people.unit u on u.id = p.hospital_id
    left join casework.register_flag f on f.case_id = p.case_id
    where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}

const kept = sql`'id', r.id, 'recordedBy', c.display_name, 'struckOut', r.struck_out, 'supersededBy', r.superseded_by`;

const rowsOf = (caseId: number) => sql`
  (select coalesce(json_agg(json_build_object(${kept}, 'kind', r.kind, 'orderOn', r.order_on, 'receivedOn', r.received_on,
      'endedOn', r.ended_on, 'releaseOn', r.release_on, 'expiresOn', r.expires_on, 'precedence', r.precedence,
      'court', r.court) order by r.precedence, coalesce(r.order_on, r.received_on), r.id), '[]')
    from casework.authority r left join people.account c on c.id = r.recorded_by
    where r.case_id = ${caseId}) as authorities,
  (select coalesce(json_agg(json_build_object(${kept}, 'kind', r.kind, 'outcome', nullif(r.outcome, ''),
      'authorisedOn', r.authorised_on, 'actualOn', r.actual_on, 'sequence', r.sequence, 'fromPlace', r.from_place,
      'toPlace', r.to_place) order by r.actual_on, r.day_order, r.sequence, r.id), '[]')
    from casework.movement r left join people.account c on c.id = r.recorded_by
    where r.case_id = ${caseId}) as movements`;

/** What holds now: without what was corrected or struck out. */
export function standing<K extends Kept>(rows: readonly K[]): K[] {
  return rows.filter(({ supersededBy, struckOut }) => supersededBy === null && !struckOut);
}
