-- Whoever writes records, or says anew what search knows of them, holds the library first and its records after: in one order
-- nobody waits for somebody who waits for them. It is the lock that a search index takes anyway, taken at the beginning.
create function evidence.hold_library() returns void
  language plpgsql security definer set search_path = '' as $$
begin
  insert into search.index (name) values ('evidence') on conflict do nothing;
  perform from search.index i where i.name = 'evidence' for no key update;
end $$;
grant execute on function evidence.hold_library() to ownwords_app, ownwords_worker;

create function evidence.library_is_held() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform evidence.hold_library();
  return null;
end $$;
create trigger alone before insert or update on evidence.record for each statement execute function evidence.library_is_held();

-- Records are read once the library is held: whoever waited for another's change would else put back what that took away.
create or replace function evidence.put_into_search(numbers integer[]) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform evidence.hold_library();
  perform search.put('evidence', array_agg(r.number::bigint order by r.number), array_agg(r.title order by r.number),
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
  where r.number = any (numbers) and r.state = 'public' having count(*) > 0;
end $$;

-- Whoever writes to the name of an organisation waits for whoever makes one of two, and those for all who write.
create function evidence.addressees_stand() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('addressees', 0));
  return null;
end $$;
create trigger alone before insert on evidence.addressee for each statement execute function evidence.addressees_stand();
create trigger alone before insert on evidence.recommended_to for each statement execute function evidence.addressees_stand();
create trigger alone before insert on evidence.response for each statement execute function evidence.addressees_stand();
create trigger alone before insert on evidence.action for each statement execute function evidence.addressees_stand();

-- What was written to one that went into another meanwhile belongs to that; whoever wrote to one that is not asked any more is told.
create function evidence.comes_to_who_is_asked() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.addressee := coalesce((select a.merged_into from evidence.addressee a where a.id = new.addressee), new.addressee);
  if not exists (select from evidence.recommended_to t where t.recommendation = new.recommendation and t.addressee = new.addressee) then
    raise exception 'addressee % is not asked', new.addressee using errcode = 'OW507';
  end if;
  return new;
end $$;
create trigger comes_to before insert on evidence.response for each row execute function evidence.comes_to_who_is_asked();
create trigger comes_to before insert on evidence.action for each row execute function evidence.comes_to_who_is_asked();

-- The list is held before its invitation goes: whoever deletes it at this moment lets go of the list first and of that after.
create or replace function evidence.accept_invitation(of_hash bytea, chosen_name text) returns bigint
  language plpgsql security definer set search_path = '' as $$
declare
  me bigint := access.account_id();
  came evidence.list_invitation;
begin
  perform from evidence.reading_list l join evidence.list_invitation i on i.list = l.id where i.hash = of_hash for key share of l;
  delete from evidence.list_invitation i where i.hash = of_hash and i.ends_on >= access.today() and i.account_id <> me returning * into came;
  if came.list is null then
    return null;
  end if;
  insert into evidence.list_coauthor as c (list, owner_id, account_id, name) values (came.list, came.account_id, me, chosen_name)
  on conflict (list, account_id) do update set name = excluded.name, left_at = null, removed_at = null, joined_at = now();
  return came.list;
end $$;
