-- Who is asking, proved once per statement.
--
-- access.enter() is the only way to become somebody: it takes the hash of a session token, which only the
-- browser's cookie can produce, and leaves a context in the transaction, with a proof of it that no application
-- role can write. A context that was forged is an error; a missing one sees no rows.

-- Nobody may call a function unless a migration says so.
alter default privileges for role ownwords_owner revoke execute on functions from public;

create schema access;
create schema audit;
create schema people;
create schema platform;

grant usage on schema access, audit, people, platform
  to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;

-- What proves a context: the fingerprint of it that access.become() took, in two halves, kept where PostgreSQL remembers
-- for each connection apart what it has set a sequence to. Anybody may write a setting; these only the owner may set or
-- read. They are worth nothing after a crash, so they are not logged, and setting them is no change to the database.
create unlogged sequence access.proof_front minvalue -9223372036854775808;
create unlogged sequence access.proof_back minvalue -9223372036854775808;

-- Of a context in this transaction: seen in one, it is worth nothing in another.
create function access.fingerprint(context text) returns bytea
  language sql stable return substr(sha256(convert_to(context, 'UTF8') || timestamptz_send(transaction_timestamp())), 1, 16);

-- Eight bytes of a fingerprint as the number that a sequence can hold.
create function access.half(fingerprint bytea, first integer) returns bigint
  language sql immutable return ('x' || encode(substr(fingerprint, first, 8), 'hex'))::bit(64)::bigint;

-- The day in the law's own time zone.
-- Bound when it is made, so that it needs no search_path and becomes a part of every query that asks it.
create function access.today() returns date
  language sql stable return (now() at time zone 'Europe/London')::date;

-- What every policy asks is found once, at the door. `standing`: in which capacity in which cases, as
-- 'capacity:case,case capacity:case'. `shut`: for those who decide by the national door, the cases that are closed to
-- them; null for everybody else.
create type access.actor as (
  account_id bigint, person_id bigint, door text, session_id bigint, roles text[], standing text, shut bigint[]);

-- Internal: the context of this transaction as it was left behind, or null. Called by functions of the owner alone, whose
-- rights and empty search_path it takes over; dozens of times a page, so it asks no table.
create function access.proven() returns text
  language plpgsql stable as $$
declare
  context text := current_setting('ownwords.actor', true);
begin
  if context is null or context = '' then return null; end if;
  if int8send(currval('access.proof_front')) || int8send(currval('access.proof_back')) <> access.fingerprint(context) then
    raise exception 'the actor of this transaction is not proved' using errcode = '28000';
  end if;
  return context;
end $$;

-- The verified actor of this transaction, or nulls.
create function access.actor() returns access.actor
  language plpgsql stable security definer set search_path = '' as $$
declare
  parts text[] := string_to_array(access.proven(), '|', '');
  who access.actor;
begin
  if parts is null then return who; end if;
  return (parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7])::access.actor;
end $$;

-- Every policy asks one part of the context: it takes that part and leaves the rest.
create function access.account_id() returns bigint
  language plpgsql stable security definer set search_path = '' as $$
begin return nullif(split_part(access.proven(), '|', 1), '')::bigint; end $$;

-- True for an actor who came through the national door in one of these roles.
create function access.national_as(variadic roles text[]) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  return who.door = 'national' and coalesce(who.roles && roles, false);
end $$;

-- Internal: leaves the context behind, and what proves it. Only definer functions may call it.
create function access.become(who access.actor) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  message text := concat_ws('|', who.account_id, coalesce(who.person_id::text, ''), who.door,
    coalesce(who.session_id::text, ''), coalesce(who.roles::text, ''), coalesce(who.standing, ''),
    coalesce(who.shut::text, ''));
  fingerprint bytea := access.fingerprint(message);
begin
  perform set_config('ownwords.actor', message, true), setval('access.proof_front', access.half(fingerprint, 1)),
    setval('access.proof_back', access.half(fingerprint, 9));
end $$;

-- What the program may know of itself: mode, keys that are public, when the demonstration was loaded.
create table platform.setting (
  key text primary key,
  value jsonb not null,
  set_at timestamptz not null default now()
);
alter table platform.setting enable row level security;
alter table platform.setting force row level security;
create policy definer on platform.setting to ownwords_owner using (true) with check (true);
create policy reads on platform.setting for select
  to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker using (true);
grant select on platform.setting to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;

create function platform.is_demonstration() returns boolean
  language sql stable security definer set search_path = '' as $$
  select coalesce((select value = 'true'::jsonb from platform.setting where key = 'demonstration'), false)
$$;

grant execute on function access.today(), access.actor(), access.account_id(), access.national_as(text[]),
  platform.is_demonstration() to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;

-- Readiness asks by any door; only names come out.
create function platform.migrations_applied() returns text[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(name order by name), '{}') from migration.applied
$$;
grant execute on function platform.migrations_applied() to ownwords_app, ownwords_worker;
