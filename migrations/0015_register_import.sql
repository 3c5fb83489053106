-- A register that comes as a file: uploaded, looked through row by row, and only then brought in.

create table casework.register_import (
  id bigint generated always as identity primary key,
  -- In whose name the rows are brought in; null from the command line.
  account_id bigint references people.account (id),
  brought_at timestamptz not null default now(),
  state text not null default 'brought' check (state in ('brought', 'checking', 'checked', 'importing', 'imported', 'abandoned')),
  encoding text not null check (encoding in ('utf-8', 'windows-1252')),
  headings text[] not null,
  -- Which field stands in which column, the first being 0.
  mapping jsonb,
  rows integer not null check (rows > 0),
  -- Each look through the rows is work of its own, with a progress of its own.
  round integer not null default 0,
  imported integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  ended_at timestamptz
);
create unique index one_at_a_time on casework.register_import (account_id) where ended_at is null and account_id is not null;

create table casework.register_import_row (
  import_id bigint not null references casework.register_import (id),
  -- As a spreadsheet counts: the headings are row 1.
  number integer not null check (number > 1),
  -- Null as soon as the import is over.
  cells text[],
  reference text,
  -- What the row says, as it was understood.
  entry jsonb,
  standing text not null default 'waiting' check (standing in ('waiting', 'new', 'unchanged', 'refused', 'imported')),
  problems jsonb not null default '[]',
  primary key (import_id, number)
);
create index on casework.register_import_row (import_id, reference) where reference is not null;
create index on casework.register_import_row (import_id, standing, number);

-- The states follow each other, and what was uploaded goes away with the last of them, whoever ends the import.
create function casework.move_import() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (('brought', 'checking'), ('checking', 'checked'),
      ('checked', 'checking'), ('checked', 'importing'), ('importing', 'imported'), ('brought', 'abandoned'),
      ('checking', 'abandoned'), ('checked', 'abandoned'), ('importing', 'abandoned')) then
    raise exception 'an import that is % cannot become %', old.state, new.state using errcode = 'OW004';
  end if;
  if new.state = 'checking' and old.state <> 'checking' then
    new.round := old.round + 1;
    update casework.register_import_row set standing = 'waiting', problems = '[]', entry = null, reference = null
      where import_id = new.id;
  elsif new.state in ('imported', 'abandoned') and old.ended_at is null then
    select count(*) filter (where r.standing = 'imported'), count(*) filter (where r.standing = 'unchanged'),
        count(*) filter (where r.standing = 'refused')
      into new.imported, new.unchanged, new.refused from casework.register_import_row r where r.import_id = new.id;
    new.ended_at := now();
    new.mapping := null;
    delete from casework.register_import_row r where r.import_id = new.id
      and (new.state = 'abandoned' or r.standing <> 'refused');
    -- Why a row was refused can be read for a while; what stood in it cannot.
    update casework.register_import_row set cells = null, entry = null, reference = null where import_id = new.id;
    if new.state = 'abandoned' then new.headings := '{}'; end if;
  end if;
  return new;
end $$;
create trigger moves before update on casework.register_import for each row execute function casework.move_import();

-- Whoever decides nothing has no imports, and an account that lost the role has none any more.
create function casework.my_imports() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not access.national_as('head_of_casework') then return '{}'; end if;
  return (select coalesce(array_agg(i.id), '{}') from casework.register_import i
    where i.account_id = access.account_id() and (i.ended_at is null or i.ended_at > now() - interval '7 days'));
end $$;
grant execute on function casework.my_imports() to ownwords_national;

do $$
declare
  name text;
begin
  foreach name in array array['register_import', 'register_import_row'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy worker on casework.%I to ownwords_worker using (true) with check (true)', name);
  end loop;
end $$;
create policy own on casework.register_import for select to ownwords_national
  using (account_id = (select access.account_id()) and (select access.national_as('head_of_casework')));
create policy brings on casework.register_import for insert to ownwords_national
  with check (account_id = (select access.account_id()) and (select access.national_as('head_of_casework')) and state = 'brought');
create policy moves on casework.register_import for update to ownwords_national
  using (account_id = (select access.account_id()) and (select access.national_as('head_of_casework')));
create policy own on casework.register_import_row for select to ownwords_national
  using (import_id = any ((select casework.my_imports())::bigint[]));
create policy brings on casework.register_import_row for insert to ownwords_national
  with check (import_id = any ((select casework.my_imports())::bigint[]));
grant select, insert (account_id, encoding, headings, rows), update (state, mapping) on casework.register_import to ownwords_national;
grant select, insert (import_id, number, cells) on casework.register_import_row to ownwords_national;
grant select, update (state) on casework.register_import to ownwords_worker;
grant select, update (reference, entry, standing, problems) on casework.register_import_row to ownwords_worker;

-- What a file calls a unit: its name, behind that of the unit above where two are called the same.
create function casework.unit_label(unit bigint) returns text
  language sql stable set search_path = '' as $$
  select case when exists (select from people.unit other where other.kind = u.kind and lower(other.name) = lower(u.name) and other.id <> u.id)
    then coalesce((select parent.name from people.unit parent where parent.id = u.parent_id) || ' / ', '') || u.name else u.name end
  from people.unit u where u.id = unit
$$;
grant execute on function casework.unit_label(bigint) to ownwords_national;

-- What the register holds of each case, in the shape in which it goes out and comes in. Whoever asks reads what their
-- own policies let out.
create function casework.register_entries(wanted text[]) returns table (case_id bigint, entry jsonb)
  language sql stable set search_path = '' as $$
  -- What hangs on a case is looked up case by case: no plan can then be bad, whatever is known of the tables.
  select p.case_id, jsonb_build_object('reference', p.mhcs_reference, 'familyName', person.family_name,
    'givenNames', person.given_names, 'otherNames', person.other_names, 'bornOn', person.born_on, 'language', person.language,
    'hospital', casework.unit_label(p.hospital_id), 'ward', coalesce(ward.name, ''), 'team', casework.unit_label(p.team_id),
    'security', coalesce(ward.security_level, hospital.security_level, ''),
    'clinician', (select coalesce(string_agg(a.username, '; ' order by a.username), '') from people.circle c
      join people.account a on a.id = c.account_id
      where c.case_id = p.case_id and c.capacity = 'responsible_clinician' and c.until_on is null),
    'namedPlace', p.named_place, 'boundary', p.place_boundary, 'status', p.status,
    'mappaCategory', f.mappa_category, 'mappaLevel', f.mappa_level, 'noteworthy', coalesce(f.noteworthy, false), 'extremism', coalesce(f.extremism_level, 'none'),
    'longTermLeave', coalesce(r.long_term_leave, false), 'supervisedDischarge', coalesce(r.supervised_discharge, false),
    'technicalRecall', coalesce(r.technical_recall, false),
    'statusOn', (select max(m.actual_on) from casework.movement m
      where m.case_id = p.case_id and m.superseded_by is null and not m.struck_out),
    'authorities', (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'orderOn', a.order_on, 'receivedOn', a.received_on,
        'endedOn', a.ended_on, 'releaseOn', a.release_on, 'expiresOn', a.expires_on, 'precedence', a.precedence, 'court', a.court)
        order by k.family is null, coalesce(a.ended_on, least(a.release_on, a.expires_on), 'infinity') <= access.today(),
          a.precedence, coalesce(a.order_on, a.received_on), a.id), '[]')
      from casework.authority a join casework.authority_kind k on k.code = a.kind
      where a.case_id = p.case_id and a.superseded_by is null and not a.struck_out),
    'movements', (select coalesce(jsonb_agg(jsonb_build_object('actualOn', m.actual_on, 'kind', m.kind,
        'outcome', nullif(m.outcome, ''), 'authorisedOn', m.authorised_on, 'fromPlace', m.from_place, 'toPlace', m.to_place)
        order by m.actual_on, m.day_order, m.sequence), '[]')
      from casework.movement m where m.case_id = p.case_id and m.superseded_by is null and not m.struck_out))
    || (select coalesce(jsonb_object_agg(i.kind, i.value), '{}') from people.identifier i
      where i.person_id = k.person_id and i.ended_at is null)
  from casework.patient p
  join people.case k on k.id = p.case_id
  join people.person person on person.id = k.person_id
  join people.unit hospital on hospital.id = p.hospital_id
  left join people.unit ward on ward.id = p.ward_id
  left join casework.patient_flags f on f.case_id = p.case_id
  left join casework.register_flag r on r.case_id = p.case_id
  where wanted is null or p.mhcs_reference = any (wanted)
  order by p.family_key, p.given_key, p.case_id
$$;
grant execute on function casework.register_entries(text[]) to ownwords_national;
create policy deciders on casework.authority_kind for select to ownwords_national using ((select access.cases_shut()) is not null);
grant select on casework.authority_kind to ownwords_national;

-- Who an import is done for; nobody, when they no longer may. From the command line nobody is asked.
create function casework.importer(of_import bigint) returns access.actor
  language plpgsql stable set search_path = '' as $$
declare
  account bigint := (select i.account_id from casework.register_import i where i.id = of_import);
  standing text;
  held text[];
  who access.actor;
begin
  select array_agg(distinct m.role) into held from people.membership m join people.account a on a.id = m.account_id
  where m.account_id = account and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
    and a.active_from <= access.today() and (a.ended_on is null or a.ended_on > access.today());
  if not coalesce('head_of_casework' = any (held), false) then return who; end if;
  standing := access.standing_of(account);
  return (account, null, 'national', null, held, standing, access.shut_to(standing))::access.actor;
end $$;

-- What stands under these references already; of a case that is shut to whom it is done for, only that it is taken.
create function casework.entries_for_import(of_import bigint, wanted text[]) returns table (reference text, entry jsonb)
  language plpgsql stable security definer set search_path = '' as $$
declare
  shut bigint[] := coalesce((casework.importer(of_import)).shut, '{}');
begin
  return query select e.entry ->> 'reference', case when e.case_id <> all (shut) then e.entry end
    from casework.register_entries(wanted) e;
end $$;
grant execute on function casework.entries_for_import(bigint, text[]) to ownwords_worker;

-- Rows name responsible clinicians by their accounts: those who are one today, and where.
create function casework.clinicians_for_import() returns table (account_id bigint, username text, units bigint[])
  language sql stable security definer set search_path = '' as $$
  select a.id, a.username, array_agg(m.unit_id)
  from people.account a join people.membership m on m.account_id = a.id and m.role = 'responsible_clinician'
  where m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
    and (a.ended_on is null or a.ended_on > access.today())
  group by a.id
$$;
grant execute on function casework.clinicians_for_import() to ownwords_worker;

-- A case that comes with its history keeps it; only one that comes without begins one.
create or replace function casework.patient_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from casework.authority a where a.case_id = new.case_id) then
    perform casework.begin_register(new.case_id);
  end if;
  return null;
end $$;

-- One row becomes a person, a case and its entry, through the same tables and triggers as everything that is recorded
-- on a page. The first authority is the one that governs.
create function casework.bring_entry(says jsonb, account bigint) returns bigint
  language plpgsql volatile set search_path = '' as $$
declare
  first jsonb := says -> 'authorities' -> 0;
  hospital bigint := (says ->> 'hospitalId')::bigint;
  ward bigint := (says ->> 'wardId')::bigint;
  came bigint;
  made bigint;
  one jsonb;
begin
  insert into people.person (family_name, given_names, other_names, born_on, language)
  values (says ->> 'familyName', says ->> 'givenNames', says ->> 'otherNames', (says ->> 'bornOn')::date, says ->> 'language')
  returning id into came;
  insert into people.case (person_id, room, opened_on)
  values (came, 'casework', coalesce(first ->> 'receivedOn', first ->> 'orderOn')::date) returning id into made;
  insert into people.identifier (person_id, kind, value, typed, source)
  select came, n ->> 'kind', n ->> 'value', n ->> 'typed', 'the import of a register' from jsonb_array_elements(says -> 'numbers') n;
  for one in select * from jsonb_array_elements(says -> 'authorities') loop
    insert into casework.authority (case_id, kind, order_on, received_on, ended_on, release_on, expires_on, precedence, court, recorded_by)
    values (made, one ->> 'kind', (one ->> 'orderOn')::date, (one ->> 'receivedOn')::date, (one ->> 'endedOn')::date,
      (one ->> 'releaseOn')::date, (one ->> 'expiresOn')::date, (one ->> 'precedence')::smallint, one ->> 'court', account);
    -- Behind the first, so that the case begins with its own history, and before the others, which may govern after all.
    insert into casework.patient (case_id, mhcs_reference, authority, order_on, hospital_id, ward_id, team_id, named_place, place_boundary)
    select made, says ->> 'reference', k.family, (one ->> 'orderOn')::date, hospital, ward, (says ->> 'teamId')::bigint,
      says ->> 'namedPlace', says ->> 'boundary'
    from casework.authority_kind k where k.code = one ->> 'kind'
      and not exists (select from casework.patient p where p.case_id = made);
  end loop;
  insert into casework.patient_flags (case_id, noteworthy, extremism_level, mappa_category, mappa_level)
  values (made, (says ->> 'noteworthy')::boolean, says ->> 'extremism', (says ->> 'mappaCategory')::smallint, (says ->> 'mappaLevel')::smallint);
  if (says ->> 'longTermLeave')::boolean or (says ->> 'supervisedDischarge')::boolean or (says ->> 'technicalRecall')::boolean then
    insert into casework.register_flag (case_id, long_term_leave, supervised_discharge, technical_recall)
    values (made, (says ->> 'longTermLeave')::boolean, (says ->> 'supervisedDischarge')::boolean, (says ->> 'technicalRecall')::boolean);
  end if;
  for one in select * from jsonb_array_elements(says -> 'movements') loop
    insert into casework.movement (case_id, kind, outcome, authorised_on, actual_on, from_place, to_place, recorded_by)
    values (made, one ->> 'kind', coalesce(one ->> 'outcome', ''), (one ->> 'authorisedOn')::date, (one ->> 'actualOn')::date,
      one ->> 'fromPlace', one ->> 'toPlace', account);
  end loop;
  -- Whoever is in hospital is in the hands of its Mental Health Act office and of their ward.
  insert into people.circle (case_id, unit_id, capacity, basis, added_by)
  select made, u.id, case u.kind when 'ward' then 'ward_staff' else 'mha_office' end, 'the import of a register', account
  from people.unit u join casework.patient p on p.case_id = made and p.status in ('in hospital', 'in trial leave hospital')
  where u.id in (hospital, ward);
  insert into people.circle (case_id, account_id, capacity, basis, added_by)
  select made, c::bigint, 'responsible_clinician', 'the import of a register', account
  from jsonb_array_elements_text(says -> 'clinicianIds') c;
  if says ->> 'extremism' <> 'none' then perform casework.shut_as_marked(made); end if;
  return made;
end $$;

-- Brings in some rows that were found good, in the name of whom it is done for, each whole or not at all. Answers the
-- last row that it came to; null when there is none left, or when it is not to go on. Everything below is planned
-- without reading whole tables: a plan made while the register was small would read all of it for every row.
create function casework.bring_rows(of_import bigint, behind integer, at_most integer) returns integer
  language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  import casework.register_import;
  who access.actor := casework.importer(of_import);
  one casework.register_import_row;
  made bigint;
  came integer;
begin
  select * into import from casework.register_import i where i.id = of_import for update;
  if import.state <> 'importing' then return null; end if;
  if import.account_id is not null then
    if who.account_id is null then
      update casework.register_import set state = 'abandoned' where id = of_import;
      return null;
    end if;
    perform access.become(who);
  end if;
  for one in select * from casework.register_import_row r where r.import_id = of_import and r.number > behind
    and r.standing = 'new' order by r.number limit at_most loop
    came := one.number;
    begin
      made := casework.bring_entry(one.entry, import.account_id);
      update casework.register_import_row set standing = 'imported' where import_id = of_import and number = one.number;
      perform audit.record('casework.register.imported', made, jsonb_build_object('import', of_import, 'row', one.number),
        'job register-import', gen_random_uuid()::text);
    exception
      when unique_violation then
        update casework.register_import_row set standing = 'refused', problems = '[{"field": "reference", "says": "import.problem.taken"}]'
          where import_id = of_import and number = one.number;
      when check_violation or foreign_key_violation or not_null_violation or sqlstate 'OW041' or sqlstate 'OW040' then
        update casework.register_import_row set standing = 'refused', problems = '[{"field": "reference", "says": "import.problem.law"}]'
          where import_id = of_import and number = one.number;
    end;
  end loop;
  perform set_config('ownwords.actor', '', true);
  return came;
end $$;
grant execute on function casework.bring_rows(bigint, integer, integer) to ownwords_worker;

-- An import that nobody came back to ends, and reports that have served their time go. Runs twice without harm.
create function casework.end_old_imports() returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  ended integer;
begin
  update casework.register_import set state = 'abandoned'
    where ended_at is null and brought_at < now() - interval '7 days';
  get diagnostics ended = row_count;
  delete from casework.register_import_row r using casework.register_import i
    where i.id = r.import_id and i.ended_at < now() - interval '7 days';
  update casework.register_import set headings = '{}' where ended_at < now() - interval '7 days' and headings <> '{}';
  return ended;
end $$;
grant execute on function casework.end_old_imports() to ownwords_worker;

insert into jobs.task values ('register-import');

-- Rows name hospitals, wards and teams; units are not about a person.
create policy worker on people.unit for select to ownwords_worker using (true);
grant select (id, parent_id, kind, name, security_level, ended_on) on people.unit to ownwords_worker;

-- The search for the beginning of a reference; with the two of names, one look into three indexes.
create index on casework.patient (mhcs_reference text_pattern_ops);
