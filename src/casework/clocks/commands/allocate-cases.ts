import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tell } from '../../../platform/mail/index.ts';
import { found } from '../../../platform/web/index.ts';
import { refuseUnlessMayGiveWork } from '../../mhcs/commands/refuse-unless-may-give-work.ts';
import { clockPaths } from '../paths.ts';

/**
 * Puts cases in the hand of somebody of the section, who is told by mail; their clocks go with them. A caseworker takes
 * cases or hands them to a colleague of the same team; whoever leads a team gives them to anybody in the section.
 * @returns how many cases were given
 * @throws a refusal: 404 when there is nobody or no case of the kind, 403 for a colleague of another team
 */
export async function allocateCases(
  tx: Tx,
  { caseIds, to, actor }: { caseIds: readonly number[]; to: number; actor: Actor },
): Promise<number> {
  await refuseUnlessMayGiveWork(tx, { to, actor });
  const given = await give(tx, { caseIds, to, actor });
  if (given !== new Set(caseIds).size) throw found(undefined);
  for (const caseId of new Set(caseIds)) tx.record('casework.case.allocated', { caseId, detail: { to } });
  if (to !== actor.accountId) await tell(tx, to, { subject: 'mail.something', path: clockPaths.worklist() });
  return given;
}

async function give(
  tx: Tx,
  { caseIds, to, actor }: { caseIds: readonly number[]; to: number; actor: Actor },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into casework.case_allocation (case_id, caseworker_id, given_by)
    select p.case_id, ${to}, ${actor.accountId} from casework.patient p
    where p.case_id = any (${[...caseIds]}::bigint[]) order by p.case_id
    on conflict (case_id) do update set caseworker_id = excluded.caseworker_id, given_by = excluded.given_by`.execute(
    tx.db,
  );
  return Number(numAffectedRows);
}
