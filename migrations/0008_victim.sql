-- The victim side: a partition of its own. Schema, login role, pool, encryption key, routes and audit stream are
-- separate; keys point only from here to the case, and nothing on the case side mentions it. What a victim told
-- their liaison officer never reaches the patient, the clinician or a page of the case: those get only what the
-- officer chose to put into the reply (design brief, section 6.6).

create schema victim;
grant usage on schema victim to ownwords_victim;

create table victim.note (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  -- Sealed by the program with the key of this partition (AES-256-GCM), so that a copy of the table is no use.
  sealed bytea not null,
  written_by bigint not null,
  written_at timestamptz not null default now()
);
create index on victim.note (case_id, id);

create table victim.event (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  account_id bigint not null,
  capacity text not null,
  purpose text not null,
  event text not null,
  case_id bigint,
  detail jsonb not null default '{}',
  request_id text
);
create index on victim.event (case_id);

alter table victim.note enable row level security;
alter table victim.note force row level security;
alter table victim.event enable row level security;
alter table victim.event force row level security;
create policy definer on victim.note to ownwords_owner using (true) with check (true);
create policy definer on victim.event to ownwords_owner using (true) with check (true);
create policy liaison on victim.note for select to ownwords_victim
  using (case_id = any ((select access.cases_as('victim_liaison_officer'))::bigint[]));
create policy liaison_writes on victim.note for insert to ownwords_victim
  with check (written_by = (select access.account_id())
    and case_id = any ((select access.cases_as('victim_liaison_officer'))::bigint[]));
grant select, insert (case_id, sealed, written_by) on victim.note to ownwords_victim;

-- The stream of this partition, written by audit.record() for whoever came through this door.
create function victim.record(who access.actor, event text, case_id bigint, detail jsonb, purpose text, request_id text) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into victim.event (account_id, capacity, purpose, event, case_id, detail, request_id)
  values (who.account_id, 'victim_liaison_officer', purpose, event, case_id, coalesce(detail, '{}'), request_id)
$$;
