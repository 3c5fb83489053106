-- What anybody offers to the library without an account, what waits for a librarian, and gradings that follow a merge.

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

create or replace function evidence.both_in(of_record integer, of_scale text) returns boolean
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

create or replace function evidence.grading_comes() returns trigger
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

create or replace function evidence.graders_agree() returns trigger
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

create or replace function evidence.grade_comes() returns trigger
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

create or replace function evidence.facets_of(of_record integer, entry jsonb) returns jsonb
  language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object('type', jsonb_build_array(entry ->> 'type'),
    'year', case when entry ? 'year' then jsonb_build_array(entry ->> 'year') end,
    'country', case when entry ? 'country' then jsonb_build_array(entry ->> 'country') end,
    'language', case when entry ? 'language' then jsonb_build_array(entry ->> 'language') end,
    'keyword', case when entry ? 'keywords' then (select jsonb_agg(distinct k.shown) from evidence.keywords_of(entry) k) end,
    -- Most records have no grade, and nothing went into them: those are stored without asking for more.
    'grade', case when exists (select from evidence.grading x where x.record = of_record)
        or exists (select from evidence.record m where m.merged_into = of_record) then (select jsonb_agg(case g.scale
        when 'maryland' then case g.marks[1] when 0 then 'Not an impact study' else 'Maryland scale ' || g.marks[1] end
        when 'grade' then 'GRADE ' || (array['very low', 'low', 'moderate', 'high'])[g.marks[1]]
        else 'EMMIE effect ' || g.marks[1] end order by g.scale) from evidence.grades_of(of_record) g) end))
$$;

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

create or replace function evidence.grading_work(of_scale text, most integer) returns table (record integer, title text, waits text)
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
grant execute on function evidence.is_now(integer), evidence.with_gone(integer), evidence.grades_of(integer)
  to ownwords_app, ownwords_national, ownwords_worker;

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
