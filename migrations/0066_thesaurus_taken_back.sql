-- What a librarian did to the thesaurus by mistake can be taken back: a term that went into another stands by itself again,
-- and a keyword that was left outside waits once more.

-- What a term had when it went, and what of it the other did not have before: without this nobody could tell them apart.
alter table evidence.term add column gave jsonb;

create function evidence.term_gives(of_term integer, kept integer) returns jsonb
  language sql stable security definer set search_path = '' as $$
  with place as (
    select array(select b.broader from evidence.term_broader b where b.term = w.id) as above,
      array(select b.term from evidence.term_broader b where b.broader = w.id) as below,
      array(select r.one + r.other - w.id from evidence.term_related r where w.id in (r.one, r.other)) as beside, w.id
    from unnest(array[of_term, kept]) w (id)
  )
  select jsonb_build_object('names', array(select n.label from evidence.term_name n where n.term = of_term),
    'above', g.above, 'below', g.below, 'beside', g.beside,
    'newAbove', array(select unnest(g.above) except select unnest(k.above)), 'newBelow', array(select unnest(g.below) except select unnest(k.below)),
    'newBeside', array(select unnest(g.beside) except select unnest(k.beside)))
  from place g, place k where g.id = of_term and k.id = kept
$$;

create or replace function evidence.term_changes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.merged_into is not null and (new.merged_into is not null or old.gave is null) or exists (
      select from evidence.term t where t.id = coalesce(new.merged_into, old.merged_into) and t.merged_into is not null) then
    raise exception 'a term went into another' using errcode = 'OW433';
  end if;
  new.gave := case when new.merged_into is not null then evidence.term_gives(new.id, new.merged_into) end;
  new.version := old.version + 1;
  new.changed_at := now();
  return new;
end $$;

-- Its names and its place are its own again. What was changed since at the other term or beside it stays as it is now.
create function evidence.term_stands_again() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  kept integer := old.merged_into;
  had record;
begin
  select * into had from jsonb_to_record(old.gave) g (names text[], above integer[], below integer[], beside integer[],
    "newAbove" integer[], "newBelow" integer[], "newBeside" integer[]);
  delete from evidence.term_broader b where b.term = kept and b.broader = any (had."newAbove") or b.broader = kept and b.term = any (had."newBelow");
  delete from evidence.term_related r where kept in (r.one, r.other) and r.one + r.other - kept = any (had."newBeside");
  delete from evidence.term_name n where n.term = kept and n.kind = 'used for' and n.folded in (select search.title_of(h) from unnest(had.names) h);
  insert into evidence.term_name (term, label, kind) values (new.id, new.label, 'preferred');
  if search.title_of(new.label_cy) <> search.title_of(new.label) then
    insert into evidence.term_name (term, label, kind) values (new.id, new.label_cy, 'welsh');
  end if;
  insert into evidence.term_name (term, label) select new.id, h from unnest(had.names) h
  where not exists (select from evidence.term_name n where n.folded = search.title_of(h));
  insert into evidence.term_broader (term, broader) select new.id, t.id from evidence.term t where t.id = any (had.above) and t.merged_into is null;
  insert into evidence.term_broader (term, broader) select t.id, new.id from evidence.term t where t.id = any (had.below) and t.merged_into is null;
  insert into evidence.term_related (one, other) select least(new.id, t.id), greatest(new.id, t.id) from evidence.term t
  where t.id = any (had.beside) and t.merged_into is null;
  return null;
end $$;
create trigger stands_again after update on evidence.term for each row
  when (new.merged_into is null and old.merged_into is not null) execute function evidence.term_stands_again();

-- As it was typed, so that whoever looks through what was left reads it as records have it.
alter table evidence.keyword_left add column keyword text;
update evidence.keyword_left set keyword = folded;
alter table evidence.keyword_left alter column keyword set not null;
create or replace function evidence.keyword_is_left() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.keyword := btrim(new.folded);
  new.folded := search.title_of(new.folded);
  new.left_by := access.account_id();
  new.left_at := now();
  return new;
end $$;
create policy librarian_ends on evidence.keyword_left for delete to ownwords_app using ((select access.circle_as('librarian')));
grant select (keyword), delete on evidence.keyword_left to ownwords_app;
