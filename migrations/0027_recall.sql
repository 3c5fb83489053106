-- Instruments: the paper by which a granted matter takes effect. And recall to hospital.

-- Which paper a matter needs and the power that it names: dated data. A test holds it equal to
-- casework/rules/instruments.ts.
create table casework.instrument_rule (
  matter text not null,
  -- Only for one of the things asked for under this matter; empty for all of them.
  asked text not null default '',
  version text not null,
  form text not null check (form in ('warrant', 'direction', 'authorisation')),
  power text not null check (power <> ''),
  in_force_from date not null,
  in_force_until date check (in_force_until > in_force_from),
  primary key (matter, asked, version)
);
insert into casework.instrument_rule (matter, version, form, power, in_force_from)
select matter, '1983-1', form, power, '1983-09-30' from (values
  ('recall', 'warrant', 'Mental Health Act 1983, section 42(3)'),
  ('urgent recall', 'warrant', 'Mental Health Act 1983, section 42(3)'),
  ('remission', 'warrant', 'Mental Health Act 1983, section 50(1)'),
  ('conditional discharge', 'warrant', 'Mental Health Act 1983, section 42(2)'),
  ('supervised discharge', 'warrant', 'Mental Health Act 1983, section 42(2) and (2A)'),
  ('absolute discharge', 'warrant', 'Mental Health Act 1983, section 42(2)'),
  ('prison transfer', 'warrant', 'Mental Health Act 1983, sections 47 to 49'),
  ('lifting of restrictions', 'direction', 'Mental Health Act 1983, section 42(1)'),
  ('level transfer', 'authorisation', 'Mental Health Act 1983, section 19 with section 41(3)(c)(ii)'),
  ('hospital transfer', 'authorisation', 'Mental Health Act 1983, section 19 with section 41(3)(c)(ii)'),
  ('trial leave', 'authorisation', 'Mental Health Act 1983, section 17 with section 41(3)(c)(i)')
) law (matter, form, power);

-- In which open answers of a kind of document the place stands to which somebody goes.
alter table casework.document_kind add place_in text[] not null default '{}';

-- One instrument, as it was on the day on which it was issued, whatever changes in the case after that.
create table casework.instrument (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  document_id bigint not null,
  decision_id bigint not null,
  matter text not null,
  form text not null,
  power text not null,
  rule_version text not null,
  number text not null unique,
  person text not null,
  born_on date,
  reference text not null,
  authority text not null,
  -- Where the person is, and where they go when the document says so.
  hospital text not null,
  to_place text not null default '',
  conditions text[] not null,
  -- When a later decision of the same document took its place (0032), and which.
  taken_back_at timestamptz,
  taken_back_by bigint,
  issued_by text not null,
  issued_job text not null default '',
  level_held smallint not null,
  level_needed smallint not null,
  issued_at timestamptz not null,
  unique (decision_id, matter),
  unique (id, case_id),
  foreign key (document_id, case_id) references casework.document (id, case_id),
  foreign key (decision_id, case_id) references casework.decision (id, case_id),
  foreign key (taken_back_by, case_id) references casework.decision (id, case_id),
  check ((taken_back_at is null) = (taken_back_by is null))
);
create index on casework.instrument (case_id);
create index on casework.instrument (document_id);

-- It is made by the decision itself, so that there is neither one without the other.
create function casework.make_instruments() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into casework.instrument (case_id, document_id, decision_id, matter, form, power, rule_version, number, person,
    born_on, reference, authority, hospital, to_place, conditions, issued_by, issued_job, level_held, level_needed, issued_at)
  select distinct on (m.matter) new.case_id, new.document_id, new.id, m.matter, r.form, r.power, r.version,
    upper(left(r.form, 1)) || to_char(new.issued_at, '/YYYY/') || new.id || '/' || row_number() over (order by m.matter),
    trim(p.given_names || ' ' || p.family_name), p.born_on, p.mhcs_reference, p.authority, p.hospital_name,
    coalesce((select string_agg(nullif(trim(s.answers ->> q.question), ''), E'\n' order by q.place)
      from (select x.answers from casework.submission x where x.document_id = d.id order by x.round desc limit 1) s,
        unnest(k.place_in) with ordinality q (question, place)), ''),
    new.conditions, a.display_name, coalesce(a.job_title, ''),
    casework.level_held(a.id, access.today()),
    new.level_needed, new.issued_at
  from casework.document d
  join casework.document_kind k on k.kind = d.kind
  join casework.patient p on p.case_id = d.case_id
  join people.account a on a.id = new.authoriser_id
  cross join lateral (
    select coalesce(x.matter, k.matter) as matter, named.one as asked
    from unnest(case when cardinality(d.asked_for) = 0 then '{null}'::text[] else new.granted end) named (one)
    left join casework.document_asks x on x.kind = d.kind and x.asked = named.one) m
  cross join lateral (
    select * from casework.instrument_rule i where i.matter = m.matter and i.asked in ('', m.asked)
      and i.in_force_from <= access.today() and (i.in_force_until is null or i.in_force_until > access.today())
    order by i.asked desc limit 1) r
  where d.id = new.document_id
    -- What stands and says the same is not issued twice.
    and not exists (select from casework.instrument i where i.document_id = d.id and i.matter = m.matter
      and i.taken_back_at is null and (i.conditions = new.conditions or casework.is_used(d.id, m.matter)))
  order by m.matter, m.asked;
  return null;
end $$;
create trigger make_instruments after update on casework.decision
  for each row when (new.state = 'issued' and old.state <> 'issued' and new.kind in ('grant', 'grant in part'))
  execute function casework.make_instruments();

do $$
declare
  name text;
begin
  foreach name in array array['instrument_rule', 'instrument'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('grant select on casework.%I to ownwords_app, ownwords_national', name);
  end loop;
end $$;
create policy reads on casework.instrument_rule for select to ownwords_app, ownwords_national using (true);
create policy national on casework.instrument for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
-- Those who read the letter. The person is told by them, and reads the answer that is theirs.
create policy issued on casework.instrument for select to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office',
    'social_supervisor', 'clinical_supervisor', 'prison_healthcare'))::bigint[]));

-- Recall. Who may begin it is the supervisors, the responsible clinician, or the section itself.
alter table casework.document_kind add begun_by_section boolean not null default false;
insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, asked_in, outcomes, matter,
  second_person, place_in, begun_by_section)
select kind, form, started_by, led_by, led_by || '{mha_office}', led_by || '{mha_office}', asked_in, outcomes, kind,
  second_person, '{receivingHospital,receivingWard}', true
from (values
  ('recall', 'recall', '{responsible_clinician,social_supervisor,clinical_supervisor}'::text[],
    '{responsible_clinician,social_supervisor,clinical_supervisor}'::text[], 'urgency', '{grant,refuse,return}'::text[], true),
  ('urgent recall', 'urgent-recall', '{}', '{responsible_clinician,social_supervisor,clinical_supervisor}', 'urgentType', '{grant}', false)
) law (kind, form, started_by, led_by, asked_in, outcomes, second_person);
-- Nothing is granted by one person alone but an urgent recall.
alter table casework.document_kind add constraint alone_only_at_night
  check (second_person or kind = 'urgent recall' or not '{grant,"grant in part"}'::text[] && outcomes);
insert into casework.document_asks (kind, asked, matter, movement) values
  ('recall', 'recall', 'recall', 'recall'),
  ('recall', 'recall-emergency', 'recall', 'recall'),
  ('urgent recall', 'urgent-recall', 'urgent recall', 'recall');

-- The section begins a document of such a kind: its occasion, the document, its answers, what was sent.
create function casework.is_begun_here(for_document bigint) returns boolean
  language sql stable set search_path = '' as $$
  select exists (select from casework.document d join casework.document_kind k on k.kind = d.kind
    where d.id = for_document and d.state = 'draft' and d.created_by = access.account_id() and k.begun_by_section)
$$;
grant execute on function casework.is_begun_here(bigint) to ownwords_national;
-- What the section begins came to it on paper: its parts were signed there, by people who are not here.
create function casework.came_on_paper(for_document bigint) returns boolean
  language sql stable security definer set search_path = '' as $$
  select coalesce((access.actor()).door = 'national', false) and casework.is_begun_here(for_document)
$$;
create policy section_opens on voice.occasion for insert to ownwords_national
  with check (room = 'casework' and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, room) on voice.occasion to ownwords_national;
create policy section_begins on casework.document for insert to ownwords_national
  with check (created_by = (select access.account_id()) and state = 'draft'
    and case_id <> all ((select access.cases_shut())::bigint[])
    and exists (select from casework.document_kind k where k.kind = document.kind and k.begun_by_section));
create policy section_sends on casework.document for update to ownwords_national
  using (state = 'draft' and created_by = (select access.account_id()) and casework.is_begun_here(id)
    and case_id <> all ((select access.cases_shut())::bigint[]))
  with check (state = 'submitted');
grant insert (case_id, kind, occasion_id, team_id, form_version, created_by, asked_for, submitted_at)
  on casework.document to ownwords_national;
do $$
declare
  name text;
begin
  foreach name in array array['open_answers', 'closed_answers'] loop
    execute format('create policy section_begins on casework.%I for insert to ownwords_national
      with check (changed_by = (select access.account_id()) and casework.is_begun_here(document_id)
        and case_id <> all ((select access.cases_shut())::bigint[]))', name);
    execute format('grant insert (document_id, case_id, section, answers, changed_by) on casework.%I to ownwords_national', name);
  end loop;
end $$;
create policy section_begins on casework.submission for insert to ownwords_national
  with check (submitted_by = (select access.account_id()) and casework.is_begun_here(document_id)
    and case_id <> all ((select access.cases_shut())::bigint[]));
create policy section_begins on casework.submission_closed for insert to ownwords_national
  with check (case_id <> all ((select access.cases_shut())::bigint[]) and exists (select from casework.submission s
    where s.id = submission_id and s.case_id = submission_closed.case_id and casework.is_begun_here(s.document_id)));
grant insert (document_id, case_id, round, answers, sight_confirmed_on, sight_note, signed_name, signed_on, submitted_by)
  on casework.submission to ownwords_national;
grant insert (submission_id, case_id, answers, gates) on casework.submission_closed to ownwords_national;

-- What a recall leaves to be done after the warrant, each until a moment.
create table casework.recall_duty (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  document_id bigint not null,
  decision_id bigint not null,
  duty text not null check (duty in ('told briefly', 'full reasons', 'medical evidence', 'review', 'ask for words', 'answer words')),
  left_at timestamptz not null default now(),
  due_at timestamptz not null,
  rule text not null,
  met_at timestamptz,
  met_by bigint references people.account (id),
  -- What was done; of the full reasons what the person reads.
  text text not null default '' check (length(text) <= 20000),
  unique (decision_id, duty),
  foreign key (document_id, case_id) references casework.document (id, case_id),
  foreign key (decision_id, case_id) references casework.decision (id, case_id),
  check ((met_at is null) = (met_by is null)),
  check (met_at is not null or text = ''),
  check (met_at is null or duty in ('ask for words', 'answer words') or trim(text) <> '')
);
create index on casework.recall_duty (case_id);
create index open_duties on casework.recall_duty (document_id) where met_at is null;

create function casework.duty_is_met() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  who bigint := (access.actor()).account_id;
begin
  if old.met_at is not null then raise exception 'what was done stays done' using errcode = 'OW001'; end if;
  -- What one person did alone is read by another, who could have decided it.
  if new.duty = 'review' and new.met_at is not null then
    if exists (select from casework.decision d where d.id = new.decision_id
        and (d.author_id = new.met_by or d.authoriser_id = new.met_by or new.met_by = any (d.editors))) then
      raise exception 'the author cannot authorise' using errcode = 'OW006';
    end if;
    perform casework.refuse_below(casework.level_needed(new.document_id, access.today()), new.met_by);
  end if;
  return new;
end $$;
create trigger met before update on casework.recall_duty for each row execute function casework.duty_is_met();

-- Nothing is left to be done after a decision that was not issued.
create function casework.duty_follows() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from casework.decision d where d.id = new.decision_id and d.state = 'issued' and d.kind = 'grant') then
    raise exception 'nothing was granted that leaves something to be done' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger follows before insert on casework.recall_duty for each row execute function casework.duty_follows();

-- The person was asked once they have said something, or that they do not want to.
create function casework.words_were_asked() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.recall_duty y set met_at = now(), met_by = new.recorded_by
  from casework.document d where d.occasion_id = new.occasion_id and y.document_id = d.id
    and y.duty = 'ask for words' and y.met_at is null;
  return null;
end $$;
create trigger asked_after_recall after insert on voice.opportunity
  for each row when (new.outcome in ('said', 'declined')) execute function casework.words_were_asked();
create function casework.words_were_said() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.recall_duty y set met_at = now(), met_by = new.entered_by
  from casework.document d where d.occasion_id = new.occasion_id and y.document_id = d.id
    and y.duty = 'ask for words' and y.met_at is null;
  -- What is said after the decision is answered too. A test holds the days equal to casework/rules/recall/duties.ts.
  insert into casework.recall_duty (case_id, document_id, decision_id, duty, due_at, rule)
  select d.case_id, d.id, n.id, 'answer words', now() + interval '7 days', 'answer words 2026-1'
  from casework.document d join casework.decision n on n.document_id = d.id and n.state = 'issued' and n.kind = 'grant'
    and not exists (select from casework.decision later where later.reconsiders = n.id and later.state = 'issued')
  where d.occasion_id = new.occasion_id and d.state = 'decided' and d.kind in ('recall', 'urgent recall')
  on conflict do nothing;
  return null;
end $$;
create trigger said_after_recall after insert on voice.statement for each row execute function casework.words_were_said();

alter table casework.recall_duty enable row level security;
alter table casework.recall_duty force row level security;
create policy definer on casework.recall_duty to ownwords_owner using (true) with check (true);
create policy national on casework.recall_duty for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy care on casework.recall_duty for select to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office',
    'social_supervisor', 'clinical_supervisor'))::bigint[]));
-- The person and their helpers: what is still owed to them, and the full reasons.
create policy owed on casework.recall_duty for select to ownwords_app
  using (duty in ('told briefly', 'full reasons', 'ask for words', 'answer words')
    and case_id = any ((select access.cases_as('subject', 'advocate', 'solicitor'))::bigint[]));
create policy leaves on casework.recall_duty for insert to ownwords_national
  with check (met_at is null and case_id <> all ((select access.cases_shut())::bigint[]));
create policy meets on casework.recall_duty for update to ownwords_national
  using (met_at is null and case_id <> all ((select access.cases_shut())::bigint[]))
  with check (met_by is null or met_by = (select access.account_id()));
create policy tells on casework.recall_duty for update to ownwords_app
  using (met_at is null and duty in ('told briefly', 'medical evidence')
    and case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office',
      'social_supervisor', 'clinical_supervisor'))::bigint[]))
  with check (met_by is null or met_by = (select access.account_id()));
grant select, update (met_at, met_by, text) on casework.recall_duty to ownwords_app, ownwords_national;
grant insert (case_id, document_id, decision_id, duty, due_at, rule) on casework.recall_duty to ownwords_national;

-- A recall stays in the worklist until everything after it is done (casework.open_work_of).
create function casework.duty_changes_work() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.list_work(array(select distinct c.case_id from changed c));
  return null;
end $$;
create trigger comes_to_work after insert on casework.recall_duty referencing new table as changed
  for each statement execute function casework.duty_changes_work();
create trigger changes_work after update on casework.recall_duty referencing new table as changed
  for each statement execute function casework.duty_changes_work();
