-- What a person asks for themselves: discharge (Mental Health Act 1983, section 42(2)) or an end of their restrictions
-- (section 42(1)). They write and send it, or a solicitor or advocate whom they let ask for them. It reaches the section as
-- it was sent, and the view of their clinician is sought, who can neither change it nor hold it back.

insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, asked_in, outcomes, matter, second_person,
  place_in, one_of_them, sets_conditions, of_the_person) values
  ('own discharge request', 'own-discharge', '{}', '{responsible_clinician,clinical_supervisor}',
    '{subject,advocate,solicitor,responsible_clinician,clinical_supervisor,ward_staff,mha_office}',
    '{responsible_clinician,clinical_supervisor,mha_office}', 'dischargeTypes', '{grant,"grant in part",refuse}',
    'conditional discharge', true, '{address}', true, 'with the discharge', true),
  ('own lifting request', 'own-lifting', '{}', '{responsible_clinician,clinical_supervisor}',
    '{subject,advocate,solicitor,responsible_clinician,clinical_supervisor,ward_staff,mha_office}',
    '{responsible_clinician,clinical_supervisor,mha_office}', 'liftAsked', '{grant,refuse}',
    'lifting of restrictions', true, '{}', false, null, true);
insert into casework.document_asks (kind, asked, matter, movement, legal_test)
select case x.kind when 'discharge application' then 'own discharge request' else 'own lifting request' end,
  x.asked, x.matter, x.movement, x.legal_test
from casework.document_asks x where x.kind in ('discharge application', 'lifting of restrictions');
insert into casework.kind_part (kind, part, place, signed_by, sections) values
  ('own discharge request', 'A', 1, '{subject,advocate,solicitor}', '{A}'),
  ('own discharge request', 'B', 2, '{responsible_clinician,clinical_supervisor}',
    '{1,2,V,3b,3c,3d,3e,3f,3g,3h,4a,4b,4c,4d,4e,4f,4g,4h,4i,4j,5,6,7,8,9a,9b}'),
  ('own lifting request', 'A', 1, '{subject,advocate,solicitor}', '{A}'),
  ('own lifting request', 'B', 2, '{responsible_clinician,clinical_supervisor}',
    '{1,2,V,3b,4a,4b,4c,4d,4e,4f,4g,4h,4i,4j,5,6,7,8,9a,9b}');
insert into casework.work_priority (kind, asked, priority, rank, in_force_from, source)
select case w.kind when 'discharge application' then 'own discharge request' else 'own lifting request' end,
  w.asked, w.priority, w.rank, w.in_force_from, w.source
from casework.work_priority w where w.kind in ('discharge application', 'lifting of restrictions');

create function casework.is_of_the_person(of_kind text) returns boolean
  language sql stable set search_path = '' return exists (select from casework.document_kind k where k.kind = of_kind and k.of_the_person);
grant execute on function casework.is_of_the_person(text) to ownwords_app, ownwords_national;
-- Where the actor may ask: in their own case, or where they were let in to ask for somebody.
create function casework.cases_to_ask_in() returns bigint[]
  language sql stable set search_path = '' return access.cases_as('subject') || people.cases_to_ask_for();
grant execute on function casework.cases_to_ask_in() to ownwords_app;

-- What is being written and was not sent. It is nobody's but the person's and theirs who may ask for them: there is no
-- document yet, so that there is nothing of which a ward, a clinician or the section could know.
create table casework.own_draft (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  kind text not null references casework.document_kind (kind) check (casework.is_of_the_person(kind)),
  asked text[] not null default '{}',
  -- {"why": "…"}: what the person says, by prompt.
  parts jsonb not null default '{}' check (jsonb_typeof(parts) = 'object'),
  begun_by bigint not null references people.account (id),
  changed_at timestamptz not null default now(),
  unique (case_id, kind)
);
alter table casework.own_draft enable row level security;
alter table casework.own_draft force row level security;
create policy definer on casework.own_draft to ownwords_owner using (true) with check (true);
create policy own on casework.own_draft to ownwords_app
  using (case_id = any ((select casework.cases_to_ask_in())::bigint[]))
  with check (case_id = any ((select casework.cases_to_ask_in())::bigint[]));
grant select, insert (case_id, kind, asked, begun_by), update (asked, parts, changed_at), delete on casework.own_draft to ownwords_app;

-- Sending it makes, in one transaction, the occasion, the document, its first part with its signature, what the person
-- had before them, what they said, and what was sent.
create policy asks on voice.occasion for insert to ownwords_app
  with check (room = 'casework' and case_id = any ((select casework.cases_to_ask_in())::bigint[]));
create policy asks on casework.document for insert to ownwords_app
  with check (created_by = (select access.account_id()) and state = 'draft' and view_due_on is not null
    and casework.is_of_the_person(kind) and case_id = any ((select casework.cases_to_ask_in())::bigint[]));
grant insert (asked_for, view_due_on) on casework.document to ownwords_app;
create function casework.is_asked_here(for_occasion bigint) returns boolean
  language sql stable set search_path = '' return exists (select from casework.document d
    where d.occasion_id = for_occasion and d.view_due_on is not null and d.case_id = any (casework.cases_to_ask_in()));
grant execute on function casework.is_asked_here(bigint) to ownwords_app;
create policy asker_sends on voice.occasion for update to ownwords_app
  using (casework.is_asked_here(id)) with check (casework.is_asked_here(id) and submitted_at is not null);
create policy asks on voice.shown for insert to ownwords_app
  with check (shown_by = (select access.account_id()) and casework.is_asked_here(occasion_id));
create policy asks on voice.opportunity for insert to ownwords_app
  with check (recorded_by = (select access.account_id()) and casework.is_asked_here(occasion_id));
-- A solicitor writes down what the person says in what they ask for, and nowhere else.
create policy asks on voice.statement for insert to ownwords_app
  with check (entered_by = (select access.account_id()) and route <> 'typed' and casework.is_asked_here(occasion_id));
create policy asks on casework.submission for insert to ownwords_app
  with check (submitted_by = (select access.account_id()) and round = 0
    and exists (select from casework.document d where d.id = document_id and casework.is_asked_here(d.occasion_id)));

-- They take it back for as long as nothing is decided, and nobody else does.
create policy asks_no_more on casework.document for update to ownwords_app
  using (view_due_on is not null and not casework.is_over(state) and case_id = any ((select casework.cases_to_ask_in())::bigint[]))
  with check (state = 'withdrawn');
insert into casework.state_change values ('waiting for information', 'withdrawn'), ('awaiting authorisation', 'withdrawn');
-- The section has it from the day on which it was sent, and goes on without the view where that does not come in time.
create policy waits_for_view on casework.document for update to ownwords_national
  using (state = 'draft' and view_due_on is not null and case_id <> all ((select access.cases_shut())::bigint[]))
  with check (state in ('draft', 'submitted') and view_due_on is not null and case_id <> all ((select access.cases_shut())::bigint[]));
grant update (went_on_at) on casework.document to ownwords_national;

create function casework.own_request_begins() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if casework.is_of_the_person(new.kind) <> (new.view_due_on is not null) then
    raise exception 'a view is sought of what the person asks for, and of nothing else' using errcode = '23514';
  end if;
  if new.view_due_on is not null then new.submitted_at := coalesce(new.submitted_at, new.created_at); end if;
  return new;
end $$;
create trigger own_request_begins before insert on casework.document
  for each row execute function casework.own_request_begins();

create function casework.own_request_changes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'withdrawn' and old.state <> 'withdrawn' and access.account_id() is not null
     and not old.case_id = any (casework.cases_to_ask_in()) then
    raise exception 'what a person asks for is theirs to take back' using errcode = 'OW310';
  end if;
  if old.went_on_at is not null then new.went_on_at := old.went_on_at;
  elsif new.went_on_at is not null then
    if old.state <> 'draft' or new.state <> 'submitted' or old.view_due_on >= access.today() then
      raise exception 'the view of the clinician is still awaited' using errcode = 'OW311';
    end if;
    new.went_on_at := now();
  end if;
  return new;
end $$;
create trigger own_request_changes before update on casework.document
  for each row when (old.view_due_on is not null) execute function casework.own_request_changes();

-- Those two steps are there for what the person asks for, and for nothing else.
create function casework.others_withdraw_earlier() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  raise exception 'a document that is % cannot become withdrawn', old.state using errcode = 'OW004';
end $$;
create trigger others_withdraw_earlier before update on casework.document
  for each row when (new.state = 'withdrawn' and old.state in ('waiting for information', 'awaiting authorisation') and old.view_due_on is null)
  execute function casework.others_withdraw_earlier();

-- Whoever signs for somebody else has both names under it; and what the person sent stays signed: whoever does not want
-- it any more takes the whole back.
alter table casework.part_signature add column signed_for text check (trim(signed_for) <> '');
create function casework.signs_for() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  whose people.person;
begin
  if tg_op = 'UPDATE' then
    raise exception 'what the person sent stays signed' using errcode = 'OW233';
  end if;
  select p.* into whose from people.case k join people.person p on p.id = k.person_id where k.id = new.case_id;
  new.signed_for := case when whose.id is distinct from (select a.person_id from people.account a where a.id = new.signed_by)
    then trim(concat(whose.given_names, ' ', whose.family_name)) end;
  return new;
end $$;
create function casework.is_asked_document(for_document bigint) returns boolean
  language sql stable security definer set search_path = '' return exists (select from casework.document d
    where d.id = for_document and d.view_due_on is not null);
grant execute on function casework.is_asked_document(bigint) to ownwords_app;
create trigger signs_for before insert or update on casework.part_signature
  for each row when (new.part = 'A' and casework.is_asked_document(new.document_id)) execute function casework.signs_for();

-- The clock of the view: what was sent and waits, by its day and no word.
create function casework.views_asked(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('id', d.id::text, 'askedOn', (d.created_at at time zone 'Europe/London')::date) order by d.id), '[]')
  from casework.document d where d.case_id = of_case and d.view_due_on is not null and d.state = 'draft'
$$;
grant execute on function casework.views_asked(bigint) to ownwords_worker;
create trigger view_is_asked after insert on casework.document for each row
  when (new.view_due_on is not null) execute function casework.counts_at_once();
create trigger view_comes after update of state on casework.document for each row
  when (new.view_due_on is not null and new.state <> old.state) execute function casework.counts_at_once();
