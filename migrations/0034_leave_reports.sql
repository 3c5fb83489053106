-- The report on completed leave. The clinician makes one when the section asks for it: with its consent, or later.

insert into casework.delegation (matter, flag, level, in_force_from, source)
select 'leave report', f.flag, f.level, date '2024-11-20', 'Ownwords default, to be replaced by the delegation table of MHCS'
from (values ('none', 1), ('noteworthy', 2), ('extremism', 4)) f (flag, level);
insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, asked_in, outcomes, matter, second_person) values
  ('leave report', 'leave-report', '{responsible_clinician,mha_office}', '{responsible_clinician}',
    '{responsible_clinician,ward_staff,mha_office}', '{responsible_clinician,mha_office}', null,
    '{note,"note with concern",return}', 'leave report', false);

-- Asked for: about one consent, or about all leave that was taken; by which day; until it is in, or the asking is taken
-- back with a reason. The day stands as it was asked for.
create table casework.leave_report_ask (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  consent_id bigint,
  -- The decision that it was asked for with, if it was.
  decision_id bigint unique,
  by_on date not null,
  -- What is to be in it besides. The person reads it.
  what text not null default '' check (length(what) <= 20000),
  asked_on date not null default access.today(),
  asked_by bigint not null references people.account (id),
  asked_at timestamptz not null default now(),
  -- The report that was begun for it.
  report_id bigint,
  withdrawn_at timestamptz,
  withdrawn_by bigint references people.account (id),
  withdrawn_why text not null default '' check (length(withdrawn_why) <= 20000),
  unique (id, case_id),
  foreign key (consent_id, case_id) references casework.document (id, case_id),
  foreign key (decision_id, case_id) references casework.decision (id, case_id),
  foreign key (report_id, case_id) references casework.document (id, case_id),
  check (decision_id is null or consent_id is not null),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check ((withdrawn_at is null) = (trim(withdrawn_why) = ''))
);
create index on casework.leave_report_ask (case_id);
create index on casework.leave_report_ask (report_id);

-- Whether a report in this state is with the section: one that was sent back, or taken back, is not.
create function casework.is_in(state text) returns boolean
  language sql immutable return state in ('submitted', 'waiting for information', 'awaiting authorisation', 'decided');
grant execute on function casework.is_in(text) to ownwords_app, ownwords_national;

create function casework.report_is_asked_for() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.consent_id is not null and not exists (select from casework.document d join casework.document_kind k on k.kind = d.kind and k.leave
      where d.id = new.consent_id and d.state = 'decided' and d.outcome in ('grant', 'grant in part')) and new.decision_id is null then
    raise exception 'no consent to this leave' using errcode = 'OW009';
  end if;
  return new;
end $$;
create trigger is_asked_for before insert on casework.leave_report_ask for each row execute function casework.report_is_asked_for();
create trigger is_over_for_section before insert or update on casework.leave_report_ask
  for each row execute function casework.is_over_for_section();

-- What was asked is not changed. A report answers one asking, and another is begun for it only once that one is given up;
-- what is in cannot be unasked.
create function casework.asking_changes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.withdrawn_at is not null
    or exists (select from casework.document d where d.id = old.report_id and casework.is_in(d.state)) then
    raise exception 'this asking is over' using errcode = 'OW004';
  end if;
  if new.report_id is distinct from old.report_id then
    if exists (select from casework.document d where d.id = old.report_id and d.state not in ('withdrawn', 'ended with the case'))
      or not exists (select from casework.document d where d.id = new.report_id and d.kind = 'leave report' and d.state = 'draft') then
      raise exception 'another report is begun for it' using errcode = 'OW004';
    end if;
  end if;
  return new;
end $$;
create trigger asking_changes before update on casework.leave_report_ask for each row execute function casework.asking_changes();

-- Its clock runs from the day on which it is asked for, and stops when the report is in.
create trigger asking_is_counted after insert or update on casework.leave_report_ask
  for each row execute function casework.counts_at_once();
create trigger leave_report_comes after update of state on casework.document for each row
  when (new.kind = 'leave report' and new.state <> old.state) execute function casework.counts_at_once();

-- What its clocks are counted from: days, and no word.
create function casework.leave_report_facts(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('id', a.id::text, 'askedOn', a.asked_on, 'byOn', a.by_on) order by a.id), '[]')
  from casework.leave_report_ask a
  where a.case_id = of_case and a.withdrawn_at is null
    and not exists (select from casework.document d where d.id = a.report_id and casework.is_in(d.state))
$$;
grant execute on function casework.leave_report_facts(bigint) to ownwords_worker;

-- Asked for with the consent: the day is written with the decision, stands still while the second person reads it, and
-- counts from the moment of issue.
alter table casework.decision add column report_by date;
grant insert (report_by), update (report_by) on casework.decision to ownwords_national;
create function casework.report_asked_in_draft() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  who bigint := (access.actor()).account_id;
begin
  if old.state not in ('draft', 'sent back') then
    raise exception 'a decision that waits for authorisation cannot be changed' using errcode = 'OW004';
  end if;
  if who is not null and not who = any (new.editors) then new.editors := new.editors || who; end if;
  new.changed_by := coalesce(who, old.changed_by);
  new.changed_at := now();
  return new;
end $$;
-- Named to come after the trigger that says who may issue, which sets the same columns.
create trigger report_asked before update on casework.decision
  for each row when (new.report_by is distinct from old.report_by) execute function casework.report_asked_in_draft();
create function casework.ask_with_consent() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into casework.leave_report_ask (case_id, consent_id, decision_id, by_on, asked_by)
  select new.case_id, new.document_id, new.id, new.report_by, new.authoriser_id
  from casework.document d join casework.document_kind k on k.kind = d.kind and k.leave where d.id = new.document_id;
  return null;
end $$;
create trigger ask_with_consent after update of state on casework.decision
  for each row when (new.state = 'issued' and old.state <> 'issued' and new.kind in ('grant', 'grant in part')
    and new.report_by is not null) execute function casework.ask_with_consent();

alter table casework.leave_report_ask enable row level security;
alter table casework.leave_report_ask force row level security;
create policy definer on casework.leave_report_ask to ownwords_owner using (true) with check (true);
create policy national on casework.leave_report_ask for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy asks on casework.leave_report_ask for insert to ownwords_national
  with check (asked_by = (select access.account_id()) and decision_id is null and report_id is null and withdrawn_at is null
    and case_id <> all ((select access.cases_shut())::bigint[]));
create policy withdraws on casework.leave_report_ask for update to ownwords_national
  using (withdrawn_at is null and case_id <> all ((select access.cases_shut())::bigint[]))
  with check (withdrawn_by is null or withdrawn_by = (select access.account_id()));
create policy care_team on casework.leave_report_ask for select to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office',
    'social_supervisor', 'clinical_supervisor'))::bigint[]));
-- The person and their helpers know of what is asked for.
create policy open_part on casework.leave_report_ask for select to ownwords_app
  using (case_id = any ((select access.cases_as('subject', 'advocate', 'solicitor'))::bigint[]));
create policy begins on casework.leave_report_ask for update to ownwords_app
  using (withdrawn_at is null and case_id = any ((select access.cases_as('responsible_clinician', 'mha_office'))::bigint[]))
  with check (withdrawn_at is null and case_id = any ((select access.cases_as('responsible_clinician', 'mha_office'))::bigint[]));
grant select on casework.leave_report_ask to ownwords_app, ownwords_national;
grant insert (case_id, consent_id, by_on, what, asked_by), update (withdrawn_at, withdrawn_by, withdrawn_why)
  on casework.leave_report_ask to ownwords_national;
grant update (report_id) on casework.leave_report_ask to ownwords_app;

-- A movement that was consented to uses the consent up, or says why it is another: none stands beside an open consent to
-- the same thing with nobody having seen it. Asked at the end of the transaction, in which the consent is used.
alter table casework.movement add column apart_because text not null default '' check (length(apart_because) <= 2000);
grant insert (apart_because) on casework.movement to ownwords_national;
create function casework.stays_apart() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.apart_because := coalesce((select m.apart_because from casework.movement m where m.id = new.corrects and m.kind = new.kind), '');
  return new;
end $$;
create trigger stays_apart before insert on casework.movement
  for each row when (new.corrects is not null and new.apart_because = '') execute function casework.stays_apart();
create function casework.consent_is_noticed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from casework.movement m where m.id = new.id and m.superseded_by is null)
    and exists (select from casework.authorised_move a where a.case_id = new.case_id and a.state = 'stands'
      and a.movement = new.kind and a.authorised_on <= new.actual_on)
    and not exists (select from casework.authorised_move a where a.movement_id = new.id) then
    raise exception 'movement % was consented to, and the consent is not used', new.id using errcode = 'OW123';
  end if;
  return null;
end $$;
create constraint trigger consent_is_noticed after insert on casework.movement deferrable initially deferred
  for each row when (new.recorded_by is not null and not new.struck_out and new.apart_because = '')
  execute function casework.consent_is_noticed();

-- What was consented to is seen by those it is about: the care team reads it as it is; the person and their helpers read
-- what was written for them, by the function below, because a reason can speak of others.
alter table casework.authorised_move add column plain text not null default '' check (length(plain) <= 20000);
grant update (plain) on casework.authorised_move to ownwords_national;
create function casework.ends_in_plain_words() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.state in ('will not happen', 'withdrawn') and trim(new.plain) = '' and (access.actor()).account_id is not null then
    raise exception 'the person is not told why' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger plain_words before update of state on casework.authorised_move
  for each row execute function casework.ends_in_plain_words();
create policy care_team on casework.authorised_move for select to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office',
    'social_supervisor', 'clinical_supervisor'))::bigint[]));
grant select on casework.authorised_move to ownwords_app;

-- Consent to leave that the Secretary of State takes back (guidance of 2014): by somebody who could have given it, with the
-- reason for the care team, and in words for the person. From then on no leave is granted, started or resumed.
create table casework.consent_withdrawal (
  document_id bigint primary key,
  case_id bigint not null references people.case (id),
  why text not null check (trim(why) <> '' and length(why) <= 20000),
  plain text not null check (trim(plain) <> '' and length(plain) <= 20000),
  withdrawn_on date not null default access.today(),
  withdrawn_by bigint not null references people.account (id),
  withdrawn_at timestamptz not null default now(),
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
create index on casework.consent_withdrawal (case_id);
create function casework.consent_is_taken_back() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from casework.document d where d.id = new.document_id for update;
  if not exists (select from casework.document d join casework.document_kind k on k.kind = d.kind and k.leave
      where d.id = new.document_id and d.state = 'decided' and d.outcome in ('grant', 'grant in part')) then
    raise exception 'no consent to this leave' using errcode = 'OW009';
  end if;
  perform casework.refuse_below(casework.level_needed(new.document_id, access.today()), new.withdrawn_by);
  return new;
end $$;
create trigger is_taken_back before insert on casework.consent_withdrawal
  for each row execute function casework.consent_is_taken_back();
create trigger is_over_for_section before insert on casework.consent_withdrawal
  for each row execute function casework.is_over_for_section();
create function casework.consent_stands() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from casework.consent_withdrawal w where w.document_id = new.document_id) then
    raise exception 'the consent to this leave was withdrawn' using errcode = 'OW124';
  end if;
  return new;
end $$;
-- Named to come after the trigger that holds the document while it is asked.
create trigger they_consent before insert on casework.leave_event
  for each row when (new.kind in ('granted', 'started', 'resumed')) execute function casework.consent_stands();

alter table casework.consent_withdrawal enable row level security;
alter table casework.consent_withdrawal force row level security;
create policy definer on casework.consent_withdrawal to ownwords_owner using (true) with check (true);
create policy national on casework.consent_withdrawal for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy withdraws on casework.consent_withdrawal for insert to ownwords_national
  with check (withdrawn_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
create policy care_team on casework.consent_withdrawal for select to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office',
    'social_supervisor', 'clinical_supervisor'))::bigint[]));
grant select on casework.consent_withdrawal to ownwords_app, ownwords_national;
grant insert (document_id, case_id, why, plain, withdrawn_by) on casework.consent_withdrawal to ownwords_national;

-- That it was, for those who may know of it: a consent that was taken back is asked for anew, and not looked at again.
create function casework.consent_is_withdrawn(of_document bigint) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from casework.consent_withdrawal w where w.document_id = of_document
    and (access.national_as(variadic access.deciders()) and w.case_id <> all (access.cases_shut())
      or w.case_id = any (access.cases_as('subject', 'advocate', 'solicitor', 'responsible_clinician', 'ward_staff',
        'mha_office', 'social_supervisor', 'clinical_supervisor'))))
$$;
grant execute on function casework.consent_is_withdrawn(bigint) to ownwords_app, ownwords_national;

-- What the person and their helpers read of it: days, what it was, and the words that were written for them.
create function casework.consents_as_told(of_document bigint) returns table (
    asked text, state text, authorised_on date, actual_on date, ended_on date, plain text)
  language sql stable security definer set search_path = '' as $$
  with mine as (select d.id from casework.document d where d.id = of_document
    and d.case_id = any (access.cases_as('subject', 'advocate', 'solicitor')))
  (select m.asked, m.state, m.authorised_on, x.actual_on, (m.ended_at at time zone 'Europe/London')::date, m.plain
    from mine join casework.authorised_move m on m.document_id = mine.id
    left join casework.movement x on x.id = m.movement_id order by m.id)
  union all
  select null, 'withdrawn', null, null, w.withdrawn_on, w.plain
  from mine join casework.consent_withdrawal w on w.document_id = mine.id
$$;
grant execute on function casework.consents_as_told(bigint) to ownwords_app;
