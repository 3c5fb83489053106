-- The thesaurus: which words the library uses, which it does not and what it says instead, and what is part of what.
-- A keyword keeps how it was typed; it is shown and searched as the preferred label of its term.
create extension pg_trgm schema search;

create table evidence.term (
  id integer generated always as identity primary key,
  label text not null check (btrim(label) <> ''),
  label_cy text check (btrim(label_cy) <> ''),
  -- What it means here, and what it does not.
  scope_note text,
  -- A term that went into another leaves its address behind.
  merged_into integer references evidence.term (id) check (merged_into <> id),
  version integer not null default 1,
  changed_at timestamptz not null default now()
);
create index on evidence.term (merged_into);

-- Every name of a term that stands. No name belongs to two terms, however it is written.
create table evidence.term_name (
  folded text collate "C" primary key check (folded <> ''),
  term integer not null references evidence.term (id),
  label text not null,
  kind text not null default 'used for' check (kind in ('preferred', 'welsh', 'used for'))
);
create index on evidence.term_name (term);
create unique index on evidence.term_name (term) where kind = 'preferred';
create index on evidence.term_name using gin (folded search.gin_trgm_ops);

create table evidence.term_broader (
  term integer not null references evidence.term (id),
  broader integer not null references evidence.term (id),
  primary key (term, broader)
);
create index on evidence.term_broader (broader);

create table evidence.term_related (
  one integer not null references evidence.term (id),
  other integer not null references evidence.term (id),
  primary key (one, other),
  check (one < other)
);
create index on evidence.term_related (other);

-- Keywords that a librarian looked at and left outside the thesaurus.
create table evidence.keyword_left (
  folded text collate "C" primary key check (folded <> ''),
  left_by bigint references people.account (id),
  left_at timestamptz not null default now()
);
create index on evidence.keyword_left (left_by);

-- Itself and all that stands above it, or below.
create function evidence.terms_above(of_term integer) returns setof integer
  language sql stable set search_path = '' as $$
  with recursive up as (select of_term as id union select b.broader from up join evidence.term_broader b on b.term = up.id) select id from up
$$;
create function evidence.terms_below(of_term integer) returns setof integer
  language sql stable set search_path = '' as $$
  with recursive down as (select of_term as id union select b.term from down join evidence.term_broader b on b.broader = down.id) select id from down
$$;

-- Whoever changes the thesaurus does it alone: two halves of a circle could come at once, and one name twice.
create function evidence.one_at_a_time() returns trigger
  language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('thesaurus', 0));
  return null;
end $$;

create function evidence.term_name_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.folded := search.title_of(new.label);
  if tg_op = 'INSERT' and exists (select from evidence.term_name n where n.folded = new.folded) then
    raise exception 'the name % belongs to a term', new.label using errcode = 'OW430';
  end if;
  return new;
end $$;
create trigger comes before insert or update on evidence.term_name for each row execute function evidence.term_name_comes();

create function evidence.broader_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.term in (select evidence.terms_above(new.broader)) then
    raise exception 'term % stands above % already', new.term, new.broader using errcode = 'OW431';
  end if;
  if exists (select from evidence.term_related r, evidence.terms_above(new.broader) up, evidence.terms_below(new.term) down
      where r.one = least(up, down) and r.other = greatest(up, down)) then
    raise exception 'terms % and % are related', new.term, new.broader using errcode = 'OW432';
  end if;
  if exists (select from evidence.term t where t.id in (new.term, new.broader) and t.merged_into is not null) then
    raise exception 'a term went into another' using errcode = 'OW433';
  end if;
  return new;
end $$;
create trigger comes before insert on evidence.term_broader for each row execute function evidence.broader_comes();

create function evidence.related_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.one in (select evidence.terms_above(new.other)) or new.other in (select evidence.terms_above(new.one)) then
    raise exception 'one of % and % is part of the other', new.one, new.other using errcode = 'OW432';
  end if;
  if exists (select from evidence.term t where t.id in (new.one, new.other) and t.merged_into is not null) then
    raise exception 'a term went into another' using errcode = 'OW433';
  end if;
  return new;
end $$;
create trigger comes before insert on evidence.term_related for each row execute function evidence.related_comes();

create function evidence.term_changes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.merged_into is not null or new.merged_into is not null and exists (
      select from evidence.term t where t.id = new.merged_into and t.merged_into is not null) then
    raise exception 'a term went into another' using errcode = 'OW433';
  end if;
  new.version := old.version + 1;
  new.changed_at := now();
  return new;
end $$;
create trigger changes before update on evidence.term for each row execute function evidence.term_changes();

-- The names that a term has by itself. What it was called before still leads to it.
create function evidence.term_is_named() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from evidence.term_name n where n.term = new.id
    and (n.kind <> 'used for' or n.folded in (search.title_of(new.label), search.title_of(coalesce(new.label_cy, ''))));
  insert into evidence.term_name (term, label, kind) values (new.id, new.label, 'preferred');
  if search.title_of(new.label_cy) <> search.title_of(new.label) then
    insert into evidence.term_name (term, label, kind) values (new.id, new.label_cy, 'welsh');
  end if;
  if tg_op = 'UPDATE' and not exists (select from evidence.term_name n where n.folded = search.title_of(old.label)) then
    insert into evidence.term_name (term, label) values (new.id, old.label);
  end if;
  return null;
end $$;
create trigger is_named after insert on evidence.term for each row execute function evidence.term_is_named();
create trigger is_named_anew after update on evidence.term for each row
  when (new.merged_into is null and (new.label, new.label_cy) is distinct from (old.label, old.label_cy))
  execute function evidence.term_is_named();

-- A term that goes into another takes along its names and its place.
create function evidence.term_is_merged() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  kept integer := new.merged_into;
  above integer[] := array(select b.broader from evidence.term_broader b where b.term = new.id and b.broader <> kept);
  below integer[] := array(select b.term from evidence.term_broader b where b.broader = new.id and b.term <> kept);
  beside integer[] := array(select case r.one when new.id then r.other else r.one end from evidence.term_related r where new.id in (r.one, r.other));
begin
  delete from evidence.term_broader b where new.id in (b.term, b.broader);
  delete from evidence.term_related r where new.id in (r.one, r.other);
  update evidence.term_name set term = kept, kind = 'used for' where term = new.id;
  insert into evidence.term_broader (term, broader) select kept, a from unnest(above) a on conflict do nothing;
  insert into evidence.term_broader (term, broader) select b, kept from unnest(below) b on conflict do nothing;
  insert into evidence.term_related (one, other) select least(kept, b), greatest(kept, b) from unnest(beside) b
  where b <> kept and b not in (select evidence.terms_above(kept)) and b not in (select evidence.terms_below(kept)) on conflict do nothing;
  return null;
end $$;
create trigger is_merged after update on evidence.term for each row
  when (new.merged_into is not null and old.merged_into is null) execute function evidence.term_is_merged();

create or replace function evidence.keywords_of(entry jsonb) returns table (typed text, shown text, term integer)
  language sql stable as $$
  select k.typed, coalesce(t.label, k.typed), t.id
  from jsonb_array_elements_text(entry -> 'keywords') with ordinality k (typed, place)
  left join evidence.term_name n on n.folded = search.title_of(k.typed) left join evidence.term t on t.id = n.term
  order by k.place
$$;

-- Puts records into search again in which a keyword is no more shown as it ought to be.
create function evidence.show_keywords_anew(labels text[], most integer) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  wrong integer[];
begin
  select array_agg(w.number) into wrong from (
    select distinct r.number
    from unnest(labels) l
    join search.document d on d.index_name = 'evidence' and not d.removed and d.exact @@ phraseto_tsquery('search.exact', search.apart(l))
    join evidence.record r on r.number = d.key cross join lateral evidence.keywords_together(r.entry) k
    where d.facets -> 'keyword' is distinct from k.shown
    limit most) w;
  if wrong is not null then
    perform evidence.put_into_search(wrong);
  end if;
  return coalesce(cardinality(wrong), 0);
end $$;

-- What search is told: other names of the same thing, and what is part of it.
create function evidence.tell_synonyms() returns void
  language sql volatile security definer set search_path = '' as $$
  with recursive below as (
    select b.broader as above, b.term as id from evidence.term_broader b
    union select w.above, b.term from below w join evidence.term_broader b on b.broader = w.id
  ), pair as (
    select n.label as word, p.label as stands_for, false as is_narrower
    from evidence.term_name n join evidence.term_name p on p.term = n.term and p.folded <> n.folded and 'preferred' in (n.kind, p.kind)
    union all
    select a.label, t.label, true from below w join evidence.term a on a.id = w.above join evidence.term t on t.id = w.id
  )
  select search.set_synonyms('evidence', array_agg(word), array_agg(stands_for), array_agg(is_narrower)) from pair having count(*) > 0
$$;

insert into jobs.task values ('show-keywords');
-- In a small library records are put right at once; in a large one by the job, since an editor does not wait.
create function evidence.names_are_kept() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  labels text[];
begin
  if tg_op = 'INSERT' then
    labels := array(select n.label from now_there n);
  elsif tg_op = 'DELETE' then
    labels := array(select o.label from was_there o);
  else
    labels := array(select n.label from now_there n union select o.label from was_there o);
  end if;
  if cardinality(labels) = 0 then
    return null;
  end if;
  perform evidence.tell_synonyms();
  if not exists (select from search.index i where i.name = 'evidence' and i.documents > 10000) then
    perform evidence.show_keywords_anew(labels, 10000);
  else
    perform jobs.enqueue('show-keywords', json_build_object('labels', labels), null);
  end if;
  return null;
end $$;
create trigger kept_new after insert on evidence.term_name referencing new table as now_there
  for each statement execute function evidence.names_are_kept();
create trigger kept_changed after update on evidence.term_name referencing new table as now_there old table as was_there
  for each statement execute function evidence.names_are_kept();
create trigger kept_gone after delete on evidence.term_name referencing old table as was_there
  for each statement execute function evidence.names_are_kept();

create function evidence.places_are_kept() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform evidence.tell_synonyms();
  return null;
end $$;
create trigger kept after insert or delete on evidence.term_broader for each statement execute function evidence.places_are_kept();

create function evidence.keyword_is_left() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.folded := search.title_of(new.folded);
  new.left_by := access.account_id();
  new.left_at := now();
  return new;
end $$;
create trigger comes before insert on evidence.keyword_left for each row execute function evidence.keyword_is_left();

do $$
declare
  name text;
begin
  foreach name in array array['term', 'term_name', 'term_broader', 'term_related', 'keyword_left'] loop
    execute format('alter table evidence.%I enable row level security', name);
    execute format('alter table evidence.%I force row level security', name);
    execute format('create policy definer on evidence.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy librarian on evidence.%I for insert to ownwords_app with check ((select access.circle_as(''librarian'')))', name);
    execute format('create trigger alone before insert or update or delete on evidence.%I for each statement execute function evidence.one_at_a_time()', name);
    if name = 'keyword_left' then
      execute format('create policy librarian_reads on evidence.%I for select to ownwords_app using ((select access.circle_as(''librarian'')))', name);
    else
      execute format('create policy everybody on evidence.%I for select to ownwords_app, ownwords_national, ownwords_worker using (true)', name);
      execute format('create policy brings on evidence.%I for insert to ownwords_worker with check (true)', name);
      execute format('grant select on evidence.%I to ownwords_app, ownwords_national, ownwords_worker', name);
    end if;
  end loop;
  foreach name in array array['term_name', 'term_broader', 'term_related'] loop
    execute format('create policy librarian_ends on evidence.%I for delete to ownwords_app using ((select access.circle_as(''librarian'')))', name);
    execute format('grant insert, delete on evidence.%I to ownwords_app', name);
    execute format('grant insert on evidence.%I to ownwords_worker', name);
  end loop;
end $$;
create policy librarian_changes on evidence.term for update to ownwords_app using ((select access.circle_as('librarian')));
grant insert (label, label_cy, scope_note), update (label, label_cy, scope_note, merged_into) on evidence.term to ownwords_app;
grant insert (label, label_cy, scope_note) on evidence.term to ownwords_worker;
grant select (folded, left_at), insert (folded) on evidence.keyword_left to ownwords_app;
-- A name that a term has by itself goes only with its term.
create policy own_names_stay on evidence.term_name as restrictive for delete to ownwords_app using (kind = 'used for');
grant execute on function evidence.terms_above(integer), evidence.terms_below(integer), evidence.keywords_of(jsonb)
  to ownwords_app, ownwords_national, ownwords_worker;
grant execute on function evidence.show_keywords_anew(text[], integer) to ownwords_worker;

-- Keywords of records that lead to no term and were not left, most frequent first, each with the terms that come nearest:
-- of the same stem, or written alike.
create function evidence.unmapped(skipped integer, most integer)
  returns table (keyword text, n integer, total integer, suggestions json)
  language sql stable set search_path = '' as $$
  with used as materialized (
    select u.value, u.folded, sum(u.n)::integer as n from (
      select v.value, v.folded, v.n from search.value v where v.index_name = 'evidence' and v.facet = 'keyword'
      -- What came since lists were made last.
      union all select k.value, search.title_of(k.value), 1 from search.index i join search.document d on d.index_name = i.name and d.number > i.built
        and not d.removed cross join lateral jsonb_array_elements_text(d.facets -> 'keyword') k (value) where i.name = 'evidence') u
    where u.folded <> '' and not exists (select from evidence.term_name t where t.folded = u.folded)
      and not exists (select from evidence.keyword_left w where w.folded = u.folded)
    group by u.value, u.folded
  ), wanted as (
    select u.*, count(*) over ()::integer as total from used u order by u.n desc, u.folded, u.value offset skipped limit most
  )
  select w.value, w.n, w.total, (
    select coalesce(json_agg(json_build_object('id', s.id, 'label', s.label) order by s.near desc, s.label), '[]') from (
      select t.id, t.label, max(case when to_tsvector('search.words', c.folded) = to_tsvector('search.words', w.folded) then 2
        else search.similarity(c.folded, w.folded) end) as near
      from evidence.term_name c join evidence.term t on t.id = c.term
      where c.folded operator(search.%) w.folded or search.word_similarity(c.folded, w.folded) > 0.6
      group by t.id, t.label order by near desc, t.label limit 3) s)
  from wanted w order by w.n desc, w.folded, w.value
$$;
grant execute on function evidence.unmapped(integer, integer) to ownwords_app;
