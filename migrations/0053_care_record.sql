-- A case as its care team sees it, with a page of its documents, the latest first. One function asks once who is asking,
-- where fifteen tables would each ask at every click on a patient. It tells no more than the policies of those tables
-- would: a test holds the two equal. No row for whoever is not in the care team.
create function casework.care_record(for_case bigint, at_most integer, behind integer) returns table (
    "caseId" bigint, "familyName" text, "givenNames" text, "otherNames" text, "bornOn" date, language text,
    "otherLanguage" text, "communicationNeeds" text, reference text, authority text, status text, "orderOn" date,
    "namedPlace" text, hospital text, ward text, "closedOn" date, "standsAs" text[], circle json, applications json,
    total integer, unfinished text[], "askedReports" json, moves json, leave json, again json, statements json)
  language plpgsql stable security definer set search_path = '' as $$
declare
  me bigint := access.account_id();
  standing text := (access.actor()).standing;
  stands text[] := array(select capacity from unnest('{responsible_clinician,ward_staff,mha_office,social_supervisor,
    clinical_supervisor,prison_healthcare}'::text[]) capacity where for_case = any (access.cases_of(standing, array[capacity])));
  reads_all_of_circle boolean := stands && '{responsible_clinician,mha_office}';
  -- A prison is told neither of reports on leave, nor of movements, nor what was asked to be looked at again.
  reads_what_followed boolean := stands && '{responsible_clinician,ward_staff,mha_office,social_supervisor,clinical_supervisor}';
  -- Of those who are not colleagues, whose names they may know.
  around bigint[];
begin
  if cardinality(stands) = 0 or not access.is_staff() then return; end if;
  around := array(select c.account_id from people.circle c where c.case_id = for_case and c.capacity = any (access.open_capacities()));
  return query
  with page as materialized (
    select d.* from casework.document d where d.case_id = for_case order by d.created_at desc, d.id desc limit at_most offset behind
  ), known as materialized (
    select a.id, a.display_name, a.job_title from people.account a where (a.person_id is null or a.id = any (around)) and a.id = any (array(
      select c.account_id from people.circle c where c.case_id = for_case
      union select d.created_by from page d
      union select e.recorded_by from page d join casework.leave_event e on e.document_id = d.id
      union select m.asked_by from casework.leave_report_ask m where m.case_id = for_case))
  )
  select p.case_id, n.family_name, n.given_names, n.other_names, n.born_on, n.language, n.other_language,
    n.communication_needs, p.mhcs_reference, p.authority, p.status, p.order_on, p.named_place, h.name, w.name, k.closed_on, stands,
    (select coalesce(json_agg(json_build_object('capacity', c.capacity, 'name', coalesce(a.display_name, u.name,
       trim(concat(n.given_names, ' ', n.family_name))), 'job', a.job_title, 'basis', c.basis, 'since', c.from_on) order by c.id), '[]')
     from people.circle c left join known a on a.id = c.account_id and c.capacity <> 'subject'
     left join people.unit u on u.id = c.unit_id
     where c.case_id = for_case and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())
       and (reads_all_of_circle or c.capacity = any (access.open_capacities()) or c.account_id = me)),
    -- One thing that is chosen stands in its answer by itself, several as a list.
    (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'state', d.state, 'outcome', d.outcome, 'round', d.round,
       'askedFor', case when cardinality(d.asked_for) > 0 then to_json(d.asked_for)
         else coalesce((select case jsonb_typeof(o.answers -> asks.asked_in) when 'array' then o.answers -> asks.asked_in
             else jsonb_build_array(o.answers -> asks.asked_in) end from casework.document_kind asks join casework.open_answers o
           on o.answers ? asks.asked_in where asks.kind = d.kind and o.document_id = d.id), '[]')::json end,
       'createdAt', d.created_at, 'createdBy', maker.display_name, 'submittedAt', d.submitted_at, 'dueOn', d.due_on,
       'pausedOn', d.paused_on, 'decidedAt', d.decided_at) order by d.created_at desc, d.id desc), '[]')
     from page d left join known maker on maker.id = d.created_by),
    of_all.how_many, of_all.kinds,
    (select coalesce(json_agg(json_build_object('id', m.id, 'caseId', m.case_id, 'consent', (
         select json_build_object('id', t.document_id, 'granted', t.granted, 'decidedOn', (t.issued_at at time zone 'Europe/London')::date)
         from casework.answer_to_person t
         where t.document_id = m.consent_id and t.issued_at is not null and t.kind in ('grant', 'grant in part')),
       'withConsent', m.decision_id is not null, 'byOn', m.by_on, 'what', m.what, 'askedOn', m.asked_on, 'askedBy', asker.display_name,
       'reportId', m.report_id, 'reportState', (select d.state from casework.document d where d.id = m.report_id),
       'withdrawnWhy', case when m.withdrawn_at is not null then m.withdrawn_why end) order by m.id desc), '[]')
     from casework.leave_report_ask m left join known asker on asker.id = m.asked_by where reads_what_followed and m.case_id = for_case),
    (select coalesce(json_agg(json_build_object('id', m.id, 'caseId', m.case_id, 'documentId', m.document_id, 'asked', m.asked,
       'movement', m.movement, 'authorisedOn', m.authorised_on, 'state', m.state, 'reason', m.reason, 'plain', m.plain,
       'documentKind', (select d.kind from casework.document d where d.id = m.document_id),
       'actualOn', (select done.actual_on from casework.movement done where done.id = m.movement_id)) order by m.id), '[]')
     from casework.authorised_move m where reads_what_followed and m.case_id = for_case),
    (select coalesce(json_agg(json_build_object('documentId', e.document_id, 'kind', e.kind, 'onDay', e.on_day,
       'recordedBy', recorder.display_name) order by e.id), '[]')
     from page d join casework.leave_event e on e.document_id = d.id left join known recorder on recorder.id = e.recorded_by),
    (select coalesce(json_agg(json_build_object('documentId', r.document_id, 'askedAt', r.asked_at, 'state', r.state, 'endedAt', r.ended_at,
       'before', case when was.kind <> made.kind then json_build_object('kind', was.kind, 'issuedAt', was.issued_at) end) order by r.id), '[]')
     from page d join casework.reconsideration r on r.document_id = d.id
     join casework.decision was on was.id = r.decision_id and was.state = 'issued'
     left join casework.decision made on made.id = r.made_id and made.state = 'issued'
     where reads_what_followed and r.asked_at is not null),
    (select coalesce(json_agg(json_build_object('documentId', d.id, 'sealedAt', s.sealed_at) order by s.id), '[]')
     from page d join voice.statement s on s.occasion_id = d.occasion_id
     where not exists (select from voice.withdrawal x where x.statement_id = s.id))
  from casework.patient p
  join people.case k on k.id = p.case_id
  join people.person n on n.id = k.person_id
  join people.unit h on h.id = p.hospital_id
  left join people.unit w on w.id = p.ward_id
  cross join lateral (select count(*)::integer as how_many,
    coalesce(array_agg(distinct d.kind) filter (where not casework.is_over(d.state)), '{}') as kinds
    from casework.document d where d.case_id = for_case) of_all
  where p.case_id = for_case;
end $$;
grant execute on function casework.care_record(bigint, integer, integer) to ownwords_app;
