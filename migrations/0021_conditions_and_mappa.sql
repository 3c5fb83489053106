-- The conditions of a discharge with their history, and notice of a new address.

-- A row is never edited: a change ends one and begins another. It points to nothing that was put forward
-- (casework.proposed_condition), so that it does not say who wanted it.
create table casework.discharge_condition (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  -- Which of the bank it came from (casework/rules/conditions); what holds is what was written.
  standard text check (standard ~ '^[a-z-]{2,30}$'),
  wording text not null check (trim(wording) <> '' and length(wording) <= 4000),
  -- The same in plain words, for the person.
  plain text not null check (trim(plain) <> '' and length(plain) <= 4000),
  -- Deprives of liberty: sections 42(2A) and 73(5A), both from 18 February 2026.
  on_liberty boolean not null default false,
  set_by text not null check (set_by in ('Secretary of State', 'tribunal')),
  from_on date not null,
  -- The first day on which it no longer holds.
  until_on date check (until_on >= from_on),
  -- Decided here; or set by a result of the tribunal, as the how-manieth of the conditions that it worded.
  decision_id bigint,
  tribunal_result_id bigint,
  tribunal_place smallint check (tribunal_place > 0),
  -- The movement by which the register has the discharge.
  movement_id bigint,
  replaces bigint unique,
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  -- Whoever treats somebody ends nothing (Mental Health Act 1983 ss 42, 73(4) and (5), 75(3)); recall ends all.
  lifted_by text check (lifted_by in ('Secretary of State', 'tribunal', 'recall', 'end of restrictions', 'mistake')),
  lifted_why text check (trim(lifted_why) <> '' and length(lifted_why) <= 4000),
  lifted_decision_id bigint,
  ended_by bigint references people.account (id),
  ended_at timestamptz,
  unique (id, case_id),
  foreign key (decision_id, case_id) references casework.decision (id, case_id),
  foreign key (lifted_decision_id, case_id) references casework.decision (id, case_id),
  foreign key (tribunal_result_id, case_id) references casework.tribunal_result (id, case_id),
  unique (tribunal_result_id, tribunal_place),
  foreign key (movement_id, case_id) references casework.movement (id, case_id),
  foreign key (replaces, case_id) references casework.discharge_condition (id, case_id),
  constraint by_the_tribunal check (tribunal_result_id is null or set_by = 'tribunal'),
  constraint place_in_its_result check (tribunal_place is null or tribunal_result_id is not null),
  constraint liberty_since_2026 check (not on_liberty or from_on >= date '2026-02-18'),
  constraint ended_whole check (num_nonnulls(until_on, lifted_by, ended_at) in (0, 3))
);
create index on casework.discharge_condition (case_id, from_on);
create trigger is_over_for_section before insert on casework.discharge_condition
  for each row execute function casework.is_over_for_section();

-- What the section decides about conditions without a document is decided by somebody high enough; what a tribunal
-- decided, anybody of the section records.
create function casework.may_decide_conditions(of_case bigint, matter text) returns void
  language plpgsql stable security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  if who.door is distinct from 'national' then return; end if;
  perform casework.refuse_below(casework.level_for(of_case, matter, access.today()), who.account_id);
end $$;

create function casework.is_issued(decision bigint, of_case bigint) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from casework.decision d where d.id = decision and d.case_id = of_case and d.issued_at is not null)
$$;

create function casework.condition_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  former casework.discharge_condition;
begin
  perform 1 from casework.patient p where p.case_id = new.case_id for no key update;
  if new.on_liberty and not exists (select from casework.register_flag f where f.case_id = new.case_id and f.supervised_discharge) then
    raise exception 'case % is no supervised discharge', new.case_id using errcode = 'OW160';
  end if;
  select * into former from casework.discharge_condition c where c.id = new.replaces;
  if new.replaces is not null and former.until_on is distinct from new.from_on then
    raise exception 'condition % has not ended on that day', new.replaces using errcode = 'OW161';
  end if;
  if new.decision_id is not null and not casework.is_issued(new.decision_id, new.case_id) then
    raise exception 'decision % is not issued', new.decision_id using errcode = 'OW161';
  end if;
  if new.set_by = 'Secretary of State' and new.decision_id is null then
    perform casework.may_decide_conditions(new.case_id, case when former.on_liberty then 'relaxing conditions on liberty'
      when new.on_liberty then 'supervised discharge' else 'change of conditions' end);
  end if;
  return new;
end $$;
create trigger comes before insert on casework.discharge_condition
  for each row execute function casework.condition_comes();

create function casework.condition_ends() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  discharged boolean := exists (select from casework.patient p where p.case_id = old.case_id
    and p.status in ('conditionally discharged', 'in custody'));
begin
  -- What a recall or the end of the restrictions ended comes back when that never was.
  if num_nonnulls(new.until_on, new.lifted_by) = 0 and discharged and (old.lifted_by = 'end of restrictions'
    or (old.lifted_by = 'recall' and not exists (select from casework.movement m where m.case_id = old.case_id
      and m.kind = 'recall' and m.actual_on >= old.from_on and m.superseded_by is null and not m.struck_out))) then
    new.ended_by := null;
    new.ended_at := null;
    return new;
  end if;
  -- Those of a discharge that never was, and no others, never held.
  if old.until_on is not null or (new.lifted_by = 'mistake' and (discharged or new.until_on <> new.from_on)) then
    raise exception 'condition % has ended', old.id using errcode = 'OW162';
  end if;
  if new.lifted_decision_id is not null and not casework.is_issued(new.lifted_decision_id, new.case_id) then
    raise exception 'decision % is not issued', new.lifted_decision_id using errcode = 'OW161';
  end if;
  if new.lifted_by = 'Secretary of State' and new.lifted_decision_id is null then
    perform casework.may_decide_conditions(new.case_id,
      case when old.on_liberty then 'relaxing conditions on liberty' else 'change of conditions' end);
  end if;
  new.ended_by := access.account_id();
  new.ended_at := now();
  return new;
end $$;
create trigger ends before update on casework.discharge_condition
  for each row execute function casework.condition_ends();

-- Since when, and until when, conditions deprived of liberty: the times to apply to a tribunal are counted from it.
create function casework.liberty_facts(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('fromOn', c.from_on, 'untilOn', c.until_on) order by c.from_on, c.id), '[]')
  from casework.discharge_condition c where c.case_id = of_case and c.on_liberty and c.until_on is distinct from c.from_on
$$;
grant execute on function casework.liberty_facts(bigint) to ownwords_worker;
create trigger clocks_change after insert or update on casework.discharge_condition
  for each row when (new.on_liberty) execute function casework.counts_at_once();

-- Conditions are of one discharge: recall and the end of the restrictions end them. A recall of long ago that is put
-- right ends none that began after it.
create function casework.movement_ends_conditions() returns trigger
  language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  over boolean;
begin
  if not exists (select from casework.discharge_condition c where c.case_id = new.case_id and c.until_on is null) then
    return null;
  end if;
  over := (select p.status from casework.patient p where p.case_id = new.case_id) = 'ended';
  if over or new.kind = 'recall' then
    update casework.discharge_condition c set until_on = greatest(c.from_on, new.actual_on),
      lifted_by = case when over then 'end of restrictions' else 'recall' end
    where c.case_id = new.case_id and c.until_on is null and (over or c.from_on <= new.actual_on);
  end if;
  return null;
end $$;
create trigger ends_conditions after insert on casework.movement
  for each row when (not new.struck_out) execute function casework.movement_ends_conditions();

-- Fourteen days' notice of a new address (the standard condition of residence).
create table casework.address_notice (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  address text not null check (trim(address) <> '' and length(address) <= 1000),
  move_on date not null,
  why text check (trim(why) <> '' and length(why) <= 4000),
  given_by bigint not null references people.account (id),
  given_as text not null check (given_as in ('subject', 'responsible_clinician', 'social_supervisor', 'clinical_supervisor')),
  given_on date not null default access.today(),
  -- How many days the rule wanted on that day, and which version of it.
  days_wanted smallint not null check (days_wanted between 0 and 365),
  rule text not null,
  in_time boolean not null generated always as (move_on - given_on >= days_wanted) stored,
  outcome text check (outcome in ('acknowledged', 'objected')),
  reasons text check (trim(reasons) <> '' and length(reasons) <= 4000),
  answered_by bigint references people.account (id),
  answered_on date,
  -- The case closed before anybody answered: nobody can any more.
  ended_on date check (ended_on is null or outcome is null),
  unique (id, case_id),
  check (move_on >= given_on - 366 and move_on <= given_on + 366),
  constraint answered_whole check (num_nonnulls(outcome, answered_by, answered_on) in (0, 3)),
  constraint objected_for_reasons check (outcome is distinct from 'objected' or reasons is not null)
);
create index on casework.address_notice (case_id);
create index unanswered_notice on casework.address_notice (case_id) where outcome is null and ended_on is null;
create trigger is_over_for_section before update on casework.address_notice
  for each row when (new.ended_on is not distinct from old.ended_on) execute function casework.is_over_for_section();
create function casework.notice_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (select p.status from casework.patient p where p.case_id = new.case_id) <> 'conditionally discharged' then
    raise exception 'case % is not conditionally discharged', new.case_id using errcode = 'OW163';
  end if;
  new.given_on := access.today();
  return new;
end $$;
create trigger comes before insert on casework.address_notice for each row execute function casework.notice_comes();

-- Whoever gives notice knows no caseworker: the mail finds them.
create function casework.mail_caseworker(of_case bigint, subject text, path text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not coalesce(of_case = any (access.cases_as('subject', 'responsible_clinician', 'mha_office', 'social_supervisor',
    'clinical_supervisor', 'mappa_coordinator')), false) then return; end if;
  perform platform.queue_mail(a.caseworker_id, mail_caseworker.subject, mail_caseworker.path)
  from casework.case_allocation a where a.case_id = of_case;
end $$;
grant execute on function casework.mail_caseworker(bigint, text, text) to ownwords_app;

do $$
declare
  name text;
  around constant text := $q$'subject', 'advocate', 'solicitor', 'responsible_clinician', 'ward_staff', 'mha_office',
    'social_supervisor', 'clinical_supervisor'$q$;
begin
  foreach name in array array['discharge_condition', 'address_notice'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy national on casework.%I for select to ownwords_national using (case_id <> all ((select access.cases_shut())::bigint[]))', name);
    execute format('create policy open_part on casework.%I for select to ownwords_app using (case_id = any ((select access.cases_as(%s))::bigint[]))', name, around);
    execute format('grant select on casework.%I to ownwords_app, ownwords_national', name);
  end loop;
end $$;
create policy deciders_set on casework.discharge_condition for insert to ownwords_national
  with check (recorded_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
create policy deciders_end on casework.discharge_condition for update to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, standard, wording, plain, on_liberty, set_by, from_on, decision_id, tribunal_result_id, tribunal_place,
    movement_id, replaces, recorded_by),
  update (until_on, lifted_by, lifted_why, lifted_decision_id) on casework.discharge_condition to ownwords_national;
create policy gives on casework.address_notice for insert to ownwords_app
  with check (given_by = (select access.account_id()) and case_id = any (access.cases_as(variadic array[given_as])));
grant insert (case_id, address, move_on, why, given_by, given_as, days_wanted, rule) on casework.address_notice to ownwords_app;
create policy deciders_answer on casework.address_notice for update to ownwords_national
  using (outcome is null and ended_on is null and case_id <> all ((select access.cases_shut())::bigint[]))
  with check (answered_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
grant update (outcome, reasons, answered_by, answered_on) on casework.address_notice to ownwords_national;

-- Multi-agency public protection arrangements (MAPPA). All of it is closed to the person and their helpers; what the
-- Chair agrees that they may read is written again in a table of its own.

-- Category and level as they followed each other; the last stands in casework.patient_flags too, for gates and lists.
create table casework.mappa_standing (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  -- Both null: no longer managed so.
  category smallint check (category between 1 and 4),
  level smallint check (level between 1 and 3),
  from_on date not null default access.today() check (from_on <= access.today()),
  why text check (trim(why) <> '' and length(why) <= 4000),
  -- Null for what was brought over.
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  check (num_nonnulls(category, level) in (0, 2))
);
create index on casework.mappa_standing (case_id, from_on, id);

create function casework.mappa_follows_standing() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into casework.patient_flags as f (case_id, mappa_category, mappa_level)
  select s.case_id, s.category, s.level from casework.mappa_standing s
  where s.case_id = new.case_id order by s.from_on desc, s.id desc limit 1
  on conflict (case_id) do update set mappa_category = excluded.mappa_category, mappa_level = excluded.mappa_level
    where (f.mappa_category, f.mappa_level) is distinct from (excluded.mappa_category, excluded.mappa_level);
  return null;
end $$;
create trigger follows after insert on casework.mappa_standing
  for each row when (new.recorded_by is not null) execute function casework.mappa_follows_standing();
-- What comes in with the flags, as an import or a load brings it, begins the history.
create function casework.mappa_standing_follows() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into casework.mappa_standing (case_id, category, level)
  select c.case_id, c.mappa_category, c.mappa_level from changed c
  left join lateral (select s.category, s.level from casework.mappa_standing s
    where s.case_id = c.case_id order by s.from_on desc, s.id desc limit 1) last on true
  where (c.mappa_category, c.mappa_level) is distinct from (last.category, last.level)
    and num_nonnulls(c.mappa_category, c.mappa_level) in (0, 2);
  return null;
end $$;
create trigger mappa_comes after insert on casework.patient_flags referencing new table as changed
  for each statement execute function casework.mappa_standing_follows();
create trigger mappa_changes after update on casework.patient_flags referencing new table as changed
  for each statement execute function casework.mappa_standing_follows();
insert into casework.mappa_standing (case_id, category, level)
select f.case_id, f.mappa_category, f.mappa_level from casework.patient_flags f
where num_nonnulls(f.mappa_category, f.mappa_level) = 2;

-- Form MAPPA I, by which the responsible clinician refers somebody.
create table casework.mappa_notice (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  sent_on date not null check (sent_on <= access.today()),
  coordinator_id bigint not null references people.account (id),
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now()
);
create index on casework.mappa_notice (case_id);

create table casework.mappa_comment (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  agency text not null check (trim(agency) <> '' and length(agency) <= 300),
  said_on date not null check (said_on <= access.today()),
  text text not null check (trim(text) <> '' and length(text) <= 20000),
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  unique (id, case_id)
);
create index on casework.mappa_comment (case_id);

-- What the person may read, as long as it is not closed again. It does not say where it comes from.
create table casework.mappa_disclosure (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  agency text not null,
  text text not null check (trim(text) <> '' and length(text) <= 20000),
  agreed_on date not null,
  closed_on date,
  unique (id, case_id)
);
create index on casework.mappa_disclosure (case_id);

-- The Chair's decision on a comment; the last one holds.
create table casework.mappa_chair_decision (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  comment_id bigint not null,
  agrees boolean not null,
  chair text not null check (trim(chair) <> '' and length(chair) <= 300),
  decided_on date not null check (decided_on <= access.today()),
  why text check (trim(why) <> '' and length(why) <= 4000),
  disclosure_id bigint unique,
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  foreign key (comment_id, case_id) references casework.mappa_comment (id, case_id),
  foreign key (disclosure_id, case_id) references casework.mappa_disclosure (id, case_id),
  constraint nothing_open_without_the_chair check (agrees = (disclosure_id is not null))
);
create index on casework.mappa_chair_decision (case_id);
create index on casework.mappa_chair_decision (comment_id, id);

-- The one way by which anything of this becomes open to the person; null for a comment that the actor does not keep.
create function casework.record_chair(of_comment bigint, says boolean, by_chair text, on_day date, because text, words text)
  returns bigint language plpgsql volatile security definer set search_path = '' as $$
declare
  said casework.mappa_comment;
  opened bigint;
begin
  select * into said from casework.mappa_comment c
    where c.id = of_comment and c.case_id = any (access.cases_as('mappa_coordinator')) for update;
  if not found then return null; end if;
  update casework.mappa_disclosure d set closed_on = access.today()
  from casework.mappa_chair_decision x
  where x.comment_id = of_comment and d.id = x.disclosure_id and d.closed_on is null;
  if says then
    insert into casework.mappa_disclosure (case_id, agency, text, agreed_on)
    values (said.case_id, said.agency, words, on_day) returning id into opened;
  end if;
  insert into casework.mappa_chair_decision (case_id, comment_id, agrees, chair, decided_on, why, disclosure_id, recorded_by)
  values (said.case_id, of_comment, says, by_chair, on_day, because, opened, access.account_id());
  return said.case_id;
end $$;

-- The clinician refers: the coordinator stands in the case from then on, and stays when a consultation ends. Null where
-- the actor is not the responsible clinician, or the other no coordinator.
create function casework.refer_to_mappa(of_case bigint, coordinator bigint, on_day date) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me bigint := access.account_id();
  made bigint;
begin
  if not coalesce(of_case = any (access.cases_as('responsible_clinician')), false) or not exists (
    select from people.membership m join people.account a on a.id = m.account_id
    where a.id = coordinator and m.role = 'mappa_coordinator' and m.from_on <= access.today()
      and (m.until_on is null or m.until_on > access.today()) and (a.ended_on is null or a.ended_on > access.today())) then
    return null;
  end if;
  update people.circle c set basis = 'referred to MAPPA' where c.case_id = of_case and c.account_id = coordinator
    and c.capacity = 'mappa_coordinator' and c.until_on is null;
  if not found then
    insert into people.circle (case_id, account_id, capacity, basis, added_by)
    values (of_case, coordinator, 'mappa_coordinator', 'referred to MAPPA', me);
  end if;
  insert into casework.mappa_notice (case_id, sent_on, coordinator_id, recorded_by)
  values (of_case, on_day, coordinator, me) returning id into made;
  return made;
end $$;
-- A coordinator sees nobody else who stands in the case: the mail finds them.
create function casework.mail_around(of_case bigint, capacity text, subject text, path text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not coalesce(of_case = any (access.cases_as('mappa_coordinator')), false) then return; end if;
  perform platform.queue_mail(c.account_id, mail_around.subject, mail_around.path) from people.circle c
  where c.case_id = of_case and c.capacity = mail_around.capacity and c.account_id is not null
    and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today());
end $$;
grant execute on function casework.mail_around(bigint, text, text, text), casework.record_chair(bigint, boolean, text, date, text, text),
  casework.refer_to_mappa(bigint, bigint, date) to ownwords_app;

do $$
declare
  name text;
  closed constant text := $q$'responsible_clinician', 'mha_office', 'mappa_coordinator'$q$;
begin
  foreach name in array array['mappa_standing', 'mappa_notice', 'mappa_comment', 'mappa_disclosure', 'mappa_chair_decision'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy national on casework.%I for select to ownwords_national using (case_id <> all ((select access.cases_shut())::bigint[]))', name);
    execute format('create policy closed_part on casework.%I for select to ownwords_app using (case_id = any ((select access.cases_as(%s))::bigint[]))', name, closed);
    execute format('grant select on casework.%I to ownwords_app, ownwords_national', name);
  end loop;
  foreach name in array array['mappa_standing', 'mappa_comment'] loop
    execute format('create policy coordinates on casework.%I for insert to ownwords_app
      with check (recorded_by = (select access.account_id()) and case_id = any ((select access.cases_as(''mappa_coordinator''))::bigint[]))', name);
  end loop;
end $$;
create policy agreed on casework.mappa_disclosure for select to ownwords_app
  using (closed_on is null and case_id = any ((select access.cases_as('subject', 'advocate', 'solicitor'))::bigint[]));
grant insert (case_id, category, level, from_on, why, recorded_by) on casework.mappa_standing to ownwords_app;
grant insert (case_id, agency, said_on, text, recorded_by) on casework.mappa_comment to ownwords_app;

-- What marks a case for the section, with who set it and why. A row is never edited; the last of each flag stands in
-- casework.patient_flags or casework.register_flag, which lists, gates and the delegation table read.
create table casework.flag_change (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  flag text not null check (flag in ('noteworthy', 'extremism', 'long-term leave', 'supervised discharge', 'technical recall')),
  value text not null,
  reason text not null check (trim(reason) <> '' and length(reason) <= 4000),
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  constraint value_of_its_flag check (value = any (case flag when 'extremism'
    then '{none,low,medium,high,critical}'::text[] else '{yes,no}'::text[] end))
);
create index on casework.flag_change (case_id, id);
create trigger is_over_for_section before insert on casework.flag_change
  for each row execute function casework.is_over_for_section();

create function casework.flag_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.flag = 'supervised discharge' and new.value = 'no' and exists (select from casework.discharge_condition c
      where c.case_id = new.case_id and c.on_liberty and (c.until_on is null or c.until_on > access.today())) then
    raise exception 'a condition on liberty holds in case %', new.case_id using errcode = 'OW164';
  end if;
  return new;
end $$;
create trigger comes before insert on casework.flag_change for each row execute function casework.flag_comes();

create function casework.flag_came() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  is_set boolean := new.value = 'yes';
begin
  if new.flag in ('noteworthy', 'extremism') then
    insert into casework.patient_flags as f (case_id) values (new.case_id) on conflict (case_id) do nothing;
    update casework.patient_flags f set
      noteworthy = case new.flag when 'noteworthy' then is_set else f.noteworthy end,
      extremism_level = case new.flag when 'extremism' then new.value else f.extremism_level end
    where f.case_id = new.case_id;
  else
    insert into casework.register_flag as f (case_id) values (new.case_id) on conflict (case_id) do nothing;
    update casework.register_flag f set
      long_term_leave = case new.flag when 'long-term leave' then is_set else f.long_term_leave end,
      supervised_discharge = case new.flag when 'supervised discharge' then is_set else f.supervised_discharge end,
      technical_recall = case new.flag when 'technical recall' then is_set else f.technical_recall end
    where f.case_id = new.case_id;
  end if;
  return null;
end $$;
create trigger came after insert on casework.flag_change for each row execute function casework.flag_came();

-- A discharge that is decided as a supervised one is marked so by whoever records its conditions.
create function casework.mark_supervised(of_case bigint, because text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not coalesce(of_case <> all (access.cases_shut()), false) then return; end if;
  insert into casework.flag_change (case_id, flag, value, reason, recorded_by)
  select of_case, 'supervised discharge', 'yes', because, access.account_id()
  where not exists (select from casework.register_flag f where f.case_id = of_case and f.supervised_discharge);
end $$;
grant execute on function casework.mark_supervised(bigint, text) to ownwords_national;

alter table casework.flag_change enable row level security;
alter table casework.flag_change force row level security;
create policy definer on casework.flag_change to ownwords_owner using (true) with check (true);
create policy national on casework.flag_change for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
-- Who sets which flag stands in casework/rules/flags.ts too; a test holds the two equal.
create policy heads_set on casework.flag_change for insert to ownwords_national
  with check (recorded_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[])
    and case flag when 'extremism' then (select access.national_as('extremism_head'))
      else (select access.national_as('head_of_casework')) end);
grant select, insert (case_id, flag, value, reason, recorded_by) on casework.flag_change to ownwords_national;
drop policy marks on casework.register_flag;
drop policy marks_anew on casework.register_flag;
revoke insert (case_id, long_term_leave, supervised_discharge, technical_recall),
  update (long_term_leave, supervised_discharge, technical_recall) on casework.register_flag from ownwords_national;
