-- People, organisations, accounts, roles, cases and their circles.

create table people.unit (
  id bigint generated always as identity primary key,
  parent_id bigint references people.unit (id),
  kind text not null check (kind in ('system', 'provider', 'hospital', 'ward', 'mhcs', 'mhcs_team',
    'probation_area', 'advocacy_service', 'solicitors_firm', 'prison', 'library', 'addressee')),
  name text not null check (name <> ''),
  security_level text check (security_level in ('high', 'medium', 'low', 'other')),
  postal_address text,
  ended_on date,
  unique (parent_id, name)
);
create index on people.unit (kind);

-- Where a unit of this kind stands: a ward in a hospital, a team in MHCS.
create function access.parent_kind_of(kind text) returns text
  language sql immutable set search_path = '' as $$
  select case kind when 'system' then null when 'ward' then 'hospital' when 'hospital' then 'provider'
                   when 'mhcs_team' then 'mhcs' else 'system' end
$$;

create function access.unit_stands_right() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if access.parent_kind_of(new.kind) is distinct from (select kind from people.unit where id = new.parent_id) then
    raise exception 'a % cannot stand there', new.kind using errcode = 'OW034';
  end if;
  return new;
end $$;
create trigger stands_right before insert or update of kind, parent_id on people.unit
  for each row execute function access.unit_stands_right();

-- A unit in which somebody works, that has units below it, or that is in the circle of a case, cannot end.
create function access.unit_is_empty() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.ended_on is not null and (
    exists (select from people.membership m where m.unit_id = new.id and (m.until_on is null or m.until_on > new.ended_on))
    or exists (select from people.unit u where u.parent_id = new.id and (u.ended_on is null or u.ended_on > new.ended_on))
    or exists (select from people.circle c where c.unit_id = new.id and (c.until_on is null or c.until_on > new.ended_on))) then
    raise exception 'unit % is in use', new.id using errcode = 'OW035';
  end if;
  return new;
end $$;
create trigger is_empty before update of ended_on on people.unit
  for each row execute function access.unit_is_empty();

create table people.person (
  id bigint generated always as identity primary key,
  family_name text not null check (family_name <> ''),
  given_names text not null default '',
  other_names text not null default '',
  born_on date,
  nhs_number text,
  language text not null default 'en' check (language in ('en', 'cy')),
  other_language text,
  communication_needs text,
  -- Written by the row itself, because only plain text operators reach an index under row-level security.
  family_key text generated always as (lower(family_name)) stored,
  given_key text generated always as (lower(given_names)) stored
);
create index on people.person (family_key text_pattern_ops);
create index on people.person (given_key text_pattern_ops);

create table people.account (
  id bigint generated always as identity primary key,
  username text not null unique check (username = lower(username) and username <> '' and username !~ '[@[:space:]]'),
  email text unique check (email = lower(email)),
  display_name text not null check (display_name <> ''),
  job_title text,
  phone text,
  person_id bigint references people.person (id),
  door text not null default 'circle' check (door in ('circle', 'national')),
  language text not null default 'en' check (language in ('en', 'cy')),
  easy_read boolean not null default false,
  active_from date not null default access.today(),
  ended_on date,
  demonstration boolean not null default false
);
create unique index on people.account (person_id) where ended_on is null;

create table people.credential (
  account_id bigint primary key references people.account (id),
  salt bytea not null,
  passphrase_hash bytea,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_counter bigint not null default 0,
  -- A new secret that has not proved itself by a code yet; the old one stays good until then.
  totp_pending bytea,
  changed_at timestamptz not null default now()
);

create table people.recovery_code (
  account_id bigint not null references people.account (id),
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table people.invitation (
  token_hash bytea primary key,
  account_id bigint not null references people.account (id),
  invited_by bigint references people.account (id),
  expires_at timestamptz not null,
  accepted_at timestamptz
);

create table people.membership (
  id bigint generated always as identity primary key,
  account_id bigint not null references people.account (id),
  unit_id bigint not null references people.unit (id),
  role text not null check (role in ('administrator', 'responsible_clinician', 'ward_staff', 'mha_office',
    'advocate', 'solicitor', 'social_supervisor', 'clinical_supervisor', 'victim_liaison_officer',
    'mappa_coordinator', 'offender_manager', 'counter_terrorism_manager', 'caseworker', 'team_manager',
    'deputy_head', 'head_of_casework', 'extremism_head', 'auditor', 'prison_healthcare',
    'librarian', 'evidence_grader', 'respondent')),
  -- Delegated authority inside MHCS; what each level may decide is dated data of the casework room.
  authority_level smallint check (authority_level between 1 and 9),
  from_on date not null default access.today(),
  until_on date check (until_on >= from_on)
);
create index on people.membership (account_id);
create index on people.membership (unit_id, role);

-- Which roles there are in a unit of which kind. The same table stands in src/people/rules/roles-of-units.ts,
-- and a test holds the two equal.
create function access.role_fits(role text, kind text) returns boolean
  language sql immutable set search_path = '' as $$
  select case kind
    when 'system' then role = 'administrator'
    when 'provider' then role in ('administrator', 'social_supervisor', 'clinical_supervisor')
    when 'hospital' then role in ('administrator', 'responsible_clinician', 'mha_office', 'social_supervisor', 'clinical_supervisor')
    when 'ward' then role in ('ward_staff', 'responsible_clinician')
    when 'mhcs' then role in ('administrator', 'deputy_head', 'head_of_casework', 'extremism_head', 'auditor')
    when 'mhcs_team' then role in ('caseworker', 'team_manager', 'deputy_head', 'head_of_casework')
    when 'probation_area' then role in ('administrator', 'victim_liaison_officer', 'mappa_coordinator', 'offender_manager',
      'counter_terrorism_manager')
    when 'advocacy_service' then role in ('administrator', 'advocate')
    when 'solicitors_firm' then role in ('administrator', 'solicitor')
    when 'prison' then role in ('administrator', 'prison_healthcare')
    when 'library' then role in ('administrator', 'librarian', 'evidence_grader')
    -- An organisation to which recommendations are made, and who answers in its name.
    when 'addressee' then role in ('administrator', 'respondent')
    else false end
$$;

-- The roles that decide in the name of the Secretary of State, each with a delegated authority level. By the national
-- door they read every restricted case but those that are shut.
create function access.deciders() returns text[]
  language sql immutable return '{caseworker,team_manager,deputy_head,head_of_casework,extremism_head}'::text[];

create function access.has_authority_level(role text) returns boolean
  language sql immutable set search_path = '' as $$
  select role = any (access.deciders())
$$;

create function access.door_of(role text) returns text
  language sql immutable set search_path = '' as $$
  select case when access.has_authority_level(role) or role = 'auditor' then 'national' else 'circle' end
$$;

create function access.membership_fits() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  kind text := (select u.kind from people.unit u where u.id = new.unit_id);
  holder people.account;
begin
  select * into holder from people.account a where a.id = new.account_id;
  if not access.role_fits(new.role, kind) or holder.person_id is not null then
    raise exception 'there is no % in a %', new.role, kind using errcode = 'OW030';
  end if;
  if (new.authority_level is not null) <> access.has_authority_level(new.role) then
    raise exception 'a % and an authority level', new.role using errcode = 'OW031';
  end if;
  if holder.door <> access.door_of(new.role) then
    raise exception 'account % uses another door than a %', new.account_id, new.role using errcode = 'OW033';
  end if;
  -- Who gives access must not be able to use it: an administrator sees no case.
  if exists (select from people.membership m where m.account_id = new.account_id
      and (m.role = 'administrator') <> (new.role = 'administrator')
      and daterange(m.from_on, m.until_on) && daterange(new.from_on, new.until_on)) then
    raise exception 'an administrator has no other role' using errcode = 'OW032';
  end if;
  return new;
end $$;
create trigger fits before insert on people.membership
  for each row execute function access.membership_fits();

create table people.session (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  account_id bigint not null references people.account (id),
  second_factor text not null check (second_factor in ('done', 'not needed', 'code', 'enrol')),
  shared_device boolean not null default false,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ends_at timestamptz not null,
  user_agent text,
  -- The token before the last step up, so that a form of before it is still known as this session's.
  former_token_hash bytea unique
);
create index on people.session (account_id);

create table people.sign_in_attempt (
  id bigint generated always as identity primary key,
  login_hash bytea not null,
  address_hash bytea not null,
  at timestamptz not null default now()
);
create index on people.sign_in_attempt (login_hash, at);
create index on people.sign_in_attempt (address_hash, at);

create table people.case (
  id bigint generated always as identity primary key,
  person_id bigint not null references people.person (id),
  room text not null check (room in ('casework', 'diversion', 'treatment', 'involvement')),
  opened_on date not null default access.today(),
  closed_on date,
  -- 'circle': even national readers need a circle row (extremism, high profile).
  readers text not null default 'room' check (readers in ('room', 'circle'))
);
create index on people.case (person_id);
create index on people.case (id) where readers = 'circle';

-- Who is in a case, in which capacity, on what basis, from when until when.
create table people.circle (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  account_id bigint references people.account (id),
  unit_id bigint references people.unit (id),
  capacity text not null check (capacity in ('subject', 'responsible_clinician', 'ward_staff', 'mha_office',
    'advocate', 'solicitor', 'social_supervisor', 'clinical_supervisor', 'victim_liaison_officer',
    'mappa_coordinator', 'offender_manager', 'counter_terrorism_manager', 'caseworker', 'extremism_head', 'prison_healthcare')),
  basis text not null check (basis <> ''),
  from_on date not null default access.today(),
  until_on date check (until_on >= from_on),
  added_by bigint references people.account (id),
  check (num_nonnulls(account_id, unit_id) = 1)
);
create index on people.circle (case_id);
create index on people.circle (account_id, capacity) where account_id is not null;
create index on people.circle (unit_id, capacity) where unit_id is not null;
create unique index one_open_row_each on people.circle
  (case_id, capacity, coalesce(account_id, 0), coalesce(unit_id, 0)) where until_on is null;

-- Where an account stands today, for access.become(). A unit's row counts for the members of that unit whose role is
-- that capacity.
create function access.standing_of(account bigint) returns text
  language sql stable set search_path = '' as $$
  select string_agg(capacity || ':' || cases, ' ' order by first) from (
    select capacity, min(id) as first, string_agg(case_id::text, ',' order by case_id) as cases from (
      select c.id, c.capacity, c.case_id from people.circle c
      where c.account_id = account and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())
      union all
      select c.id, c.capacity, c.case_id from people.membership m
      join people.circle c on c.unit_id = m.unit_id and c.capacity = m.role
      where m.account_id = account
        and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
        and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())
    ) stands group by capacity
  ) capacities
$$;

-- The cases of a standing in one of these capacities.
create function access.cases_of(standing text, capacities text[]) returns bigint[]
  language plpgsql immutable as $$
declare
  stands text;
  cases bigint[] := '{}';
begin
  if standing is null then return cases; end if;
  foreach stands in array string_to_array(standing, ' ') loop
    if split_part(stands, ':', 1) = any (capacities) then
      cases := cases || ('{' || split_part(stands, ':', 2) || '}')::bigint[];
    end if;
  end loop;
  return cases;
end $$;

-- The cases in which the actor stands in one of these capacities today. One array a statement, so that policies
-- become index conditions.
create function access.cases_as(variadic capacities text[]) returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
begin
  return access.cases_of(split_part(access.proven(), '|', 6), capacities);
end $$;

-- The cases that only their circle may read, but for those in whose circle this national reader stands.
create function access.shut_to(standing text) returns bigint[]
  language plpgsql stable as $$
declare
  mine bigint[] := access.cases_of(standing, '{caseworker,extremism_head}');
begin
  return (select coalesce(array_agg(k.id), '{}') from people.case k where k.readers = 'circle' and k.id <> all (mine));
end $$;

-- The cases shut to the actor as a decider; null for whoever is none. No case is unlike all of null, so
-- `case_id <> all (cases_shut())` is the whole policy of a table that the section reads. A page asks it for each of its
-- tables, so it takes its own part of the context and leaves the rest.
create function access.cases_shut() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
begin
  return nullif(split_part(access.proven(), '|', 7), '')::bigint[];
end $$;

create function access.persons_around() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  -- Asked once: inside the query it would be asked for every case.
  mine bigint[] := access.cases_as('subject', 'responsible_clinician', 'ward_staff', 'mha_office', 'advocate', 'solicitor',
    'social_supervisor', 'clinical_supervisor', 'victim_liaison_officer', 'mappa_coordinator', 'offender_manager',
    'counter_terrorism_manager');
begin
  return (select coalesce(array_agg(k.person_id), '{}') from people.case k where k.id = any (mine));
end $$;

-- Capacities whose holders a patient and their helpers may know of. That a victim liaison officer, a MAPPA
-- coordinator or a counter-terrorism manager was asked is itself closed (design brief, section 6.6).
create function access.open_capacities() returns text[]
  language sql immutable set search_path = '' as $$
  select '{subject,responsible_clinician,ward_staff,mha_office,advocate,solicitor,social_supervisor,clinical_supervisor,prison_healthcare}'::text[]
$$;

-- The accounts that the actor may know by name: for a patient, those in open capacities of the own case.
create function access.accounts_around() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  mine bigint[] := access.cases_as('subject', 'responsible_clinician', 'ward_staff', 'mha_office', 'advocate',
    'solicitor', 'social_supervisor', 'clinical_supervisor', 'prison_healthcare');
  -- Colleagues know each other by the policy for staff: for them only those are looked for who are in the case themselves.
  staff boolean := access.is_staff();
begin
  return (
    select coalesce(array_agg(distinct id), '{}') from (
      select c.account_id as id from people.circle c
      where c.case_id = any (mine) and c.account_id is not null and c.capacity = any (access.open_capacities())
      union
      select m.account_id from people.circle c join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity
      where not staff and c.case_id = any (mine) and c.capacity = any (access.open_capacities())
      union select access.account_id()
    ) around
  );
end $$;

create function access.is_staff() returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(split_part(access.proven(), '|', 5) not in ('', '{}'), false);
end $$;

-- The units below those in which the actor is an administrator, those included.
create function access.units_administered() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  if who.account_id is null or not coalesce('administrator' = any (who.roles), false) then return '{}'; end if;
  return (
    with recursive below as (
      select m.unit_id as id from people.membership m
      where m.account_id = who.account_id and m.role = 'administrator'
        and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
      union
      select u.id from people.unit u join below b on u.parent_id = b.id
    ) select coalesce(array_agg(id), '{}') from below
  );
end $$;

-- The accounts that work in those units, or worked there last: who has moved on has another administrator.
create function access.accounts_administered() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  units bigint[] := access.units_administered();
  today date := access.today();
begin
  return (select coalesce(array_agg(distinct m.account_id), '{}') from people.membership m
          where m.unit_id = any (units)
            and (m.until_on is null or m.until_on > today
              or not exists (select from people.membership other where other.account_id = m.account_id
                and (other.until_on is null or other.until_on > today))));
end $$;

-- Row-level security, forced for everybody; the owner reads through definer functions only.
do $$
declare
  name text;
begin
  foreach name in array array['unit', 'person', 'account', 'credential', 'recovery_code', 'invitation',
    'membership', 'session', 'sign_in_attempt', 'case', 'circle'] loop
    execute format('alter table people.%I enable row level security', name);
    execute format('alter table people.%I force row level security', name);
    execute format('create policy definer on people.%I to ownwords_owner using (true) with check (true)', name);
  end loop;
end $$;

-- Units are not about a person: anyone who is signed in may read them.
create policy signed_in on people.unit for select to ownwords_app, ownwords_national, ownwords_victim
  using ((select access.account_id()) is not null);
create policy administers on people.unit for insert to ownwords_app
  with check (parent_id = any ((select access.units_administered())::bigint[]));
create policy administers_change on people.unit for update to ownwords_app
  using (id = any ((select access.units_administered())::bigint[]));
grant select on people.unit to ownwords_app, ownwords_national, ownwords_victim;
grant insert (parent_id, kind, name, security_level, postal_address),
  update (name, security_level, postal_address, ended_on) on people.unit to ownwords_app;

create policy around on people.person for select to ownwords_app, ownwords_victim
  using (id = any ((select access.persons_around())::bigint[]));
create policy national on people.person for select to ownwords_national
  using (exists (select 1 from people.case k where k.person_id = person.id and k.room = 'casework'));
grant select on people.person to ownwords_app, ownwords_national, ownwords_victim;

create policy around on people.account for select to ownwords_app, ownwords_victim
  using (id = any ((select access.accounts_around())::bigint[]));
create policy staff on people.account for select to ownwords_app, ownwords_national, ownwords_victim
  using (person_id is null and (select access.is_staff()));
create policy own_choices on people.account for update to ownwords_app, ownwords_national
  using (id = (select access.account_id()));
grant select on people.account to ownwords_app, ownwords_national, ownwords_victim;
grant update (language, easy_read, phone) on people.account to ownwords_app, ownwords_national;

create policy own on people.membership for select to ownwords_app, ownwords_national, ownwords_victim
  using (account_id = (select access.account_id()));
create policy staff on people.membership for select to ownwords_app, ownwords_national
  using ((select access.is_staff()));
-- Nobody gives a role to themselves. Ending one is access.end_membership(), which ends what hangs on it too.
create policy administers_insert on people.membership for insert to ownwords_app
  with check (unit_id = any ((select access.units_administered())::bigint[])
    and account_id = any ((select access.accounts_administered())::bigint[])
    and account_id <> (select access.account_id()));
grant select on people.membership to ownwords_app, ownwords_national, ownwords_victim;
grant insert (account_id, unit_id, role, authority_level, from_on, until_on) on people.membership to ownwords_app;

create policy own on people.session for select to ownwords_app, ownwords_national
  using (account_id = (select access.account_id()));
grant select (id, account_id, shared_device, created_at, seen_at, ends_at, user_agent) on people.session
  to ownwords_app, ownwords_national;

create policy inside on people.case for select to ownwords_app, ownwords_victim
  using (id = any ((select access.cases_as('subject', 'responsible_clinician', 'ward_staff', 'mha_office',
    'advocate', 'solicitor', 'social_supervisor', 'clinical_supervisor', 'victim_liaison_officer',
    'mappa_coordinator', 'offender_manager', 'counter_terrorism_manager', 'prison_healthcare'))::bigint[]));
create policy national on people.case for select to ownwords_national
  using (room = 'casework'
    and id <> all ((select access.cases_shut())::bigint[]));
grant select on people.case to ownwords_app, ownwords_national, ownwords_victim;

-- Who was consulted is closed too, so only those who read the closed part know of it.
create policy inside on people.circle for select to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'mha_office'))::bigint[]));
create policy alongside on people.circle for select to ownwords_app
  using (capacity = any (access.open_capacities())
    and case_id = any ((select access.cases_as('subject', 'advocate', 'solicitor', 'ward_staff', 'social_supervisor',
      'clinical_supervisor', 'prison_healthcare'))::bigint[]));
create policy own on people.circle for select to ownwords_app, ownwords_victim
  using (account_id = (select access.account_id()));
create policy national on people.circle for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
-- A clinician who consults somebody lets them into the case for that; nobody writes themselves into a circle.
create policy consults on people.circle for insert to ownwords_app
  with check (case_id = any ((select access.cases_as('responsible_clinician', 'mha_office'))::bigint[])
    and capacity = any ('{victim_liaison_officer,mappa_coordinator,offender_manager,counter_terrorism_manager,advocate}'::text[])
    and added_by = (select access.account_id()) and account_id is distinct from (select access.account_id()));
create policy ends_consultation on people.circle for update to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'mha_office'))::bigint[])
    and capacity = any ('{victim_liaison_officer,mappa_coordinator,offender_manager,counter_terrorism_manager,advocate}'::text[]));
grant select on people.circle to ownwords_app, ownwords_national, ownwords_victim;
grant insert (case_id, account_id, unit_id, capacity, basis, from_on, until_on, added_by), update (until_on)
  on people.circle to ownwords_app;

grant execute on function access.cases_as(text[]), access.cases_shut(), access.deciders(), access.persons_around(), access.open_capacities(),
  access.accounts_around(), access.is_staff(), access.units_administered(), access.accounts_administered()
  to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;
