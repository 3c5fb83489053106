-- The victim side, whole: registered victims with their liaison officers, representations, conditions that they ask for,
-- personal statements, and what they were told. Only the victim door reads it. Who stands here is the partition's own
-- knowledge (victim.liaison), since a row in the circle of the case is seen from the case.

-- What somebody put forward as a condition of a discharge, in words alone: by the section itself, or by an officer who
-- releases it. The row does not say which, so that it does not say that a victim exists.
create table casework.proposed_condition (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  text text not null check (trim(text) <> '' and length(text) <= 4000),
  put_forward_on date not null default access.today(),
  outcome text check (outcome in ('included', 'changed', 'declined')),
  changed_text text check (trim(changed_text) <> '' and length(changed_text) <= 4000),
  reason text check (trim(reason) <> '' and length(reason) <= 4000),
  answered_by bigint references people.account (id),
  answered_on date,
  unique (id, case_id),
  constraint answered_whole check (num_nonnulls(outcome, answered_by, answered_on) in (0, 3)),
  constraint changed_into_something check ((outcome is not distinct from 'changed') = (changed_text is not null)),
  constraint declined_for_a_reason check (outcome is distinct from 'declined' or reason is not null)
);
create index on casework.proposed_condition (case_id);
create index undecided_condition on casework.proposed_condition (case_id) where outcome is null;
create trigger is_over_for_section before insert or update on casework.proposed_condition
  for each row execute function casework.is_over_for_section();

-- A discharge decision in plain words, always in two versions (MHCS since spring 2024: the patient's and the victim's
-- differ for medical confidentiality). Both are written for every summary, whether or not anybody outside will read one.
create table casework.decision_summary (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  what text not null check (what in ('conditional discharge', 'absolute discharge', 'discharge refused',
    'conditions changed', 'conditions ended')),
  decided_on date not null check (decided_on <= access.today()),
  text text not null check (trim(text) <> '' and length(text) <= 20000),
  written_by bigint not null references people.account (id),
  written_at timestamptz not null default now(),
  issued_by bigint references people.account (id),
  issued_at timestamptz,
  unique (id, case_id),
  check (issued_by <> written_by),
  check (num_nonnulls(issued_by, issued_at) in (0, 2))
);
create index on casework.decision_summary (case_id);
create table casework.outside_summary (
  summary_id bigint primary key,
  case_id bigint not null references people.case (id),
  what text not null,
  decided_on date not null,
  -- No postcode, whatever a page lets through: the discharge address is never in it (design brief, section 6.6).
  text text not null check (trim(text) <> '' and length(text) <= 20000
    and text !~* '\m[a-z]{1,2}[0-9][0-9a-z]?\s*[0-9][a-z]{2}\M'),
  issued_at timestamptz,
  unique (summary_id, case_id),
  foreign key (summary_id, case_id) references casework.decision_summary (id, case_id)
);
create index on casework.outside_summary (case_id);
create trigger is_over_for_section before insert or update on casework.decision_summary
  for each row execute function casework.is_over_for_section();

-- Which officer stands in which case. Nobody outside the partition reads or writes it.
create table victim.liaison (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  account_id bigint not null references people.account (id),
  from_on date not null default access.today(),
  until_on date check (until_on >= from_on),
  added_by bigint not null references people.account (id)
);
create index on victim.liaison (case_id);
create index on victim.liaison (account_id);
create unique index one_open_row_each on victim.liaison (case_id, account_id) where until_on is null;

-- Whatever tells of somebody is sealed by the program with the key of this partition, so that a copy is no use.
create table victim.registration (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  sealed bytea not null,
  basis text not null check (basis in ('statutory', 'discretionary')),
  standing text not null default 'active' check (standing in ('active', 'opted out', 'dormant')),
  -- Of what they have a right to be told and want to be (design brief, section 6.5). Community leave is none of it.
  wants text[] not null default '{}' check (wants <@ '{discharge,conditions,changes,end}'::text[]),
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  version integer not null default 1,
  unique (id, case_id)
);
create index on victim.registration (case_id);

create table victim.representation (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  victim_id bigint not null,
  about text not null check (about in ('discharge', 'conditions', 'tribunal', 'other')),
  sealed bytea not null,
  given_on date not null check (given_on <= access.today()),
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  foreign key (victim_id, case_id) references victim.registration (id, case_id)
);
create index on victim.representation (case_id);
create index on victim.representation (victim_id, id);

create table victim.requested_condition (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  victim_id bigint not null,
  kind text not null check (kind in ('condition', 'exclusion zone')),
  -- What is asked for, why, and the corners of a zone.
  sealed bytea not null,
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  withdrawn_on date,
  released_id bigint,
  released_on date,
  check (num_nonnulls(released_id, released_on) in (0, 2)),
  foreign key (victim_id, case_id) references victim.registration (id, case_id),
  foreign key (released_id, case_id) references casework.proposed_condition (id, case_id)
);
create index on victim.requested_condition (case_id);
create index on victim.requested_condition (victim_id, id);

-- From March 2024. It has no influence on the decision and goes to nobody: not the patient, the clinician, the tribunal
-- (design brief, sections 6.5 and 6.6), so nothing outside this schema refers to it or is made from it.
create table victim.personal_statement (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  victim_id bigint not null,
  language text not null default 'en' check (language in ('en', 'cy', 'other')),
  sealed bytea not null,
  given_on date not null check (given_on <= access.today()),
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  foreign key (victim_id, case_id) references victim.registration (id, case_id)
);
create index on victim.personal_statement (case_id);
create index on victim.personal_statement (victim_id, id);

create table victim.delivery (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  victim_id bigint not null,
  summary_id bigint not null,
  way text not null check (way in ('letter', 'telephone', 'meeting', 'e-mail')),
  delivered_on date not null check (delivered_on <= access.today()),
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  foreign key (victim_id, case_id) references victim.registration (id, case_id),
  foreign key (summary_id, case_id) references casework.outside_summary (summary_id, case_id)
);
create index on victim.delivery (case_id);
create index on victim.delivery (victim_id, id);

-- The cases in which the actor stands as liaison officer of the partition; none by any other door.
create function victim.cases() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  if who.door is distinct from 'victim' then return '{}'; end if;
  return (select coalesce(array_agg(l.case_id), '{}') from victim.liaison l
    where l.account_id = who.account_id and (l.until_on is null or l.until_on > access.today()));
end $$;

create function victim.persons() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  mine bigint[] := victim.cases();
begin
  return (select coalesce(array_agg(k.person_id), '{}') from people.case k where k.id = any (mine));
end $$;

-- What was released out of cases in which the actor stands: of what the section put forward itself they read nothing.
create function victim.released() returns bigint[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  mine bigint[] := victim.cases();
begin
  return (select coalesce(array_agg(c.released_id), '{}') from victim.requested_condition c
    where c.case_id = any (mine) and c.released_id is not null);
end $$;

create function victim.is_officer(account bigint) returns boolean
  language sql stable set search_path = '' as $$
  select exists (select from people.membership m join people.account a on a.id = m.account_id
    where m.account_id = account and m.role = 'victim_liaison_officer' and m.from_on <= access.today()
      and (m.until_on is null or m.until_on > access.today()) and (a.ended_on is null or a.ended_on > access.today()))
$$;

-- The first officer of a case. While somebody else stands there only they let another in; what comes back is the same
-- nothing as for a case that does not exist.
create function victim.stand_in(of_case bigint) returns bigint
  language plpgsql volatile set search_path = '' as $$
declare
  me bigint := access.account_id();
begin
  if of_case is null or of_case = any (victim.cases()) then return of_case; end if;
  perform pg_advisory_xact_lock(1014, of_case::integer);
  if exists (select from victim.liaison l where l.case_id = of_case
      and (l.until_on is null or l.until_on > access.today()) and victim.is_officer(l.account_id)) then
    return null;
  end if;
  insert into victim.liaison (case_id, account_id, added_by) values (of_case, me, me);
  return of_case;
end $$;

-- Two identifiers, since outside one's own cases one must not do (trust design, section 1).
create function victim.take_on(reference text, born date) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if (access.actor()).door is distinct from 'victim' then return null; end if;
  return victim.stand_in((select p.case_id from casework.patient p
    join people.case k on k.id = p.case_id and k.closed_on is null
    join people.person who on who.id = k.person_id and who.born_on = born
    where p.mhcs_reference = upper(trim(reference))));
end $$;

-- A case in which a clinician asked the actor.
create function victim.take_on_asked(of_case bigint) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if (access.actor()).door is distinct from 'victim' then return null; end if;
  return victim.stand_in((select of_case where of_case = any (access.cases_as('victim_liaison_officer'))));
end $$;

create function victim.may_stand() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if not victim.is_officer(new.account_id) then
      raise exception 'account % is no liaison officer', new.account_id using errcode = 'OW140';
    end if;
    return new;
  end if;
  perform pg_advisory_xact_lock(1014, new.case_id::integer);
  -- The officer is a victim's only channel, so nobody leaves the last of them alone.
  if new.until_on is not null and exists (select from victim.registration r where r.case_id = new.case_id and r.standing = 'active')
    and not exists (select from victim.liaison l where l.case_id = new.case_id and l.id <> new.id
      and (l.until_on is null or l.until_on > access.today()) and victim.is_officer(l.account_id)) then
    raise exception 'the last liaison officer of case %', new.case_id using errcode = 'OW141';
  end if;
  return new;
end $$;
create trigger may_stand before insert or update on victim.liaison for each row execute function victim.may_stand();

-- Whoever opted out is told nothing more.
create function victim.may_be_told() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (select r.standing from victim.registration r where r.id = new.victim_id) <> 'active' then
    raise exception 'victim % is not to be told', new.victim_id using errcode = 'OW142';
  end if;
  return new;
end $$;
create trigger may_be_told before insert on victim.delivery for each row execute function victim.may_be_told();

-- Once released or taken back, a request is as it is.
create function victim.request_stands() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.released_id is not null or old.withdrawn_on is not null then
    raise exception 'request % is released or taken back', old.id using errcode = 'OW143';
  end if;
  return new;
end $$;
create trigger request_stands before update on victim.requested_condition
  for each row execute function victim.request_stands();

-- The one thing that leaves the partition: the words of a condition, without who asked and why.
create function victim.release(request bigint, wording text) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  of_case bigint;
  released bigint;
begin
  select c.case_id into of_case from victim.requested_condition c
    where c.id = request and c.case_id = any (victim.cases()) for update;
  if not found then return null; end if;
  insert into casework.proposed_condition (case_id, text) values (of_case, wording) returning id into released;
  update victim.requested_condition set released_id = released, released_on = access.today() where id = request;
  return released;
end $$;

-- A second person issues a summary; both versions go out at once.
create function casework.issue_summary(summary bigint) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me bigint := access.account_id();
  draft casework.decision_summary;
begin
  select * into draft from casework.decision_summary s
    where s.id = summary and s.case_id <> all (access.cases_shut()) for update;
  if not found then return null; end if;
  if draft.issued_at is not null then raise exception 'summary % is issued', summary using errcode = 'OW001'; end if;
  if draft.written_by = me then raise exception 'a second person issues' using errcode = 'OW006'; end if;
  update casework.decision_summary set issued_by = me, issued_at = now() where id = summary;
  update casework.outside_summary set issued_at = now() where summary_id = summary;
  return draft.case_id;
end $$;

do $$
declare
  name text;
  around constant text := $q$'subject', 'advocate', 'solicitor', 'responsible_clinician', 'ward_staff', 'mha_office',
    'social_supervisor', 'clinical_supervisor'$q$;
begin
  foreach name in array array['liaison', 'registration', 'representation', 'requested_condition', 'personal_statement', 'delivery'] loop
    execute format('alter table victim.%I enable row level security', name);
    execute format('alter table victim.%I force row level security', name);
    execute format('create policy definer on victim.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy officers on victim.%I for select to ownwords_victim using (case_id = any ((select victim.cases())::bigint[]))', name);
    execute format('create policy officers_write on victim.%I for insert to ownwords_victim with check (%I = (select access.account_id())
      and case_id = any ((select victim.cases())::bigint[]))', name, case name when 'liaison' then 'added_by' else 'recorded_by' end);
    execute format('grant select on victim.%I to ownwords_victim', name);
  end loop;
  foreach name in array array['liaison', 'registration', 'requested_condition'] loop
    execute format('create policy officers_change on victim.%I for update to ownwords_victim using (case_id = any ((select victim.cases())::bigint[]))', name);
  end loop;
  foreach name in array array['proposed_condition', 'decision_summary', 'outside_summary'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy national on casework.%I for select to ownwords_national using (case_id <> all ((select access.cases_shut())::bigint[]))', name);
    execute format('grant select on casework.%I to ownwords_national', name);
  end loop;
  execute format('create policy issued on casework.decision_summary for select to ownwords_app using (issued_at is not null
    and case_id = any ((select access.cases_as(%s))::bigint[]))', around);
end $$;
grant insert (case_id, account_id, added_by), update (until_on) on victim.liaison to ownwords_victim;
grant insert (case_id, sealed, basis, wants, recorded_by), update (sealed, basis, standing, wants, recorded_by, version)
  on victim.registration to ownwords_victim;
grant insert (case_id, victim_id, about, sealed, given_on, recorded_by) on victim.representation to ownwords_victim;
grant insert (case_id, victim_id, kind, sealed, recorded_by), update (withdrawn_on) on victim.requested_condition to ownwords_victim;
grant insert (case_id, victim_id, language, sealed, given_on, recorded_by) on victim.personal_statement to ownwords_victim;
grant insert (case_id, victim_id, summary_id, way, delivered_on, recorded_by) on victim.delivery to ownwords_victim;
grant execute on function victim.cases(), victim.persons(), victim.released(), victim.take_on(text, date), victim.take_on_asked(bigint),
  victim.release(bigint, text) to ownwords_victim;

-- Officers read of the case that it is there and whose it is, keep their notes, and read what came of what they released.
create policy officers on people.case for select to ownwords_victim using (id = any ((select victim.cases())::bigint[]));
create policy officers on people.person for select to ownwords_victim using (id = any ((select victim.persons())::bigint[]));
alter policy liaison on victim.note
  using (case_id = any ((select victim.cases() || access.cases_as('victim_liaison_officer'))::bigint[]));
alter policy liaison_writes on victim.note
  with check (written_by = (select access.account_id())
    and case_id = any ((select victim.cases() || access.cases_as('victim_liaison_officer'))::bigint[]));
grant usage on schema casework to ownwords_victim;
create policy officers on casework.proposed_condition for select to ownwords_victim
  using (id = any ((select victim.released())::bigint[]));
-- Not the reason: it may speak of the patient's health.
grant select (id, case_id, text, put_forward_on, outcome, changed_text, answered_on) on casework.proposed_condition to ownwords_victim;
create policy officers on casework.outside_summary for select to ownwords_victim
  using (issued_at is not null and case_id = any ((select victim.cases())::bigint[]));
grant select on casework.outside_summary to ownwords_victim;

-- The section puts conditions forward itself, and answers each once.
create policy deciders_put_forward on casework.proposed_condition for insert to ownwords_national
  with check (case_id <> all ((select access.cases_shut())::bigint[]));
create policy deciders_answer on casework.proposed_condition for update to ownwords_national
  using (outcome is null and case_id <> all ((select access.cases_shut())::bigint[]))
  with check (answered_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, text), update (outcome, changed_text, reason, answered_by, answered_on)
  on casework.proposed_condition to ownwords_national;

create policy deciders_write on casework.decision_summary for insert to ownwords_national
  with check (written_by = (select access.account_id()) and issued_at is null
    and case_id <> all ((select access.cases_shut())::bigint[]));
create policy deciders_redraft on casework.decision_summary for update to ownwords_national
  using (issued_at is null and case_id <> all ((select access.cases_shut())::bigint[]))
  with check (written_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, what, decided_on, text, written_by), update (text, written_by) on casework.decision_summary to ownwords_national;
grant select on casework.decision_summary to ownwords_app;
create policy deciders_write on casework.outside_summary for insert to ownwords_national
  with check (issued_at is null and case_id <> all ((select access.cases_shut())::bigint[]));
create policy deciders_redraft on casework.outside_summary for update to ownwords_national
  using (issued_at is null and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (summary_id, case_id, what, decided_on, text), update (text) on casework.outside_summary to ownwords_national;
grant execute on function casework.issue_summary(bigint) to ownwords_national;
