-- The rows of the section's worklist, from all that they are made of. A recall stays in it until everything after it is
-- done, and what is due first is its day; what is asked for first by the triage gives it its rank. What a person asks for
-- is in it from the day on which they sent it, and waits for the view of their clinician first.
create function casework.open_work_of(cases bigint[]) returns setof casework.open_work
  language sql stable set search_path = '' as $$
  select d.id, d.case_id, d.team_id, d.caseworker_id, p.hospital_id,
    l.state, d.asked_for, coalesce(d.again_since, d.submitted_at), l.due_on, d.paused_on,
    p.family_key, p.given_key, p.hospital_name,
    json_build_object('id', d.id, 'kind', d.kind, 'caseId', d.case_id, 'state', l.state, 'forView', d.state = 'draft',
      'again', d.again_by, 'dueOn', l.due_on, 'pausedOn', d.paused_on,
      'submittedOn', (coalesce(d.again_since, d.submitted_at) at time zone 'Europe/London')::date, 'askedFor', d.asked_for,
      'spoken', case when d.again_by is null then d.spoken else d.again_by = 'subject' end,
      'reference', p.mhcs_reference, 'familyName', p.family_name, 'givenNames', p.given_names, 'hospital', p.hospital_name,
      'noteworthy', coalesce(f.noteworthy, false), 'extremism', coalesce(f.extremism_level, 'none'),
      'caseworker', c.display_name, 'duties', y.open, 'priority', w.priority)::text, w.rank,
    case when l.state <> 'awaiting authorisation' then null when d.again_state is null then casework.level_needed(d.id, access.today())
      else casework.level_again(d.id, access.today()) end
  from casework.document d
  join casework.patient p on p.case_id = d.case_id
  left join casework.patient_flags f on f.case_id = d.case_id
  left join people.account c on c.id = d.caseworker_id
  left join lateral (select min((x.due_at at time zone 'Europe/London')::date) as due_on, count(*) as open
    from casework.recall_duty x where x.document_id = d.id and x.met_at is null having count(*) > 0) y on true
  -- What was decided and is looked at again has no day until which that is to be done.
  cross join lateral (select case when d.again_state = 'awaiting authorisation' then d.again_state when d.state = 'decided' then 'submitted'
      when d.state = 'draft' then 'waiting for information' else d.state end as state,
    coalesce(y.due_on, case when d.state = 'draft' then d.view_due_on when d.again_state is null then d.due_on end) as due_on) l
  left join lateral (select x.priority, x.rank from casework.work_priority x
    where x.kind = d.kind and (x.asked = any (d.asked_for) or x.asked = ''
        or (x.asked = 'urgent' and exists (select from casework.submission s
          where s.document_id = d.id and s.round = d.round and s.answers ->> 'urgent' = 'yes')))
      and x.in_force_from <= access.today() and (x.in_force_until is null or x.in_force_until > access.today())
    order by x.rank limit 1) w on true
  where d.case_id = any (cases)
    and (d.state in ('submitted', 'waiting for information', 'awaiting authorisation') or d.state = 'draft' and d.view_due_on is not null
      or y.open is not null or d.again_state is not null)
$$;
select casework.list_work(array(select distinct case_id from casework.document));
