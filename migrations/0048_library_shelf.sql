-- What belongs to an account in the library: searches that are kept, and reading lists. Nobody else reads them; a list is
-- shown to whoever has its link.

-- The number under which search first knew a record. These grow in the order of commits, whatever any clock says: what has
-- a greater one than an earlier look came after it.
create table evidence.arrival (
  record integer primary key references evidence.record (number),
  place integer not null unique
);
create function evidence.record_arrives() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into evidence.arrival (record, place)
  select n.number, d.number from now_there n join search.document d on d.index_name = 'evidence' and d.key = n.number and not d.removed;
  return null;
end $$;
-- Triggers fire by their names: this one after is_kept.
create trigger then_arrives after insert on evidence.record referencing new table as now_there
  for each statement execute function evidence.record_arrives();
insert into evidence.arrival (record, place)
select r.number, d.number from evidence.record r join search.document d on d.index_name = 'evidence' and d.key = r.number and not d.removed;

create table evidence.saved_search (
  id bigint generated always as identity primary key,
  account_id bigint not null references people.account (id),
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  -- What its address says, in the shape of src/evidence/search/state.ts.
  state jsonb not null check (jsonb_typeof(state) = 'object' and length(state::text) <= 20000),
  alert text check (alert in ('daily', 'weekly')),
  -- The day from which the next letter may go.
  due_on date,
  -- Up to which document of the index there have been letters, and up to which what is new has been counted.
  told integer not null,
  counted integer not null,
  -- How many came since its owner last looked.
  unseen integer not null default 0 check (unseen >= 0),
  -- Stands in every letter. It can end the alert and nothing else, so that it needs no more care than the letter.
  stop_token uuid not null unique default gen_random_uuid(),
  saved_at timestamptz not null default now(),
  constraint due_where_wanted check ((alert is null) = (due_on is null))
);
create index on evidence.saved_search (account_id, id);
create index on evidence.saved_search (counted, id);
create index on evidence.saved_search (due_on, id) where alert is not null;

create table evidence.reading_list (
  id bigint generated always as identity primary key,
  account_id bigint not null references people.account (id),
  title text not null check (btrim(title) <> '' and length(title) <= 200),
  note text check (btrim(note) <> '' and length(note) <= 5000),
  -- The name that is shown to whoever has the link, as its owner chose it; null shows none.
  shown_name text check (btrim(shown_name) <> '' and length(shown_name) <= 200),
  -- The link is kept as its hash, and sealed by the program so that its owner can be shown it again.
  share_hash bytea unique check (octet_length(share_hash) = 32),
  share_sealed text,
  made_at timestamptz not null default now(),
  constraint both_of_the_link check ((share_hash is null) = (share_sealed is null)),
  unique (id, account_id)
);
create index on evidence.reading_list (account_id, id);

create table evidence.reading_list_item (
  list bigint not null,
  account_id bigint not null,
  record integer not null references evidence.record (number),
  place integer not null,
  annotation text check (btrim(annotation) <> '' and length(annotation) <= 5000),
  added_at timestamptz not null default now(),
  -- Taken off, and can be put back.
  removed_at timestamptz,
  primary key (list, record),
  -- Two change places in one statement.
  unique (list, place) deferrable initially immediate,
  foreign key (list, account_id) references evidence.reading_list (id, account_id) on delete cascade
);
create index on evidence.reading_list_item (record);
create index on evidence.reading_list_item (account_id);

-- Enough for anybody; a program that goes astray fills nothing.
create function evidence.shelf_is_full() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'saved_search' and (select count(*) from evidence.saved_search s where s.account_id = new.account_id) >= 100 then
    raise exception 'a hundred searches are kept' using errcode = 'OW460';
  elsif tg_table_name = 'reading_list' and (select count(*) from evidence.reading_list l where l.account_id = new.account_id) >= 100 then
    raise exception 'there are a hundred lists' using errcode = 'OW461';
  end if;
  return new;
end $$;
create trigger is_not_full before insert on evidence.saved_search for each row execute function evidence.shelf_is_full();
create trigger is_not_full before insert on evidence.reading_list for each row execute function evidence.shelf_is_full();

-- As many as can be picked at once, so that a list can be cited and taken along whole.
create function evidence.list_is_full() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from evidence.reading_list_item i where i.list in (select distinct c.list from came c) and i.removed_at is null
      group by i.list having count(*) > 200) then
    raise exception 'a list holds two hundred records' using errcode = 'OW462';
  end if;
  return null;
end $$;
create trigger is_not_full after insert on evidence.reading_list_item referencing new table as came
  for each statement execute function evidence.list_is_full();
create trigger is_not_full_anew after update on evidence.reading_list_item referencing new table as came
  for each statement execute function evidence.list_is_full();

-- The record that stayed, where one went into another and that perhaps into a third; the same where it went nowhere.
create function evidence.stayed(of_record integer) returns integer
  language sql stable set search_path = '' as $$
  with recursive went (number, into_number) as (
    select r.number, r.merged_into from evidence.record r where r.number = of_record
    union select r.number, r.merged_into from went w join evidence.record r on r.number = w.into_number)
  select number from went where into_number is null
$$;
-- What is on a list in its order, or what was taken off it, the last first. Row-level security says whose.
create function evidence.items_of(of_list bigint, taken_off boolean) returns json
  language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object('record', i.record, 'stayed', evidence.stayed(i.record), 'title', r.title,
    'annotation', i.annotation) order by case when taken_off then i.removed_at end desc, i.place), '[]')
  from evidence.reading_list_item i join evidence.record r on r.number = i.record
  where i.list = of_list and (i.removed_at is not null) = taken_off
$$;
grant execute on function evidence.stayed(integer), evidence.items_of(bigint, boolean) to ownwords_app, ownwords_national;

do $$
declare
  name text;
begin
  foreach name in array array['arrival', 'saved_search', 'reading_list', 'reading_list_item'] loop
    execute format('alter table evidence.%I enable row level security', name);
    execute format('alter table evidence.%I force row level security', name);
    execute format('create policy definer on evidence.%I to ownwords_owner using (true) with check (true)', name);
  end loop;
  foreach name in array array['saved_search', 'reading_list', 'reading_list_item'] loop
    execute format('create policy own on evidence.%I to ownwords_app, ownwords_national
      using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()))', name);
    execute format('grant select, delete on evidence.%I to ownwords_app, ownwords_national', name);
  end loop;
end $$;
create policy program on evidence.arrival for select to ownwords_worker using (true);
grant select on evidence.arrival to ownwords_worker;
create policy program on evidence.saved_search to ownwords_worker using (true);
grant select (id, account_id, state, alert, due_on, told, counted, unseen, stop_token), update (told, counted, unseen, due_on)
  on evidence.saved_search to ownwords_worker;
grant insert (account_id, name, state, alert, due_on, told, counted), update (name, state, alert, due_on, told, counted, unseen)
  on evidence.saved_search to ownwords_app, ownwords_national;
grant insert (account_id, title, note, shown_name), update (title, note, shown_name, share_hash, share_sealed)
  on evidence.reading_list to ownwords_app, ownwords_national;
grant insert (list, account_id, record, place, annotation), update (place, annotation, removed_at)
  on evidence.reading_list_item to ownwords_app, ownwords_national;

-- Whoever has a letter may end its alert, signed in or not. They learn that there is one, and nothing of the search.
create function evidence.alert_of(token uuid) returns table (alert text)
  language sql stable security definer set search_path = '' as $$
  select s.alert from evidence.saved_search s where s.stop_token = token
$$;
create function evidence.stop_alert(token uuid) returns table (id bigint)
  language sql volatile security definer set search_path = '' as $$
  update evidence.saved_search s set alert = null, due_on = null where s.stop_token = token returning s.id
$$;
-- A list as whoever has its link reads it.
create function evidence.shared_list(hash bytea) returns table (title text, note text, shown_name text, items json)
  language sql stable security definer set search_path = '' as $$
  select l.title, l.note, l.shown_name, evidence.items_of(l.id, false)
  from evidence.reading_list l where l.share_hash = hash
$$;
grant execute on function evidence.alert_of(uuid), evidence.stop_alert(uuid), evidence.shared_list(bytea) to ownwords_app, ownwords_national;

-- A letter about what anybody may read names it: titles and addresses, and how to have no more of them. Only jobs write
-- one, so that no page about a case has a column for words.
alter table platform.mail add stop_path text check (stop_path ~ '^/[-a-zA-Z0-9_/]*$'), add news integer check (news > 0),
  add check ((news is null) = (stop_path is null));
create table platform.mail_link (
  mail bigint not null references platform.mail (id),
  place smallint not null,
  title text not null check (length(title) <= 300),
  path text not null check (path ~ '^/[-a-zA-Z0-9_/]*$'),
  primary key (mail, place)
);
alter table platform.mail_link enable row level security;
alter table platform.mail_link force row level security;
create policy definer on platform.mail_link to ownwords_owner using (true) with check (true);

-- Nobody whose account has ended gets a letter.
create function platform.queue_news(account bigint, path text, news integer, stop_path text, titles text[], paths text[]) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  made bigint;
begin
  insert into platform.mail (to_account_id, subject, path, news, stop_path)
  select a.id, 'mail.news', queue_news.path, queue_news.news, queue_news.stop_path from people.account a
  where a.id = account and coalesce(a.ended_on > access.today(), true)
  returning id into made;
  if made is null then
    return;
  end if;
  insert into platform.mail_link (mail, place, title, path)
  select made, l.place, left(l.title, 300), l.path from unnest(titles, paths) with ordinality l (title, path, place);
  perform jobs.enqueue('send-mail', json_build_object('mail', made), 'mail ' || made);
end $$;
grant execute on function platform.queue_news(bigint, text, integer, text, text[], text[]) to ownwords_worker;

-- What a letter of news says beside its subject and its path; nothing of any other.
create function platform.news_of(of_mail bigint) returns table (news integer, "stopPath" text, links json)
  language sql stable security definer set search_path = '' as $$
  select m.news, m.stop_path, (select json_agg(json_build_object('title', l.title, 'path', l.path) order by l.place)
    from platform.mail_link l where l.mail = m.id)
  from platform.mail m where m.id = of_mail and m.news is not null
$$;
create function platform.demonstration_news(of_mail bigint) returns table (news integer, "stopPath" text, links json)
  language sql stable security definer set search_path = '' as $$
  select n.news, n."stopPath", n.links from platform.news_of(of_mail) n where platform.is_demonstration()
$$;
grant execute on function platform.news_of(bigint) to ownwords_worker;
grant execute on function platform.demonstration_news(bigint) to ownwords_app, ownwords_national;
