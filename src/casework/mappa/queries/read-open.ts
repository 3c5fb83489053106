import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** What the Chair agreed that the person may read. */
export type Disclosed = { agency: string; text: string; agreedOn: string };
export type OpenFile = { caseId: number; disclosed: Disclosed[] };

/**
 * What agencies said and the Chair agreed to open, for the person, or for those who help them. Reads the open table
 * alone. One query.
 * @param caseId the case, or undefined for the actor's own
 * @throws a refusal with 404 when it is none of theirs
 */
export async function readOpen(tx: Tx, caseId?: number): Promise<OpenFile> {
  // Their own is none of those in which they help.
  const as = caseId === undefined ? ['subject'] : ['advocate', 'solicitor'];
  const { rows } = await sql<OpenFile>`
    select p.case_id as "caseId",
      (select coalesce(json_agg(json_build_object('agency', d.agency, 'text', d.text, 'agreedOn', d.agreed_on)
          order by d.agreed_on desc, d.id desc), '[]')
        from casework.mappa_disclosure d where d.case_id = p.case_id and d.closed_on is null) as disclosed
    from casework.patient p
    where p.case_id = any ((select access.cases_as(variadic ${as}::text[]))::bigint[])
      and p.case_id = coalesce(${caseId ?? null}::bigint, p.case_id) order by p.case_id desc limit 1`.execute(
    tx.db,
  );
  return found(rows[0]);
}
