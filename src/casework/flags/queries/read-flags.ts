import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { CaseFlag, extremismLevels } from '../../rules/flags.ts';

export type FlagChange = { flag: CaseFlag; value: string; reason: string; by: string; at: string };
export type FlagFile = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  closedOn: string | null;
  extremism: (typeof extremismLevels)[number];
  /** Whether each of the others is set. */
  set: Record<Exclude<CaseFlag, 'extremism'>, boolean>;
  /** Read by its circle alone; and who of the section that is. */
  isShut: boolean;
  mayRead: string[];
  /** The latest first. */
  changes: FlagChange[];
};

/**
 * The flags of a case and how they came about. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readFlags(tx: Tx, caseId: number): Promise<FlagFile> {
  const { rows } = await sql<FlagFile>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
      k.closed_on as "closedOn", coalesce(f.extremism_level, 'none') as extremism,
      json_build_object('noteworthy', coalesce(f.noteworthy, false), 'long-term leave', coalesce(r.long_term_leave, false),
        'supervised discharge', coalesce(r.supervised_discharge, false),
        'technical recall', coalesce(r.technical_recall, false)) as set, k.readers = 'circle' as "isShut",
      array(select distinct a.display_name from people.circle c join people.account a on a.id = c.account_id
        where c.case_id = p.case_id and c.capacity in ('caseworker', 'extremism_head') and c.from_on <= access.today()
          and (c.until_on is null or c.until_on > access.today()) order by 1) as "mayRead",
      (select coalesce(json_agg(json_build_object('flag', c.flag, 'value', c.value, 'reason', c.reason,
          'by', a.display_name, 'at', c.recorded_at) order by c.id desc), '[]')
        from casework.flag_change c join people.account a on a.id = c.recorded_by where c.case_id = p.case_id) as changes
    from casework.patient p join people.case k on k.id = p.case_id
    left join casework.patient_flags f on f.case_id = p.case_id
    left join casework.register_flag r on r.case_id = p.case_id
    where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}
