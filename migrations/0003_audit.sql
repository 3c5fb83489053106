-- Audit: append-only by grant. One function writes, and it takes the actor from the proved context, so that
-- nobody can write a row in somebody else's name. Ids and versions, never the text itself.

-- Where transaction numbers come from. A dump that is restored elsewhere meets a server that counts from another
-- number; `shift` is then added, so that what is written next still comes after all that was sealed before.
create table audit.anchor (
  xid xid8 primary key,
  system text not null,
  shift bigint not null default 0 check (shift >= 0),
  started_at timestamptz not null default now()
);

create function audit.xid() returns xid8
  language plpgsql stable set search_path = '' as $$
begin
  return (pg_current_xact_id()::text::bigint
    + (select shift from audit.anchor order by xid desc limit 1))::text::xid8;
end $$;

create table audit.event (
  id bigint generated always as identity primary key,
  xid xid8 not null default audit.xid(),
  at timestamptz not null default clock_timestamp(),
  account_id bigint,
  capacity text not null,
  purpose text not null,
  event text not null check (event ~ '^[a-z]+(\.[a-z-]+)+$'),
  case_id bigint,
  detail jsonb not null default '{}',
  request_id text
);
create index on audit.event (case_id, at);
create index on audit.event (account_id, at);
create index on audit.event (xid, id);
create index on audit.event (at, id);

-- A seal covers every row whose transaction number lies in [from_xid, to_xid): by transaction, never by id or
-- time, because ids and times are given before a commit and a late commit would slip under a seal.
create table audit.seal (
  id bigint primary key,
  from_xid xid8 not null,
  to_xid xid8 not null check (to_xid > from_xid),
  row_count bigint not null,
  root bytea not null,
  previous bytea not null,
  sealed_at timestamptz not null,
  signature bytea not null,
  -- The number of every row (8 bytes) and its leaf (32): the root proves that nothing changed, these say what did.
  leaves bytea not null check (length(leaves) = row_count * 40)
);
-- Hashes do not compress.
alter table audit.seal alter column leaves set storage external;

-- Every start calls this. On the server where the last anchor was set it does nothing.
create function audit.anchor_here() returns void
  language plpgsql volatile set search_path = '' as $$
declare
  here text := (select system_identifier::text from pg_control_system());
  now_at bigint := pg_current_xact_id()::text::bigint;
  last audit.anchor;
  top bigint;
begin
  select * into last from audit.anchor order by xid desc limit 1;
  if last.system = here then return; end if;
  top := greatest(last.xid::text::bigint, 0,
    (select xid::text::bigint from audit.event order by xid desc limit 1),
    (select to_xid::text::bigint from audit.seal order by id desc limit 1));
  insert into audit.anchor (xid, system, shift)
  values (greatest(now_at, top + 1)::text::xid8, here, greatest(0, top + 1 - now_at));
end $$;
select audit.anchor_here();

alter table audit.event enable row level security;
alter table audit.event force row level security;
alter table audit.seal enable row level security;
alter table audit.seal force row level security;
alter table audit.anchor enable row level security;
alter table audit.anchor force row level security;
-- Not even the owner of these tables may change or delete a row of them: a mistake in a definer function must not
-- be enough.
do $$
declare
  name text;
begin
  foreach name in array array['event', 'seal', 'anchor'] loop
    execute format('create policy definer_reads on audit.%I for select to ownwords_owner using (true)', name);
    execute format('create policy definer_adds on audit.%I for insert to ownwords_owner with check (true)', name);
  end loop;
end $$;
create policy sealer on audit.event for select to ownwords_worker using (true);
create policy sealer on audit.seal for select to ownwords_worker using (true);
create policy sealer_adds on audit.seal for insert to ownwords_worker with check (true);
create policy sealer on audit.anchor for select to ownwords_worker using (true);
grant select on audit.event, audit.anchor to ownwords_worker;
grant select, insert on audit.seal to ownwords_worker;

create policy auditor on audit.event for select to ownwords_national
  using ((select access.national_as('auditor')));
-- The person learns who opened their words by access.who_opened() only: a row here also says in which capacity
-- somebody of the section read, and that could tell of a flag.
grant select on audit.event to ownwords_national;

-- The first capacity of a standing that has this case.
create function access.stands_as(standing text, case_id bigint) returns text
  language sql immutable return substring(standing from '([a-z_]+):(?:[0-9]+,)*' || case_id::text || '(?![0-9])');

-- Writes one row for the actor of this transaction. The capacity is the one in which the actor stands in the
-- case, or else the first of the actor's roles.
create function audit.record(event text, case_id bigint, detail jsonb, purpose text, request_id text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  if who.door = 'victim' then
    -- Even that somebody worked on victim matters must not show in the stream of the case.
    perform victim.record(who, event, case_id, detail, purpose, request_id);
    return;
  end if;
  insert into audit.event (account_id, capacity, purpose, event, case_id, detail, request_id)
  values (who.account_id, coalesce(access.stands_as(who.standing, record.case_id), who.roles[1], case when session_user = 'ownwords_worker' then 'program'
      when who.account_id is null then 'nobody' else 'person' end),
    record.purpose, record.event, record.case_id, coalesce(record.detail, '{}'), record.request_id);
end $$;

grant execute on function audit.record(text, bigint, jsonb, text, text)
  to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;

-- The key by which seals are proved, kept at the first seal. Answers the one that counts.
create function audit.keep_public_key(key text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into platform.setting (key, value) values ('audit_public_key', to_jsonb(keep_public_key.key))
    on conflict do nothing;
  return (select value #>> '{}' from platform.setting s where s.key = 'audit_public_key');
end $$;
grant execute on function audit.keep_public_key(text) to ownwords_worker;
