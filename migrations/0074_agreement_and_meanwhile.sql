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
grant execute on function evidence.marks_given() to ownwords_app, ownwords_national;

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

-- Organisations are named, made one and parted one after the other: each such step reads what the one before it left.
create or replace function evidence.keeps_addressees() returns void
  language plpgsql volatile set search_path = '' as $$
begin
  if not access.circle_as('librarian') then
    raise exception 'librarians keep the names of those who were asked' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('addressees', 0));
end $$;

-- What was asked of one, what it answered and undertook, and its earlier names become the other's.
create or replace function evidence.put_addressee_into(gone integer, kept integer) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  own jsonb;
begin
  perform evidence.keeps_addressees();
  perform from evidence.addressee a where a.id in (gone, kept) order by a.id for update;
  if (select count(*) from evidence.addressee a where a.id in (gone, kept) and a.merged_into is null) <> 2 then
    raise exception 'addressees % and % are not two', gone, kept using errcode = 'OW507';
  end if;
  own := jsonb_build_object(
    'asked', array(select t.recommendation from evidence.recommended_to t where t.addressee = gone),
    'both', array(select t.recommendation from evidence.recommended_to t join evidence.recommended_to k using (recommendation)
      where t.addressee = gone and k.addressee = kept),
    'responses', array(select p.id from evidence.response p where p.addressee = gone),
    'actions', array(select x.id from evidence.action x where x.addressee = gone),
    'names', array(select a.id from evidence.addressee a where a.merged_into = gone),
    -- Whoever answered for one answers for both, unless others answer for the other.
    'spoke', exists (select from evidence.addressee g, evidence.addressee k
      where g.id = gone and k.id = kept and g.unit_id is not null and k.unit_id is null));
  insert into evidence.recommended_to (recommendation, addressee)
    select t.recommendation, kept from evidence.recommended_to t where t.addressee = gone on conflict do nothing;
  update evidence.response set addressee = kept where addressee = gone;
  update evidence.action set addressee = kept where addressee = gone;
  delete from evidence.recommended_to where addressee = gone;
  update evidence.addressee set merged_into = kept where merged_into = gone;
  update evidence.addressee set merged_into = kept, took = own where id = gone;
  update evidence.addressee k set unit_id = g.unit_id from evidence.addressee g
    where k.id = kept and g.id = gone and (own ->> 'spoke')::boolean;
end $$;

create function evidence.without(all_ids jsonb, gone_ids jsonb) returns jsonb
  language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(e order by e), '[]') from jsonb_array_elements(all_ids) e where not gone_ids @> e
$$;

-- Two again: each has what was its own. What came since they were one stays with the other. One that went through others
-- takes back from those too what they had by it: what was asked of it, and who answers.
create or replace function evidence.part_addressee(gone integer) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  kept integer;
  unit bigint;
  own jsonb;
  -- What was asked of it, and of none of those through which it went by themselves.
  alone jsonb;
  spoke boolean;
  through record;
begin
  perform evidence.keeps_addressees();
  select a.merged_into, a.unit_id, a.took into kept, unit, own from evidence.addressee a where a.id = gone and a.took <> '{}' for update;
  if kept is null then raise exception 'addressee % went into no other', gone using errcode = 'OW507'; end if;
  alone := evidence.without(own -> 'asked', own -> 'both');
  spoke := coalesce((own ->> 'spoke')::boolean, false);
  -- The one that it went into first has the fewest names.
  for through in select a.id, a.took from evidence.addressee a where a.merged_into = kept and a.took -> 'names' @> to_jsonb(gone)
      order by jsonb_array_length(a.took -> 'names') loop
    update evidence.addressee a set unit_id = case when spoke and a.unit_id = unit then null else a.unit_id end,
      took = a.took || jsonb_build_object('asked', evidence.without(a.took -> 'asked', alone),
        'responses', evidence.without(a.took -> 'responses', own -> 'responses'),
        'actions', evidence.without(a.took -> 'actions', own -> 'actions'),
        'names', evidence.without(a.took -> 'names', own -> 'names' || to_jsonb(gone)))
    where a.id = through.id;
    alone := evidence.without(alone, through.took -> 'both');
    spoke := spoke and coalesce((through.took ->> 'spoke')::boolean, false);
  end loop;
  insert into evidence.recommended_to (recommendation, addressee)
    select value::integer, gone from jsonb_array_elements_text(own -> 'asked') on conflict do nothing;
  update evidence.response set addressee = gone where addressee = kept and own -> 'responses' @> to_jsonb(id);
  update evidence.action set addressee = gone where addressee = kept and own -> 'actions' @> to_jsonb(id);
  delete from evidence.recommended_to t where t.addressee = kept and alone @> to_jsonb(t.recommendation)
    and not exists (select from evidence.response p where (p.recommendation, p.addressee) = (t.recommendation, kept))
    and not exists (select from evidence.action x where (x.recommendation, x.addressee) = (t.recommendation, kept));
  update evidence.addressee set merged_into = gone where merged_into = kept and own -> 'names' @> to_jsonb(id);
  update evidence.addressee set merged_into = null, took = '{}' where id = gone;
  update evidence.addressee set unit_id = null where id = kept and spoke and unit_id = unit;
  return kept;
end $$;

-- Whether whoever asks stands beside those who say that it is done: it was they, they answer for the organisation that was
-- asked, or they answered for another together with whoever said so, whichever organisation that is by now.
create function evidence.is_of_those_who_did(of_completion integer) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from evidence.completion c join evidence.action x on x.id = c.action
    cross join lateral (select (c.recorded_at at time zone 'Europe/London')::date as day) said
    where c.id = of_completion and (c.recorded_by = access.account_id() or x.addressee = any (evidence.speaks_for())
      or exists (select from people.membership theirs join people.membership own on own.unit_id = theirs.unit_id and own.role = theirs.role
        where theirs.account_id = c.recorded_by and theirs.role = 'respondent' and theirs.from_on <= said.day
          and (theirs.until_on is null or theirs.until_on > said.day)
          and own.account_id = access.account_id() and (own.until_on is null or own.until_on > said.day))))
$$;
grant execute on function evidence.is_of_those_who_did(integer) to ownwords_app, ownwords_national;

create or replace function evidence.is_somebody_else() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from evidence.completion c where c.id = new.completion and c.struck_because is null) then
    raise exception 'nothing is said to be done' using errcode = 'OW451';
  end if;
  if evidence.is_of_those_who_did(new.completion) then
    raise exception 'whoever says that it is done does not verify it' using errcode = 'OW450';
  end if;
  return new;
end $$;

-- Keywords of records that lead to no term and were not left, most frequent first, each with the terms that come nearest:
-- of the same stem, or written alike. What has few trigrams in common is not looked at further; `between` lets what came
-- since lists were made be found by its number, and not by reading every document.
create or replace function evidence.unmapped(skipped integer, most integer)
  returns table (keyword text, n integer, total integer, suggestions json)
  language sql stable set search_path = '' as $$
  with used as materialized (
    select u.value, u.folded, sum(u.n)::integer as n from (
      select v.value, v.folded, v.n from search.value v where v.index_name = 'evidence' and v.facet = 'keyword'
      -- What came since lists were made last.
      union all select k.value, search.title_of(k.value), 1 from search.index i join search.document d on d.index_name = i.name
        and d.number between i.built + 1 and i.last and not d.removed
        cross join lateral jsonb_array_elements_text(d.facets -> 'keyword') k (value) where i.name = 'evidence') u
    where u.folded <> '' and not exists (select from evidence.term_name t where t.folded = u.folded)
      and not exists (select from evidence.keyword_left w where w.folded = u.folded)
    group by u.value, u.folded
  ), wanted as materialized (
    select u.*, count(*) over ()::integer as total from used u order by u.n desc, u.folded, u.value offset skipped limit most
  ), part as materialized (
    select c.folded, c.term, p.trigram, cardinality(g.trigrams) as size from evidence.term_name c
    cross join lateral (select search.show_trgm(c.folded) as trigrams) g cross join lateral unnest(g.trigrams) p (trigram)
  ), near as materialized (
    select w.folded as keyword, p.folded, p.term from (select distinct folded from wanted) w
    cross join lateral unnest(search.show_trgm(w.folded)) g (trigram) join part p on p.trigram = g.trigram
    group by w.folded, p.folded, p.term, p.size having count(*) >= 0.3 * p.size
  )
  select w.value, w.n, w.total, (
    select coalesce(json_agg(json_build_object('id', s.id, 'label', s.label) order by s.near desc, s.label), '[]') from (
      select t.id, t.label, max(case when to_tsvector('search.words', c.folded) = to_tsvector('search.words', w.folded) then 2
        else search.similarity(c.folded, w.folded) end) as near
      from near c join evidence.term t on t.id = c.term
      where c.keyword = w.folded and (c.folded operator(search.%) w.folded or search.word_similarity(c.folded, w.folded) > 0.6)
      group by t.id, t.label order by near desc, t.label limit 3) s)
  from wanted w order by w.n desc, w.folded, w.value
$$;

-- What waits for graders is asked of each record that anybody graded, so what is cheap to know is asked first: of one that one
-- person graded nothing is settled, and most that two graded have their grade in a row of their own.
create function evidence.waits_for_graders(of_record integer, of_scale text, graders bigint) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return graders < 2 or not exists (select from evidence.grade d where d.record = of_record and d.scale = of_scale)
    and not exists (select from evidence.grades_of(of_record) d where d.scale = of_scale);
end $$;

create or replace function evidence.grading_work(of_scale text, most integer) returns table (record integer, title text, waits text)
  language sql stable security definer set search_path = '' as $$
  with graded as materialized (
    select w.record as number, count(distinct g.grader) as n, bool_or(g.grader = (select access.account_id())) as mine
    from evidence.grading g join evidence.record r on r.number = g.record
    cross join lateral (select case when r.merged_into is null then r.number else evidence.is_now(r.number) end as record) w
    where g.scale = of_scale and (select access.circle_as('evidence_grader')) group by 1
  )
  select w.number, w.title, w.waits from (
    select r.number, r.title, case when g.n >= 2 then 'settle' else 'second' end as waits
    from graded g join evidence.record r on r.number = g.number and r.state = 'public'
    where (g.n >= 2 or not g.mine) and evidence.waits_for_graders(g.number, of_scale, g.n)
    union all
    (select r.number, r.title, 'first' from evidence.record r
    where (select access.circle_as('evidence_grader')) and r.state = 'public'
      and not exists (select from graded g where g.number = r.number) order by r.number desc limit most)) w
  order by array_position('{settle,second,first}', w.waits), w.number desc limit most
$$;

create or replace function evidence.gradings_waiting() returns table (record integer, title text, scale text, waits text)
  language sql stable security definer set search_path = '' as $$
  select r.number, r.title, g.scale, case when g.n >= 2 then 'settle' else 'second' end
  from (select w.record as number, x.scale, count(distinct x.grader) as n from evidence.grading x join evidence.record y on y.number = x.record
    cross join lateral (select case when y.merged_into is null then y.number else evidence.is_now(y.number) end as record) w
    where (select access.circle_as('librarian', 'evidence_grader')) group by 1, 2) g
  join evidence.record r on r.number = g.number and r.state = 'public'
  where evidence.waits_for_graders(g.number, g.scale, g.n)
$$;
