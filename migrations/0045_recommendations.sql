-- What became of a recommendation: who answered it, what they undertook, what they say is done, who looked whether it
-- is, and what changed. All of it is public. Nothing is written over; what was recorded by mistake is struck, with a
-- reason, and stays to be seen by those who keep the library.
create table evidence.addressee (
  id integer generated always as identity primary key,
  name text not null unique check (name <> ''),
  -- Those who may answer in its name themselves; without, librarians record what it publishes.
  unit_id bigint references people.unit (id)
);
create index on evidence.addressee (unit_id);

create table evidence.recommendation (
  id integer generated always as identity primary key,
  record integer not null references evidence.record (number),
  -- Where it stands in what was published: “paragraph 4.12”, “recommendation 7”.
  paragraph text,
  -- What it asks, in our own words.
  asks text not null check (asks <> ''),
  theme text not null check (theme <> ''),
  made_on date not null,
  -- By when it is to be answered or done, where it says so.
  due_on date check (due_on >= made_on),
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  struck_because text
);
create index on evidence.recommendation (record);
create index on evidence.recommendation (theme);
create index on evidence.recommendation (recorded_by);

create table evidence.recommended_to (
  recommendation integer not null references evidence.recommendation (id),
  addressee integer not null references evidence.addressee (id),
  primary key (recommendation, addressee)
);
create index on evidence.recommended_to (addressee);

create table evidence.response (
  id integer generated always as identity primary key,
  recommendation integer not null,
  addressee integer not null,
  kind text not null check (kind in ('accepted', 'accepted in part', 'rejected')),
  says text not null check (says <> ''),
  responded_on date not null check (responded_on <= access.today()),
  -- Who signed it, in which office.
  signed_by text not null check (signed_by <> ''),
  source text,
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  struck_because text,
  foreign key (recommendation, addressee) references evidence.recommended_to
);
create index on evidence.response (recommendation, addressee);
create index on evidence.response (recorded_by);

create table evidence.action (
  id integer generated always as identity primary key,
  recommendation integer not null,
  addressee integer not null,
  does text not null check (does <> ''),
  -- Who answers for it, by office.
  owner text not null check (owner <> ''),
  due_on date not null,
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  struck_because text,
  foreign key (recommendation, addressee) references evidence.recommended_to
);
create index on evidence.action (recommendation, addressee);
create index on evidence.action (recorded_by);

create table evidence.completion (
  id integer generated always as identity primary key,
  action integer not null references evidence.action (id),
  done_on date not null check (done_on <= access.today()),
  -- By what others can see that it is done.
  shown_in text not null check (shown_in <> ''),
  url text,
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  struck_because text
);
-- It is completed once; again only after the first was found wanting, or struck.
create index on evidence.completion (action);
create index on evidence.completion (recorded_by);

create table evidence.verification (
  completion integer primary key references evidence.completion (id),
  verdict text not null check (verdict in ('verified', 'not verified')),
  says text not null check (says <> ''),
  verified_on date not null check (verified_on <= access.today()),
  verified_by text not null check (verified_by <> ''),
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now()
);
create index on evidence.verification (recorded_by);

create table evidence.outcome (
  id integer generated always as identity primary key,
  recommendation integer not null references evidence.recommendation (id),
  says text not null check (says <> ''),
  seen_on date not null check (seen_on <= access.today()),
  -- By what it is known: a record of the library, or words.
  record integer references evidence.record (number),
  source text,
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  struck_because text,
  check (record is not null or source <> '')
);
create index on evidence.outcome (recommendation);
create index on evidence.outcome (record);
create index on evidence.outcome (recorded_by);

-- The addressees in whose name the actor may speak.
create function evidence.speaks_for() returns integer[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(a.id), '{}') from evidence.addressee a
  join people.membership m on m.unit_id = a.unit_id and m.account_id = access.account_id() and m.role = 'respondent'
    and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
  where access.circle_as('respondent')
$$;
grant execute on function evidence.speaks_for() to ownwords_app;

create function evidence.chain_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.recorded_by := access.account_id();
  new.recorded_at := now();
  return new;
end $$;

-- Somebody else looks: neither who said that it is done, nor anybody of the organisation that did it.
create function evidence.is_somebody_else() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  said_by bigint;
  owner integer;
begin
  select c.recorded_by, a.addressee into said_by, owner from evidence.completion c
  join evidence.action a on a.id = c.action where c.id = new.completion and c.struck_because is null;
  if not found then raise exception 'nothing is said to be done' using errcode = 'OW451'; end if;
  if said_by = new.recorded_by or owner = any (evidence.speaks_for()) then
    raise exception 'whoever says that it is done does not verify it' using errcode = 'OW450';
  end if;
  return new;
end $$;

-- Completed once at a time: a second completion waits for the first to be found wanting, or struck.
create function evidence.is_not_completed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform from evidence.action a where a.id = new.action and a.struck_because is null for update;
  if not found then raise exception 'action % is struck', new.action using errcode = 'OW451'; end if;
  if exists (select from evidence.completion c left join evidence.verification v on v.completion = c.id
      where c.action = new.action and c.struck_because is null and v.verdict is distinct from 'not verified') then
    raise exception 'action % is completed already', new.action using errcode = 'OW452';
  end if;
  return new;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['addressee', 'recommendation', 'recommended_to', 'response', 'action', 'completion', 'verification', 'outcome'] loop
    execute format('alter table evidence.%I enable row level security', name);
    execute format('alter table evidence.%I force row level security', name);
    execute format('create policy definer on evidence.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy everybody on evidence.%I for select to ownwords_app, ownwords_national, ownwords_worker using (true)', name);
    execute format('create policy librarian on evidence.%I for insert to ownwords_app with check ((select access.circle_as(''librarian'')))', name);
    if name not in ('addressee', 'recommended_to') then
      execute format('create trigger comes before insert on evidence.%I for each row execute function evidence.chain_comes()', name);
    end if;
    if name not in ('addressee', 'recommended_to', 'verification') then
      execute format('create policy strikes on evidence.%I for update to ownwords_app using ((select access.circle_as(''librarian'')) and struck_because is null)
        with check (struck_because is not null)', name);
      execute format('grant update (struck_because) on evidence.%I to ownwords_app', name);
    end if;
  end loop;
end $$;
-- After `comes` by its name, so that it knows who is asking.
create trigger somebody_else before insert on evidence.verification for each row execute function evidence.is_somebody_else();
create trigger not_completed before insert on evidence.completion for each row execute function evidence.is_not_completed();

create policy speaks on evidence.response for insert to ownwords_app with check (addressee = any ((select evidence.speaks_for())::integer[]));
create policy speaks on evidence.action for insert to ownwords_app with check (addressee = any ((select evidence.speaks_for())::integer[]));
create policy speaks on evidence.completion for insert to ownwords_app
  with check (action in (select a.id from evidence.action a where a.addressee = any ((select evidence.speaks_for())::integer[])));
create policy verifies on evidence.verification for insert to ownwords_app with check ((select access.circle_as('evidence_grader')));
create policy links on evidence.addressee for update to ownwords_app using ((select access.circle_as('librarian')));

-- What is recorded is public; who recorded it is not.
grant select on evidence.addressee, evidence.recommended_to to ownwords_app, ownwords_national;
grant insert (name, unit_id), update (unit_id) on evidence.addressee to ownwords_app;
grant insert on evidence.recommended_to to ownwords_app;
grant select (id, record, paragraph, asks, theme, made_on, due_on, recorded_at, struck_because) on evidence.recommendation to ownwords_app, ownwords_national;
grant insert (record, paragraph, asks, theme, made_on, due_on) on evidence.recommendation to ownwords_app;
grant select (id, recommendation, addressee, kind, says, responded_on, signed_by, source, recorded_at, struck_because) on evidence.response to ownwords_app, ownwords_national;
grant insert (recommendation, addressee, kind, says, responded_on, signed_by, source) on evidence.response to ownwords_app;
grant select (id, recommendation, addressee, does, owner, due_on, recorded_at, struck_because) on evidence.action to ownwords_app, ownwords_national;
grant insert (recommendation, addressee, does, owner, due_on) on evidence.action to ownwords_app;
grant select (id, action, done_on, shown_in, url, recorded_at, struck_because) on evidence.completion to ownwords_app, ownwords_national;
grant insert (action, done_on, shown_in, url) on evidence.completion to ownwords_app;
grant select (completion, verdict, says, verified_on, verified_by, recorded_at) on evidence.verification to ownwords_app, ownwords_national;
grant insert (completion, verdict, says, verified_on, verified_by) on evidence.verification to ownwords_app;
grant select (id, recommendation, says, seen_on, record, source, recorded_at, struck_because) on evidence.outcome to ownwords_app, ownwords_national;
grant insert (recommendation, says, seen_on, record, source) on evidence.outcome to ownwords_app;

-- Where each recommendation stands with each of those to whom it was made: what was answered last, and what is open.
-- A recommendation is overdue when it waits for an answer past its day; an action, when it is not done by its own.
-- It pins no search_path, so that it becomes a part of every query that asks it.
create function evidence.chains(on_day date) returns table (recommendation integer, record integer, asks text, paragraph text,
    theme text, made_on date, due_on date, addressee integer, addressee_name text, answer text, actions integer, done integer,
    verified integer, next_due date, overdue boolean)
  language sql stable as $$
  select r.id, r.record, r.asks, r.paragraph, r.theme, r.made_on, r.due_on, t.addressee, a.name, w.kind,
    coalesce(d.actions, 0)::int, coalesce(d.done, 0)::int, coalesce(d.verified, 0)::int,
    case when w.kind is null then r.due_on when d.open_due is not null then d.open_due end,
    coalesce(case when w.kind is null then r.due_on else d.open_due end < on_day, false)
  from evidence.recommendation r
  join evidence.recommended_to t on t.recommendation = r.id
  join evidence.addressee a on a.id = t.addressee
  left join lateral (select p.kind from evidence.response p where p.recommendation = r.id and p.addressee = t.addressee
    and p.struck_because is null order by p.responded_on desc, p.id desc limit 1) w on true
  left join lateral (
    select count(*) as actions, count(c.id) as done, count(*) filter (where v.verdict = 'verified') as verified,
      min(x.due_on) filter (where c.id is null) as open_due
    from evidence.action x
    left join lateral (select k.id from evidence.completion k left join evidence.verification f on f.completion = k.id
      where k.action = x.id and k.struck_because is null and f.verdict is distinct from 'not verified' limit 1) c on true
    left join evidence.verification v on v.completion = c.id
    where x.recommendation = r.id and x.addressee = t.addressee and x.struck_because is null) d on true
  where r.struck_because is null
$$;
grant execute on function evidence.chains(date) to ownwords_app, ownwords_national;
