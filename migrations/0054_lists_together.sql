-- A reading list that several people keep: its owner makes a link, whoever opens it and is signed in may accept, and from
-- then on puts records on the list, orders them and notes something on them. Nobody looks anybody else up by a name or an
-- e-mail address: that there is an account is nobody's business. By which name the others see them, everybody chooses.

create table evidence.list_invitation (
  id bigint generated always as identity primary key,
  list bigint not null,
  account_id bigint not null,
  -- As the link by which a list is read: its hash, and sealed by the program so that its owner can be shown it again.
  hash bytea not null unique check (octet_length(hash) = 32),
  sealed text not null,
  ends_on date not null default access.today() + 14,
  foreign key (list, account_id) references evidence.reading_list (id, account_id) on delete cascade
);
create index on evidence.list_invitation (list, account_id);
create index on evidence.list_invitation (account_id);

create table evidence.list_coauthor (
  id bigint generated always as identity primary key,
  list bigint not null,
  owner_id bigint not null,
  account_id bigint not null references people.account (id),
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  joined_at timestamptz not null default now(),
  -- By themselves, which only an invitation undoes; or by the owner, who can undo it. What they put on the list stays.
  left_at timestamptz,
  removed_at timestamptz,
  constraint not_the_owner check (owner_id <> account_id),
  unique (list, account_id),
  foreign key (list, owner_id) references evidence.reading_list (id, account_id) on delete cascade
);
create index on evidence.list_coauthor (account_id);
create index on evidence.list_coauthor (owner_id);

alter table evidence.reading_list_item
  add column added_by bigint references people.account (id),
  add column noted_by bigint references people.account (id),
  -- Grows with each note, so that nobody writes over what they have not read.
  add column note_version integer not null default 0;
update evidence.reading_list_item set added_by = account_id, noted_by = case when annotation is not null then account_id end;
alter table evidence.reading_list_item alter column added_by set not null,
  add constraint noted_by_somebody check ((annotation is null) = (noted_by is null));

-- In which lists of others whoever asks takes part.
create function evidence.lists_joined() returns bigint[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.list), '{}') from evidence.list_coauthor c
  where c.account_id = access.account_id() and c.left_at is null and c.removed_at is null
$$;
-- Who changes a list waits for whoever changes it already; false where it is no list of theirs.
create function evidence.hold_list(of_list bigint) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from evidence.reading_list l
  where l.id = of_list and (l.account_id = access.account_id() or l.id = any (evidence.lists_joined())) for update;
  return found;
end $$;

-- Whose hand it was is never asked of a page. Somebody who takes part takes off only what they put there.
create function evidence.list_item_is_signed() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  me bigint := coalesce(access.account_id(), new.account_id);
begin
  if tg_op = 'INSERT' then
    new.added_by := me;
  elsif old.removed_at is null and new.removed_at is not null and me not in (new.account_id, old.added_by) then
    raise exception 'somebody else put this record on the list' using errcode = 'OW490';
  end if;
  if tg_op = 'INSERT' or new.annotation is distinct from old.annotation then
    new.noted_by := case when new.annotation is not null then me end;
    new.note_version := new.note_version + 1;
  end if;
  return new;
end $$;
create trigger is_signed before insert or update on evidence.reading_list_item
  for each row execute function evidence.list_item_is_signed();

create function evidence.list_has_enough_hands() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from evidence.list_invitation i where i.list = new.list and i.ends_on < access.today();
  if (select count(*) from evidence.list_invitation i where i.list = new.list)
    + (select count(*) from evidence.list_coauthor c where c.list = new.list and c.left_at is null and c.removed_at is null) >= 20 then
    raise exception 'twenty people keep this list' using errcode = 'OW491';
  end if;
  return new;
end $$;
create trigger has_enough_hands before insert on evidence.list_invitation
  for each row execute function evidence.list_has_enough_hands();
create trigger has_enough_hands before update of removed_at on evidence.list_coauthor
  for each row when (old.removed_at is not null and new.removed_at is null) execute function evidence.list_has_enough_hands();

do $$
declare
  name text;
begin
  foreach name in array array['list_invitation', 'list_coauthor'] loop
    execute format('alter table evidence.%I enable row level security', name);
    execute format('alter table evidence.%I force row level security', name);
    execute format('create policy definer on evidence.%I to ownwords_owner using (true) with check (true)', name);
    execute format('grant select on evidence.%I to ownwords_app, ownwords_national', name);
  end loop;
end $$;
create policy own on evidence.list_invitation to ownwords_app, ownwords_national
  using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
grant insert (list, account_id, hash, sealed), delete on evidence.list_invitation to ownwords_app, ownwords_national;
-- All who keep a list see by which names the others do; its owner lets nobody in but by an invitation.
create policy own on evidence.list_coauthor to ownwords_app, ownwords_national
  using (owner_id = (select access.account_id())) with check (owner_id = (select access.account_id()));
create policy together on evidence.list_coauthor for select to ownwords_app, ownwords_national
  using (list = any ((select evidence.lists_joined())::bigint[]));
grant update (removed_at) on evidence.list_coauthor to ownwords_app, ownwords_national;

create policy together on evidence.reading_list for select to ownwords_app, ownwords_national
  using (id = any ((select evidence.lists_joined())::bigint[]));
create policy together_seen on evidence.reading_list_item for select to ownwords_app, ownwords_national
  using (list = any ((select evidence.lists_joined())::bigint[]));
create policy together_added on evidence.reading_list_item for insert to ownwords_app, ownwords_national
  with check (list = any ((select evidence.lists_joined())::bigint[]));
create policy together_changed on evidence.reading_list_item for update to ownwords_app, ownwords_national
  using (list = any ((select evidence.lists_joined())::bigint[])) with check (list = any ((select evidence.lists_joined())::bigint[]));

-- As evidence.items_of, with whose hand it was: the name is null where it was the list's owner.
create function evidence.signed_items_of(of_list bigint, taken_off boolean) returns json
  language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object('record', i.record, 'stayed', evidence.stayed(i.record), 'title', r.title,
    'annotation', i.annotation, 'noteVersion', i.note_version,
    'added', json_build_object('name', a.name, 'isMe', i.added_by = (select access.account_id())),
    'noted', case when i.noted_by is not null then json_build_object('name', n.name, 'isMe', i.noted_by = (select access.account_id())) end)
    order by case when taken_off then i.removed_at end desc, i.place), '[]')
  from evidence.reading_list_item i join evidence.record r on r.number = i.record
  left join evidence.list_coauthor a on a.list = i.list and a.account_id = i.added_by
  left join evidence.list_coauthor n on n.list = i.list and n.account_id = i.noted_by
  where i.list = of_list and (i.removed_at is not null) = taken_off
$$;

-- What whoever has an invitation learns before they accept; nothing where it has ended.
create function evidence.invitation_of(of_hash bytea)
  returns table (list bigint, title text, note text, shown_name text, is_own boolean, is_in boolean)
  language sql stable security definer set search_path = '' as $$
  select l.id, l.title, l.note, l.shown_name, l.account_id = access.account_id(), l.id = any (evidence.lists_joined())
  from evidence.list_invitation i join evidence.reading_list l on l.id = i.list
  where i.hash = of_hash and i.ends_on >= access.today()
$$;
-- An invitation is good once. The number of the list; null where there is none for whoever asks.
create function evidence.accept_invitation(of_hash bytea, chosen_name text) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me bigint := access.account_id();
  came evidence.list_invitation;
begin
  delete from evidence.list_invitation i where i.hash = of_hash and i.ends_on >= access.today() and i.account_id <> me returning * into came;
  if came.list is null then
    return null;
  end if;
  insert into evidence.list_coauthor as c (list, owner_id, account_id, name) values (came.list, came.account_id, me, chosen_name)
  on conflict (list, account_id) do update set name = excluded.name, left_at = null, removed_at = null, joined_at = now();
  return came.list;
end $$;
-- Whoever takes part goes; false where they do not.
create function evidence.leave_list(of_list bigint) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update evidence.list_coauthor c set left_at = now()
  where c.list = of_list and c.account_id = access.account_id() and c.left_at is null and c.removed_at is null;
  return found;
end $$;
grant execute on function evidence.lists_joined(), evidence.hold_list(bigint), evidence.signed_items_of(bigint, boolean),
  evidence.invitation_of(bytea), evidence.accept_invitation(bytea, text), evidence.leave_list(bigint) to ownwords_app, ownwords_national;
