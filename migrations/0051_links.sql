-- Whether the addresses of records can still be read: asked by a job, a server at a time.

create table evidence.link (
  record integer primary key references evidence.record (number),
  url text not null,
  -- Whose server it is, with its port; empty for an address that cannot be asked.
  host text not null,
  -- closed: it cannot be told by a program. failing: it failed, and not yet on three days.
  state text not null default 'unasked' check (state in ('unasked', 'works', 'moved', 'failing', 'dead', 'closed')),
  -- Why, as src/evidence/links/judge.ts names it, and with which code of HTTP.
  why text,
  status smallint,
  moved_to text,
  failing_since date,
  failed_on date,
  failed_days smallint not null default 0,
  asked_at timestamptz,
  next_at timestamptz not null default now(),
  constraint dead_after_three_days check (state <> 'dead' or failed_days >= 3),
  check ((state in ('failing', 'dead')) = (failing_since is not null)),
  check ((state = 'moved') = (moved_to is not null))
);
create index on evidence.link (host, next_at);
create index on evidence.link (state, failing_since, record);

-- One question to a server at a time, with a pause; what its robots.txt says is kept for a day.
create table evidence.link_host (
  host text primary key,
  next_at timestamptz not null default now(),
  -- As it was read, to its first 64 KB.
  robots text check (length(robots) <= 65536),
  robots_at timestamptz
);
create index on evidence.link_host (next_at);

-- Without a path of its own, so that it becomes part of the question that asks it.
create function evidence.host_of(url text) returns text
  language sql immutable as $$
  select coalesce(lower(substring(url from '^[Hh][Tt][Tt][Pp][Ss]?://([^/?#@[:space:]]{1,255})(?:[/?#]|$)')), '')
$$;

-- An address that changes is asked anew; one that does not keeps what is known of it.
create function evidence.link_is_kept() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    delete from evidence.link l using now_there n where l.record = n.number
      and (n.state <> 'public' or n.entry ->> 'url' is distinct from l.url);
  end if;
  insert into evidence.link_host (host) select distinct evidence.host_of(n.entry ->> 'url') from now_there n
    where n.state = 'public' and n.entry ? 'url' on conflict do nothing;
  insert into evidence.link (record, url, host) select n.number, n.entry ->> 'url', evidence.host_of(n.entry ->> 'url') from now_there n
    where n.state = 'public' and n.entry ? 'url' on conflict do nothing;
  return null;
end $$;
create trigger link_is_kept after insert on evidence.record referencing new table as now_there
  for each statement execute function evidence.link_is_kept();
create trigger link_is_kept_anew after update on evidence.record referencing new table as now_there
  for each statement execute function evidence.link_is_kept();
insert into evidence.link_host (host) select distinct evidence.host_of(entry ->> 'url') from evidence.record where state = 'public' and entry ? 'url';
insert into evidence.link (record, url, host) select number, entry ->> 'url', evidence.host_of(entry ->> 'url') from evidence.record
  where state = 'public' and entry ? 'url';

alter table evidence.link enable row level security;
alter table evidence.link force row level security;
alter table evidence.link_host enable row level security;
alter table evidence.link_host force row level security;
create policy definer on evidence.link to ownwords_owner using (true) with check (true);
create policy definer on evidence.link_host to ownwords_owner using (true) with check (true);
-- That an address is dead is told to everybody who reads the record.
create policy everybody on evidence.link for select to ownwords_app, ownwords_national using (true);
create policy librarian_changes on evidence.link for update to ownwords_app using ((select access.circle_as('librarian')));
create policy worker on evidence.link to ownwords_worker using (true) with check (true);
create policy worker on evidence.link_host to ownwords_worker using (true) with check (true);
grant select (record, state, failing_since) on evidence.link to ownwords_national;
grant select, update (next_at) on evidence.link to ownwords_app;
grant select, update on evidence.link to ownwords_worker;
grant select, update on evidence.link_host to ownwords_worker;

insert into jobs.task values ('evidence-links');
