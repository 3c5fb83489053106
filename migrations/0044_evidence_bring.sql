-- Records that come into the library from files, and records that are one.

create table evidence.import (
  id bigint generated always as identity primary key,
  -- Who chose the file; null from the command line in nobody's name.
  account_id bigint references people.account (id),
  brought_at timestamptz not null default now(),
  file_name text not null check (file_name <> '' and length(file_name) <= 200),
  -- As src/evidence/formats names it.
  format text not null check (format <> ''),
  -- Which field stands in which column of a table; null for every other format.
  mapping jsonb,
  -- The columns of a table, and the first of its rows.
  sample jsonb,
  size bigint not null default 0,
  sha256 bytea,
  state text not null default 'brought' check (state in
    ('brought', 'checking', 'checked', 'importing', 'stopped', 'imported', 'undoing', 'undone', 'abandoned')),
  -- What happens to a record that looks like one that is here: it stays out, comes in all the same, or gives the one that is
  -- here what that does not say.
  duplicates text not null default 'skip' check (duplicates in ('skip', 'beside', 'fill')),
  -- Each piece of work has a progress of its own.
  round integer not null default 0,
  rows integer not null default 0,
  undone_because text,
  ended_at timestamptz,
  constraint undone_with_a_reason check ((state in ('undoing', 'undone')) = (undone_because is not null))
);
create index on evidence.import (account_id);

-- The file as it came, until all of it has been brought in: what was in it is then kept row by row.
create table evidence.import_piece (
  import_id bigint not null references evidence.import (id),
  place integer not null,
  content bytea not null,
  primary key (import_id, place)
);
alter table evidence.import_piece alter content set storage external;

-- What stands in the file for one record.
create table evidence.import_row (
  import_id bigint not null references evidence.import (id),
  number integer not null check (number > 0),
  line integer not null,
  -- As it stood there, for ever.
  raw bytea not null,
  source bytea generated always as (sha256(raw)) stored,
  title text,
  -- As it was understood; null as soon as a record says it.
  entry jsonb,
  problems jsonb not null default '[]',
  -- Before: new, alike, the same as one that was brought in already, or refused. After: what became of it.
  standing text not null check (standing in ('new', 'alike', 'same', 'refused', 'brought', 'filled', 'skipped', 'undone', 'kept')),
  -- What it looks like, here or earlier in the file, and by which rules.
  like_record integer references evidence.record (number),
  like_row integer,
  why text[] not null default '{}',
  -- The record that was made of it or filled by it, and the version that this left.
  record integer references evidence.record (number),
  version integer,
  primary key (import_id, number),
  check ((standing in ('brought', 'filled', 'undone', 'kept')) = (record is not null and version is not null))
);
create index on evidence.import_row (import_id, standing, number);
create index on evidence.import_row (source);
create index on evidence.import_row (record);
create index on evidence.import_row (like_record);

-- The keys of what is in a file, for as long as it is being brought in: evidence.record_key before there is a record.
create table evidence.import_key (
  import_id bigint not null references evidence.import (id),
  number integer not null,
  kind text not null,
  value text not null,
  year smallint not null,
  primary key (import_id, kind, value, number)
);
create index on evidence.import_key (import_id, number);

-- How sure a rule is that two records are one.
create function evidence.sureness(kind text) returns smallint language sql immutable set search_path = '' as $$
  select case kind when 'doi' then 8 when 'pmid' then 8 when 'isbn' then 4 when 'work' then 2 else 0 end::smallint
$$;

-- What rows of a file look like: a record that is here, or an earlier row and the record that this became or looked like.
-- The surest of all, and the oldest of those.
create function evidence.alike_rows(of_import bigint, wanted integer[]) returns table (number integer, record integer, "row" integer, why text[])
  -- Row by row and key by key: of a file that comes in just now nothing is known by which PostgreSQL could see that it pays
  -- not to look through all of it.
  language sql stable set search_path = '' set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
  with key as materialized (
    select k.* from unnest(wanted) w (number) cross join lateral (select k.number, k.kind, k.value, k.year
      from evidence.import_key k where k.import_id = of_import and k.number = w.number offset 0) k
  )
  select distinct on (a.number) a.number, a.record, a."row", a.why from (
    select k.number, o.record, null::integer as "row", array_agg(distinct k.kind) as why, sum(evidence.sureness(k.kind)) as sure
    from key k cross join lateral (select o.record from evidence.record_key o
      where o.kind = k.kind and o.value = k.value and o.year between k.year - 1 and k.year + 1 limit 20) o
    group by 1, 2
    union all
    select k.number, coalesce(r.record, r.like_record), e.number, array_agg(distinct k.kind), sum(evidence.sureness(k.kind))
    from key k cross join lateral (select e.number from evidence.import_key e
      where e.import_id = of_import and e.kind = k.kind and e.value = k.value and e.year between k.year - 1 and k.year + 1
        -- Not by the index of numbers, which leads through all that came before.
        and e.number + 0 < k.number limit 20) e
    left join evidence.import_row r on r.import_id = of_import and r.number = e.number
    group by 1, 2, 3
  ) a order by a.number, a.sure desc, a.record, a."row"
$$;

-- Whether the very same lines were brought in before, by this or another import that stands.
create function evidence.came_before(of_import bigint, of_row integer, of_source bytea) returns integer
  language sql stable set search_path = '' as $$
  select r.number from evidence.import_row r where r.source = of_source and (r.import_id <> of_import and r.standing in ('brought', 'filled')
    or r.import_id = of_import and r.number < of_row and r.standing <> 'refused') limit 1
$$;

-- Takes in rows of a file as they were understood, and says what would become of each.
create function evidence.take_rows(of_import bigint, numbers integer[], lines integer[], raws bytea[], entries jsonb[], problems jsonb[]) returns void
  language plpgsql volatile set search_path = '' as $$
begin
  insert into evidence.import_key (import_id, number, kind, value, year)
  select of_import, u.number, k.kind, k.value, k.year from unnest(numbers, entries) u (number, entry)
  cross join lateral evidence.keys_of(u.entry) k where u.entry is not null and k.kind in ('doi', 'pmid', 'isbn', 'work') and k.value <> '';
  insert into evidence.import_row (import_id, number, line, raw, entry, title, problems, standing)
  select of_import, u.number, u.line, u.raw, u.entry, left(u.entry ->> 'title', 300), u.problem,
    case when u.entry is null then 'refused' else 'new' end
  from unnest(numbers, lines, raws, entries, problems) u (number, line, raw, entry, problem);
  update evidence.import_row r set standing = 'same' where r.import_id = of_import and r.number = any (numbers)
    and r.standing = 'new' and evidence.came_before(of_import, r.number, r.source) is not null;
  update evidence.import_row r set standing = 'alike', like_record = a.record, like_row = a."row", why = a.why
  from evidence.alike_rows(of_import, numbers) a
  where r.import_id = of_import and r.number = a.number and r.standing = 'new';
end $$;

-- How far the work on an import is; librarians share it, and what stands in the table of progress belongs to one.
create function evidence.import_progress(of_import bigint) returns table (done bigint, total bigint, state text)
  language sql stable security definer set search_path = '' as $$
  select p.done, p.total, p.state from evidence.import i
  join platform.progress p on p.job = concat_ws(' ', 'evidence import', i.id, i.state, i.round)
  where i.id = of_import and access.circle_as('librarian')
$$;
grant execute on function evidence.import_progress(bigint) to ownwords_app;

-- The records of an import, in order: what it left of each, and whether anybody worked on it since.
create function evidence.records_of_import(of_import bigint, after integer, most integer)
  returns table (record integer, made boolean, before integer, untouched boolean)
  language sql stable set search_path = '' as $$
  select r.number, i.made, i.first - 1, r.state = 'public' and r.version = i.last and i.n = i.last - i.first + 1
  from (select x.record, bool_or(x.standing = 'brought') as made, min(x.version) as first, max(x.version) as last,
      count(distinct x.version) as n
    from evidence.import_row x where x.import_id = of_import and x.standing in ('brought', 'filled') and x.record > after
    group by x.record order by x.record limit most) i
  join evidence.record r on r.number = i.record
$$;

create function evidence.move_import() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (('brought', 'checking'), ('checking', 'checked'),
      ('checked', 'checking'), ('checked', 'importing'), ('importing', 'imported'), ('importing', 'stopped'), ('stopped', 'importing'),
      ('imported', 'undoing'), ('stopped', 'undoing'), ('undoing', 'undone'), ('brought', 'abandoned'), ('checking', 'abandoned'), ('checked', 'abandoned')) then
    raise exception 'an import that is % cannot become %', old.state, new.state using errcode = 'OW004';
  end if;
  if new.state = 'undoing' and old.state <> 'undoing'
      and exists (select from evidence.records_of_import(new.id, 0, null) r where not r.untouched) then
    raise exception 'somebody worked on what import % brought', new.id using errcode = 'OW420';
  end if;
  if new.state in ('checking', 'importing', 'undoing') and old.state <> new.state then new.round := old.round + 1; end if;
  if new.state = 'checking' and old.state <> 'checking' then
    delete from evidence.import_key where import_id = new.id;
    delete from evidence.import_row where import_id = new.id;
    new.rows := 0;
  elsif new.state in ('imported', 'undone', 'abandoned') and old.state <> new.state then
    new.ended_at := now();
    delete from evidence.import_key where import_id = new.id;
    delete from evidence.import_piece where import_id = new.id;
    if new.state = 'abandoned' then delete from evidence.import_row where import_id = new.id; end if;
  end if;
  return new;
end $$;
create trigger moves before update on evidence.import for each row execute function evidence.move_import();

-- Two records that look like one, found as soon as either is written. Whoever works through them finds the surest first.
create table evidence.likely_pair (
  one integer not null references evidence.record (number),
  other integer not null references evidence.record (number),
  why text[] not null,
  sure smallint not null,
  primary key (one, other),
  check (one < other)
);
create index on evidence.likely_pair (sure desc, one, other);
create index on evidence.likely_pair (other);

-- Two records that somebody looked at and found to be two.
create table evidence.not_duplicate (
  one integer not null references evidence.record (number),
  other integer not null references evidence.record (number),
  said_by bigint not null references people.account (id),
  said_at timestamptz not null default now(),
  primary key (one, other),
  check (one < other)
);
create index on evidence.not_duplicate (other);
create index on evidence.not_duplicate (said_by);
create index on evidence.not_duplicate (said_at);

-- A record that went into another, and from where both can be brought back.
create table evidence.merge (
  id bigint generated always as identity primary key,
  kept integer not null references evidence.record (number),
  merged integer not null references evidence.record (number) check (merged <> kept),
  -- The version of the one that stays, before and after.
  version_before integer not null,
  version_after integer not null,
  merged_by bigint not null references people.account (id),
  merged_at timestamptz not null default now(),
  undone_by bigint references people.account (id),
  undone_at timestamptz,
  check ((undone_by is null) = (undone_at is null))
);
create unique index merged_once on evidence.merge (merged) where undone_at is null;
create index on evidence.merge (kept);
create index on evidence.merge (merged_by);
create index on evidence.merge (undone_by);

create function evidence.merges() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from evidence.not_duplicate n where n.one = least(new.kept, new.merged) and n.other = greatest(new.kept, new.merged)) then
    raise exception 'records % and % were told apart', new.kept, new.merged using errcode = 'OW421';
  end if;
  return new;
end $$;
create trigger merges before insert on evidence.merge for each row execute function evidence.merges();

-- A record that looks like a great many others is shown beside some of them; what is merged or told apart makes way.
create function evidence.find_pairs(numbers integer[]) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into evidence.likely_pair (one, other, why, sure)
  select p.one, p.other, array_agg(p.kind order by evidence.sureness(p.kind) desc, p.kind), sum(evidence.sureness(p.kind))
  from (select distinct least(k.record, o.record) as one, greatest(k.record, o.record) as other, k.kind
    from evidence.record_key k cross join lateral (select o.record from evidence.record_key o
      where o.kind = k.kind and o.value = k.value and o.year between k.year - 1 and k.year + 1 and o.record <> k.record limit 20) o
    where k.record = any (numbers) and k.kind in ('doi', 'pmid', 'isbn', 'work')) p
  where not exists (select from evidence.not_duplicate n where n.one = p.one and n.other = p.other)
  group by p.one, p.other on conflict do nothing
$$;

create function evidence.pairs_are_found() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  numbers integer[] := (select array_agg(n.number) from now_there n);
begin
  if tg_op = 'UPDATE' then
    delete from evidence.likely_pair where one = any (numbers) or other = any (numbers);
  end if;
  -- Behind the trigger that keeps the keys: triggers fire in the order of their names.
  perform evidence.find_pairs(numbers);
  return null;
end $$;
create trigger pairs after insert on evidence.record referencing new table as now_there
  for each statement execute function evidence.pairs_are_found();
create trigger pairs_anew after update on evidence.record referencing new table as now_there
  for each statement execute function evidence.pairs_are_found();

create function evidence.told_apart() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    delete from evidence.likely_pair where one = new.one and other = new.other;
  else
    perform evidence.find_pairs(array[old.one]);
  end if;
  return null;
end $$;
create trigger told_apart after insert or delete on evidence.not_duplicate for each row execute function evidence.told_apart();

do $$
declare
  name text;
begin
  foreach name in array array['import', 'import_piece', 'import_row', 'import_key', 'likely_pair', 'not_duplicate', 'merge'] loop
    execute format('alter table evidence.%I enable row level security', name);
    execute format('alter table evidence.%I force row level security', name);
    execute format('create policy definer on evidence.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy librarian on evidence.%I for select to ownwords_app using ((select access.circle_as(''librarian'')))', name);
    execute format('grant select on evidence.%I to ownwords_app', name);
  end loop;
  foreach name in array array['import', 'import_piece', 'import_row', 'import_key'] loop
    execute format('create policy worker on evidence.%I to ownwords_worker using (true) with check (true)', name);
    execute format('grant select on evidence.%I to ownwords_worker', name);
  end loop;
end $$;
create policy begins on evidence.import for insert to ownwords_app
  with check (account_id = (select access.account_id()) and (select access.circle_as('librarian')) and state = 'brought');
create policy moves on evidence.import for update to ownwords_app using ((select access.circle_as('librarian')));
create policy brings on evidence.import_piece for insert to ownwords_app with check ((select access.circle_as('librarian')));
grant insert (account_id, file_name, format), update (state, format, mapping, sample, size, sha256, duplicates, rows, undone_because)
  on evidence.import to ownwords_app, ownwords_worker;
grant insert on evidence.import_piece to ownwords_app, ownwords_worker;
grant insert (import_id, number, line, raw, entry, title, problems, standing), update (standing, entry, like_record, like_row, why, record, version)
  on evidence.import_row to ownwords_worker;
grant insert on evidence.import_key to ownwords_worker;
grant execute on function evidence.take_rows(bigint, integer[], integer[], bytea[], jsonb[], jsonb[]) to ownwords_worker;
grant execute on function evidence.alike_rows(bigint, integer[]), evidence.came_before(bigint, integer, bytea) to ownwords_worker;
grant execute on function evidence.records_of_import(bigint, integer, integer), evidence.sureness(text) to ownwords_app, ownwords_worker;
grant execute on function evidence.keys_of(jsonb), evidence.isbn_of(text) to ownwords_app, ownwords_worker;

create policy says on evidence.not_duplicate for insert to ownwords_app
  with check (said_by = (select access.account_id()) and (select access.circle_as('librarian')));
create policy takes_back on evidence.not_duplicate for delete to ownwords_app using ((select access.circle_as('librarian')));
grant insert (one, other, said_by), delete on evidence.not_duplicate to ownwords_app;
create policy merges on evidence.merge for insert to ownwords_app
  with check (merged_by = (select access.account_id()) and (select access.circle_as('librarian')));
create policy parts on evidence.merge for update to ownwords_app using ((select access.circle_as('librarian')))
  with check (undone_by = (select access.account_id()));
grant insert (kept, merged, version_before, version_after, merged_by), update (undone_by, undone_at) on evidence.merge to ownwords_app;

insert into jobs.task values ('evidence-import');

-- A librarian in whose name a file is brought in from the command line.
create function evidence.librarian_named(name text) returns bigint
  language sql stable security definer set search_path = '' as $$
  select a.id from people.account a join people.membership m on m.account_id = a.id and m.role = 'librarian'
  where a.username = name and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
    and a.active_from <= access.today() and (a.ended_on is null or a.ended_on > access.today()) limit 1
$$;
grant execute on function evidence.librarian_named(text) to ownwords_worker;

-- What nobody came back to, and what was looked through and never brought in.
create function evidence.end_old_imports() returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  ended integer;
begin
  update evidence.import set state = 'abandoned'
    where state in ('brought', 'checking', 'checked') and brought_at < now() - interval '7 days';
  get diagnostics ended = row_count;
  return ended;
end $$;
grant execute on function evidence.end_old_imports() to ownwords_worker;
