import { sql } from 'kysely';
import { careTeam } from '../../src/casework/clinical/care-team.ts';
import { askedAsJson } from '../../src/casework/leave-reports/queries/read-asked.ts';
import { movesAsJson } from '../../src/casework/moves/queries/read-moves.ts';
import type { Tx } from '../../src/platform/database/index.ts';

/** What `casework.care_record` tells of a case, asked of each table under its own policies. */
export async function recordByPolicies(tx: Tx, caseId: number): Promise<unknown[]> {
  const { rows } = await sql`
    with page as materialized (
      select * from casework.document where case_id = ${caseId} order by created_at desc, id desc
      limit 20
    )
    select p.case_id as "caseId", person.family_name as "familyName", person.given_names as "givenNames",
      person.other_names as "otherNames", person.born_on as "bornOn", person.language,
      person.other_language as "otherLanguage", person.communication_needs as "communicationNeeds",
      p.mhcs_reference as reference, p.authority, p.status, p.order_on as "orderOn", p.named_place as "namedPlace",
      h.name as hospital, w.name as ward, k.closed_on as "closedOn",
      array(select role from unnest(${[...careTeam]}::text[]) role
        where p.case_id = any (access.cases_as(role))) as "standsAs",
      (select coalesce(json_agg(json_build_object('capacity', c.capacity, 'name', coalesce(a.display_name, u.name,
         trim(concat(person.given_names, ' ', person.family_name))), 'job', a.job_title, 'basis', c.basis, 'since', c.from_on) order by c.id), '[]')
       from people.circle c left join people.account a on a.id = c.account_id and c.capacity <> 'subject'
       left join people.unit u on u.id = c.unit_id
       where c.case_id = p.case_id and c.from_on <= access.today()
         and (c.until_on is null or c.until_on > access.today())) as circle,
      (select coalesce(json_agg(json_build_object('id', a.id, 'kind', a.kind, 'state', a.state, 'outcome', a.outcome, 'round', a.round,
  'askedFor', case when cardinality(a.asked_for) > 0 then to_json(a.asked_for)
    else coalesce((select case jsonb_typeof(o.answers -> n.asked_in) when 'array' then o.answers -> n.asked_in
        else jsonb_build_array(o.answers -> n.asked_in) end from casework.document_kind n join casework.open_answers o
      on o.answers ? n.asked_in where n.kind = a.kind and o.document_id = a.id), '[]')::json end,
  'createdAt', a.created_at, 'createdBy', maker.display_name, 'submittedAt', a.submitted_at, 'dueOn', a.due_on,
  'pausedOn', a.paused_on, 'decidedAt', a.decided_at) order by a.created_at desc, a.id desc), '[]')
       from page a left join people.account maker on maker.id = a.created_by) as applications,
      (select count(*) from casework.document a where a.case_id = p.case_id)::integer as total,
      array(select distinct a.kind from casework.document a
        where a.case_id = p.case_id and not casework.is_over(a.state)) as unfinished,
      ${askedAsJson(sql`m.case_id = p.case_id`)} as "askedReports",
      ${movesAsJson(sql`m.case_id = p.case_id`)} as moves,
      (select coalesce(json_agg(json_build_object('documentId', e.document_id, 'kind', e.kind, 'onDay', e.on_day,
         'recordedBy', by.display_name) order by e.id), '[]')
       from casework.leave_event e left join people.account by on by.id = e.recorded_by
       where e.case_id = p.case_id and e.document_id = any (array(select id from page))) as leave,
      (select coalesce(json_agg(json_build_object('documentId', r.document_id, 'askedAt', r.asked_at, 'state', r.state,
         'endedAt', r.ended_at, 'before', case when b.kind <> n.kind then json_build_object('kind', b.kind, 'issuedAt', b.issued_at) end)
         order by r.id), '[]')
       from casework.reconsideration r join casework.decision b on b.id = r.decision_id
       left join casework.decision n on n.id = r.made_id and n.state = 'issued'
       where r.document_id = any (array(select id from page)) and r.asked_at is not null) as again,
      (select coalesce(json_agg(json_build_object('documentId', a.id, 'sealedAt', s.sealed_at) order by s.id), '[]')
       from voice.statement s join page a on a.occasion_id = s.occasion_id
       where s.case_id = p.case_id
         and not exists (select from voice.withdrawal x where x.statement_id = s.id)) as statements
    from casework.patient p
    join people.case k on k.id = p.case_id
    join people.person person on person.id = k.person_id
    join people.unit h on h.id = p.hospital_id
    left join people.unit w on w.id = p.ward_id
    where p.case_id = ${caseId} and p.case_id = any ((select access.cases_as(${sql.join([...careTeam])}))::bigint[])`.execute(
    tx.db,
  );
  return rows;
}
