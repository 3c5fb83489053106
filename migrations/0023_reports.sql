-- Documents in several hands: reports on conditional discharge, and whatever else more than one person writes and signs.

-- A kind whose sections fall into parts, in order, each written and signed by one of some roles. A kind without rows here
-- is written by all of its hands together. Held equal to src/casework/rules/document-kinds.ts by a test.
create table casework.kind_part (
  kind text not null references casework.document_kind (kind),
  part text not null check (part ~ '^[A-Z0-9]{1,2}$'),
  place smallint not null check (place >= 1),
  signed_by text[] not null check (cardinality(signed_by) > 0),
  sections text[] not null check (cardinality(sections) > 0),
  -- Whether it is written and signed by somebody else than whoever signed a part before it: two doctors are two people.
  by_another boolean not null default false,
  primary key (kind, part),
  unique (kind, place)
);

create table casework.part_signature (
  id bigint generated always as identity primary key,
  document_id bigint not null,
  case_id bigint not null references people.case (id),
  round integer not null default 1,
  part text not null,
  signed_name text not null check (trim(signed_name) <> ''),
  signed_on date not null default access.today() check (signed_on <= access.today()),
  signed_by bigint not null references people.account (id),
  signed_at timestamptz not null default now(),
  taken_back_at timestamptz,
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
create index on casework.part_signature (case_id);
-- What is sent back comes again in another round, and is signed again.
create unique index signed_once on casework.part_signature (document_id, round, part) where taken_back_at is null;

-- Whether the actor is a hand of this part; null for a part that is none.
create function casework.may_sign(for_document bigint, which text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select coalesce(d.case_id = any (access.cases_as(variadic p.signed_by)), false)
    and not (p.by_another and exists (select 1 from casework.part_signature s
      join casework.kind_part e on e.kind = d.kind and e.part = s.part and e.place < p.place
      where s.document_id = d.id and s.round = d.round and s.taken_back_at is null and s.signed_by = access.account_id()))
  from casework.document d join casework.kind_part p on p.kind = d.kind and p.part = which where d.id = for_document
$$;

-- The part whose turn it is: the first that nobody has signed in this round.
create function casework.turn_of(for_document bigint) returns text
  language sql stable security definer set search_path = '' as $$
  select p.part from casework.document d join casework.kind_part p on p.kind = d.kind
  where d.id = for_document and not exists (select 1 from casework.part_signature s
    where s.document_id = d.id and s.round = d.round and s.part = p.part and s.taken_back_at is null)
  order by p.place limit 1
$$;

-- Every section in its own hand, and not after it was signed. What is only taken over from an earlier document may be
-- laid into a part by whoever begins it: it goes out when a hand of that part has confirmed it.
create function casework.in_own_hand() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  d casework.document;
  its text;
begin
  select x.* into d from casework.document x where x.id = new.document_id;
  select p.part into its from casework.kind_part p where p.kind = d.kind and new.section = any (p.sections);
  if its is null or casework.came_on_paper(d.id) then return new; end if;
  if exists (select 1 from casework.part_signature s where s.document_id = d.id and s.round = d.round and s.part = its
      and s.taken_back_at is null) then
    raise exception 'a signed part cannot be changed' using errcode = 'OW230';
  end if;
  if tg_op = 'INSERT' and not exists (select 1 from jsonb_object_keys(new.answers) k where not new.carried ? k) then
    return new;
  end if;
  if not coalesce(casework.may_sign(d.id, its), false) then
    raise exception 'this part is written by somebody else' using errcode = 'OW231';
  end if;
  return new;
end $$;
-- Named to come after only_in_draft, which holds the document while it is asked.
create trigger own_hand before insert or update on casework.open_answers for each row execute function casework.in_own_hand();
create trigger own_hand before insert or update on casework.closed_answers for each row execute function casework.in_own_hand();

create function casework.part_is_signed() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  d casework.document;
  own casework.kind_part;
begin
  select x.* into d from casework.document x where x.id = new.document_id for update;
  select p.* into own from casework.kind_part p where p.kind = d.kind and p.part = new.part;
  if own.part is null or d.state <> 'draft' then
    raise exception 'nothing is to be signed here' using errcode = 'OW004';
  end if;
  new.round := d.round;
  new.signed_at := now();
  new.taken_back_at := null;
  if exists (select 1 from casework.part_signature s where s.document_id = d.id and s.round = d.round and s.part = new.part
      and s.taken_back_at is null) then
    raise exception 'a signed part cannot be changed' using errcode = 'OW230';
  end if;
  if casework.turn_of(d.id) <> new.part then
    raise exception 'the part before it is not signed' using errcode = 'OW232';
  end if;
  if exists (select 1 from casework.open_answers o where o.document_id = d.id and o.section = any (own.sections) and o.carried <> '{}')
     or exists (select 1 from casework.closed_answers c where c.document_id = d.id and c.section = any (own.sections) and c.carried <> '{}') then
    raise exception 'an answer of an earlier document was not confirmed' using errcode = 'OW012';
  end if;
  return new;
end $$;
create trigger part_is_signed before insert on casework.part_signature for each row execute function casework.part_is_signed();

-- A signature stays as it is; its signer may take it back for as long as nothing was signed or sent after it.
create function casework.part_is_taken_back() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  d casework.document;
begin
  select x.* into d from casework.document x where x.id = old.document_id for update;
  if old.taken_back_at is not null or d.state <> 'draft' or d.round <> old.round
     or exists (select 1 from casework.part_signature s
       join casework.kind_part later on later.kind = d.kind and later.part = s.part
       join casework.kind_part own on own.kind = d.kind and own.part = old.part
       where s.document_id = d.id and s.round = d.round and s.taken_back_at is null and later.place > own.place) then
    raise exception 'somebody has signed after it' using errcode = 'OW233';
  end if;
  old.taken_back_at := now();
  return old;
end $$;
create trigger part_is_taken_back before update on casework.part_signature for each row execute function casework.part_is_taken_back();

create function casework.all_signed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if casework.turn_of(new.id) is not null and not casework.came_on_paper(new.id) then
    raise exception 'a part was not signed' using errcode = 'OW234';
  end if;
  return new;
end $$;
create trigger all_signed before update on casework.document
  for each row when (old.state = 'draft' and new.state = 'submitted' and new.went_on_at is null) execute function casework.all_signed();

-- Whom to tell that it is their turn: the hands of the part, by name or by their unit, but for whoever asks.
create function casework.hands_of_turn(for_document bigint) returns setof bigint
  language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with turn as (
    select d.case_id, p.signed_by from casework.document d
    join casework.kind_part p on p.kind = d.kind and p.part = casework.turn_of(d.id)
    where d.id = for_document and d.state = 'draft'
      and d.case_id = any (access.cases_as(variadic (select array_agg(r) from casework.kind_part x, unnest(x.signed_by) r where x.kind = d.kind)))
  ), stands as (
    select c.account_id as id from turn join people.circle c on c.case_id = turn.case_id and c.capacity = any (turn.signed_by)
    where c.account_id is not null and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())
    union
    select m.account_id from turn join people.circle c on c.case_id = turn.case_id and c.capacity = any (turn.signed_by)
    join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity
    where c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())
      and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
  )
  select s.id from stands s where s.id <> access.account_id();
end $$;
grant execute on function casework.may_sign(bigint, text), casework.turn_of(bigint), casework.hands_of_turn(bigint) to ownwords_app;
grant execute on function casework.turn_of(bigint) to ownwords_national;

alter table casework.kind_part enable row level security;
alter table casework.kind_part force row level security;
create policy definer on casework.kind_part to ownwords_owner using (true) with check (true);
create policy reads on casework.kind_part for select to ownwords_app, ownwords_national using (true);
grant select on casework.kind_part to ownwords_app, ownwords_national;

alter table casework.part_signature enable row level security;
alter table casework.part_signature force row level security;
create policy definer on casework.part_signature to ownwords_owner using (true) with check (true);
create policy national on casework.part_signature for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy open_part on casework.part_signature for select to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office', 'social_supervisor',
    'clinical_supervisor', 'subject', 'advocate', 'solicitor', 'prison_healthcare'))::bigint[]));
create policy signs on casework.part_signature for insert to ownwords_app
  with check (signed_by = (select access.account_id()) and casework.may_sign(document_id, part));
create policy takes_back on casework.part_signature for update to ownwords_app
  using (signed_by = (select access.account_id()) and taken_back_at is null)
  with check (signed_by = (select access.account_id()));
grant select on casework.part_signature to ownwords_app, ownwords_national;
grant insert (document_id, case_id, part, signed_name, signed_on, signed_by), update (taken_back_at)
  on casework.part_signature to ownwords_app;

-- The person and their helpers read what they themselves write of a draft, and nothing else of it.
create policy own_part on casework.open_answers for select to ownwords_app
  using (case_id = any ((select access.cases_as('subject', 'advocate', 'solicitor'))::bigint[])
    and exists (select 1 from casework.document d join casework.kind_part p on p.kind = d.kind
      where d.id = document_id and section = any (p.sections) and p.signed_by && '{subject,advocate,solicitor}'::text[]
        and case_id = any (access.cases_as(variadic p.signed_by))));
-- Whoever may begin a kind of document opens the occasion for the person's words, and whoever leads it hands it over.
create policy begins on voice.occasion for insert to ownwords_app
  with check (room = 'casework' and exists (select 1 from casework.document_kind k
    where case_id = any (access.cases_as(variadic k.started_by))));
create policy leads on voice.occasion for update to ownwords_app
  using (exists (select 1 from casework.document d join casework.document_kind k on k.kind = d.kind
    where d.occasion_id = occasion.id and d.case_id = any (access.cases_as(variadic k.led_by))));

-- The people around somebody who was conditionally discharged: they show them what is written, record what came of asking,
-- and put a comment or a translation beside what was said, as the ward does in hospital.
create policy supervisors_show on voice.shown for insert to ownwords_app
  with check (shown_by = (select access.account_id())
    and case_id = any ((select access.cases_as('social_supervisor', 'clinical_supervisor'))::bigint[]));
create policy supervisors_record on voice.opportunity for insert to ownwords_app
  with check (recorded_by = (select access.account_id())
    and case_id = any ((select access.cases_as('social_supervisor', 'clinical_supervisor'))::bigint[]));
create policy supervisors_comment on voice.comment for insert to ownwords_app
  with check (written_by = (select access.account_id())
    and exists (select 1 from voice.statement s where s.id = statement_id and s.case_id = comment.case_id)
    and case_id = any ((select access.cases_as('social_supervisor', 'clinical_supervisor'))::bigint[]));
create policy supervisors_translate on voice.translation for insert to ownwords_app
  with check (entered_by = (select access.account_id())
    and exists (select 1 from voice.statement s where s.id = statement_id and s.case_id = translation.case_id)
    and case_id = any ((select access.cases_as('social_supervisor', 'clinical_supervisor'))::bigint[]));

-- The report on a conditional discharge: one joint form. The responsible clinician reads along.
insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, asked_in, outcomes, matter, second_person) values
  ('discharge report', 'discharge-report', '{social_supervisor,clinical_supervisor}', '{clinical_supervisor}',
    '{social_supervisor,clinical_supervisor,responsible_clinician}', '{social_supervisor,clinical_supervisor,responsible_clinician}',
    null, '{note,"note with concern",return}', 'discharge report', false);
insert into casework.kind_part (kind, part, place, signed_by, sections) values
  ('discharge report', 'A', 1, '{social_supervisor}', '{A1,A2,A3}'),
  ('discharge report', 'B', 2, '{social_supervisor}', '{B1,B2,B3,B4}'),
  ('discharge report', 'C', 3, '{clinical_supervisor}', '{C1,C2,C3,C4,C5,C6,C7}');

-- A supervisor says that a report will be late: MHCS sees it at the clock, whose own due day stays.
create table casework.late_notice (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  for_due_on date not null,
  expected_on date not null check (expected_on > for_due_on),
  reason text not null check (trim(reason) <> '' and length(reason) <= 4000),
  given_by bigint not null references people.account (id),
  given_at timestamptz not null default now()
);
create index on casework.late_notice (case_id);
-- The section lets reports come at a longer interval, for somebody who is stable. Dated, with the reason; the last one
-- holds, and the day from which it counts is the day on which it was agreed.
create table casework.agreed_interval (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  months smallint not null check (months between 3 and 12),
  reason text not null check (trim(reason) <> '' and length(reason) <= 4000),
  agreed_on date not null default access.today(),
  agreed_by bigint not null references people.account (id),
  agreed_at timestamptz not null default now()
);
create index on casework.agreed_interval (case_id);

create function casework.reporting_changes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select 1 from casework.patient p where p.case_id = new.case_id and p.status = 'conditionally discharged') then
    raise exception 'nobody reports on a discharge here' using errcode = 'OW235';
  end if;
  perform casework.count_again(new.case_id);
  perform jobs.enqueue('count-clocks', json_build_object('case', new.case_id), 'clocks ' || new.case_id);
  return new;
end $$;
create trigger counts before insert on casework.late_notice for each row execute function casework.reporting_changes();
create trigger counts before insert on casework.agreed_interval for each row execute function casework.reporting_changes();
create trigger is_over_for_section before insert on casework.agreed_interval
  for each row execute function casework.is_over_for_section();

do $$
declare
  name text;
begin
  foreach name in array array['late_notice', 'agreed_interval'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy national on casework.%I for select to ownwords_national using (case_id <> all ((select access.cases_shut())::bigint[]))', name);
    execute format('create policy reporters on casework.%I for select to ownwords_app using (case_id = any ((select access.cases_as(
      ''responsible_clinician'', ''social_supervisor'', ''clinical_supervisor''))::bigint[]))', name);
    execute format('grant select on casework.%I to ownwords_app, ownwords_national', name);
  end loop;
end $$;
create policy gives on casework.late_notice for insert to ownwords_app
  with check (given_by = (select access.account_id())
    and case_id = any ((select access.cases_as('social_supervisor', 'clinical_supervisor'))::bigint[]));
grant insert (case_id, for_due_on, expected_on, reason, given_by) on casework.late_notice to ownwords_app;
create policy agrees on casework.agreed_interval for insert to ownwords_national
  with check (agreed_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, months, reason, agreed_by) on casework.agreed_interval to ownwords_national;

-- What the clock of these reports is counted from besides: days and months, and no word.
create function casework.reporting_facts(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'lateNotices', (select coalesce(json_agg(json_build_object('kind', 'discharge', 'forDueOn', n.for_due_on, 'expectedOn', n.expected_on,
        'givenOn', (n.given_at at time zone 'Europe/London')::date) order by n.id), '[]')
      from casework.late_notice n where n.case_id = of_case),
    'agreedIntervals', (select coalesce(json_agg(json_build_object('agreedOn', i.agreed_on, 'months', i.months) order by i.id), '[]')
      from casework.agreed_interval i where i.case_id = of_case))
$$;
grant execute on function casework.reporting_facts(bigint) to ownwords_worker;
