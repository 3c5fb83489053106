-- What a reading of the section's casework found: questions that could not be asked anew, lists that came apart from the
-- tables that they are made from, and one case that kept every other from closing.

-- A decision may overtake a question that nobody has answered, and come back. Whoever asks anew waits for that answer
-- alone; the question before it stays in the record.
alter table casework.information_request add replaced_at timestamptz check (replaced_at is null or answered_at is null);
drop index casework.one_open_request;
create unique index one_open_request on casework.information_request (document_id) where answered_at is null and replaced_at is null;
create function casework.asks_anew() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.information_request i set replaced_at = now()
  where i.document_id = new.document_id and i.answered_at is null and i.replaced_at is null;
  return new;
end $$;
create trigger asks_anew before insert on casework.information_request
  for each row execute function casework.asks_anew();
alter policy replies on casework.information_request
  using (answered_at is null and replaced_at is null
    and case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).led_by)));
alter policy extends on casework.information_request
  using (answered_at is null and replaced_at is null and case_id <> all ((select access.cases_shut())::bigint[]));
create or replace function casework.document_facts(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'documents', (select coalesce(json_agg(json_build_object('id', d.id::text, 'kind', d.kind, 'askedFor', d.asked_for,
        'receivedOn', (d.submitted_at at time zone 'Europe/London')::date, 'dueOn', d.due_on, 'pausedOn', d.paused_on) order by d.id), '[]')
      from casework.document d where d.case_id = of_case and d.due_on is not null
        and d.state in ('submitted', 'waiting for information', 'awaiting authorisation')),
    'informationRequests', (select coalesce(json_agg(json_build_object('id', d.id::text, 'askedOn', i.asked_on,
        'extendedUntil', i.extended_until) order by i.id), '[]')
      from casework.information_request i join casework.document d on d.id = i.document_id and d.case_id = i.case_id
      where i.case_id = of_case and i.answered_at is null and i.replaced_at is null and d.state = 'waiting for information'))
$$;

-- A case goes to another team as a whole, with what was decided and is still to be done or looked at again. What a recall
-- left to be done rests while the case is closed: nobody has the power to do it, and nobody is asked for words that no
-- answer would follow.
create or replace function casework.open_work_of(cases bigint[]) returns setof casework.open_work
  language sql stable set search_path = '' as $$
  select d.id, d.case_id, p.team_id, d.caseworker_id, p.hospital_id,
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
    from casework.recall_duty x join people.case k on k.id = x.case_id and k.closed_on is null
    where x.document_id = d.id and x.met_at is null having count(*) > 0) y on true
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
create function casework.duties_rest() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update voice.occasion o set ended_at = case when new.closed_on is not null then now() end
  from casework.document d where d.case_id = new.id and d.state = 'decided' and o.id = d.occasion_id and o.closed_at is null
    and (o.ended_at is null) = (new.closed_on is not null)
    and exists (select from casework.recall_duty y where y.document_id = d.id);
  perform casework.list_work(array[new.id]);
  return null;
end $$;
create trigger duties_rest after update of closed_on on people.case
  for each row when ((old.closed_on is null) <> (new.closed_on is null)) execute function casework.duties_rest();
select casework.list_work(array(select distinct w.case_id from casework.open_work w));

-- A case that comes under another person is found by the names of that person, those besides the first two among them.
create function casework.case_changes_search() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.keep_search_keys(array[new.id]);
  return null;
end $$;
create trigger changes_search after update of person_id on people.case
  for each row when (new.person_id <> old.person_id) execute function casework.case_changes_search();

-- Whoever looks for Siân or O’Dell may have typed Sian or O'Dell: names are kept and looked for without the signs over
-- their letters, and with one apostrophe. src/casework/clinical/names.ts says the same of what is typed.
create function people.plain_name(name text) returns text
  language sql immutable strict parallel safe set search_path = ''
  return translate(regexp_replace(normalize(lower(name), nfd), '[\u0300-\u036f]', '', 'g'), '’‘ʼ`´', '''''''''''');
create or replace function casework.search_keys_of(cases bigint[]) returns setof casework.search_key
  language sql stable set search_path = '' as $$
  select distinct p.case_id, found.key, found.is_name, p.family_key, p.given_key
  from casework.patient p join people.case k on k.id = p.case_id join people.person n on n.id = k.person_id
  cross join lateral (
    select part.key, true from regexp_split_to_table(people.plain_name(concat_ws(' ', n.family_name, n.given_names, n.other_names)), '[\s,]+') word (key)
    cross join lateral (select word.key union all select regexp_split_to_table(word.key, '[-'']')) part
    union all select lower(p.mhcs_reference), false) found (key, is_name)
  where p.case_id = any (cases) and found.key <> ''
$$;
create or replace function casework.listed_patients_of(cases bigint[]) returns setof casework.listed_patient
  language sql stable set search_path = '' as $$
  select p.case_id, p.family_key, p.given_key, people.plain_name(p.family_name || ' ' || p.given_names || ' ' || p.mhcs_reference), p.ward_id, l.ids,
    json_build_object('caseId', p.case_id, 'familyName', p.family_name, 'givenNames', p.given_names, 'reference', p.mhcs_reference,
      'hospital', p.hospital_name, 'ward', w.name, 'leads', l.leads)::text,
    json_build_object('bornOn', p.born_on, 'authority', p.authority, 'closedOn', k.closed_on, 'current', (
      select json_build_object('id', a.id, 'state', a.state, 'outcome', a.outcome, 'dueOn', a.due_on, 'pausedOn', a.paused_on)
      from casework.document a where a.case_id = p.case_id and a.kind = 'leave application' and a.state <> 'withdrawn'
      order by a.created_at desc, a.id desc limit 1))::text
  from casework.patient p join people.case k on k.id = p.case_id left join people.unit w on w.id = p.ward_id
  cross join lateral (
    select coalesce(array_agg(c.account_id order by c.id), '{}') as ids,
      coalesce(json_agg(json_build_object('name', a.display_name, 'from', c.from_on, 'until', c.until_on) order by a.display_name, c.id), '[]') as leads
    from people.circle c join people.account a on a.id = c.account_id
    where c.case_id = p.case_id and c.capacity = 'responsible_clinician' and (c.until_on is null or c.until_on > access.today())) l
  where p.case_id = any (cases)
$$;
select casework.list_patients(array(select p.case_id from casework.patient p));
select casework.keep_search_keys(array(select p.case_id from casework.patient p));

-- As when it is proposed: what somebody found to be two people meanwhile is not joined.
create or replace function people.decide_merge() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  who bigint := (access.actor()).account_id;
begin
  if (old.state, new.state) not in (('proposed', 'turned down'), ('proposed', 'merged'), ('merged', 'undo proposed'),
      ('undo proposed', 'merged'), ('undo proposed', 'undone')) then
    raise exception 'a merge that is % cannot become %', old.state, new.state using errcode = 'OW004';
  end if;
  perform from people.person p where p.id in (new.kept_id, new.merged_id) order by p.id for update;
  if old.state = 'proposed' then
    new.answered_by := who;
    new.answered_at := now();
    if new.state = 'merged' then
      if who is null or who = old.proposed_by then
        raise exception 'another person confirms' using errcode = 'OW110';
      end if;
      if exists (select from people.not_same n where n.taken_back_at is null
          and n.one_id = least(new.kept_id, new.merged_id) and n.other_id = greatest(new.kept_id, new.merged_id)) then
        raise exception 'somebody found these to be two people' using errcode = 'OW112';
      end if;
      new := people.join_persons(new);
    end if;
  elsif new.state = 'undo proposed' then
    new.undo_proposed_by := who;
    new.undo_proposed_at := now();
  elsif new.state = 'merged' then
    new.undo_reason := null;
    new.undo_proposed_by := null;
    new.undo_proposed_at := null;
  else
    if who is null or who = old.undo_proposed_by then
      raise exception 'another person confirms' using errcode = 'OW110';
    end if;
    perform people.part_persons(new);
    new.undone_by := who;
    new.undone_at := now();
  end if;
  return new;
end $$;

create or replace function casework.expire_restrictions(on_day date) returns table (case_id bigint, account_id bigint, side text)
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one record;
  stood text;
begin
  -- Whoever runs this at the same moment waits, and then finds those cases closed.
  perform pg_advisory_xact_lock(hashtext('expire restrictions'));
  for one in
    select a.case_id, max(least(a.release_on, a.expires_on)) filter (where a.ended_on is null) as lapsed_on,
      -- One that somebody’s decision had ended leaves nobody detained when another lapses.
      coalesce(bool_or(a.kind in ('s45A', 's47/49', '1959 s72/74')) filter (where a.ended_on is null), false) as sentenced, max(a.precedence) as precedence
    from casework.authority a join casework.authority_kind k on k.code = a.kind and k.family is not null
    join people.case open on open.id = a.case_id and open.closed_on is null
    where a.superseded_by is null and not a.struck_out
    group by a.case_id
    having max(coalesce(a.ended_on, least(a.release_on, a.expires_on), 'infinity')) <= on_day
      and bool_or(a.ended_on is null) loop
    stood := casework.read_movements(one.case_id);
    -- Where the law knows no such movement, as before the first one: what cannot end keeps no other case from ending.
    continue when not exists (select from casework.movement_rule r where r.kind = 'restrictions expired' and r.from_standing = stood);
    stood := casework.status_of(stood);
    insert into casework.movement (case_id, kind, actual_on)
    -- Not before what happened last: a release date that was entered late ends the restrictions now.
    select one.case_id, 'restrictions expired', greatest(one.lapsed_on, max(m.actual_on)) from casework.movement m
    where m.case_id = one.case_id and m.superseded_by is null and not m.struck_out;
    if one.sentenced and stood in ('in hospital', 'in trial leave hospital') then
      insert into casework.authority (case_id, kind, order_on, precedence)
      values (one.case_id, 'notional s37', one.lapsed_on, least(one.precedence + 1, 9));
    end if;
    return query
      select one.case_id, c.account_id, case c.capacity when 'subject' then 'person' else 'hospital' end
      from people.circle c where c.case_id = one.case_id and c.account_id is not null
        and c.capacity in ('subject', 'responsible_clinician') and (c.until_on is null or c.until_on > on_day)
      union
      select one.case_id, m.account_id, 'hospital' from people.circle c
      join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity and (m.until_on is null or m.until_on > on_day)
      where c.case_id = one.case_id and c.capacity = 'mha_office' and (c.until_on is null or c.until_on > on_day)
      union
      select one.case_id, m.account_id, 'section' from casework.patient p
      join people.membership m on m.unit_id = p.team_id and (m.until_on is null or m.until_on > on_day)
      join people.case k on k.id = p.case_id and k.readers = 'room'
      where p.case_id = one.case_id
      union
      select one.case_id, c.account_id, 'section' from people.circle c
      where c.case_id = one.case_id and c.account_id is not null and c.capacity in ('caseworker', 'extremism_head')
        and (c.until_on is null or c.until_on > on_day)
      union
      -- Whoever had a document in hand that ended with the case.
      select one.case_id, d.caseworker_id, 'section' from casework.document d
      where d.case_id = one.case_id and d.state = 'ended with the case' and d.caseworker_id is not null;
    -- Its clocks stop at once, and not when their turn comes.
    perform jobs.enqueue('count-clocks', json_build_object('case', one.case_id), 'clocks ' || one.case_id);
  end loop;
end $$;
