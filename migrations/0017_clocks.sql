-- Every running clock of a case as a row, so that lists of the whole country need no counting. The rows are written by
-- the program alone (src/casework/clocks), from the rules in src/casework/rules/clocks, which the rows are held equal to.

create table casework.clock (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  kind text not null check (kind <> ''),
  -- Which tribunal case, request or application it belongs to; empty where there is only one.
  of text not null default '',
  started_on date not null,
  due_on date not null,
  soon_on date not null check (soon_on <= due_on),
  -- The day on which a right opens; null for everything that is due.
  opens_on date check (opens_on <= due_on),
  working_days boolean not null default false,
  paused_on date,
  pause_reason text check (trim(pause_reason) <> ''),
  -- The days that are left while it stands still.
  paused_left integer check (paused_left is null or paused_on is not null),
  -- Somebody said that it will be late.
  expected_on date,
  told_on date,
  -- False while the law it rests on is enacted and has no day yet.
  in_force boolean not null default true,
  owed_by text not null check (owed_by in ('hospital', 'supervisors', 'section', 'person', 'nobody')),
  rank smallint not null,
  why text not null,
  rule_version text not null,
  source text not null check (source <> ''),
  -- From the patient and from who has the case in hand; written by the triggers below.
  team_id bigint not null references people.unit (id),
  caseworker_id bigint references people.account (id),
  unique (case_id, kind, of),
  check ((paused_on is null) = (pause_reason is null)),
  check ((expected_on is null) = (told_on is null))
);
-- A page of a list, and its counts, are read from the index alone.
create index of_team on casework.clock (team_id, due_on, id) include (soon_on, paused_on, in_force, case_id, kind)
  where owed_by <> 'person';
create index of_all on casework.clock (due_on, id) include (soon_on, paused_on, in_force, case_id, kind)
  where owed_by <> 'person';
create index of_caseworker on casework.clock (caseworker_id, due_on, id) where caseworker_id is not null;

-- When the clocks of a case were counted last; null when something has happened since.
create table casework.counted (
  case_id bigint primary key references people.case (id),
  on_day date
);

-- Reports that were due, and references to tribunals, before this program kept them are not chased: the record of them
-- lies elsewhere.
insert into platform.setting (key, value) values ('clocksKnownSince', to_jsonb(access.today()));

-- Who has a case in hand in the section.
create table casework.case_allocation (
  case_id bigint primary key references people.case (id),
  caseworker_id bigint not null references people.account (id),
  given_by bigint not null references people.account (id),
  given_at timestamptz not null default now()
);
create index on casework.case_allocation (caseworker_id);

-- Who covers for whom, from when, until the first day on which it is over. It ends by itself.
create table casework.absence (
  id bigint generated always as identity primary key,
  account_id bigint not null references people.account (id),
  cover_id bigint not null references people.account (id) check (cover_id <> account_id),
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  entered_by bigint not null references people.account (id),
  entered_at timestamptz not null default now(),
  -- One person covers at a time, or nobody knows who it is.
  constraint one_cover exclude using gist (int8range(account_id, account_id, '[]') with &&, daterange(from_on, until_on) with &&)
);
create index on casework.absence (cover_id, until_on);

-- Reminders and escalations that were sent, or noted because a later step had come. Not a key to the clock: the clock
-- goes when what it ran for was done, and what was sent stays.
create table casework.clock_notice (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  kind text not null,
  of text not null default '',
  due_on date not null,
  step text not null check (step <> ''),
  sent_on date not null,
  unique (case_id, kind, of, due_on, step)
);

-- Whatever is recorded of a case, its clocks are to be counted again. The row is locked until that is committed, and
-- whoever counts passes over a locked row, so nothing is counted from half of what happened.
create function casework.count_again(of_case bigint) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into casework.counted (case_id) values (of_case)
  on conflict (case_id) do update set on_day = null;
end $$;
create function casework.clocks_change() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.count_again(new.case_id);
  -- What a person records counts at once; what the program loads by the thousand is counted in its turn.
  if new.recorded_by is not null then
    perform jobs.enqueue('count-clocks', json_build_object('case', new.case_id), 'clocks ' || new.case_id);
  end if;
  return null;
end $$;
create trigger clocks_change after insert on casework.authority for each row execute function casework.clocks_change();
create trigger clocks_change after insert on casework.movement for each row execute function casework.clocks_change();
-- What people do on pages counts at once.
create function casework.counts_at_once() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.count_again(new.case_id);
  perform jobs.enqueue('count-clocks', json_build_object('case', new.case_id), 'clocks ' || new.case_id);
  return null;
end $$;
-- A report that comes, or is sent back.
create trigger report_comes after update of state on casework.document for each row
  when (new.kind in ('annual report', 'discharge report') and new.state <> old.state)
  execute function casework.counts_at_once();
-- A decision that is waited for, and information: what is to be decided has a day by which, and that day moves.
create trigger decision_is_due after update of state, due_on, paused_on on casework.document for each row
  when (coalesce(new.due_on, old.due_on) is not null
    and (new.state, new.due_on, new.paused_on) is distinct from (old.state, old.due_on, old.paused_on))
  execute function casework.counts_at_once();
create trigger information_is_asked after insert or update on casework.information_request for each row
  execute function casework.counts_at_once();
insert into casework.counted (case_id) select p.case_id from casework.patient p;
insert into jobs.task values ('count-clocks');

-- Clocks that run for one document: who has that in hand has them. src/casework/rules/clocks/names.ts says the same.
create function casework.is_of_document(kind text) returns boolean
  language sql immutable set search_path = '' as $$
  select kind = 'leave-information' or kind = 'leave-decision' or kind like 'decision-%' or kind like '%-view'
$$;
grant execute on function casework.is_of_document(text) to ownwords_national;
create function casework.clock_stands() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  select p.team_id into new.team_id from casework.patient p where p.case_id = new.case_id;
  new.caseworker_id := case when casework.is_of_document(new.kind)
    then (select d.caseworker_id from casework.document d where d.case_id = new.case_id and d.id::text = new.of)
    else (select a.caseworker_id from casework.case_allocation a where a.case_id = new.case_id) end;
  return new;
end $$;
create trigger clock_stands before insert on casework.clock for each row execute function casework.clock_stands();
create function casework.clocks_change_team() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.clock set team_id = new.team_id where case_id = new.case_id;
  return null;
end $$;
create trigger clocks_change_team after update of team_id on casework.patient
  for each row when (new.team_id <> old.team_id) execute function casework.clocks_change_team();

create function casework.case_is_given() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.given_at := now();
  update casework.clock c set caseworker_id = new.caseworker_id
  where c.case_id = new.case_id and not casework.is_of_document(c.kind);
  return new;
end $$;
create function casework.document_is_given() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.clock c set caseworker_id = new.caseworker_id
  where c.case_id = new.case_id and c.of = new.id::text and casework.is_of_document(c.kind);
  return null;
end $$;
create trigger document_is_given after update of caseworker_id on casework.document
  for each row when (new.caseworker_id is distinct from old.caseworker_id) execute function casework.document_is_given();
create trigger case_is_given before insert or update on casework.case_allocation
  for each row execute function casework.case_is_given();
create trigger is_over_for_section before insert or update on casework.case_allocation
  for each row execute function casework.is_over_for_section();

-- The clocks that the person and their helpers may know of. What the section asked a clinician is closed to them.
-- The same list stands in src/casework/rules/clocks/clock-work.ts, and a test holds the two equal.
create function casework.open_clocks() returns text[]
  language sql immutable set search_path = '' as $$
  select '{recall-reference,recall-told,recall-reasons,recall-asking,recall-answer,naming-supervisors,state-comments-on-recall,prison-transfer,decision-critical,hospital-statement,supervisors-reports,state-comments,restrictions-end,decision-fast-track,decision-transfer,reference-in-hospital,reference-deprived-of-liberty,annual-report,leave-report,discharge-report,clinician-view,supervisor-view,address-notice,address-answer,decision-other,window-first-six-months,window-in-hospital,window-discharged,window-deprived-of-liberty,leave-decision}'::text[]
$$;

do $$
declare
  name text;
begin
  foreach name in array array['clock', 'counted', 'case_allocation', 'absence', 'clock_notice'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
  end loop;
  foreach name in array array['clock', 'case_allocation', 'clock_notice'] loop
    execute format('create policy national on casework.%I for select to ownwords_national using (case_id <> all ((select access.cases_shut())::bigint[]))', name);
    execute format('grant select on casework.%I to ownwords_national', name);
  end loop;
  foreach name in array array['clock', 'clock_notice'] loop
    execute format('grant select on casework.%I to ownwords_app', name);
    execute format('create policy care_team on casework.%I for select to ownwords_app using (case_id = any ((select access.cases_as(
      ''responsible_clinician'', ''ward_staff'', ''mha_office'', ''social_supervisor'', ''clinical_supervisor'', ''prison_healthcare''))::bigint[]))', name);
  end loop;
end $$;
create policy open_part on casework.clock for select to ownwords_app
  using (kind = any ((select casework.open_clocks())::text[])
    and case_id = any ((select access.cases_as('subject', 'advocate', 'solicitor'))::bigint[]));
grant execute on function casework.open_clocks() to ownwords_app;

-- The program counts and reminds.
create policy worker on casework.clock to ownwords_worker using (true) with check (true);
grant select, insert (case_id, kind, of, started_on, due_on, soon_on, opens_on, working_days, paused_on, pause_reason,
    paused_left, expected_on, told_on, in_force, owed_by, rank, why, rule_version, source),
  update (started_on, due_on, soon_on, opens_on, working_days, paused_on, pause_reason, paused_left, expected_on,
    told_on, in_force, owed_by, rank, why, rule_version, source), delete on casework.clock to ownwords_worker;
create policy worker on casework.counted to ownwords_worker using (true) with check (true);
grant select, update (on_day) on casework.counted to ownwords_worker;
create policy worker on casework.clock_notice to ownwords_worker using (true) with check (true);
grant select, insert (case_id, kind, of, due_on, step, sent_on) on casework.clock_notice to ownwords_worker;

-- What clocks are counted from, for so many cases at once: no name and no word of anybody.
create function casework.clock_facts(cases bigint[]) returns table (
    case_id bigint, known_since date, authorities json, movements json, reports json)
  language sql stable security definer set search_path = '' as $$
  select p.case_id,
    greatest(k.opened_on, (select (s.value #>> '{}')::date from platform.setting s where s.key = 'clocksKnownSince')),
    (select coalesce(json_agg(json_build_object('kind', a.kind, 'orderOn', a.order_on, 'receivedOn', a.received_on,
        'endedOn', a.ended_on, 'releaseOn', a.release_on, 'expiresOn', a.expires_on, 'precedence', a.precedence)
        order by a.precedence, coalesce(a.order_on, a.received_on), a.id), '[]')
      from casework.authority a where a.case_id = p.case_id and a.superseded_by is null and not a.struck_out),
    (select coalesce(json_agg(json_build_object('kind', m.kind, 'outcome', nullif(m.outcome, ''), 'authorisedOn', m.authorised_on,
        'actualOn', m.actual_on, 'sequence', m.sequence) order by m.actual_on, m.day_order, m.sequence), '[]')
      from casework.movement m where m.case_id = p.case_id and m.superseded_by is null and not m.struck_out),
    -- A report that was sent back has not come.
    (select coalesce(json_agg(json_build_object('kind', case d.kind when 'annual report' then 'annual' else 'discharge' end,
        'receivedOn', (d.submitted_at at time zone 'Europe/London')::date) order by d.submitted_at), '[]')
      from casework.document d where d.case_id = p.case_id and d.kind in ('annual report', 'discharge report')
        and d.state in ('submitted', 'waiting for information', 'awaiting authorisation', 'decided'))
  from casework.patient p join people.case k on k.id = p.case_id where p.case_id = any (cases)
$$;
grant execute on function casework.clock_facts(bigint[]) to ownwords_worker;

-- What is to be decided, and asked for meanwhile. A request that a decision overtook is no longer waited for.
create function casework.document_facts(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'documents', (select coalesce(json_agg(json_build_object('id', d.id::text, 'kind', d.kind, 'askedFor', d.asked_for,
        'receivedOn', (d.submitted_at at time zone 'Europe/London')::date, 'dueOn', d.due_on, 'pausedOn', d.paused_on) order by d.id), '[]')
      from casework.document d where d.case_id = of_case and d.due_on is not null
        and d.state in ('submitted', 'waiting for information', 'awaiting authorisation')),
    'informationRequests', (select coalesce(json_agg(json_build_object('id', d.id::text, 'askedOn', i.asked_on,
        'extendedUntil', i.extended_until) order by i.id), '[]')
      from casework.information_request i join casework.document d on d.id = i.document_id and d.case_id = i.case_id
      where i.case_id = of_case and i.answered_at is null and d.state = 'waiting for information'))
$$;
grant execute on function casework.document_facts(bigint) to ownwords_worker;

-- Whose clock it is to be told of, for so many clocks at once. Work of somebody who is away is told to their cover; a
-- case that nobody has in hand, to the managers of its team; one that only its circle reads, to nobody else.
create function casework.whom_to_tell(clocks bigint[], on_day date) returns table (
    clock_id bigint, side text, account_id bigint, is_helper boolean)
  language sql stable security definer set search_path = '' as $$
  with about as (
    select c.id, c.case_id, c.team_id, k.readers = 'circle' as shut, c.caseworker_id
    from casework.clock c join people.case k on k.id = c.case_id where c.id = any (clocks)
  ), stands as (
    select c.case_id, c.capacity, c.account_id from people.circle c
    where c.case_id = any (select case_id from about) and c.account_id is not null
      and c.from_on <= on_day and (c.until_on is null or c.until_on > on_day)
    union
    select c.case_id, c.capacity, m.account_id from people.circle c
    join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity
    where c.case_id = any (select case_id from about) and c.from_on <= on_day and (c.until_on is null or c.until_on > on_day)
      and m.from_on <= on_day and (m.until_on is null or m.until_on > on_day)
  ), sides as (
    select b.id, v.side, s.account_id, s.capacity in ('advocate', 'solicitor') as is_helper
    from about b join stands s using (case_id) join (values ('hospital', 'responsible_clinician'),
      ('hospital', 'mha_office'), ('supervisors', 'social_supervisor'), ('supervisors', 'clinical_supervisor'),
      ('person', 'subject'), ('person', 'advocate'), ('person', 'solicitor')) v (side, capacity) using (capacity)
    union
    select b.id, v.side, s.account_id, false from about b join stands s using (case_id)
    join (values ('section', 'caseworker'), ('managers', 'extremism_head')) v (side, capacity) using (capacity)
    where b.shut
    union
    select b.id, 'section', coalesce((select c.cover_id from casework.absence c where c.account_id = b.caseworker_id
      and c.from_on <= on_day and c.until_on > on_day), b.caseworker_id), false
    from about b where b.caseworker_id is not null and not b.shut
    union
    select b.id, v.side, m.account_id, false from about b
    join (values ('section'), ('managers')) v (side) on v.side = 'managers' or b.caseworker_id is null
    join people.membership m on m.unit_id = b.team_id and m.role = 'team_manager'
      and m.from_on <= on_day and (m.until_on is null or m.until_on > on_day)
    where not b.shut
  )
  select s.id, s.side, s.account_id, s.is_helper from sides s
  -- Somebody discharged whose supervisors are not in the circle yet: the hospital they left knows whom to ask.
  union
  select s.id, 'supervisors', s.account_id, false from sides s where s.side = 'hospital'
    and not exists (select from sides o where o.id = s.id and o.side = 'supervisors')
$$;
grant execute on function casework.whom_to_tell(bigint[], date) to ownwords_worker;

-- The section takes cases in hand and covers for each other.
create policy gives on casework.case_allocation for insert to ownwords_national
  with check (given_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
create policy gives_anew on casework.case_allocation for update to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]))
  with check (given_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, caseworker_id, given_by), update (caseworker_id, given_by) on casework.case_allocation to ownwords_national;

create policy section on casework.absence for select to ownwords_national
  using ((select access.national_as(variadic access.deciders())));
create policy enters on casework.absence for insert to ownwords_national
  with check (entered_by = (select access.account_id()) and (account_id = (select access.account_id())
    or (select access.national_as('team_manager', 'deputy_head', 'head_of_casework', 'extremism_head'))));
create policy ends on casework.absence for update to ownwords_national
  using (account_id = (select access.account_id())
    or (select access.national_as('team_manager', 'deputy_head', 'head_of_casework', 'extremism_head')));
grant select, insert (account_id, cover_id, from_on, until_on, entered_by), update (until_on) on casework.absence to ownwords_national;
