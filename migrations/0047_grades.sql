-- How strong the evidence of a publication is, by the scales in use. Two graders each grade alone: nobody sees a grade
-- until both are in. Where they differ both stay to be seen, and a third or a conversation settles it.
create table evidence.grading (
  record integer not null references evidence.record (number),
  scale text not null check (scale in ('maryland', 'grade', 'emmie')),
  grader bigint not null references people.account (id),
  -- Maryland 1 to 5, and 0 for what is no study of an impact; GRADE 1 (very low) to 4; EMMIE five marks from 0 to 4.
  marks smallint[] not null,
  because text not null check (btrim(because) <> ''),
  graded_at timestamptz not null default now(),
  primary key (record, scale, grader)
);
create index on evidence.grading (grader);

create function evidence.fits_scale(scale text, marks smallint[]) returns boolean
  language sql immutable set search_path = '' as $$
  select array_position(marks, null) is null and case scale
    when 'maryland' then cardinality(marks) = 1 and marks[1] between 0 and 5
    when 'grade' then cardinality(marks) = 1 and marks[1] between 1 and 4
    else cardinality(marks) = 5 and 0 <= all (marks) and 4 >= all (marks) end
$$;
grant execute on function evidence.fits_scale(text, smallint[]) to ownwords_app;
alter table evidence.grading add constraint fits check (evidence.fits_scale(scale, marks));

create table evidence.grade (
  record integer not null references evidence.record (number),
  scale text not null check (scale in ('maryland', 'grade', 'emmie')),
  marks smallint[] not null,
  how text not null check (how in ('agreed', 'third', 'conversation')),
  note text check (btrim(note) <> ''),
  settled_by bigint references people.account (id),
  settled_at timestamptz not null default now(),
  primary key (record, scale),
  constraint fits check (evidence.fits_scale(scale, marks)),
  constraint settled_with_a_note check (how = 'agreed' or note is not null and settled_by is not null)
);
create index on evidence.grade (settled_by);

-- Gradings follow a merge: what was found of a record that went into another counts for that one for as long as it is
-- there. No row is moved, so that both have their own again once they are parted.
-- The record that a record is by now: itself, or what it went into.
create function evidence.is_now(of_record integer) returns integer
  language sql stable as $$
  with recursive up as (select r.number, r.merged_into from evidence.record r where r.number = of_record
    union all select r.number, r.merged_into from up join evidence.record r on r.number = up.merged_into)
  select number from up where merged_into is null
$$;
-- A record and all that went into it. It pins no search_path, so that it becomes a part of every query that asks it.
create function evidence.with_gone(of_record integer) returns table (number integer)
  language sql stable as $$
  with recursive down as (select of_record as number union all select r.number from down join evidence.record r on r.merged_into = down.number)
  select d.number from down d
$$;

create function evidence.both_in(of_record integer, of_scale text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select count(distinct g.grader) >= 2 from evidence.grading g
  where g.scale = of_scale and g.record in (select w.number from evidence.with_gone(evidence.is_now(of_record)) w)
$$;

-- The grade that a record has on each scale: its own, or that of what went into it, or what two found alike of whom one
-- graded either.
create function evidence.grades_of(of_record integer) returns table (scale text, marks smallint[], how text, note text, from_record integer)
  language sql stable security definer set search_path = '' as $$
  select distinct on (a.scale) a.scale, a.marks, a.how, a.note, a.from_record from (
    select d.scale, d.marks, d.how, d.note, d.record as from_record, d.settled_at as at
    from evidence.with_gone(of_record) w join evidence.grade d on d.record = w.number where evidence.both_in(of_record, d.scale)
    union all
    select g.scale, min(g.marks), 'agreed', null, of_record, null
    from evidence.with_gone(of_record) w join evidence.grading g on g.record = w.number
    group by g.scale having count(distinct g.grader) >= 2 and count(distinct g.marks) = 1) a
  order by a.scale, a.at is null, a.from_record <> of_record, a.at desc
$$;

create function evidence.grading_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('grading ' || evidence.is_now(new.record) || ' ' || new.scale, 0));
  new.grader := access.account_id();
  new.graded_at := now();
  if exists (select from evidence.grading g where g.scale = new.scale and g.grader = new.grader
      and g.record in (select w.number from evidence.with_gone(evidence.is_now(new.record)) w)) then
    raise exception 'graded already' using errcode = 'OW435';
  end if;
  if evidence.both_in(new.record, new.scale) then
    raise exception 'two have graded it' using errcode = 'OW436';
  end if;
  return new;
end $$;
create trigger comes before insert on evidence.grading for each row execute function evidence.grading_comes();

create function evidence.graders_agree() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into evidence.grade (record, scale, marks, how)
  select new.record, new.scale, new.marks, 'agreed' from evidence.grading g
  where g.record = new.record and g.scale = new.scale and g.grader <> new.grader and g.marks = new.marks
    and not exists (select from evidence.grades_of(new.record) d where d.scale = new.scale and d.from_record <> new.record)
  on conflict do nothing;
  if not found and evidence.both_in(new.record, new.scale) then
    perform evidence.put_into_search(array[evidence.is_now(new.record)]);
  end if;
  return null;
end $$;
create trigger agree after insert on evidence.grading for each row execute function evidence.graders_agree();

create function evidence.grade_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.how = 'agreed' and pg_trigger_depth() > 1 then
    return new;
  end if;
  if not evidence.both_in(new.record, new.scale)
      or exists (select from evidence.grades_of(new.record) d where d.scale = new.scale) then
    raise exception 'there is nothing to settle' using errcode = 'OW437';
  end if;
  new.settled_by := access.account_id();
  new.settled_at := now();
  new.how := case when exists (select from evidence.grading g where g.scale = new.scale and g.grader = new.settled_by
    and g.record in (select w.number from evidence.with_gone(new.record) w)) then 'conversation' else 'third' end;
  return new;
end $$;
create trigger comes before insert on evidence.grade for each row execute function evidence.grade_comes();

create or replace function evidence.facets_of(of_record integer, entry jsonb, keywords jsonb) returns table (facets jsonb)
  language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object('type', jsonb_build_array(entry ->> 'type'),
    'year', case when entry ? 'year' then jsonb_build_array(entry ->> 'year') end,
    'country', case when entry ? 'country' then jsonb_build_array(entry ->> 'country') end,
    'language', case when entry ? 'language' then jsonb_build_array(entry ->> 'language') end,
    'keyword', keywords,
    -- Most records have no grade, and nothing went into them: those are stored without asking for more.
    'grade', case when exists (select from evidence.grading x where x.record = of_record)
        or exists (select from evidence.record m where m.merged_into = of_record) then (select jsonb_agg(case g.scale
        when 'maryland' then case g.marks[1] when 0 then 'Not an impact study' else 'Maryland scale ' || g.marks[1] end
        when 'grade' then 'GRADE ' || (array['very low', 'low', 'moderate', 'high'])[g.marks[1]]
        else 'EMMIE effect ' || g.marks[1] end order by g.scale) from evidence.grades_of(of_record) g) end))
$$;

create function evidence.grade_is_kept() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform evidence.put_into_search(array[new.record]);
  return null;
end $$;
create trigger is_kept after insert on evidence.grade for each row execute function evidence.grade_is_kept();

-- What is found by a grade changes with a merge, and back.
create function evidence.grades_follow() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform evidence.put_into_search(array_agg(distinct evidence.is_now(coalesce(n.merged_into, o.merged_into))))
  from now_there n join was_there o on o.number = n.number
  where n.merged_into is distinct from o.merged_into
    and exists (select from evidence.grading g where g.record in (select w.number from evidence.with_gone(n.number) w))
  having count(*) > 0;
  return null;
end $$;
-- Behind the trigger that keeps search: triggers fire in the order of their names.
create trigger then_grades after update on evidence.record referencing old table as was_there new table as now_there
  for each statement execute function evidence.grades_follow();

grant execute on function evidence.is_now(integer), evidence.with_gone(integer), evidence.grades_of(integer)
  to ownwords_app, ownwords_national, ownwords_worker;

do $$
declare
  name text;
begin
  foreach name in array array['grading', 'grade'] loop
    execute format('alter table evidence.%I enable row level security', name);
    execute format('alter table evidence.%I force row level security', name);
    execute format('create policy definer on evidence.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy grader on evidence.%I for insert to ownwords_app with check ((select access.circle_as(''evidence_grader''))
      and exists (select from evidence.record r where r.number = record and r.state = ''public''))', name);
  end loop;
end $$;
-- One's own, and any once both are in.
create policy own_or_both on evidence.grading for select to ownwords_app
  using (grader = (select access.account_id()) or evidence.both_in(record, scale));
create policy of_two on evidence.grading for select to ownwords_national, ownwords_worker using (evidence.both_in(record, scale));
create policy everybody on evidence.grade for select to ownwords_app, ownwords_national, ownwords_worker using (true);
-- What was found is public; who found it is not.
grant select (record, scale, marks, because, graded_at) on evidence.grading to ownwords_app, ownwords_national, ownwords_worker;
grant insert (record, scale, marks, because) on evidence.grading to ownwords_app;
grant select (record, scale, marks, how, note, settled_at) on evidence.grade to ownwords_app, ownwords_national, ownwords_worker;
grant insert (record, scale, marks, how, note) on evidence.grade to ownwords_app;
grant execute on function evidence.both_in(integer, text) to ownwords_app, ownwords_national, ownwords_worker;

-- What waits for whoever asks on one scale: to settle, for a second grade, for a first. It never says what was found.
create function evidence.grading_work(of_scale text, most integer) returns table (record integer, title text, waits text)
  language sql stable security definer set search_path = '' as $$
  with graded as materialized (
    select evidence.is_now(g.record) as number, count(distinct g.grader) as n, bool_or(g.grader = access.account_id()) as mine
    from evidence.grading g where g.scale = of_scale and (select access.circle_as('evidence_grader')) group by 1
  )
  select w.number, w.title, w.waits from (
    select r.number, r.title, case when g.n >= 2 then 'settle' else 'second' end as waits
    from graded g join evidence.record r on r.number = g.number and r.state = 'public'
    where (g.n >= 2 or not g.mine) and not exists (select from evidence.grades_of(g.number) d where d.scale = of_scale)
    union all
    (select r.number, r.title, 'first' from evidence.record r
    where (select access.circle_as('evidence_grader')) and r.state = 'public'
      and not exists (select from graded g where g.number = r.number) order by r.number desc limit most)) w
  order by array_position('{settle,second,first}', w.waits), w.number desc limit most
$$;
grant execute on function evidence.grading_work(text, integer) to ownwords_app;
