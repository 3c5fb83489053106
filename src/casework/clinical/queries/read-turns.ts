import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { DocumentKind } from '../../rules/document-kinds.ts';

/** A document in several hands, of which it is the reader's turn to write and sign a part. */
export type Turn = { id: number; kind: DocumentKind; part: string; familyName: string; givenNames: string };

/** The documents that wait for the reader's part, oldest first. */
export async function readTurns(tx: Tx): Promise<Turn[]> {
  const { rows } = await sql<Turn>`
    select a.id, a.kind, turn.part, p.family_name as "familyName", p.given_names as "givenNames"
    from casework.document a
    cross join lateral (select casework.turn_of(a.id) as part offset 0) turn
    join casework.patient p on p.case_id = a.case_id
    where a.state = 'draft' and a.kind = any (array(select distinct k.kind from casework.kind_part k))
      and a.case_id = any ((select access.cases_as(
        variadic array(select distinct r from casework.kind_part k, unnest(k.signed_by) r)))::bigint[])
      and casework.may_sign(a.id, turn.part)
      and exists (select 1 from people.case k where k.id = a.case_id and k.closed_on is null)
    order by a.id limit 50`.execute(tx.db);
  return rows;
}
