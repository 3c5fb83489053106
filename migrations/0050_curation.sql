-- What anybody offers to the library without an account, and what waits for a librarian.

-- A mail to somebody who has no account: in the language in which they asked, and nobody keeps their address once it went.
alter table platform.mail add column language text check (language in ('en', 'cy'));
create or replace function platform.mail_to_send(mail_id bigint, out address text, out language text, out subject text, out path text)
  language sql stable security definer set search_path = '' as $$
  select coalesce(m.to_address, a.email), coalesce(m.language, a.language, 'en'), m.subject, m.path
  from platform.mail m left join people.account a on a.id = m.to_account_id
  where m.id = mail_id and m.sent_at is null
$$;
create or replace function platform.demonstration_mail() returns table (id bigint, recipient text, subject text, path text, language text, written_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select m.id, coalesce(a.display_name, m.to_address), m.subject, m.path, coalesce(m.language, a.language, 'en'), m.written_at
  from platform.mail m left join people.account a on a.id = m.to_account_id
  where platform.is_demonstration() order by m.id desc limit 200
$$;
create function platform.forget_address() returns trigger
  language plpgsql set search_path = '' as $$
begin
  new.to_address := 'forgotten';
  return new;
end $$;
create trigger forgets before update of sent_at on platform.mail
  for each row when (new.sent_at is not null and new.to_address is not null) execute function platform.forget_address();

-- A record that somebody offers. They can send it and never read it again: only what was answered, by the number that
-- they were given.
create table evidence.offer (
  id integer generated always as identity primary key,
  -- Nobody guesses it. Made from what was sent, so that one click is one offer.
  reference text not null unique check (reference ~ '^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$'),
  -- In the shape of src/evidence/record/entry.ts.
  entry jsonb not null check (jsonb_typeof(entry) = 'object' and entry ->> 'title' <> '' and entry ->> 'type' <> '' and octet_length(entry::text) <= 30000),
  because text not null check (btrim(because) <> '' and length(because) <= 5000),
  -- For the answer, and gone with it.
  email text check (length(email) <= 254 and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  wants_answer boolean not null generated always as (email is not null) stored,
  language text not null default 'en' check (language in ('en', 'cy')),
  -- From where it came, as nobody can read it, for a day: so that nobody sends too many.
  sent_from text,
  offered_at timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'refused', 'spam')),
  -- Why it was not taken, for whoever sent it.
  answer text check (btrim(answer) <> '' and length(answer) <= 2000),
  record integer references evidence.record (number),
  answered_by bigint references people.account (id),
  answered_at timestamptz,
  constraint answered check ((state = 'waiting') = (answered_at is null) and (state = 'waiting' or email is null)
    and (state = 'taken') = (record is not null) and (state = 'refused') = (answer is not null))
);
create index on evidence.offer (offered_at, id) where state = 'waiting';
create index on evidence.offer (offered_at);
create index on evidence.offer (sent_from, offered_at) where sent_from is not null;
create index on evidence.offer (record);
create index on evidence.offer (answered_by);

-- Whether too many came: from one address in an hour, or from everywhere in an hour or unanswered.
create function evidence.offers_are_full(from_where text) returns text
  language sql stable security definer set search_path = '' as $$
  select case
    when (select count(*) from evidence.offer o where o.sent_from = from_where and o.offered_at > now() - interval '1 hour') >= 10 then 'address'
    when (select count(*) from evidence.offer o where o.offered_at > now() - interval '1 hour') >= 200
      or (select count(*) from (select from evidence.offer o where o.state = 'waiting' limit 5000) w) >= 5000 then 'all' end
$$;

create function evidence.offer_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('evidence offers', 0));
  new.offered_at := now();
  new.state := 'waiting';
  if exists (select from evidence.offer o where o.reference = new.reference) then
    return new;
  end if;
  case evidence.offers_are_full(new.sent_from)
    when 'address' then raise exception 'too many offers from one address' using errcode = 'OW480';
    when 'all' then raise exception 'too many offers' using errcode = 'OW481';
    else return new;
  end case;
end $$;
create trigger comes before insert on evidence.offer for each row execute function evidence.offer_comes();

-- An offer is answered once. Who left an address is told, and the address goes.
create function evidence.offer_is_answered() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  made bigint;
begin
  if old.state <> 'waiting' or new.state = 'waiting' then
    raise exception 'offer % is answered', old.id using errcode = 'OW482';
  end if;
  new.answered_by := access.account_id();
  new.answered_at := now();
  if old.email is not null and new.state <> 'spam' then
    insert into platform.mail (to_address, subject, path, language)
      values (old.email, 'offers.mail.answer', '/evidence/offers/' || old.reference, old.language) returning id into made;
    perform jobs.enqueue('send-mail', json_build_object('mail', made), 'mail ' || made);
  end if;
  new.email := null;
  return new;
end $$;
create trigger is_answered before update of state on evidence.offer for each row execute function evidence.offer_is_answered();

-- What became of an offer, for whoever has its number.
create function evidence.offer_answer(of_reference text) returns table (state text, answer text, record integer, title text, offered_at timestamptz, wants_answer boolean)
  language sql stable security definer set search_path = '' as $$
  select case o.state when 'spam' then 'refused' else o.state end, o.answer, o.record, o.entry ->> 'title', o.offered_at, o.wants_answer
  from evidence.offer o where o.reference = of_reference
$$;

-- From where an offer came is forgotten after a day, what was no offer after a month, and an address to which no mail would go.
create function evidence.forget_offers() returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  forgotten integer;
  more integer;
begin
  update evidence.offer set sent_from = null where sent_from is not null and offered_at < now() - interval '1 day';
  get diagnostics forgotten = row_count;
  delete from evidence.offer where state = 'spam' and answered_at < now() - interval '30 days';
  get diagnostics more = row_count;
  forgotten := forgotten + more;
  update platform.mail set to_address = 'forgotten'
    where sent_at is null and to_address <> 'forgotten' and written_at < now() - interval '30 days';
  get diagnostics more = row_count;
  return forgotten + more;
end $$;

alter table evidence.offer enable row level security;
alter table evidence.offer force row level security;
create policy definer on evidence.offer to ownwords_owner using (true) with check (true);
create policy anybody_sends on evidence.offer for insert to ownwords_app, ownwords_national with check (state = 'waiting');
create policy librarian_reads on evidence.offer for select to ownwords_app using ((select access.circle_as('librarian')));
create policy librarian_answers on evidence.offer for update to ownwords_app using ((select access.circle_as('librarian')));
grant insert (reference, entry, because, email, language, sent_from) on evidence.offer to ownwords_app, ownwords_national;
grant select (id, reference, entry, because, wants_answer, language, offered_at, state, answer, record, answered_by, answered_at),
  update (state, answer, record) on evidence.offer to ownwords_app;
grant execute on function evidence.offers_are_full(text), evidence.offer_answer(text) to ownwords_app, ownwords_national;
grant execute on function evidence.forget_offers() to ownwords_worker;
-- Whoever offers something is told at once what looks like it.
grant execute on function evidence.keys_of(jsonb), evidence.isbn_of(text), evidence.sureness(text) to ownwords_national;

-- The records that look like an entry by the rules for duplicates, the surest first.
create function evidence.alike(entry jsonb, most integer) returns table (number integer, title text, why text[])
  language sql stable set search_path = '' as $$
  select r.number, r.title, array_agg(distinct a.kind) from (
    select k.kind, o.record from evidence.keys_of(entry) k cross join lateral (select o.record from evidence.record_key o
      where o.kind = k.kind and o.value = k.value and o.year between k.year - 1 and k.year + 1 limit 20) o
    where k.kind in ('doi', 'pmid', 'isbn', 'work')) a
  join evidence.record r on r.number = a.record and r.state = 'public'
  group by r.number order by sum(evidence.sureness(a.kind)) desc, r.number limit most
$$;
grant execute on function evidence.alike(jsonb, integer) to ownwords_app, ownwords_national;

-- What waits for a librarian. Records that lack something are found by what they lack; src/evidence/worklist/lacking.ts
-- asks with the same words.
create index lacks_summary on evidence.record (number) where state = 'public' and not entry ? 'summary';
create index lacks_licence on evidence.record (number) where state = 'public' and not entry ? 'licence';
create index lacks_keywords on evidence.record (number) where state = 'public' and not entry ? 'keywords';
create index lacks_year on evidence.record (number) where state = 'public' and not entry ? 'year';

-- When a librarian looked at what of a file could not come in.
alter table evidence.import add column refusals_seen_at timestamptz;
grant update (refusals_seen_at) on evidence.import to ownwords_app;

-- Gradings that wait for a second grader or to be settled, for librarians too. It never says what was found.
create function evidence.gradings_waiting() returns table (record integer, title text, scale text, waits text)
  language sql stable security definer set search_path = '' as $$
  select r.number, r.title, g.scale, case when g.n >= 2 then 'settle' else 'second' end
  from (select evidence.is_now(x.record) as number, x.scale, count(distinct x.grader) as n from evidence.grading x
    where (select access.circle_as('librarian', 'evidence_grader')) group by 1, 2) g
  join evidence.record r on r.number = g.number and r.state = 'public'
  where not exists (select from evidence.grades_of(g.number) d where d.scale = g.scale)
$$;
grant execute on function evidence.gradings_waiting() to ownwords_app;

-- What librarians said that the columns of a table hold, for the next table with the same headings.
create table evidence.column_mapping (
  -- A hash of the headings, whatever their order.
  headings text primary key check (headings ~ '^[0-9a-f]{64}$'),
  mapping jsonb not null check (jsonb_typeof(mapping) = 'object' and octet_length(mapping::text) <= 100000),
  said_by bigint not null references people.account (id),
  said_at timestamptz not null default now()
);
create index on evidence.column_mapping (said_by);
alter table evidence.column_mapping enable row level security;
alter table evidence.column_mapping force row level security;
create policy definer on evidence.column_mapping to ownwords_owner using (true) with check (true);
create policy librarian on evidence.column_mapping for select to ownwords_app using ((select access.circle_as('librarian')));
create policy says on evidence.column_mapping for insert to ownwords_app
  with check (said_by = (select access.account_id()) and (select access.circle_as('librarian')));
create policy says_anew on evidence.column_mapping for update to ownwords_app using ((select access.circle_as('librarian')))
  with check (said_by = (select access.account_id()));
create policy worker on evidence.column_mapping for select to ownwords_worker using (true);
grant select, insert (headings, mapping, said_by), update (mapping, said_by, said_at) on evidence.column_mapping to ownwords_app;
grant select on evidence.column_mapping to ownwords_worker;
