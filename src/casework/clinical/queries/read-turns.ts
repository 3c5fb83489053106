import { sql } from 'kysely';
import { reporters } from '../../leave-reports/commands/ask-for-report.ts';
import type { DocumentKind } from '../../rules/document-kinds.ts';

/** A document in several hands, of which it is the reader's turn to write and sign a part. */
export type Turn = { id: number; kind: DocumentKind; part: string; familyName: string; givenNames: string };

/** The documents that wait for the reader's part, oldest first, as `Turn`s in JSON. */
export const turnsAsJson = sql<Turn[]>`(select coalesce(json_agg(w), '[]') from (
    select a.id, a.kind, turn.part, p.family_name as "familyName", p.given_names as "givenNames"
    from casework.document a
    cross join lateral (select casework.turn_of(a.id) as part offset 0) turn
    join casework.patient p on p.case_id = a.case_id
    where a.state = 'draft' and a.kind = any (array(select distinct k.kind from casework.kind_part k))
      and a.case_id = any ((select access.cases_as(
        variadic array(select distinct r from casework.kind_part k, unnest(k.signed_by) r)))::bigint[])
      and casework.may_sign(a.id, turn.part)
      and exists (select 1 from people.case k where k.id = a.case_id and k.closed_on is null)
    order by a.id limit 50) w)`;

/** A report on completed leave that the section asked for and that is not in. */
export type Owed = { caseId: number; byOn: string; familyName: string; givenNames: string };

/** The reports that are asked of the reader, what is due first coming first; empty for whoever reports none. */
export const owedAsJson = sql<Owed[]>`(select coalesce(json_agg(o order by o."byOn", o.id), '[]') from (
  select m.id, m.case_id as "caseId", m.by_on as "byOn", p.family_name as "familyName", p.given_names as "givenNames"
  from casework.leave_report_ask m join casework.patient p on p.case_id = m.case_id
  where m.withdrawn_at is null and m.case_id = any ((select access.cases_as(${sql.join([...reporters])}))::bigint[])
    and not coalesce((select casework.is_in(d.state) from casework.document d where d.id = m.report_id), false)
    and exists (select 1 from people.case k where k.id = m.case_id and k.closed_on is null)
  order by m.by_on, m.id limit 50) o)`;
