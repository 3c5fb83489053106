-- What the worklist of the section shows, a row for each document that is open, made when something changes and not
-- at each of the thousands of times that it is looked at. Written by triggers alone; the tables that it is made from
-- stay the truth, and a test holds the two equal.

create table casework.open_work (
  document_id bigint primary key,
  case_id bigint not null references people.case (id),
  team_id bigint not null,
  caseworker_id bigint,
  hospital_id bigint not null,
  state text not null,
  asked_for text[] not null,
  submitted_at timestamptz,
  due_on date,
  paused_on date,
  family_key text not null,
  given_key text not null,
  hospital_name text not null,
  -- The row as the page takes it: an object of JSON in one line.
  shown text not null,
  -- Its place in the order of the triage; a report has none.
  rank smallint,
  -- Where it waits for a second person: the level that they need.
  level smallint,
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
-- What the tabs count stands in the index, so that counting reads no row of the table.
create index worklist on casework.open_work (team_id, due_on, document_id) include (state, paused_on, caseworker_id, case_id);
create index on casework.open_work (case_id);
create index on casework.open_work (caseworker_id);
alter table casework.open_work enable row level security;
alter table casework.open_work force row level security;
create policy definer on casework.open_work to ownwords_owner using (true) with check (true);
create policy national on casework.open_work for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
grant select on casework.open_work to ownwords_national;

-- The rows themselves are made by casework.open_work_of (0030), which needs tables that come later.
create function casework.list_work(cases bigint[]) returns void
  language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  if cardinality(cases) = 0 then return; end if;
  -- Two who change the same case list it one after the other, each with what the other one did.
  perform 1 from people.case k where k.id = any (cases) order by k.id for no key update;
  delete from casework.open_work w where w.case_id = any (cases)
    and not exists (select from casework.open_work_of(cases) now where now.document_id = w.document_id);
  insert into casework.open_work as w select * from casework.open_work_of(cases)
  on conflict (document_id) do update set team_id = excluded.team_id, caseworker_id = excluded.caseworker_id,
    hospital_id = excluded.hospital_id, state = excluded.state, asked_for = excluded.asked_for,
    submitted_at = excluded.submitted_at, due_on = excluded.due_on, paused_on = excluded.paused_on,
    family_key = excluded.family_key, given_key = excluded.given_key, hospital_name = excluded.hospital_name,
    shown = excluded.shown, rank = excluded.rank, level = excluded.level
  where w is distinct from excluded;
end $$;

create function casework.document_changes_work() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_work(array(select distinct c.case_id from changed c where c.state <> 'draft' or c.view_due_on is not null));
  return null;
end $$;
create trigger comes_to_work after insert on casework.document referencing new table as changed
  for each statement execute function casework.document_changes_work();
create trigger changes_work after update on casework.document referencing new table as changed
  for each statement execute function casework.document_changes_work();

-- Of a patient, their flags and their caseworker only what is listed already can change.
create function casework.patient_changes_work() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_work(array(select distinct w.case_id from casework.open_work w join changed c on c.case_id = w.case_id));
  return null;
end $$;
create trigger changes_work after update on casework.patient referencing new table as changed
  for each statement execute function casework.patient_changes_work();
create trigger comes_to_work after insert on casework.patient_flags referencing new table as changed
  for each statement execute function casework.patient_changes_work();
create trigger changes_work after update on casework.patient_flags referencing new table as changed
  for each statement execute function casework.patient_changes_work();

create function casework.account_changes_work() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_work(array(select distinct w.case_id from casework.open_work w where w.caseworker_id = new.id));
  return null;
end $$;
create trigger changes_work after update of display_name on people.account
  for each row when (new.display_name <> old.display_name) execute function casework.account_changes_work();
