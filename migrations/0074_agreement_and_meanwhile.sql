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
