-- The evidence library: what has been published, read by everybody, kept by librarians. It holds nothing about a person
-- of the register; what belongs to an account (searches, lists, drafts) stands in tables with policies of their own.
create schema evidence;
grant usage on schema evidence to ownwords_app, ownwords_national, ownwords_worker;

-- True for somebody who came through the circle door in one of these roles.
create function access.circle_as(variadic roles text[]) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  return who.door = 'circle' and coalesce(who.roles && roles, false);
end $$;

create table evidence.record (
  -- Its address for ever: /evidence/<number>. It is never given to anything else.
  number integer generated always as identity primary key,
  -- A record that is withdrawn or went into another leaves its number, its type and its reason behind.
  state text not null default 'public' check (state in ('public', 'withdrawn', 'merged')),
  merged_into integer references evidence.record (number) check (merged_into <> number),
  withdrawn_because text,
  -- What the library knows of it, in the shape of src/evidence/record/entry.ts.
  entry jsonb not null check (jsonb_typeof(entry) = 'object' and entry ->> 'title' <> '' and entry ->> 'type' <> ''),
  title text not null generated always as (entry ->> 'title') stored,
  type text not null generated always as (entry ->> 'type') stored,
  year integer generated always as ((entry ->> 'year')::integer) stored,
  version integer not null default 1,
  came_by text not null default 'librarian' check (came_by in ('librarian', 'import', 'submission', 'harvest', 'demonstration')),
  -- Why it was changed, in the words of whoever did.
  change_note text,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint ends_with_a_reason check ((state = 'merged') = (merged_into is not null)
    and (state = 'withdrawn') = (withdrawn_because is not null))
);
create index on evidence.record (changed_at, number);
create index on evidence.record (merged_into);

-- Every state a record was in, and who made it so.
create table evidence.record_version (
  record integer not null references evidence.record (number),
  version integer not null,
  state text not null,
  entry jsonb not null,
  note text,
  -- Null when the program did it.
  changed_by bigint references people.account (id),
  changed_at timestamptz not null,
  primary key (record, version)
);
create index on evidence.record_version (changed_by);

-- By what two records are seen to be one: the same DOI, PubMed number or ISBN, or the same work, which is a title as it is
-- compared, one of its authors, and a year that differs by one at most. A title and an address are kept for looking up.
create table evidence.record_key (
  record integer not null references evidence.record (number),
  kind text not null check (kind in ('doi', 'isbn', 'title', 'url', 'pmid', 'work')),
  value text not null,
  -- 0 where the year means nothing.
  year smallint not null default 0,
  primary key (kind, value, record)
);
create index on evidence.record_key (record);

-- An ISBN of ten digits and the one of thirteen that it became are one: neither prefix nor check digit counts.
create function evidence.isbn_of(written text) returns text
  language sql immutable as $$
  select case length(n) when 10 then left(n, 9) when 13 then case left(n, 3) when '978' then substr(n, 4, 9) else left(n, 12) end end
  from (select upper(regexp_replace(written, '[^0-9Xx]', '', 'g')) as n) x
$$;

create function evidence.keys_of(entry jsonb) returns table (kind text, value text, year smallint)
  language sql stable as $$
  select 'doi', lower(regexp_replace(entry ->> 'doi', '^(https?://(dx\.)?doi\.org/|doi:)\s*', '', 'i')), 0::smallint where entry ? 'doi'
  -- What stands in a book has the number of the book.
  union all select distinct 'isbn', evidence.isbn_of(n), 0::smallint from jsonb_array_elements_text(entry -> 'isbn') n
    where evidence.isbn_of(n) is not null and entry ->> 'type' not in ('chapter', 'article', 'conference paper', 'encyclopaedia entry', 'dictionary entry')
  union all select 'url', left(lower(regexp_replace(entry ->> 'url', '^https?://(www\.)?|/+$', '', 'gi')), 300), 0::smallint where entry ? 'url'
  union all select 'pmid', entry ->> 'pmid', 0::smallint where entry ? 'pmid'
  union all select k.kind, k.value, k.year from (select search.title_of(entry ->> 'title') as title) t cross join lateral (
    select 'title', left(t.title, 300), 0::smallint
    -- Short, because there is one for each author.
    union all select distinct 'work', md5(t.title || '|' || a.name), (entry ->> 'year')::smallint
      from (select translate(lower(search.unaccent('search.unaccent', coalesce(c ->> 'family', c ->> 'name'))), ' .,-’''', '') as name
        from jsonb_array_elements(entry -> 'creators') c where c ->> 'role' in ('author', 'editor') limit 30) a
      where entry ? 'year' and t.title not in ('', 'untitled') and a.name <> '') k (kind, value, year)
$$;

-- The keywords of a record: as they were typed, and as they are shown and searched. The thesaurus says here what it knows.
create function evidence.keywords_of(entry jsonb) returns table (typed text, shown text, term integer)
  language sql stable as $$
  select k, k, null::integer from jsonb_array_elements_text(entry -> 'keywords') k
$$;

-- The same together: the values by which it can be narrowed to, and the words that search knows of them. Like all that is asked
-- for each record that is stored it is a table of one row, since such a function becomes part of the question that asks it.
create function evidence.keywords_together(entry jsonb) returns table (shown jsonb, words text)
  language sql stable as $$
  select jsonb_agg(distinct k.shown), coalesce(string_agg(concat_ws('; ', k.shown, nullif(k.typed, k.shown)), '; '), '')
  from evidence.keywords_of(entry) k
$$;

-- By what a record can be narrowed to. Rooms of the library that know more of it say it here.
create function evidence.facets_of(of_record integer, entry jsonb, keywords jsonb) returns table (facets jsonb)
  language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object('type', jsonb_build_array(entry ->> 'type'),
    'year', case when entry ? 'year' then jsonb_build_array(entry ->> 'year') end,
    'country', case when entry ? 'country' then jsonb_build_array(entry ->> 'country') end,
    'language', case when entry ? 'language' then jsonb_build_array(entry ->> 'language') end,
    'keyword', keywords))
$$;

-- Words of fields that search has no part for, each as a term that nobody writes by chance: “0publisherclinks”. Of an
-- identifier the whole is one term. src/evidence/search/fields.ts asks for them.
create function evidence.terms_of(entry jsonb) returns table (terms text)
  language sql stable as $$
  select coalesce(string_agg(distinct '0' || t.field || left(t.word, 200), ' '), '')
  from (select f.field, unnest(string_to_array(search.title_of(f.said), ' ')) as word
      from (values ('publisher', entry ->> 'publisher'), ('place', entry ->> 'place'), ('journal', entry ->> 'container'),
        ('series', entry ->> 'series'), ('event', entry ->> 'event'), ('source', entry ->> 'source'), ('web', entry ->> 'url')) f (field, said)
      where f.said is not null
    union all
    select i.field, replace(search.title_of(i.said), ' ', '')
      from (values ('shelf', entry ->> 'shelfNumber'), ('report', entry ->> 'reportNumber'), ('pubmed', entry ->> 'pmid'),
        ('doi', regexp_replace(entry ->> 'doi', '^https?://(dx\.)?doi\.org/', '', 'i'))) i (field, said)
      where i.said is not null
    union all select 'isbn', replace(search.title_of(n), ' ', '') from jsonb_array_elements_text(entry -> 'isbn') n
    union all select 'issn', replace(search.title_of(n), ' ', '') from jsonb_array_elements_text(entry -> 'issn') n) t
  where t.word <> ''
$$;

-- What search knows of a record: its words, and by what it can be narrowed to.
create function evidence.put_into_search(numbers integer[]) returns void
  language sql volatile security definer set search_path = '' as $$
  select search.put('evidence', array_agg(r.number::bigint order by r.number), array_agg(r.title order by r.number),
    array_agg(k.words order by r.number), array_agg(coalesce(c.names, '') order by r.number),
    array_agg(concat_ws(E'\n', r.entry ->> 'shortTitle', r.entry ->> 'summary', r.entry ->> 'container', r.entry ->> 'publisher',
      r.entry ->> 'shelfNumber', r.entry ->> 'reportNumber', t.terms) order by r.number),
    array_agg(f.facets order by r.number))
  from evidence.record r
  cross join lateral evidence.keywords_together(r.entry) k
  cross join lateral evidence.facets_of(r.number, r.entry, k.shown) f
  cross join lateral evidence.terms_of(r.entry) t
  cross join lateral (select string_agg(coalesce(c ->> 'name', concat_ws(' ', c ->> 'given', c ->> 'family')), '; ') as names
    from jsonb_array_elements(r.entry -> 'creators') c) c
  where r.number = any (numbers) and r.state = 'public' having count(*) > 0
$$;

create function evidence.record_changes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if old.state = 'merged' and new.state = 'merged' and new.entry is distinct from old.entry then
      raise exception 'record % went into another', new.number using errcode = 'OW400';
    end if;
    new.version := old.version + 1;
    new.created_at := old.created_at;
  else
    new.version := 1;
    new.created_at := now();
  end if;
  new.changed_at := now();
  return new;
end $$;
create trigger changes before insert or update on evidence.record
  for each row execute function evidence.record_changes();

-- Statement by statement, because an import brings a thousand at once.
create function evidence.record_is_kept() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  who bigint := access.account_id();
begin
  insert into evidence.record_version (record, version, state, entry, note, changed_by, changed_at)
  select n.number, n.version, n.state, n.entry, n.change_note, who, n.changed_at from now_there n;
  if tg_op = 'UPDATE' then
    delete from evidence.record_key k using now_there n where k.record = n.number;
    perform search.remove('evidence', array_agg(n.number::bigint)) from now_there n where n.state <> 'public' having count(*) > 0;
  end if;
  insert into evidence.record_key (record, kind, value, year)
  select n.number, k.kind, k.value, k.year from now_there n cross join lateral evidence.keys_of(n.entry) k
  where n.state = 'public' and k.value <> '';
  perform evidence.put_into_search(array_agg(n.number)) from now_there n where n.state = 'public';
  return null;
end $$;
create trigger is_kept after insert on evidence.record referencing new table as now_there
  for each statement execute function evidence.record_is_kept();
create trigger is_kept_anew after update on evidence.record referencing new table as now_there
  for each statement execute function evidence.record_is_kept();

do $$
declare
  name text;
begin
  foreach name in array array['record', 'record_version', 'record_key'] loop
    execute format('alter table evidence.%I enable row level security', name);
    execute format('alter table evidence.%I force row level security', name);
    execute format('create policy definer on evidence.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy everybody on evidence.%I for select to ownwords_app, ownwords_national, ownwords_worker using (true)', name);
  end loop;
end $$;
create policy librarian on evidence.record for insert to ownwords_app with check ((select access.circle_as('librarian')));
create policy librarian_changes on evidence.record for update to ownwords_app using ((select access.circle_as('librarian')));
create policy brings on evidence.record for insert to ownwords_worker with check (true);
create policy brings_anew on evidence.record for update to ownwords_worker using (true);

grant select on evidence.record, evidence.record_key to ownwords_app, ownwords_national, ownwords_worker;
-- Everybody sees what changed and when; who did it is for those who keep the library.
grant select (record, version, state, entry, note, changed_at) on evidence.record_version to ownwords_app, ownwords_national, ownwords_worker;
grant insert (entry, came_by, change_note), update (entry, state, merged_into, withdrawn_because, change_note)
  on evidence.record to ownwords_app, ownwords_worker;

-- Who changed a record, for librarians.
create function evidence.changed_by(of_record integer) returns table (version integer, name text)
  language sql stable security definer set search_path = '' as $$
  select v.version, a.display_name from evidence.record_version v join people.account a on a.id = v.changed_by
  where v.record = of_record and access.circle_as('librarian')
$$;
grant execute on function evidence.changed_by(integer) to ownwords_app;
grant execute on function access.circle_as(text[]) to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;
