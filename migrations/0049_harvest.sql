-- Other libraries whose records are harvested (OAI-PMH), by a job and by what changed since.

create table evidence.repository (
  id bigint generated always as identity primary key,
  base_url text not null check (base_url ~ '^https?://[^/]' and octet_length(base_url) <= 500),
  -- It is asked what it is first; then a librarian says what is wanted of it.
  state text not null default 'asking' check (state in ('asking', 'answered', 'silent', 'active', 'paused', 'removed')),
  -- What it said of itself: src/evidence/harvest/repository.ts.
  answer jsonb,
  -- Why it did not say anything: a sentence of the catalogue and its values.
  problem jsonb,
  prefix text,
  set_spec text,
  every_days smallint check (every_days between 1 and 365),
  duplicates text not null default 'skip' check (duplicates in ('skip', 'beside', 'fill')),
  -- Under which licence others may use its summaries, where a record does not say.
  licence text,
  -- From when on it is asked for changes the next time, as it writes dates; null asks for everything.
  since text,
  next_at timestamptz,
  added_by bigint not null references people.account (id),
  added_at timestamptz not null default now(),
  constraint ready check (state not in ('active', 'paused')
    or (answer is not null and prefix is not null and every_days is not null and next_at is not null))
);
create index on evidence.repository (added_by);
create index on evidence.repository (next_at) where state = 'active';

-- One going through it, from the date of the last. Its records come in as rows of an import of its own.
create table evidence.harvest (
  id bigint generated always as identity primary key,
  repository bigint not null references evidence.repository (id),
  import_id bigint not null references evidence.import (id),
  state text not null default 'running' check (state in ('running', 'stopped', 'failed', 'done')),
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  asked_from text,
  -- When the first answer came, by the other's clock.
  answered_at text,
  -- Its place: how many answers were taken in, and how the next is asked for.
  pages integer not null default 0,
  token text,
  -- How often it began again because its place was no longer known there.
  restarts smallint not null default 0,
  -- How often in a row nothing came, and until when it waits.
  tries smallint not null default 0,
  not_before timestamptz not null default now(),
  beat_at timestamptz not null default now(),
  expected integer,
  seen integer not null default 0,
  same integer not null default 0,
  changed integer not null default 0,
  offered integer not null default 0,
  gone integer not null default 0,
  problem jsonb,
  check ((state = 'running') = (ended_at is null))
);
create index on evidence.harvest (repository, id);
create index on evidence.harvest (import_id);
create unique index one_at_a_time on evidence.harvest (repository) where state = 'running';

-- Every record that was ever seen there, by the name that it has there, and what became of it here.
create table evidence.harvested (
  base_url text not null,
  identifier text not null check (octet_length(identifier) between 1 and 2000),
  repository bigint not null references evidence.repository (id),
  -- The fingerprint of what it said last.
  source bytea,
  datestamp text,
  record integer references evidence.record (number),
  -- The record was made from it; and the version that the last harvest left. Whatever is newer, somebody wrote here.
  is_ours boolean not null default false,
  version integer,
  -- What it says there now, where somebody worked on the record here.
  offered jsonb,
  offered_at timestamptz,
  -- It was deleted there; a librarian decides what that means here.
  gone_at timestamptz,
  gone_seen boolean not null default false,
  primary key (base_url, identifier),
  check (not is_ours or (record is not null and version is not null)),
  check ((offered is null) = (offered_at is null) and (offered is null or is_ours))
);
create index on evidence.harvested (record);
create unique index made_once on evidence.harvested (record) where is_ours;
create index on evidence.harvested (repository, offered_at) where offered is not null;
create index on evidence.harvested (repository, gone_at) where gone_at is not null and not gone_seen;

alter table evidence.import add column repository bigint references evidence.repository (id);
create index on evidence.import (repository);

create function evidence.move_repository() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (('asking', 'answered'), ('asking', 'silent'), ('silent', 'asking'),
      ('answered', 'asking'), ('answered', 'active'), ('active', 'paused'), ('paused', 'active'), ('asking', 'removed'), ('silent', 'removed'),
      ('answered', 'removed'), ('active', 'removed'), ('paused', 'removed')) then
    raise exception 'a repository that is % cannot become %', old.state, new.state using errcode = 'OW004';
  end if;
  if new.state = 'active' and old.state = 'answered' and exists (select from evidence.repository r
      where r.id <> new.id and r.base_url = new.base_url and r.set_spec is not distinct from new.set_spec and r.state in ('active', 'paused')) then
    raise exception 'the same is harvested already' using errcode = 'OW470';
  end if;
  -- Whatever is under way there ends with it.
  if new.state in ('paused', 'removed') and old.state = 'active' then
    update evidence.harvest set state = 'stopped', ended_at = now() where repository = new.id and state = 'running';
  end if;
  return new;
end $$;
create trigger moves before update on evidence.repository for each row execute function evidence.move_repository();

-- What came stays, and can be taken back as a whole like any import.
create function evidence.end_harvest() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.state <> 'running' and new.state <> old.state then
    raise exception 'a harvest that is % cannot become %', old.state, new.state using errcode = 'OW004';
  end if;
  if new.state <> 'running' and old.state = 'running' then
    new.ended_at := now();
    new.token := null;
    update evidence.import set state = 'imported' where id = new.import_id and state = 'importing';
  end if;
  return new;
end $$;
create trigger ends before update on evidence.harvest for each row execute function evidence.end_harvest();

do $$
declare
  name text;
begin
  foreach name in array array['repository', 'harvest', 'harvested'] loop
    execute format('alter table evidence.%I enable row level security', name);
    execute format('alter table evidence.%I force row level security', name);
    execute format('create policy definer on evidence.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy librarian on evidence.%I for select to ownwords_app using ((select access.circle_as(''librarian'')))', name);
    execute format('create policy librarian_changes on evidence.%I for update to ownwords_app using ((select access.circle_as(''librarian'')))', name);
    execute format('create policy worker on evidence.%I to ownwords_worker using (true) with check (true)', name);
    execute format('grant select on evidence.%I to ownwords_app, ownwords_worker', name);
  end loop;
end $$;
create policy adds on evidence.repository for insert to ownwords_app
  with check (added_by = (select access.account_id()) and (select access.circle_as('librarian')) and state = 'asking');
grant insert (base_url, added_by), update (state, prefix, set_spec, every_days, duplicates, licence, next_at, since) on evidence.repository to ownwords_app;
grant update (state, answer, problem, since, next_at) on evidence.repository to ownwords_worker;
grant update (state) on evidence.harvest to ownwords_app;
grant insert (repository, import_id, asked_from), update (state, answered_at, pages, token, restarts, tries, not_before, beat_at,
  expected, seen, same, changed, offered, gone, problem) on evidence.harvest to ownwords_worker;
grant update (version, offered, offered_at, gone_seen) on evidence.harvested to ownwords_app;
grant insert, update on evidence.harvested to ownwords_worker;
-- A row that cannot be stored as a record says so.
grant update (problems) on evidence.import_row to ownwords_worker;
grant insert (state, duplicates, repository) on evidence.import to ownwords_worker;

insert into jobs.task values ('evidence-ask-repository'), ('evidence-harvest');
