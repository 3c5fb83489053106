import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** When reports on a discharge are due in a case, and what was said and agreed of it. */
export type Reporting = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  isDischarged: boolean;
  /** The due day that waits for its report; null for whoever is not discharged, or while no clock was counted. */
  dueOn: string | null;
  expectedOn: string | null;
  notices: { forDueOn: string; expectedOn: string; reason: string; by: string | null; at: string }[];
  intervals: { months: number; reason: string; by: string | null; at: string }[];
};

/**
 * Reads it, newest first, as either side may see it. One query.
 * @throws a refusal with 404 when the case is not the reader's
 */
export async function readReporting(tx: Tx, caseId: number): Promise<Reporting> {
  const { rows } = await sql<Reporting>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
      p.status = 'conditionally discharged' as "isDischarged", c.due_on as "dueOn", c.expected_on as "expectedOn",
      (select coalesce(json_agg(json_build_object('forDueOn', n.for_due_on, 'expectedOn', n.expected_on, 'reason', n.reason,
         'by', a.display_name, 'at', n.given_at) order by n.id desc), '[]')
       from casework.late_notice n left join people.account a on a.id = n.given_by where n.case_id = p.case_id) as notices,
      (select coalesce(json_agg(json_build_object('months', i.months, 'reason', i.reason, 'by', a.display_name, 'at', i.agreed_at)
         order by i.id desc), '[]')
       from casework.agreed_interval i left join people.account a on a.id = i.agreed_by where i.case_id = p.case_id) as intervals
    from casework.patient p
    left join casework.clock c on c.case_id = p.case_id and c.kind = 'discharge-report'
    where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}
