-- The numbers by which a person is known elsewhere, and two records of the same person joined and parted again.

-- The persons of whom a case is shut to the actor as a decider; null for whoever is none, as in cases_shut().
create function access.persons_shut() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  shut bigint[] := access.cases_shut();
begin
  if shut is null then return null; end if;
  return (select coalesce(array_agg(k.person_id), '{}') from people.case k where k.id = any (shut));
end $$;

-- The persons in whose cases the actor stands in one of these capacities.
create function access.persons_as(variadic capacities text[]) returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  mine bigint[] := access.cases_as(variadic capacities);
begin
  return (select coalesce(array_agg(k.person_id), '{}') from people.case k where k.id = any (mine));
end $$;
grant execute on function access.persons_shut(), access.persons_as(text[])
  to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;

-- The last line under src/people/rules/identifiers: shape and check digit or letter of a number as it is stored. Which
-- NHS numbers are issued, and when a year has begun, is the program's, because both change with time.
create function people.identifier_stands(kind text, value text) returns boolean
  language plpgsql immutable strict set search_path = '' as $$
declare
  digits text;
  sum integer := 0;
begin
  if kind = 'prison' then return value ~ '^[A-Z][0-9]{4}[A-Z]{2}$'; end if;
  if kind = 'nhs' then
    if value !~ '^[0-9]{10}$' then return false; end if;
    for place in 1..9 loop sum := sum + substr(value, place, 1)::integer * (11 - place); end loop;
    return (11 - sum % 11) % 11 = right(value, 1)::integer;
  end if;
  digits := case
    when kind = 'pnc' and value ~ '^(19|20)[0-9]{2}/[0-9]{7}[A-Z]$' then substr(value, 3, 2) || substr(value, 6, 7)
    when kind = 'cro' and value ~ '^[0-9]{6}/[0-9]{2}[A-Z]$' then substr(value, 8, 2) || left(value, 6)
    when kind = 'cro' and value ~ '^SF[0-9]{2}/(0|[1-9][0-9]{0,5})[A-Z]$'
      then substr(value, 3, 2) || substr(value, 6, length(value) - 6) end;
  return coalesce(substr('ZABCDEFGHJKLMNPQRTUVWXY', digits::integer % 23 + 1, 1) = right(value, 1), false);
end $$;
grant execute on function people.identifier_stands(text, text)
  to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;

create table people.identifier (
  id bigint generated always as identity primary key,
  person_id bigint not null references people.person (id),
  kind text not null check (kind in ('nhs', 'prison', 'pnc', 'cro')),
  value text not null,
  -- What somebody wrote, since the stored form is our reading of it.
  typed text not null check (typed <> '' and length(typed) <= 100),
  source text not null check (trim(source) <> '' and length(source) <= 200),
  since_on date not null default access.today(),
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by bigint references people.account (id),
  -- Somebody else had the number first. Refusing it would tell that they exist, even where their case is shut; so it is
  -- taken, and those who may see both find the two among the likely duplicates. Granted to nobody.
  contested boolean not null default false,
  constraint number_stands check (people.identifier_stands(kind, value))
);
create index on people.identifier (person_id);
create index on people.identifier (kind, value) where ended_at is null;
create unique index one_of_a_kind on people.identifier (person_id, kind) where ended_at is null;
create unique index one_person on people.identifier (kind, value) where ended_at is null and not contested;

create function people.keep_identifier() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  -- Of two who enter the same number at once, the second must know of the first.
  perform pg_advisory_xact_lock(hashtextextended(new.kind || ' ' || new.value, 11));
  new.contested := exists (select from people.identifier i
    where i.kind = new.kind and i.value = new.value and i.ended_at is null and not i.contested);
  new.recorded_by := (access.actor()).account_id;
  new.recorded_at := now();
  return new;
end $$;
create trigger keep_identifier before insert on people.identifier
  for each row execute function people.keep_identifier();

-- A number that was recorded is never written over: it ends, and another may begin.
create function people.end_identifier() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.ended_at is not null then
    raise exception 'this number has ended' using errcode = 'OW004';
  end if;
  new.ended_at := now();
  new.ended_by := (access.actor()).account_id;
  return new;
end $$;
create trigger end_identifier before update of ended_at on people.identifier
  for each row execute function people.end_identifier();

create function people.next_of_contested() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.kind || ' ' || new.value, 11));
  update people.identifier set contested = false where id = (
    select min(i.id) from people.identifier i
    where i.kind = new.kind and i.value = new.value and i.ended_at is null and i.contested);
  return null;
end $$;
create trigger next_of_contested after update of ended_at on people.identifier
  for each row when (new.ended_at is not null and not old.contested) execute function people.next_of_contested();

alter table people.identifier enable row level security;
alter table people.identifier force row level security;
create policy definer on people.identifier to ownwords_owner using (true) with check (true);
create policy own on people.identifier for select to ownwords_app
  using (person_id = any ((select access.persons_as('subject'))::bigint[]));
-- Police numbers are no business of a hospital.
create policy care on people.identifier for select to ownwords_app
  using (kind in ('nhs', 'prison')
    and person_id = any ((select access.persons_as('responsible_clinician', 'mha_office', 'prison_healthcare'))::bigint[]));
create policy deciders on people.identifier for select to ownwords_national
  using (person_id <> all ((select access.persons_shut())::bigint[])
    and exists (select from people.case k where k.person_id = identifier.person_id and k.room = 'casework'));
create policy deciders_record on people.identifier for insert to ownwords_national
  with check (ended_at is null and person_id <> all ((select access.persons_shut())::bigint[])
    and exists (select from people.case k where k.person_id = identifier.person_id and k.room = 'casework'));
create policy deciders_end on people.identifier for update to ownwords_national
  using (person_id <> all ((select access.persons_shut())::bigint[])
    and exists (select from people.case k where k.person_id = identifier.person_id and k.room = 'casework'));
grant select (id, person_id, kind, value, typed, source, since_on, recorded_by, recorded_at, ended_at, ended_by)
  on people.identifier to ownwords_app, ownwords_national;
grant insert (person_id, kind, value, typed, source), update (ended_at) on people.identifier to ownwords_national;

-- One fact has one home. Nothing ever wrote this column, and everybody around a person could read it.
insert into people.identifier (person_id, kind, value, typed, source)
select p.id, 'nhs', regexp_replace(p.nhs_number, '[^0-9]', '', 'g'), p.nhs_number, 'the record of the person, before numbers were checked'
from people.person p where people.identifier_stands('nhs', regexp_replace(p.nhs_number, '[^0-9]', '', 'g'));
alter table people.person drop column nhs_number;

-- How a name sounds: Soundex (Russell, 1918), after the spelling has been made alike where Welsh and English write one
-- sound in two ways: Llwyd and Lloyd, Rhys and Reece, ap Hywel and Powell, Huws and Hughes, Ffion and Phion, Gwyn and
-- Wynne. In Welsh w is a vowel, so it parts consonants as a vowel does. Names without Latin letters have no sound.
create function people.sound_of(name text) returns text
  language plpgsql immutable strict set search_path = '' as $$
declare
  -- Collation "C", so that the same name sounds the same on every server.
  word text := trim(regexp_replace(lower(normalize(name, nfd) collate "C"), '[^a-z ]', '', 'g'));
  coded text;
begin
  word := regexp_replace(regexp_replace(word, '^(ferch|verch) ', ''), '^a([pb]) h?', '\1');
  word := replace(replace(replace(replace(word, ' ', ''), 'tch', 'ch'), 'ph', 'f'), 'gh', '');
  word := regexp_replace(word, '^(gw|wh)', 'w');
  word := regexp_replace(regexp_replace(word, '^kn', 'n'), '^wr', 'r');
  word := translate(left(word, 1), 'vkqzeiouy', 'fccsaaaaa') || replace(substr(word, 2), 'h', '');
  if word = '' then return ''; end if;
  coded := regexp_replace(translate(word, 'abcdefghijklmnopqrstuvwxyz', '01230120022455012623010202'), '(.)\1+', '\1', 'g');
  return upper(left(word, 1)) || rpad(left(replace(substr(coded, 2), '0', ''), 3), 3, '0');
end $$;
grant execute on function people.sound_of(text)
  to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;

alter table people.person
  add family_sound text generated always as (people.sound_of(family_name)) stored,
  add given_sound text generated always as (people.sound_of(split_part(given_names, ' ', 1))) stored;

-- Two records that somebody looked at and found to be two people. Remembered until it is taken back.
create table people.not_same (
  id bigint generated always as identity primary key,
  one_id bigint not null references people.person (id),
  other_id bigint not null references people.person (id),
  reason text not null check (trim(reason) <> '' and length(reason) <= 2000),
  said_by bigint not null references people.account (id),
  said_at timestamptz not null default now(),
  taken_back_at timestamptz,
  taken_back_by bigint references people.account (id),
  check (one_id < other_id),
  check ((taken_back_at is null) = (taken_back_by is null))
);
create unique index said_once on people.not_same (one_id, other_id) where taken_back_at is null;

create function people.take_back_not_same() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.taken_back_at is not null then
    raise exception 'this was taken back' using errcode = 'OW004';
  end if;
  new.taken_back_at := now();
  new.taken_back_by := (access.actor()).account_id;
  return new;
end $$;
create trigger take_back_not_same before update on people.not_same
  for each row execute function people.take_back_not_same();

-- Two records that are one person. One proposes, another confirms; parting them again takes two as well. What moved is
-- kept here, so that exactly that moves back.
create table people.merge (
  id bigint generated always as identity primary key,
  kept_id bigint not null references people.person (id),
  merged_id bigint not null references people.person (id),
  state text not null default 'proposed' check (state in ('proposed', 'turned down', 'merged', 'undo proposed', 'undone')),
  reason text not null check (trim(reason) <> '' and length(reason) <= 2000),
  proposed_by bigint not null references people.account (id),
  proposed_at timestamptz not null default now(),
  answered_by bigint references people.account (id),
  answered_at timestamptz,
  undo_reason text check (trim(undo_reason) <> '' and length(undo_reason) <= 2000),
  undo_proposed_by bigint references people.account (id),
  undo_proposed_at timestamptz,
  undone_by bigint references people.account (id),
  undone_at timestamptz,
  moved_cases bigint[] not null default '{}',
  moved_identifiers bigint[] not null default '{}',
  moved_account bigint,
  check (kept_id <> merged_id),
  check ((state = 'proposed') = (answered_by is null)),
  -- Who proposed may take the proposal back, and never confirm it.
  constraint second_person check (state in ('proposed', 'turned down') or answered_by <> proposed_by),
  constraint undo_is_proposed check (state not in ('undo proposed', 'undone') or (undo_proposed_by is not null and undo_reason is not null)),
  constraint second_person_undoes check ((state = 'undone') = (undone_by is not null) and undone_by <> undo_proposed_by)
);
create unique index one_at_a_time on people.merge (least(kept_id, merged_id), greatest(kept_id, merged_id))
  where state in ('proposed', 'merged', 'undo proposed');
create unique index set_aside_once on people.merge (merged_id) where state in ('merged', 'undo proposed');

create function people.propose_merge() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from people.not_same n where n.taken_back_at is null
      and n.one_id = least(new.kept_id, new.merged_id) and n.other_id = greatest(new.kept_id, new.merged_id)) then
    raise exception 'somebody found these to be two people' using errcode = 'OW112';
  end if;
  return new;
end $$;
create trigger propose_merge before insert on people.merge for each row execute function people.propose_merge();

create function people.decide_merge() returns trigger
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

-- Cases move, the account moves, and those numbers that the record that stays has not: it keeps its own. A record that
-- is set aside already, or that others were joined to, is parted first, so that every merge can be undone by itself.
create function people.join_persons(joined people.merge) returns people.merge
  language plpgsql volatile set search_path = '' as $$
begin
  if exists (select from people.merge m where m.state in ('merged', 'undo proposed') and m.id <> joined.id
      and (m.merged_id in (joined.kept_id, joined.merged_id) or m.kept_id = joined.merged_id)) then
    raise exception 'one of the two is joined already' using errcode = 'OW113';
  end if;
  if (select count(*) from people.account a where a.person_id in (joined.kept_id, joined.merged_id) and a.ended_on is null) > 1 then
    raise exception 'both have an account' using errcode = 'OW111';
  end if;
  with moved as (update people.case k set person_id = joined.kept_id where k.person_id = joined.merged_id returning k.id)
  select coalesce(array_agg(id order by id), '{}') into joined.moved_cases from moved;
  with moved as (update people.identifier i set person_id = joined.kept_id
    where i.person_id = joined.merged_id and i.ended_at is null and not exists (select from people.identifier own
      where own.person_id = joined.kept_id and own.kind = i.kind and own.ended_at is null) returning i.id)
  select coalesce(array_agg(id order by id), '{}') into joined.moved_identifiers from moved;
  update people.account a set person_id = joined.kept_id
    where a.person_id = joined.merged_id and a.ended_on is null returning a.id into joined.moved_account;
  return joined;
end $$;

create function people.part_persons(joined people.merge) returns void
  language plpgsql volatile set search_path = '' as $$
begin
  if exists (select from people.merge m where m.state in ('merged', 'undo proposed') and m.merged_id = joined.kept_id) then
    raise exception 'the record that stayed is joined to another now' using errcode = 'OW113';
  end if;
  update people.case k set person_id = joined.merged_id where k.id = any (joined.moved_cases);
  update people.identifier i set person_id = joined.merged_id where i.id = any (joined.moved_identifiers);
  update people.account a set person_id = joined.merged_id where a.id = joined.moved_account and a.ended_on is null;
end $$;
create trigger decide_merge before update on people.merge for each row execute function people.decide_merge();

-- The lists of the section carry the name of the person of a case.
create function casework.case_changes_person() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.patient set case_id = case_id where case_id = new.id;
  return null;
end $$;
create trigger case_changes_person after update of person_id on people.case
  for each row when (new.person_id <> old.person_id) execute function casework.case_changes_person();

-- What somebody said before two records were joined stays said by the record of that time, so its name stays readable to
-- those around the case.
create or replace function access.persons_around() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  mine bigint[] := access.cases_as('subject', 'responsible_clinician', 'ward_staff', 'mha_office', 'advocate', 'solicitor',
    'social_supervisor', 'clinical_supervisor', 'victim_liaison_officer', 'mappa_coordinator', 'offender_manager',
    'counter_terrorism_manager', 'prison_healthcare');
begin
  return (select coalesce(array_agg(around.id), '{}') from (
    select k.person_id as id from people.case k where k.id = any (mine)
    union all
    select m.merged_id from people.merge m where m.state in ('merged', 'undo proposed') and m.moved_cases && mine) around);
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['not_same', 'merge'] loop
    execute format('alter table people.%I enable row level security', name);
    execute format('alter table people.%I force row level security', name);
    execute format('create policy definer on people.%I to ownwords_owner using (true) with check (true)', name);
  end loop;
end $$;
-- Whoever cannot see both sides cannot know that there are two.
create policy deciders on people.not_same for select to ownwords_national
  using (one_id <> all ((select access.persons_shut())::bigint[]) and other_id <> all ((select access.persons_shut())::bigint[]));
create policy deciders_say on people.not_same for insert to ownwords_national
  with check (said_by = (select access.account_id())
    and one_id <> all ((select access.persons_shut())::bigint[]) and other_id <> all ((select access.persons_shut())::bigint[])
    and exists (select from people.case k where k.person_id = one_id and k.room = 'casework')
    and exists (select from people.case k where k.person_id = other_id and k.room = 'casework'));
create policy deciders_take_back on people.not_same for update to ownwords_national
  using (one_id <> all ((select access.persons_shut())::bigint[]) and other_id <> all ((select access.persons_shut())::bigint[]));
grant select, insert (one_id, other_id, reason, said_by), update (taken_back_at) on people.not_same to ownwords_national;
create policy deciders on people.merge for select to ownwords_national
  using (kept_id <> all ((select access.persons_shut())::bigint[]) and merged_id <> all ((select access.persons_shut())::bigint[]));
create policy deciders_propose on people.merge for insert to ownwords_national
  with check (proposed_by = (select access.account_id()) and state = 'proposed'
    and kept_id <> all ((select access.persons_shut())::bigint[]) and merged_id <> all ((select access.persons_shut())::bigint[])
    and exists (select from people.case k where k.person_id = kept_id and k.room = 'casework')
    and exists (select from people.case k where k.person_id = merged_id and k.room = 'casework'));
create policy deciders_decide on people.merge for update to ownwords_national
  using (kept_id <> all ((select access.persons_shut())::bigint[]) and merged_id <> all ((select access.persons_shut())::bigint[]));
grant select, insert (kept_id, merged_id, reason, proposed_by), update (state, undo_reason) on people.merge to ownwords_national;
create policy set_aside on people.person for select to ownwords_national
  using (exists (select from people.merge m where m.merged_id = person.id and m.state in ('merged', 'undo proposed')));
