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

create function evidence.both_in(of_record integer, of_scale text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select count(*) = 2 from evidence.grading g where g.record = of_record and g.scale = of_scale
$$;

create function evidence.grading_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('grading ' || new.record || ' ' || new.scale, 0));
  new.grader := access.account_id();
  new.graded_at := now();
  if exists (select from evidence.grading g where g.record = new.record and g.scale = new.scale and g.grader = new.grader) then
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
  where g.record = new.record and g.scale = new.scale and g.grader <> new.grader and g.marks = new.marks;
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
      or exists (select from evidence.grade g where g.record = new.record and g.scale = new.scale) then
    raise exception 'there is nothing to settle' using errcode = 'OW437';
  end if;
  new.settled_by := access.account_id();
  new.settled_at := now();
  new.how := case when exists (select from evidence.grading g where g.record = new.record and g.scale = new.scale
    and g.grader = new.settled_by) then 'conversation' else 'third' end;
  return new;
end $$;
create trigger comes before insert on evidence.grade for each row execute function evidence.grade_comes();

create or replace function evidence.facets_of(of_record integer, entry jsonb) returns jsonb
  language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object('type', jsonb_build_array(entry ->> 'type'),
    'year', case when entry ? 'year' then jsonb_build_array(entry ->> 'year') end,
    'country', case when entry ? 'country' then jsonb_build_array(entry ->> 'country') end,
    'language', case when entry ? 'language' then jsonb_build_array(entry ->> 'language') end,
    'keyword', case when entry ? 'keywords' then (select jsonb_agg(distinct k.shown) from evidence.keywords_of(entry) k) end,
    'grade', (select jsonb_agg(case g.scale
        when 'maryland' then case g.marks[1] when 0 then 'Not an impact study' else 'Maryland scale ' || g.marks[1] end
        when 'grade' then 'GRADE ' || (array['very low', 'low', 'moderate', 'high'])[g.marks[1]]
        else 'EMMIE effect ' || g.marks[1] end order by g.scale) from evidence.grade g where g.record = of_record)))
$$;

create function evidence.grade_is_kept() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform evidence.put_into_search(array[new.record]);
  return null;
end $$;
create trigger is_kept after insert on evidence.grade for each row execute function evidence.grade_is_kept();

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
  select r.number, r.title, w.waits
  from evidence.record r
  cross join lateral (select count(*) as n, coalesce(bool_or(g.grader = access.account_id()), false) as mine from evidence.grading g
    where g.record = r.number and g.scale = of_scale) g
  cross join lateral (select case g.n when 2 then 'settle' when 1 then 'second' else 'first' end as waits) w
  where access.circle_as('evidence_grader') and r.state = 'public' and (g.n = 2 or not g.mine)
    and not exists (select from evidence.grade d where d.record = r.number and d.scale = of_scale)
  order by array_position('{settle,second,first}', w.waits), r.number desc limit most
$$;
grant execute on function evidence.grading_work(text, integer) to ownwords_app;
