-- Names that come to a term and go, what it stands below, and what it is related to are a change of that term: whoever had
-- its form open before would else take away, unseen, what came meanwhile.
create function evidence.term_is_touched() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update evidence.term t set label = t.label where t.merged_into is null and t.id in (
    select e.value::integer from (values (to_jsonb(old)), (to_jsonb(new))) w (had)
    cross join lateral jsonb_each_text(w.had) e where e.key in ('term', 'one', 'other'));
  return null;
end $$;
create trigger touches after insert or update or delete on evidence.term_name for each row execute function evidence.term_is_touched();
create trigger touches after insert or delete on evidence.term_broader for each row execute function evidence.term_is_touched();
create trigger touches after insert or delete on evidence.term_related for each row execute function evidence.term_is_touched();

-- A name leads to a term that stands: one that went into another while somebody chose it is no more.
create or replace function evidence.term_name_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.folded := search.title_of(new.label);
  if tg_op = 'INSERT' and exists (select from evidence.term_name n where n.folded = new.folded) then
    raise exception 'the name % belongs to a term', new.label using errcode = 'OW430';
  end if;
  if not exists (select from evidence.term t where t.id = new.term and t.merged_into is null) then
    raise exception 'a term went into another' using errcode = 'OW433';
  end if;
  return new;
end $$;

-- Which marks records were given that two or more people graded, part by part: each person once, with what they found of the
-- record itself before what they found of another that went into it. It never says who gave which.
create function evidence.marks_given() returns table (scale text, part integer, marks smallint[], n integer)
  language sql stable security definer set search_path = '' as $$
  with once as (
    select distinct on (w.record, g.scale, g.grader) w.record, g.scale, g.marks
    from evidence.grading g join evidence.record r on r.number = g.record
    cross join lateral (select case when r.merged_into is null then r.number else evidence.is_now(r.number) end as record) w
    order by w.record, g.scale, g.grader, g.record <> w.record, g.graded_at
  )
  select f.scale, f.part, f.marks, count(*)::int from (
    select o.record, o.scale, m.part::int as part, array_agg(m.mark order by m.mark) as marks
    from once o cross join lateral unnest(o.marks) with ordinality m (mark, part)
    group by o.record, o.scale, m.part having count(*) >= 2) f
  group by f.scale, f.part, f.marks
$$;
grant execute on function evidence.marks_given() to ownwords_app, ownwords_national, ownwords_worker;

-- Two who settle at once are told so, each in turn: the second finds that there is nothing left to settle.
create or replace function evidence.grade_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.how = 'agreed' and pg_trigger_depth() > 1 then
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('grading ' || evidence.is_now(new.record) || ' ' || new.scale, 0));
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
