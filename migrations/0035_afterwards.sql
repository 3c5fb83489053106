-- What follows by itself once something was recorded.

-- After a recall. The warrant says where somebody comes back to; where that is a hospital or ward that is known here by
-- its name, hospital, ward and circle of their case follow, unless the section names another place.
create function casework.unit_named(hospital text, ward text) returns bigint
  language sql stable set search_path = '' as $$
  select case when count(*) = 1 then min(coalesce(w.id, h.id)) end from people.unit h
  left join people.unit w on w.parent_id = h.id and w.kind = 'ward' and w.ended_on is null and lower(w.name) = lower(trim(ward))
  where h.kind = 'hospital' and h.ended_on is null and lower(h.name) = lower(trim(hospital))
$$;

-- Where what was authorised leads to: the place that its document names.
create function casework.place_authorised(move bigint) returns bigint
  language sql stable security definer set search_path = '' as $$
  select casework.unit_named(s.answers ->> k.place_in[1], s.answers ->> k.place_in[2])
  from casework.authorised_move a
  join casework.document d on d.id = a.document_id
  join casework.document_kind k on k.kind = d.kind and cardinality(k.place_in) > 1
  cross join lateral (select x.answers from casework.submission x where x.document_id = d.id order by x.round desc limit 1) s
  where a.id = move
$$;

-- What the form begins with: the unit and, where the responsible clinician of the case works there, who that is.
create function casework.arrival_expected(move bigint) returns table (unit_id bigint, place text, clinician_id bigint)
  language sql stable security definer set search_path = '' as $$
  select u.id, u.name, (select c.account_id from people.circle c
    join people.membership m on m.account_id = c.account_id and m.role = c.capacity and m.unit_id in (u.id, u.parent_id)
      and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
    where c.case_id = a.case_id and c.capacity = 'responsible_clinician'
      and (c.until_on is null or c.until_on > access.today()) order by c.id desc limit 1)
  from casework.authorised_move a join people.unit u on u.id = casework.place_authorised(a.id)
  where a.id = move and access.national_as(variadic access.deciders()) and a.case_id <> all (access.cases_shut())
$$;
grant execute on function casework.arrival_expected(bigint) to ownwords_national;

-- Runs before casework.movement_leads, which keeps where somebody was. Who is responsible clinician stays until the
-- section names another.
create function casework.recall_leads() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  warranted people.unit;
begin
  new.to_unit := casework.unit_named(split_part(new.to_place, ',', 1), split_part(new.to_place, ',', 2));
  if new.to_unit is not null then return new; end if;
  select u.* into warranted from casework.authorised_move a
  join people.unit u on u.id = casework.place_authorised(a.id)
  where a.case_id = new.case_id and a.movement = 'recall' and a.state = 'stands' and a.authorised_on = new.authorised_on
  order by a.id desc limit 1;
  -- A place that the section named, and that is another, is where they are.
  if trim(new.to_place) = '' or exists (select from people.unit u where u.id in (warranted.id, warranted.parent_id)
      and position(lower(u.name) in lower(new.to_place)) > 0) then
    new.to_unit := warranted.id;
  end if;
  return new;
end $$;
create trigger follows_warrant before insert on casework.movement
  for each row when (new.kind = 'recall' and new.corrects is null and new.to_unit is null and new.recorded_by is not null)
  execute function casework.recall_leads();

-- Until when the supervisors of a discharge stay in the case of somebody who was recalled: a test holds it equal to
-- casework/rules/recall/supervisors-stay.ts.
create function casework.supervisors_stay_until(returned date) returns date
  language sql immutable set search_path = '' as $$ select (returned + interval '3 months')::date $$;

-- Those who would go by a recall stay: it was struck out or moved to another day, or a new discharge came.
create function casework.supervisors_stay(of_case bigint, returned date) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update people.circle c set until_on = null
  where c.case_id = of_case and c.capacity in ('social_supervisor', 'clinical_supervisor')
    and c.until_on = greatest(c.from_on, casework.supervisors_stay_until(returned))
    and not exists (select from people.circle o where o.case_id = of_case and o.capacity = c.capacity
      and o.account_id is not distinct from c.account_id and o.unit_id is not distinct from c.unit_id and o.until_on is null);
end $$;

create function casework.supervisors_go() returns trigger
  language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  gone casework.movement := (select m from casework.movement m where m.id = new.corrects);
  status text := (select p.status from casework.patient p where p.case_id = new.case_id);
begin
  if gone.kind = 'recall' then perform casework.supervisors_stay(new.case_id, gone.actual_on); end if;
  if new.struck_out then return null; end if;
  if status = 'conditionally discharged' then
    perform casework.supervisors_stay(new.case_id, m.actual_on) from casework.movement m where m.case_id = new.case_id
      and m.kind = 'recall' and m.superseded_by is null and not m.struck_out
      and casework.supervisors_stay_until(m.actual_on) > access.today();
  elsif new.kind = 'recall' and status in ('in hospital', 'in trial leave hospital') then
    update people.circle c set until_on = greatest(c.from_on, casework.supervisors_stay_until(new.actual_on))
    where c.case_id = new.case_id and c.capacity in ('social_supervisor', 'clinical_supervisor')
      and c.from_on <= new.actual_on
      and (c.until_on is null or c.until_on > casework.supervisors_stay_until(new.actual_on));
  end if;
  return null;
end $$;
create trigger supervisors_go after insert on casework.movement
  for each row when (new.kind = 'recall' or new.corrects is not null or new.kind like 'conditional discharge%')
  execute function casework.supervisors_go();

-- What a recall leaves to be done is counted with every other clock: days and kinds, and no word.
create function casework.recall_facts(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_strip_nulls(json_build_object('id', y.document_id || '/' || y.id, 'duty', y.duty,
      'leftOn', (y.left_at at time zone 'Europe/London')::date, 'dueOn', (y.due_at at time zone 'Europe/London')::date,
      'metOn', (y.met_at at time zone 'Europe/London')::date)) order by y.id), '[]')
  from casework.recall_duty y where y.case_id = of_case
$$;
grant execute on function casework.recall_facts(bigint) to ownwords_worker;
create trigger clocks_change after insert or update on casework.recall_duty
  for each row execute function casework.counts_at_once();

-- When a movement that never was is struck out, the conditions go or come back with it: those of a discharge never held,
-- and those that a recall or the end of the restrictions ended hold on.
create function casework.conditions_follow_strike() returns trigger
  language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  status text := (select p.status from casework.patient p where p.case_id = new.case_id);
begin
  if status in ('conditionally discharged', 'in custody') then
    update casework.discharge_condition c set until_on = null, lifted_by = null
    where c.case_id = new.case_id and (c.lifted_by = 'end of restrictions' or (c.lifted_by = 'recall'
      and not exists (select from casework.movement m where m.case_id = new.case_id and m.kind = 'recall'
        and m.actual_on >= c.from_on and m.superseded_by is null and not m.struck_out)));
  elsif new.kind like 'conditional discharge%' then
    update casework.discharge_condition c set until_on = c.from_on, lifted_by = 'mistake'
    where c.case_id = new.case_id and c.until_on is null;
  end if;
  return null;
end $$;
create trigger strikes_conditions after insert on casework.movement
  for each row when (new.struck_out) execute function casework.conditions_follow_strike();

-- That the tribunal was asked to keep a report from the person, and what it directed: rule 14(2) of the tribunal's rules
-- (SI 2008/2699). Closed to the person and their helpers: it stands apart from the steps, which are open. A row is never
-- edited; the last of each report holds.
create table casework.tribunal_withholding (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  tribunal_id bigint not null,
  -- A test holds the reports and states equal to casework/rules/tribunal/withholding.ts.
  report text not null check (report in ('hospital reports sent', 'clinician report sent', 'social report sent', 'state comments sent')),
  state text not null check (state in ('asked', 'directed', 'refused', 'lifted')),
  on_day date not null check (on_day <= access.today()),
  recorded_by bigint not null references people.account (id),
  recorded_as text not null,
  recorded_at timestamptz not null default now(),
  foreign key (tribunal_id, case_id) references casework.tribunal_case (id, case_id)
);
create index on casework.tribunal_withholding (case_id);
create index on casework.tribunal_withholding (tribunal_id, id);
alter table casework.tribunal_withholding enable row level security;
alter table casework.tribunal_withholding force row level security;
create policy definer on casework.tribunal_withholding to ownwords_owner using (true) with check (true);
create policy national on casework.tribunal_withholding for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy reporters on casework.tribunal_withholding for select to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'mha_office', 'social_supervisor',
    'clinical_supervisor'))::bigint[]));
create policy section_records on casework.tribunal_withholding for insert to ownwords_national
  with check (recorded_by = (select access.account_id()) and recorded_as = 'section'
    and case_id <> all ((select access.cases_shut())::bigint[]));
create policy reporters_record on casework.tribunal_withholding for insert to ownwords_app
  with check (recorded_by = (select access.account_id()) and case_id = any (access.cases_as(recorded_as))
    and recorded_as in ('responsible_clinician', 'mha_office', 'social_supervisor', 'clinical_supervisor'));
grant select, insert (case_id, tribunal_id, report, state, on_day, recorded_by, recorded_as)
  on casework.tribunal_withholding to ownwords_app, ownwords_national;
create trigger is_over_for_section before insert on casework.tribunal_withholding
  for each row execute function casework.is_over_for_section();

-- Nothing is kept back that has not gone, or was not before that day, and one state follows another as the rule has it.
create function casework.withholding_came() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  former text;
begin
  perform 1 from casework.tribunal_case c where c.id = new.tribunal_id for no key update;
  select h.state into former from casework.tribunal_withholding h
  where h.tribunal_id = new.tribunal_id and h.report = new.report and h.id <> new.id order by h.id desc limit 1;
  if not (case former when 'asked' then new.state in ('directed', 'refused') when 'directed' then new.state = 'lifted'
      else new.state in ('asked', 'directed') end)
    or not exists (select from casework.tribunal_step s where s.tribunal_id = new.tribunal_id and s.kind = new.report
      and s.superseded_by is null and not s.struck_out)
    or exists (select from casework.tribunal_case c where c.id = new.tribunal_id and c.made_on > new.on_day) then
    raise exception '% does not follow', new.state using errcode = 'OW159';
  end if;
  return null;
end $$;
create trigger came after insert on casework.tribunal_withholding
  for each row execute function casework.withholding_came();

-- Notice of a new address that nobody has answered ends with its case too, and comes back should the closing have been a
-- mistake.
create function casework.notices_end() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in update casework.address_notice n set ended_on = case when new.closed_on is null then null else access.today() end
    where n.case_id = new.id and n.outcome is null and (n.ended_on is null) = (new.closed_on is not null) returning n.id loop
    perform audit.record(case when new.closed_on is null then 'casework.address.came-back' else 'casework.address.ended-with-case' end,
      new.id, jsonb_build_object('notice', one.id),
      case when new.closed_on is null then 'the case opened again' else 'the case closed' end, null);
  end loop;
  return null;
end $$;
create trigger notices_end after update of closed_on on people.case
  for each row when ((old.closed_on is null) <> (new.closed_on is null)) execute function casework.notices_end();

-- What is known of moves is counted with every other clock.
create function casework.address_facts(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_strip_nulls(json_build_object('id', n.id::text, 'plannedOn', n.given_on, 'movesOn', n.move_on,
      'toldOn', n.given_on, 'answeredOn', coalesce(n.answered_on, n.ended_on))) order by n.id), '[]')
  from casework.address_notice n where n.case_id = of_case
$$;
grant execute on function casework.address_facts(bigint) to ownwords_worker;
create trigger clocks_change after insert or update on casework.address_notice
  for each row execute function casework.counts_at_once();

-- A case that is marked for extremism is read by its circle alone, and by nobody else of the section: whoever marks it,
-- and whoever has it in hand. A test holds the level that opens it again equal to casework/rules/flags.ts.
create function casework.level_to_open() returns smallint
  language sql immutable set search_path = '' as $$ select 4::smallint $$;
create function casework.is_marked(of_case bigint) returns boolean
  language sql stable set search_path = '' as $$
  select coalesce((select f.value from casework.flag_change f where f.case_id = of_case and f.flag = 'extremism'
      order by f.id desc limit 1),
    -- What came from a file has no history here.
    (select f.extremism_level from casework.patient_flags f where f.case_id = of_case), 'none') <> 'none'
$$;
create function casework.lets_read(of_case bigint, account bigint, as_what text) returns void
  language sql volatile set search_path = '' as $$
  insert into people.circle (case_id, account_id, capacity, basis, added_by)
  select of_case, account, as_what, 'marked for extremism', access.account_id()
  where not exists (select from people.circle c where c.case_id = of_case and c.account_id = account and c.capacity = as_what
    and (c.until_on is null or c.until_on > access.today()))
$$;

-- A case that comes from a file with the mark on it is shut at once, and read by those who lead on extremism.
create function casework.shut_as_marked(of_case bigint) returns void
  language plpgsql volatile set search_path = '' as $$
begin
  update people.case k set readers = 'circle' where k.id = of_case;
  perform casework.lets_read(of_case, m.account_id, 'extremism_head') from people.membership m
  where m.role = 'extremism_head' and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today());
end $$;

-- Checked once the row is written, after its policy.
create function casework.mark_shuts() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.value = 'none' then
    -- A case that is shut for another reason stays so.
    if not exists (select from casework.patient_flags f where f.case_id = new.case_id and f.extremism_level <> 'none') then
      return null;
    end if;
    if casework.level_held(new.recorded_by, access.today()) < casework.level_to_open() then
      raise exception 'a higher authority level is needed' using errcode = 'OW007';
    end if;
    update people.case k set readers = 'room' where k.id = new.case_id and k.readers = 'circle';
    update people.circle c set until_on = greatest(c.from_on, access.today())
    where c.case_id = new.case_id and c.basis = 'marked for extremism' and (c.until_on is null or c.until_on > access.today());
    return null;
  end if;
  update people.case k set readers = 'circle' where k.id = new.case_id and k.readers = 'room';
  perform casework.lets_read(new.case_id, new.recorded_by, 'extremism_head');
  perform casework.lets_read(new.case_id, a.caseworker_id, 'caseworker')
  from casework.case_allocation a where a.case_id = new.case_id;
  return null;
end $$;
-- Before casework.flag_came, which keeps the level in casework.patient_flags.
create trigger admits after insert on casework.flag_change
  for each row when (new.flag = 'extremism') execute function casework.mark_shuts();

-- By whatever door: what is marked stays shut.
create function casework.stays_shut() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if casework.is_marked(new.id) then
    raise exception 'case % is marked for extremism', new.id using errcode = '23514';
  end if;
  return new;
end $$;
create trigger stays_shut before update of readers on people.case
  for each row when (old.readers = 'circle' and new.readers = 'room') execute function casework.stays_shut();

-- Who is given such a case in hand reads it; who had it before does not any more.
create function casework.given_to_read() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not casework.is_marked(new.case_id) then return null; end if;
  update people.circle c set until_on = greatest(c.from_on, access.today())
  where c.case_id = new.case_id and c.basis = 'marked for extremism' and c.capacity = 'caseworker'
    and c.account_id <> new.caseworker_id and (c.until_on is null or c.until_on > access.today());
  perform casework.lets_read(new.case_id, new.caseworker_id, 'caseworker');
  return null;
end $$;
create trigger given_to_read after insert or update on casework.case_allocation
  for each row execute function casework.given_to_read();
