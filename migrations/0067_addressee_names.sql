-- Organisations change their names, and one is written in two ways. What it was called before leads to it: whoever writes
-- the old name means it, and so does whoever kept its old address.
alter table evidence.addressee
  add column merged_into integer references evidence.addressee (id) check (merged_into <> id),
  -- What was its own when it went into another, so that the two can be parted again; an earlier name took nothing.
  add column took jsonb not null default '{}';
create index on evidence.addressee (merged_into);

create function evidence.keeps_addressees() returns void
  language plpgsql stable set search_path = '' as $$
begin
  if not access.circle_as('librarian') then
    raise exception 'librarians keep the names of those who were asked' using errcode = '42501';
  end if;
end $$;

create function evidence.rename_addressee(of_id integer, to_name text) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  old text;
begin
  perform evidence.keeps_addressees();
  select a.name into old from evidence.addressee a where a.id = of_id and a.merged_into is null for update;
  if not found then raise exception 'addressee % is not one of its own', of_id using errcode = 'OW507'; end if;
  -- One of its own earlier names again.
  delete from evidence.addressee a where lower(a.name) = lower(to_name) and a.merged_into = of_id and a.took = '{}';
  if exists (select from evidence.addressee a where lower(a.name) = lower(to_name) and a.id <> of_id) then
    raise exception 'another is called %', to_name using errcode = 'OW506';
  end if;
  update evidence.addressee set name = to_name where id = of_id;
  if lower(old) <> lower(to_name) then
    insert into evidence.addressee (name, merged_into) values (old, of_id);
  end if;
end $$;

-- What was asked of one, what it answered and undertook, and its earlier names become the other's.
create function evidence.put_addressee_into(gone integer, kept integer) returns void
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
    'names', array(select a.id from evidence.addressee a where a.merged_into = gone));
  insert into evidence.recommended_to (recommendation, addressee)
    select t.recommendation, kept from evidence.recommended_to t where t.addressee = gone on conflict do nothing;
  update evidence.response set addressee = kept where addressee = gone;
  update evidence.action set addressee = kept where addressee = gone;
  delete from evidence.recommended_to where addressee = gone;
  update evidence.addressee set merged_into = kept where merged_into = gone;
  update evidence.addressee set merged_into = kept, took = own where id = gone;
  -- Who answered for one answers for both, unless others answer for the other.
  update evidence.addressee k set unit_id = g.unit_id from evidence.addressee g where k.id = kept and g.id = gone and k.unit_id is null;
end $$;

-- Two again: each has what was its own. What came since they were one stays with the other.
create function evidence.part_addressee(gone integer) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  kept integer;
  own jsonb;
begin
  perform evidence.keeps_addressees();
  select a.merged_into, a.took into kept, own from evidence.addressee a where a.id = gone and a.took <> '{}' for update;
  if kept is null then raise exception 'addressee % went into no other', gone using errcode = 'OW507'; end if;
  insert into evidence.recommended_to (recommendation, addressee)
    select value::integer, gone from jsonb_array_elements_text(own -> 'asked') on conflict do nothing;
  update evidence.response set addressee = gone where addressee = kept and own -> 'responses' @> to_jsonb(id);
  update evidence.action set addressee = gone where addressee = kept and own -> 'actions' @> to_jsonb(id);
  delete from evidence.recommended_to t where t.addressee = kept and own -> 'asked' @> to_jsonb(t.recommendation)
    and not own -> 'both' @> to_jsonb(t.recommendation)
    and not exists (select from evidence.response p where (p.recommendation, p.addressee) = (t.recommendation, kept))
    and not exists (select from evidence.action x where (x.recommendation, x.addressee) = (t.recommendation, kept));
  update evidence.addressee set merged_into = gone where merged_into = kept and own -> 'names' @> to_jsonb(id);
  update evidence.addressee set merged_into = null, took = '{}' where id = gone;
  return kept;
end $$;

grant execute on function evidence.rename_addressee(integer, text), evidence.put_addressee_into(integer, integer),
  evidence.part_addressee(integer) to ownwords_app;

-- Whoever answered for one that went into another answers for the other only where that was said, or nobody else does.
create or replace function evidence.speaks_for() returns integer[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(a.id), '{}') from evidence.addressee a
  join people.membership m on m.unit_id = a.unit_id and m.account_id = access.account_id() and m.role = 'respondent'
    and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
  where access.circle_as('respondent') and a.merged_into is null
$$;
