-- What lists show of a patient and of a clock, made when something changes and not at each of the thousands of times that
-- it is looked at, as casework.open_work is. Written by triggers alone; the tables that it is made from stay the truth,
-- and a test holds the two equal.

create table casework.listed_patient (
  case_id bigint primary key references people.case (id),
  family_key text not null,
  given_key text not null,
  -- What a care team looks for in its own list.
  looked_for text not null,
  ward_id bigint,
  -- The responsible clinicians who were not gone when the row was made.
  led_by bigint[] not null,
  -- Each an object of JSON in one line: who it is and who leads, and for the care team where their leave stands.
  named text not null,
  stands text not null
);
alter table casework.listed_patient enable row level security;
alter table casework.listed_patient force row level security;
create policy definer on casework.listed_patient to ownwords_owner using (true) with check (true);
create policy national on casework.listed_patient for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy care_team on casework.listed_patient for select to ownwords_app using (case_id = any ((select access.cases_as(
  'responsible_clinician', 'ward_staff', 'mha_office', 'social_supervisor', 'clinical_supervisor', 'prison_healthcare'))::bigint[]));
grant select on casework.listed_patient to ownwords_app, ownwords_national;

create function casework.listed_patients_of(cases bigint[]) returns setof casework.listed_patient
  language sql stable set search_path = '' as $$
  select p.case_id, p.family_key, p.given_key, lower(p.family_name || ' ' || p.given_names || ' ' || p.mhcs_reference), p.ward_id, l.ids,
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

create function casework.list_patients(cases bigint[]) returns void
  language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  if cardinality(cases) = 0 then return; end if;
  -- As in casework.list_work: one after the other, each with what the other one did.
  perform 1 from people.case k where k.id = any (cases) order by k.id for no key update;
  insert into casework.listed_patient as l select * from casework.listed_patients_of(cases)
  on conflict (case_id) do update set family_key = excluded.family_key, given_key = excluded.given_key,
    looked_for = excluded.looked_for, ward_id = excluded.ward_id, led_by = excluded.led_by, named = excluded.named, stands = excluded.stands
  where l is distinct from excluded;
end $$;

create function casework.patient_comes_to_lists() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_patients(array(select c.case_id from changed c));
  return null;
end $$;
create trigger comes_to_lists after insert on casework.patient referencing new table as changed
  for each statement execute function casework.patient_comes_to_lists();
-- Where rows change one at a time, what does not concern a list costs it nothing: a register of ten thousand comes in so.
create function casework.patient_changes_lists() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_patients(array[new.case_id]);
  return null;
end $$;
create trigger changes_lists after update on casework.patient for each row
  when ((new.mhcs_reference, new.authority, new.ward_id, new.family_name, new.given_names, new.born_on, new.hospital_name)
    is distinct from (old.mhcs_reference, old.authority, old.ward_id, old.family_name, old.given_names, old.born_on, old.hospital_name))
  execute function casework.patient_changes_lists();
create function casework.document_changes_lists() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_patients(array(select distinct c.case_id from changed c where c.kind = 'leave application'));
  return null;
end $$;
create trigger comes_to_lists after insert on casework.document referencing new table as changed
  for each statement execute function casework.document_changes_lists();
create trigger changes_lists after update on casework.document referencing new table as changed
  for each statement execute function casework.document_changes_lists();
create function casework.circle_changes_lists() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_patients(array[coalesce(new.case_id, old.case_id)]);
  return null;
end $$;
create trigger comes_to_lists after insert on people.circle for each row
  when (new.capacity = 'responsible_clinician') execute function casework.circle_changes_lists();
create trigger changes_lists after update on people.circle for each row
  when ('responsible_clinician' in (new.capacity, old.capacity)) execute function casework.circle_changes_lists();
create trigger leaves_lists after delete on people.circle for each row
  when (old.capacity = 'responsible_clinician') execute function casework.circle_changes_lists();
create function casework.case_changes_lists() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_patients(array[new.id]);
  return null;
end $$;
create trigger changes_lists after update of closed_on on people.case
  for each row when (new.closed_on is distinct from old.closed_on) execute function casework.case_changes_lists();
create function casework.name_changes_lists() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_patients(array(select l.case_id from casework.listed_patient l
    where case tg_table_name when 'unit' then l.ward_id = new.id else new.id = any (l.led_by) end));
  return null;
end $$;
create trigger changes_lists after update of name on people.unit
  for each row when (new.name <> old.name and new.kind = 'ward') execute function casework.name_changes_lists();
create trigger changes_lists after update of display_name on people.account
  for each row when (new.display_name <> old.display_name) execute function casework.name_changes_lists();
select casework.list_patients(array(select case_id from casework.patient));

-- Every beginning by which a patient is found: of each word of each of their names, of the parts of a word that is joined
-- by hyphens or apostrophes, and of the MHCS reference. A search reads the index alone, in the order of its page.
create table casework.search_key (
  case_id bigint not null references people.case (id),
  key text not null,
  -- Of a name; otherwise of the reference, which is looked for alone.
  is_name boolean not null,
  family_key text not null,
  given_key text not null,
  primary key (case_id, key, is_name)
);
create index beginnings on casework.search_key (key text_pattern_ops) include (family_key, given_key, case_id, is_name);
alter table casework.search_key enable row level security;
alter table casework.search_key force row level security;
create policy definer on casework.search_key to ownwords_owner using (true) with check (true);
create policy national on casework.search_key for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
grant select on casework.search_key to ownwords_national;

create function casework.search_keys_of(cases bigint[]) returns setof casework.search_key
  language sql stable set search_path = '' as $$
  select distinct p.case_id, found.key, found.is_name, p.family_key, p.given_key
  from casework.patient p join people.case k on k.id = p.case_id join people.person n on n.id = k.person_id
  cross join lateral (
    select part.key, true from regexp_split_to_table(lower(concat_ws(' ', n.family_name, n.given_names, n.other_names)), '[\s,]+') word (key)
    cross join lateral (select word.key union all select regexp_split_to_table(word.key, '[-''’]')) part
    union all select lower(p.mhcs_reference), false) found (key, is_name)
  where p.case_id = any (cases) and found.key <> ''
$$;
create function casework.keep_search_keys(cases bigint[]) returns void
  language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  if cardinality(cases) = 0 then return; end if;
  perform 1 from people.case k where k.id = any (cases) order by k.id for no key update;
  delete from casework.search_key k where k.case_id = any (cases);
  insert into casework.search_key select * from casework.search_keys_of(cases);
end $$;
create function casework.patient_comes_to_search() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into casework.search_key select * from casework.search_keys_of(array(select c.case_id from changed c));
  return null;
end $$;
create trigger comes_to_search after insert on casework.patient referencing new table as changed
  for each statement execute function casework.patient_comes_to_search();
create function casework.patient_changes_search() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.keep_search_keys(array[new.case_id]);
  return null;
end $$;
create trigger changes_search after update on casework.patient for each row
  when ((new.family_key, new.given_key, new.mhcs_reference) is distinct from (old.family_key, old.given_key, old.mhcs_reference))
  execute function casework.patient_changes_search();
create function casework.person_changes_search() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.keep_search_keys(array(select k.id from people.case k where k.person_id = new.id));
  return null;
end $$;
create trigger changes_search after update of other_names on people.person for each row
  when (new.other_names <> old.other_names) execute function casework.person_changes_search();
select casework.keep_search_keys(array(select case_id from casework.patient));

-- A clock as lists read it, an object of JSON in one line.
alter table casework.clock add shown text not null default '';
create function casework.clock_reads() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.shown := json_build_object('id', new.id, 'caseId', new.case_id, 'kind', new.kind, 'of', new.of, 'startedOn', new.started_on,
    'dueOn', new.due_on, 'soonOn', new.soon_on, 'opensOn', new.opens_on, 'workingDays', new.working_days, 'pausedOn', new.paused_on,
    'pauseReason', new.pause_reason, 'pausedLeft', new.paused_left, 'expectedOn', new.expected_on, 'inForce', new.in_force,
    'owedBy', new.owed_by, 'rank', new.rank)::text;
  return new;
end $$;
create trigger reads before insert or update on casework.clock for each row execute function casework.clock_reads();

-- The clocks of the cases of one reader until a day.
create index of_case on casework.clock (case_id, due_on) where owed_by <> 'person';

-- What is being written, a few among all that were ever decided.
create index unfinished on casework.document (case_id) where state = 'draft';
-- To whom one document was given, without reading all that was ever read in its case.
create index allocated on audit.event (case_id, ((detail ->> 'application')::bigint)) where event = 'casework.document.allocated';

-- How many clocks run out when, so that a list of thousands is counted from hundreds of rows. What changes is added, as
-- more or as fewer, and waits for nobody; once they are all counted at night the rows are brought together.
create table casework.clock_tally (
  id bigint generated always as identity primary key,
  team_id bigint not null,
  due_on date not null,
  soon_on date,
  runs boolean not null,
  how_many integer not null
);
create index tally_of_team on casework.clock_tally (team_id, due_on);
create index tally_of_all on casework.clock_tally (due_on);
alter table casework.clock_tally enable row level security;
alter table casework.clock_tally force row level security;
create policy definer on casework.clock_tally to ownwords_owner using (true) with check (true);

create function casework.tally_clocks() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into casework.clock_tally (team_id, due_on, soon_on, runs, how_many)
  select c.team_id, c.due_on, c.soon_on, c.in_force and c.paused_on is null, case tg_op when 'DELETE' then -count(*) else count(*) end
  from changed c where c.owed_by <> 'person' and c.due_on is not null group by 1, 2, 3, 4;
  return null;
end $$;
create trigger comes_to_tally after insert on casework.clock referencing new table as changed
  for each statement execute function casework.tally_clocks();
create trigger leaves_tally after delete on casework.clock referencing old table as changed
  for each statement execute function casework.tally_clocks();
create function casework.tally_changed_clocks() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into casework.clock_tally (team_id, due_on, soon_on, runs, how_many)
  select c.team_id, c.due_on, c.soon_on, c.in_force and c.paused_on is null, sum(c.one)
  from (select *, 1 as one from came union all select *, -1 from gone) c
  where c.owed_by <> 'person' and c.due_on is not null group by 1, 2, 3, 4 having sum(c.one) <> 0;
  return null;
end $$;
create trigger changes_tally after update on casework.clock referencing new table as came old table as gone
  for each statement execute function casework.tally_changed_clocks();
insert into casework.clock_tally (team_id, due_on, soon_on, runs, how_many)
  select team_id, due_on, soon_on, in_force and paused_on is null, count(*) from casework.clock
  where owed_by <> 'person' and due_on is not null group by 1, 2, 3, 4;

-- Brings the rows together that say the same. Two at once take different rows.
create function casework.fold_tally() returns void
  language sql volatile security definer set search_path = '' as $$
  with parts as (
    delete from casework.clock_tally where id = any (array(select t.id from casework.clock_tally t for update skip locked))
    returning team_id, due_on, soon_on, runs, how_many)
  insert into casework.clock_tally (team_id, due_on, soon_on, runs, how_many)
  select team_id, due_on, soon_on, runs, sum(how_many) from parts group by 1, 2, 3, 4 having sum(how_many) <> 0 order by 1, 2
$$;
grant execute on function casework.fold_tally() to ownwords_worker;

-- What is due until a day, in one team or in all, and of it what is late and what is due soon; without the clocks of the
-- cases that are shut to the reader. A test holds it equal to counting the clocks.
create function casework.clocks_counted(today date, until date, for_team bigint) returns json
  language plpgsql stable security definer set search_path = '' as $$
declare
  shut bigint[] := access.cases_shut();
begin
  if shut is null then return null; end if;
  return (
    select json_build_object('all', coalesce(sum(how_many), 0),
      'overdue', coalesce(sum(how_many) filter (where runs and due_on < today), 0),
      'soon', coalesce(sum(how_many) filter (where runs and due_on >= today and soon_on <= today), 0))
    from (
      select t.due_on, t.soon_on, t.runs, t.how_many from casework.clock_tally t where for_team is null and t.due_on <= until
      union all
      select t.due_on, t.soon_on, t.runs, t.how_many from casework.clock_tally t where t.team_id = for_team and t.due_on <= until
      union all
      select c.due_on, c.soon_on, c.in_force and c.paused_on is null, -1 from casework.clock c
      where c.case_id = any (shut) and c.owed_by <> 'person' and c.due_on <= until and (for_team is null or c.team_id = for_team)) counted);
end $$;
grant execute on function casework.clocks_counted(date, date, bigint) to ownwords_national;

-- The few decisions that wait among all that is open.
create index awaiting on casework.open_work (due_on, document_id) where state = 'awaiting authorisation';
