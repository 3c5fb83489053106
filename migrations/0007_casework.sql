-- Restricted patients, and the life of the documents about them: leave applications, reports.

create schema casework;
grant usage on schema casework to ownwords_app, ownwords_national, ownwords_worker;

create table casework.patient (
  case_id bigint primary key references people.case (id),
  mhcs_reference text not null unique check (mhcs_reference ~ '^[A-Z0-9/-]{3,20}$'),
  -- s37/41, s45A, s47/49, s48/49, CPIA, s43/44 … (design brief, section 2.1)
  authority text not null check (authority in ('s37/41', 's45A', 's47/49', 's48/49', 'CPIA s5', 'DVCVA s24', 's43/44', '1959 Act', 'cross-border')),
  order_on date,
  status text not null default 'in hospital'
    check (status in ('in hospital', 'in trial leave hospital', 'conditionally discharged', 'in custody')),
  hospital_id bigint not null references people.unit (id),
  ward_id bigint references people.unit (id),
  team_id bigint not null references people.unit (id),
  -- The place named on the authority, beyond which leave needs the Secretary of State's consent.
  named_place text not null default '',
  -- Name and birthday, here too because every list shows, sorts and searches by them. The row takes them from
  -- people.person by itself, whatever is inserted, so the two cannot differ.
  family_name text not null default '',
  given_names text not null default '',
  family_key text not null default '',
  given_key text not null default '',
  born_on date,
  -- Likewise, from people.unit.
  hospital_name text not null default ''
);
create function casework.name_patient() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  select p.family_name, p.given_names, p.family_key, p.given_key, p.born_on
    into new.family_name, new.given_names, new.family_key, new.given_key, new.born_on
  from people.case k join people.person p on p.id = k.person_id where k.id = new.case_id;
  new.hospital_name := coalesce((select u.name from people.unit u where u.id = new.hospital_id), '');
  return new;
end $$;
create trigger name_patient before insert or update on casework.patient for each row execute function casework.name_patient();
create function casework.rename_patient() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.patient set case_id = case_id where case_id in (select id from people.case where person_id = new.id);
  return null;
end $$;
create trigger rename_patient after update of family_name, given_names, born_on on people.person
  for each row execute function casework.rename_patient();
create function casework.rename_hospital() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.patient set case_id = case_id where hospital_id = new.id;
  return null;
end $$;
create trigger rename_hospital after update of name on people.unit
  for each row when (new.kind = 'hospital') execute function casework.rename_hospital();
create index on casework.patient (hospital_id);
create index on casework.patient (team_id);
create index on casework.patient (family_key text_pattern_ops);
create index on casework.patient (given_key text_pattern_ops);

-- Flags that the person must not learn from a page: a table of their own.
create table casework.patient_flags (
  case_id bigint primary key references people.case (id),
  noteworthy boolean not null default false,
  extremism_level text not null default 'none' check (extremism_level in ('none', 'low', 'medium', 'high', 'critical')),
  mappa_category smallint check (mappa_category between 1 and 4),
  mappa_level smallint check (mappa_level between 1 and 3)
);
-- Few patients have a flag that a list shows, so the worklist asks for those alone.
create index flagged on casework.patient_flags (case_id)
  where noteworthy or extremism_level in ('high', 'critical');

-- All documents live one life; what differs between their kinds stands here.
create table casework.document_kind (
  kind text primary key,
  -- The series of its forms: form_version begins with it.
  form text not null unique,
  -- In which capacities of the circle it may be begun, led (signed, sent, withdrawn, answered for), filled in, and in
  -- which the part that is closed to the person may be filled in and read.
  started_by text[] not null,
  led_by text[] not null,
  filled_by text[] not null,
  closed_by text[] not null,
  -- The question whose answer says what is asked for, where the kind asks for anything.
  asked_in text,
  -- What the section can make of it. All but "return" end it.
  outcomes text[] not null,
  -- Under which matter of the delegation table that is done.
  matter text not null,
  -- Whether what the section makes of it is issued by somebody other than its author.
  second_person boolean not null,
  -- Whether the person asks for it, or a helper for them; then the view of their clinician is sought (0031).
  of_the_person boolean not null default false
);
insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, asked_in, outcomes, matter, second_person) values
  ('leave application', 'leave-application', '{responsible_clinician}', '{responsible_clinician}',
    '{responsible_clinician,ward_staff,mha_office}', '{responsible_clinician,mha_office}', 'leaveTypes',
    '{grant,"grant in part",refuse,return}', 'leave', true),
  ('annual report', 'annual-report', '{responsible_clinician,mha_office}', '{responsible_clinician}',
    '{responsible_clinician,ward_staff,mha_office}', '{responsible_clinician,mha_office}', null,
    '{note,"note with concern",return}', 'annual report', false);

-- What can be asked for in a kind of document where that is a matter of its own, and which movement of the register
-- follows when it is granted and done.
create table casework.document_asks (
  kind text not null references casework.document_kind (kind),
  asked text not null,
  matter text not null,
  movement text,
  primary key (kind, asked)
);

create table casework.document (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  kind text not null references casework.document_kind (kind),
  occasion_id bigint not null unique,
  team_id bigint not null references people.unit (id),
  form_version text not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'waiting for information',
    'awaiting authorisation', 'decided', 'returned', 'withdrawn', 'ended with the case')),
  round integer not null default 1,
  -- What is asked for, in few words for lists: the leave types of section 3a.
  asked_for text[] not null default '{}',
  caseworker_id bigint references people.account (id),
  created_by bigint not null references people.account (id),
  created_at timestamptz not null default now(),
  submitted_at timestamptz,
  due_on date,
  -- When the decision clock is paused: since when.
  paused_on date,
  decided_at timestamptz,
  outcome text,
  -- Of what the person asks for: until when the view of their clinician is awaited, and that the section went on
  -- without it. A draft with such a day was sent by the person, and waits for the view.
  view_due_on date check (view_due_on > (created_at at time zone 'Europe/London')::date),
  went_on_at timestamptz check (went_on_at is null or view_due_on is not null),
  -- While what was decided is looked at again: who asked for it, since when, and how far that has come. Kept by
  -- casework.reconsideration (0032), here too because the worklist shows it.
  again_by text,
  again_since timestamptz,
  again_state text check ((again_state is null) = (again_by is null)),
  -- Whether a statement of the person stands, here too because the worklist shows it for fifty rows at every click;
  -- written by the triggers below.
  spoken boolean not null default false,
  version integer not null default 1,
  unique (id, case_id),
  foreign key (occasion_id, case_id) references voice.occasion (id, case_id)
);
create index on casework.document (case_id, created_at);
-- A year has one report; leave can be asked for twice at a time.
create unique index one_unfinished on casework.document (case_id, kind)
  where kind <> 'leave application' and state not in ('decided', 'withdrawn');

create table casework.state_change (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into casework.state_change values
  ('draft', 'submitted'), ('draft', 'withdrawn'), ('submitted', 'waiting for information'), ('submitted', 'awaiting authorisation'),
  ('submitted', 'withdrawn'), ('waiting for information', 'submitted'), ('waiting for information', 'awaiting authorisation'),
  ('awaiting authorisation', 'submitted'), ('awaiting authorisation', 'decided'), ('awaiting authorisation', 'returned'),
  ('returned', 'draft'), ('returned', 'withdrawn');
-- What is open when its case closes to the section ends with it, and comes back should the closing have been a mistake.
insert into casework.state_change
select stood, 'ended with the case' from unnest('{draft,submitted,"waiting for information","awaiting authorisation",returned}'::text[]) stood
union all
select 'ended with the case', stood from unnest('{draft,submitted,"waiting for information","awaiting authorisation",returned}'::text[]) stood;

-- Nothing more is asked, said or decided about a document in one of these states.
create function casework.is_over(state text) returns boolean
  language sql immutable return state in ('decided', 'withdrawn', 'ended with the case');
grant execute on function casework.is_over(text) to ownwords_app, ownwords_national;

create function casework.legal_change() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.state <> old.state and not exists (select 1 from casework.state_change where from_state = old.state and to_state = new.state) then
    raise exception 'a document that is % cannot become %', old.state, new.state using errcode = 'OW004';
  end if;
  if new.outcome is distinct from old.outcome
     and not exists (select 1 from casework.document_kind k where k.kind = new.kind and new.outcome = any (k.outcomes)) then
    raise exception 'no % becomes %', new.kind, new.outcome using errcode = '23514';
  end if;
  -- That the person has spoken is no change that somebody else at work on it has to see first.
  if new.spoken = old.spoken or new.state <> old.state then new.version := old.version + 1; end if;
  return new;
end $$;
create trigger legal_change before update on casework.document for each row execute function casework.legal_change();

-- A draft does not know what was said: it would have to be told while the statement is being sealed, and sealing
-- and submitting would wait for each other. It is counted as it is handed over, and after that as it is sealed.
create function casework.has_spoken() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.spoken := exists (select 1 from voice.statement s where s.occasion_id = new.occasion_id
    and not exists (select 1 from voice.withdrawal w where w.statement_id = s.id));
  return new;
end $$;
create trigger has_spoken_already before insert on casework.document
  for each row when (new.state <> 'draft') execute function casework.has_spoken();
create trigger has_spoken before update on casework.document
  for each row when (old.state = 'draft' and new.state = 'submitted') execute function casework.has_spoken();
create function casework.speaks() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.document set spoken = true where occasion_id = new.occasion_id and not spoken
    and state in ('submitted', 'waiting for information', 'awaiting authorisation');
  return null;
end $$;
create trigger speaks after insert on voice.statement for each row execute function casework.speaks();

-- Answers, section by section. Open and closed parts are separate tables, because separate policies guard
-- them: whatever a page, an export or a mistake asks for, the person's role never reads the second.
create table casework.open_answers (
  document_id bigint not null,
  case_id bigint not null references people.case (id),
  section text not null,
  answers jsonb not null default '{}',
  -- Answers taken over from an earlier document that nobody has confirmed for this one: {"question": "last confirmed on"}.
  carried jsonb not null default '{}' check (jsonb_typeof(carried) = 'object'),
  version integer not null default 1,
  changed_by bigint not null,
  changed_at timestamptz not null default now(),
  primary key (document_id, section),
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
create table casework.closed_answers (like casework.open_answers including defaults including constraints);
alter table casework.closed_answers add primary key (document_id, section),
  add foreign key (document_id, case_id) references casework.document (id, case_id), add foreign key (case_id) references people.case (id);

create function casework.only_in_draft() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (select state from casework.document where id = new.document_id for share) <> 'draft' then
    raise exception 'a submitted document cannot be changed' using errcode = 'OW005';
  end if;
  return new;
end $$;
create trigger only_in_draft before insert or update on casework.open_answers for each row execute function casework.only_in_draft();
create trigger only_in_draft before insert or update on casework.closed_answers for each row execute function casework.only_in_draft();

-- Nothing said a year ago is said again by nobody: what was taken over goes out when somebody has confirmed it.
create function casework.all_confirmed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select 1 from casework.open_answers o where o.document_id = new.id and o.carried <> '{}')
     or exists (select 1 from casework.closed_answers c where c.document_id = new.id and c.carried <> '{}') then
    raise exception 'an answer of an earlier document was not confirmed' using errcode = 'OW012';
  end if;
  return new;
end $$;
create trigger all_confirmed before update on casework.document
  for each row when (old.state = 'draft' and new.state = 'submitted' and new.went_on_at is null) execute function casework.all_confirmed();

-- What was submitted, as it was: signed, dated, with the version of every rule that was checked.
create table casework.submission (
  id bigint generated always as identity primary key,
  document_id bigint not null,
  case_id bigint not null references people.case (id),
  round integer not null,
  answers jsonb not null,
  shown_id bigint,
  sight_confirmed_on date not null,
  sight_note text,
  signed_name text not null check (signed_name <> ''),
  signed_on date not null,
  submitted_by bigint not null,
  submitted_at timestamptz not null default now(),
  unique (document_id, round),
  unique (id, case_id),
  foreign key (document_id, case_id) references casework.document (id, case_id),
  foreign key (shown_id, case_id) references voice.shown (id, case_id)
);
create table casework.submission_closed (
  submission_id bigint primary key,
  case_id bigint not null references people.case (id),
  answers jsonb not null,
  gates jsonb not null,
  foreign key (submission_id, case_id) references casework.submission (id, case_id)
);

-- Asking others. That they were asked is itself closed to the person.
create table casework.consultation (
  id bigint generated always as identity primary key,
  document_id bigint not null,
  case_id bigint not null references people.case (id),
  consultee text not null check (consultee in ('victim_liaison_officer', 'mappa_coordinator', 'offender_manager', 'counter_terrorism_manager')),
  account_id bigint not null references people.account (id),
  -- The types of leave, told once: somebody who is consulted does not read the application itself.
  asked_for text[] not null default '{}',
  question text not null check (question <> ''),
  asked_by bigint not null,
  asked_at timestamptz not null default now(),
  answered_at timestamptz,
  answer jsonb,
  version integer not null default 1,
  unique (document_id, consultee),
  unique (id, case_id),
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
create index on casework.consultation (account_id);
create index on casework.consultation (case_id);

create table casework.reminder (
  id bigint generated always as identity primary key,
  consultation_id bigint not null,
  case_id bigint not null references people.case (id),
  sent_by bigint,
  sent_at timestamptz not null default now(),
  foreign key (consultation_id, case_id) references casework.consultation (id, case_id)
);
create index on casework.reminder (consultation_id);

-- LG-4: notice to MAPPA that was promised and must be given before leave starts.
create table casework.undertaking (
  document_id bigint primary key,
  case_id bigint not null references people.case (id),
  given_by bigint not null,
  given_on date not null,
  met_on date,
  foreign key (document_id, case_id) references casework.document (id, case_id)
);

create table casework.information_request (
  id bigint generated always as identity primary key,
  document_id bigint not null,
  case_id bigint not null references people.case (id),
  question text not null check (question <> ''),
  asked_by bigint not null,
  asked_at timestamptz not null default now(),
  asked_on date not null,
  due_on date not null,
  rule text not null,
  -- No answer came in time, and somebody at MHCS chose to wait until then instead of returning the application.
  extended_until date check (extended_until > due_on),
  answered_at timestamptz,
  answered_by bigint,
  answer text,
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
create index on casework.information_request (document_id);
create unique index one_open_request on casework.information_request (document_id) where answered_at is null;

-- Matter × flags → lowest authority level: dated data, because the real table is MHCS's own [D]. A test holds it equal
-- to casework/rules/delegation.ts.
create table casework.delegation (
  id bigint generated always as identity primary key,
  matter text not null,
  flag text not null check (flag in ('none', 'noteworthy', 'extremism')),
  level smallint not null check (level between 1 and 9),
  in_force_from date not null,
  in_force_until date check (in_force_until > in_force_from),
  source text not null,
  unique (matter, flag, in_force_from)
);
insert into casework.delegation (matter, flag, level, in_force_from, source)
select m.matter, f.flag, f.level, date '2024-11-20', 'Ownwords default, to be replaced by the delegation table of MHCS'
from (values
  ('leave', 2, 3, 4), ('medical leave', 2, 3, 4), ('extended leave', 3, 3, 4),
  ('level transfer', 2, 3, 4), ('hospital transfer', 2, 3, 4), ('trial leave', 2, 3, 4), ('prison transfer', 2, 3, 4),
  ('remission', 2, 3, 4), ('recall', 3, 3, 4), ('urgent recall', 2, 2, 2), ('change of conditions', 2, 3, 4),
  ('relaxing conditions on liberty', 3, 3, 4), ('conditional discharge', 3, 4, 4), ('supervised discharge', 3, 4, 4),
  ('absolute discharge', 4, 4, 4), ('lifting of restrictions', 4, 4, 4), ('annual report', 1, 2, 4), ('discharge report', 1, 2, 4)
) m (matter, plain, noteworthy, extremism)
cross join lateral (values ('none', m.plain), ('noteworthy', m.noteworthy), ('extremism', m.extremism)) f (flag, level);

-- Under which matters a document falls: those of what it asks for, or that of its kind. These functions see with the
-- eyes of whoever asks: nothing is needed for a case that is not theirs.
create function casework.matters_of(for_document bigint) returns setof text
  language sql stable set search_path = '' as $$
  select distinct coalesce(x.matter, k.matter) from casework.document d
  join casework.document_kind k on k.kind = d.kind
  left join lateral unnest(d.asked_for) named (one) on true
  left join casework.document_asks x on x.kind = d.kind and x.asked = named.one
  where d.id = for_document
$$;
-- The lowest level for a matter in a case on a day: of the rows that its flags call for, the highest. Null, and so more
-- than anybody holds, where no row is in force, or the case is not one of whoever asks.
create function casework.level_for(of_case bigint, of_matter text, on_day date) returns smallint
  language sql stable set search_path = '' as $$
  select max(d.level) from casework.patient_flags f
  join casework.delegation d on d.flag = 'none' or d.flag = 'noteworthy' and f.noteworthy
    or d.flag = 'extremism' and f.extremism_level in ('high', 'critical')
  where f.case_id = of_case and d.matter = of_matter
    and d.in_force_from <= on_day and (d.in_force_until is null or d.in_force_until > on_day)
$$;
-- Null where one of its matters has none.
create function casework.level_needed(for_document bigint, on_day date) returns smallint
  language sql stable set search_path = '' as $$
  select case when bool_and(level is not null) then max(level) end from (
    select casework.level_for(a.case_id, m.matter, on_day) as level
    from casework.document a cross join lateral casework.matters_of(a.id) m (matter) where a.id = for_document) needed
$$;
-- The level of delegated authority that an account holds on a day, by the highest of its roles that decide; 0 for none.
-- It too sees with the eyes of whoever asks: staff see who holds which role, nobody else does.
create function casework.level_held(by_account bigint, on_day date) returns smallint
  language sql stable set search_path = '' as $$
  select coalesce(max(m.authority_level), 0::smallint) from people.membership m
  where m.account_id = by_account and m.role = any (access.deciders())
    and m.from_on <= on_day and (m.until_on is null or m.until_on > on_day)
$$;
-- Refuses whoever does not hold a level; without a level in force nobody holds it.
create function casework.refuse_below(needed smallint, by_account bigint) returns void
  language plpgsql stable set search_path = '' as $$
begin
  if casework.level_held(by_account, access.today()) < coalesce(needed, 10) then
    raise exception 'a higher authority level is needed' using errcode = 'OW007';
  end if;
end $$;

create table casework.decision (
  id bigint generated always as identity primary key,
  document_id bigint not null,
  case_id bigint not null references people.case (id),
  -- One of the outcomes of its kind of document; undecided while it is being drafted.
  kind text,
  -- The decision that it looks at again (0032); the first of a document looks at none.
  reconsiders bigint,
  -- As its kind of document wants it when it was begun.
  second_person boolean not null default true,
  granted text[] not null default '{}',
  conditions text[] not null default '{}',
  reasons text not null default '',
  author_id bigint not null references people.account (id),
  -- Everybody who changed the draft: none of them may authorise it.
  editors bigint[] not null default '{}',
  changed_by bigint,
  changed_at timestamptz not null default now(),
  state text not null default 'draft' check (state in ('draft', 'awaiting authorisation', 'sent back', 'issued')),
  drafted_at timestamptz not null default now(),
  sent_back_reason text,
  authoriser_id bigint references people.account (id),
  level_needed smallint,
  rules jsonb not null default '{}',
  issued_at timestamptz,
  version integer not null default 1,
  check (kind is not null or state in ('draft', 'sent back')),
  check (not second_person or authoriser_id is null or authoriser_id <> author_id),
  check ((state = 'issued') = (issued_at is not null and authoriser_id is not null)),
  check (reconsiders is null or kind is null or kind <> 'return'),
  unique (id, case_id),
  unique (id, document_id, case_id),
  foreign key (reconsiders, document_id, case_id) references casework.decision (id, document_id, case_id),
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
create index on casework.decision (document_id);
-- A document has one first decision, and none is looked at again twice: what was decided is a line without forks.
create unique index one_decision on casework.decision (document_id)
  where reconsiders is null and (state <> 'issued' or kind <> 'return');
create unique index no_forks on casework.decision (reconsiders);
-- Which level it takes to look at it again: that of today, and never a lower one than the decisions before. More than
-- anybody holds where the delegation table says nothing.
create function casework.level_again(for_document bigint, on_day date) returns smallint
  language sql stable set search_path = '' as $$
  select greatest(coalesce(casework.level_needed(for_document, on_day), 10::smallint),
    (select max(d.level_needed) from casework.decision d where d.document_id = for_document and d.state = 'issued'))
$$;

-- The answer to the person stands apart from the letter to the clinician, because the letter may carry what
-- the person may not read.
create table casework.answer_to_person (
  decision_id bigint primary key,
  case_id bigint not null references people.case (id),
  document_id bigint not null,
  text text not null default '',
  conditions text[] not null default '{}',
  kind text,
  -- Which kinds of leave were consented to: the person may read it here, since the decision itself is not theirs.
  granted text[] not null default '{}',
  -- Everybody who wrote in it: none of them may authorise it.
  editors bigint[] not null default '{}',
  issued_at timestamptz,
  version integer not null default 1,
  foreign key (decision_id, case_id) references casework.decision (id, case_id),
  foreign key (document_id, case_id) references casework.document (id, case_id)
);

create function casework.decision_fits() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  k casework.document_kind;
begin
  if tg_op = 'UPDATE' and new.kind is not distinct from old.kind and new.second_person = old.second_person then return new; end if;
  select x.* into k from casework.document d join casework.document_kind x on x.kind = d.kind where d.id = new.document_id;
  if not coalesce(new.kind = any (k.outcomes), true) then
    raise exception 'no % becomes %', k.kind, new.kind using errcode = '23514';
  end if;
  new.second_person := case when tg_op = 'INSERT' then k.second_person else old.second_person end;
  return new;
end $$;
create trigger decision_fits before insert or update on casework.decision for each row execute function casework.decision_fits();

-- The last line: somebody high enough, a second person where the kind of document wants one, and every word answered.
create function casework.issue() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  if old.state = 'issued' then raise exception 'an issued decision stays as it is' using errcode = 'OW001'; end if;
  if new.state <> old.state and (old.state, new.state) not in (('draft', 'awaiting authorisation'), ('sent back', 'awaiting authorisation'),
      ('awaiting authorisation', 'draft'), ('awaiting authorisation', 'sent back'), ('awaiting authorisation', 'issued')) then
    raise exception 'a decision that is % cannot become %', old.state, new.state using errcode = 'OW004';
  end if;
  if (new.kind, new.granted, new.conditions, new.reasons) is distinct from (old.kind, old.granted, old.conditions, old.reasons) then
    -- What the second person reads is what is issued.
    if old.state = 'awaiting authorisation' then
      raise exception 'a decision that waits for authorisation cannot be changed' using errcode = 'OW004';
    end if;
    if who.account_id is not null and not who.account_id = any (old.editors) then
      new.editors := old.editors || who.account_id;
    end if;
    new.changed_by := coalesce(who.account_id, old.changed_by);
    new.changed_at := now();
  end if;
  if new.state = 'issued' then
    new.level_needed := casework.level_needed(new.document_id, access.today());
    if who.account_id is null or new.second_person and (who.account_id = new.author_id or who.account_id = any (old.editors)
       or exists (select 1 from casework.answer_to_person t where t.decision_id = new.id and who.account_id = any (t.editors))
       or exists (select 1 from casework.document a join voice.reply r on r.occasion_id = a.occasion_id
                  where a.id = new.document_id and r.written_by = who.account_id)) then
      raise exception 'the author cannot authorise' using errcode = 'OW006';
    end if;
    perform casework.refuse_below(new.level_needed, who.account_id);
    new.authoriser_id := who.account_id;
    new.issued_at := now();
    -- What goes back comes again: its statements are answered by the decision that ends it.
    if new.kind <> 'return' and exists (select 1 from casework.document a
        cross join lateral voice.unanswered(a.occasion_id) where a.id = new.document_id) then
      raise exception 'a part of the statement has no reply' using errcode = 'OW003';
    end if;
    update casework.answer_to_person set issued_at = new.issued_at, kind = new.kind, granted = new.granted
      where decision_id = new.id and trim(text) <> '';
    if not found then raise exception 'the person has no answer yet' using errcode = 'OW008'; end if;
  end if;
  new.version := old.version + 1;
  return new;
end $$;
create trigger issue before update on casework.decision for each row execute function casework.issue();

create function casework.issued_answer_stays() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.issued_at is not null then raise exception 'an issued answer stays as it is' using errcode = 'OW001'; end if;
  return new;
end $$;
create trigger issued_answer_stays before update on casework.answer_to_person for each row execute function casework.issued_answer_stays();

-- The answer is written like the decision: not while the second person reads it, and by authors who are remembered.
create function casework.write_answer() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  writer bigint := (access.actor()).account_id;
begin
  if tg_op = 'UPDATE' and (new.text, new.conditions) is not distinct from (old.text, old.conditions) then return new; end if;
  if (select state from casework.decision where id = new.decision_id for share) = 'awaiting authorisation' then
    raise exception 'a decision that waits for authorisation cannot be changed' using errcode = 'OW004';
  end if;
  if writer is not null and not writer = any (new.editors) then new.editors := new.editors || writer; end if;
  return new;
end $$;
create trigger write_answer before insert or update on casework.answer_to_person for each row execute function casework.write_answer();

-- So are the replies: what the second person reads is what is issued.
create function casework.reply_stands() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and (new.kind, new.text) is not distinct from (old.kind, old.text) then return new; end if;
  if (select state from casework.document where occasion_id = new.occasion_id for share) = 'awaiting authorisation' then
    raise exception 'a decision that waits for authorisation cannot be changed' using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger reply_stands before insert or update on voice.reply for each row execute function casework.reply_stands();

-- What became of the leave: the clinician grants within the consent and manages it (s17 with s41(3)(c)(i)).
create table casework.leave_event (
  id bigint generated always as identity primary key,
  document_id bigint not null,
  case_id bigint not null references people.case (id),
  -- 'withdrawn' is written by the decision that took the consent back (0032).
  kind text not null check (kind in ('granted', 'started', 'suspended', 'resumed', 'completed', 'withdrawn')),
  on_day date not null,
  note text not null default '',
  recorded_by bigint not null,
  recorded_at timestamptz not null default now(),
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
create index on casework.leave_event (document_id, id);

create function casework.leave_may_begin() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  last_kind text;
  consented boolean;
begin
  perform 1 from casework.document where id = new.document_id for update;
  consented := exists (select 1 from casework.document where id = new.document_id and state = 'decided'
                 and outcome in ('grant', 'grant in part') and case_id = new.case_id);
  select kind into last_kind from casework.leave_event where document_id = new.document_id order by id desc limit 1;
  -- Whoever was out when the consent was taken back comes back, and that is recorded too.
  if not consented and not coalesce(new.kind = 'withdrawn' or (last_kind = 'withdrawn' and new.kind = 'completed'
      and exists (select from casework.leave_event e where e.document_id = new.document_id and e.kind = 'started')), false) then
    raise exception 'no consent to this leave' using errcode = 'OW009';
  end if;
  if not coalesce((last_kind is null and new.kind = 'granted') or (last_kind = 'granted' and new.kind in ('started', 'suspended'))
      or (last_kind in ('started', 'resumed') and new.kind in ('suspended', 'completed'))
      or (last_kind = 'suspended' and new.kind in ('resumed', 'completed'))
      or (not consented and last_kind in ('granted', 'started', 'resumed', 'suspended') and new.kind = 'withdrawn')
      or (last_kind = 'withdrawn' and new.kind = case when consented then 'granted' else 'completed' end), false) then
    raise exception 'leave that is % cannot be %', coalesce(last_kind, 'not granted'), new.kind using errcode = 'OW004';
  end if;
  if new.kind in ('started', 'resumed') and exists (select 1 from casework.undertaking u where u.document_id = new.document_id
      and (u.met_on is null or u.met_on > new.on_day)) then
    raise exception 'MAPPA has not been notified yet' using errcode = 'OW010';
  end if;
  return new;
end $$;
create trigger leave_may_begin before insert on casework.leave_event for each row execute function casework.leave_may_begin();

-- The capacities that a kind of document names for its document; empty for whoever does not see it.
create function casework.hands_of(for_document bigint, out led_by text[], out filled_by text[], out closed_by text[])
  language sql stable set search_path = '' as $$
  select k.led_by, k.filled_by, k.closed_by from casework.document d join casework.document_kind k on k.kind = d.kind
  where d.id = for_document
$$;
grant execute on function casework.hands_of(bigint) to ownwords_app;

do $$
declare
  name text;
  inside constant text := $q$'responsible_clinician', 'ward_staff', 'mha_office', 'social_supervisor', 'clinical_supervisor', 'prison_healthcare'$q$;
  alongside constant text := $q$'subject', 'advocate', 'solicitor'$q$;
  closed_readers constant text := $q$'responsible_clinician', 'mha_office'$q$;
  consulted constant text := $q$'victim_liaison_officer', 'mappa_coordinator', 'offender_manager', 'counter_terrorism_manager'$q$;
begin
  foreach name in array array['patient', 'patient_flags', 'document', 'open_answers', 'closed_answers', 'submission',
    'submission_closed', 'consultation', 'reminder', 'undertaking', 'information_request', 'decision', 'answer_to_person', 'leave_event'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy national on casework.%I for select to ownwords_national using (case_id <> all ((select access.cases_shut())::bigint[]))', name);
    execute format('grant select on casework.%I to ownwords_app, ownwords_national', name);
  end loop;
  -- Every policy asks for the case.
  foreach name in array array['open_answers', 'closed_answers', 'submission', 'submission_closed', 'reminder', 'undertaking',
    'information_request', 'decision', 'answer_to_person', 'leave_event'] loop
    execute format('create index on casework.%I (case_id)', name);
  end loop;
  -- Open: the care team, the person and their helpers.
  foreach name in array array['document', 'submission', 'leave_event'] loop
    execute format('create policy open_part on casework.%I for select to ownwords_app using (case_id = any ((select access.cases_as(%s, %s))::bigint[]))', name, inside, alongside);
  end loop;
  -- While it is being written it belongs to those who write and supervise: the person is shown it when they are asked
  -- (voice.shown), and then reads what was submitted.
  execute format('create policy open_part on casework.open_answers for select to ownwords_app using (case_id = any ((select access.cases_as(%s))::bigint[]))', inside);
  -- Closed: the responsible clinician and the Mental Health Act office.
  foreach name in array array['patient_flags', 'consultation', 'reminder', 'undertaking'] loop
    execute format('create policy closed_part on casework.%I for select to ownwords_app using (case_id = any ((select access.cases_as(%s))::bigint[]))', name, closed_readers);
  end loop;
  execute format('create policy known on casework.patient for select to ownwords_app using (case_id = any ((select access.cases_as(%s, %s, %s))::bigint[]))', inside, alongside, consulted);
  execute $p$create policy closed_part on casework.information_request for select to ownwords_app
    using (case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).closed_by)))$p$;
  execute format('create policy issued on casework.decision for select to ownwords_app using (state = ''issued'' and case_id = any ((select access.cases_as(%s))::bigint[]))', inside);
  execute format('create policy issued on casework.answer_to_person for select to ownwords_app using (issued_at is not null and case_id = any ((select access.cases_as(%s, %s))::bigint[]))', inside, alongside);
end $$;

alter table casework.state_change enable row level security;
alter table casework.state_change force row level security;
create policy definer on casework.state_change to ownwords_owner using (true) with check (true);
alter table casework.delegation enable row level security;
alter table casework.delegation force row level security;
create policy definer on casework.delegation to ownwords_owner using (true) with check (true);
create policy reads on casework.delegation for select to ownwords_app, ownwords_national using (true);
grant select on casework.delegation to ownwords_app, ownwords_national;
do $$
declare
  name text;
begin
  foreach name in array array['document_kind', 'document_asks'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy reads on casework.%I for select to ownwords_app, ownwords_national using (true)', name);
    execute format('grant select on casework.%I to ownwords_app, ownwords_national', name);
  end loop;
end $$;

-- The clinical side writes.
create policy starts on casework.document for insert to ownwords_app
  with check (created_by = (select access.account_id()) and state = 'draft'
    and case_id = any (access.cases_as(variadic (select k.started_by from casework.document_kind k where k.kind = document.kind))));
create policy leads on casework.document for update to ownwords_app
  using (case_id = any (access.cases_as(variadic (select k.led_by from casework.document_kind k where k.kind = document.kind)))
    and state in ('draft', 'submitted', 'waiting for information', 'returned'))
  with check (case_id = any (access.cases_as(variadic (select k.led_by from casework.document_kind k where k.kind = document.kind)))
    and state in ('draft', 'submitted', 'withdrawn'));
grant insert (case_id, kind, occasion_id, team_id, form_version, created_by), update (state, round, asked_for, submitted_at, due_on, paused_on)
  on casework.document to ownwords_app;

create policy fills on casework.open_answers for insert to ownwords_app
  with check (changed_by = (select access.account_id())
    and case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).filled_by)));
create policy changes on casework.open_answers for update to ownwords_app
  using (case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).filled_by)))
  with check (changed_by = (select access.account_id())
    and case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).filled_by)));
-- Those who fill the closed part in are those who read it: one policy for both.
create policy fills on casework.closed_answers to ownwords_app
  using (case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).closed_by)))
  with check (changed_by = (select access.account_id())
    and case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).closed_by)));
grant insert (document_id, case_id, section, answers, carried, changed_by),
  update (answers, carried, version, changed_by, changed_at)
  on casework.open_answers, casework.closed_answers to ownwords_app;

create policy submits on casework.submission for insert to ownwords_app
  with check (submitted_by = (select access.account_id())
    and case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).led_by)));
create function casework.submitted_document(for_submission bigint) returns bigint
  language sql stable set search_path = '' return (select s.document_id from casework.submission s where s.id = for_submission);
grant execute on function casework.submitted_document(bigint) to ownwords_app;
create policy submits on casework.submission_closed for insert to ownwords_app
  with check (case_id = any (access.cases_as(variadic (casework.hands_of(casework.submitted_document(submission_id))).led_by)));
create policy reads_closed on casework.submission_closed for select to ownwords_app
  using (case_id = any (access.cases_as(variadic (casework.hands_of(casework.submitted_document(submission_id))).closed_by)));
grant insert (document_id, case_id, round, answers, shown_id, sight_confirmed_on, sight_note, signed_name, signed_on, submitted_by)
  on casework.submission to ownwords_app;
grant insert on casework.submission_closed to ownwords_app;

-- A consultee sees the questions put to them and nothing else of the application, for as long as they are let in.
create policy asked on casework.consultation for select to ownwords_app
  using (account_id = (select access.account_id()) and case_id = any ((select access.cases_as('victim_liaison_officer',
    'mappa_coordinator', 'offender_manager', 'counter_terrorism_manager'))::bigint[]));
create policy asks on casework.consultation for insert to ownwords_app
  with check (asked_by = (select access.account_id())
    and case_id = any ((select access.cases_as('responsible_clinician', 'mha_office'))::bigint[]));
create policy answers on casework.consultation for update to ownwords_app
  using (account_id = (select access.account_id()) and answered_at is null and case_id = any ((select access.cases_as(
    'victim_liaison_officer', 'mappa_coordinator', 'offender_manager', 'counter_terrorism_manager'))::bigint[]))
  with check (account_id = (select access.account_id()));
grant insert (document_id, case_id, consultee, account_id, asked_for, question, asked_by), update (answered_at, answer, version)
  on casework.consultation to ownwords_app;
create policy reminds on casework.reminder for insert to ownwords_app
  with check (sent_by = (select access.account_id())
    and case_id = any ((select access.cases_as('responsible_clinician', 'mha_office'))::bigint[]));
grant insert (consultation_id, case_id, sent_by) on casework.reminder to ownwords_app;
create policy worker on casework.consultation for select to ownwords_worker using (true);
create policy worker on casework.reminder to ownwords_worker using (true) with check (sent_by is null);
grant select (id, document_id, case_id, account_id, asked_at, answered_at) on casework.consultation to ownwords_worker;
create policy worker on casework.document for select to ownwords_worker using (true);
grant select (id, state) on casework.document to ownwords_worker;
create policy worker on people.case for select to ownwords_worker using (true);
grant select (id, closed_on) on people.case to ownwords_worker;
grant select, insert (consultation_id, case_id, sent_by) on casework.reminder to ownwords_worker;

create policy undertakes on casework.undertaking for insert to ownwords_app
  with check (given_by = (select access.account_id())
    and case_id = any ((select access.cases_as('responsible_clinician', 'mha_office'))::bigint[]));
create policy meets on casework.undertaking for update to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician', 'mha_office'))::bigint[]));
grant insert (document_id, case_id, given_by, given_on), update (met_on) on casework.undertaking to ownwords_app;

create policy replies on casework.information_request for update to ownwords_app
  using (answered_at is null and case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).led_by)))
  with check (answered_by = (select access.account_id())
    and case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).led_by)));
grant update (answered_at, answered_by, answer) on casework.information_request to ownwords_app;

create policy records on casework.leave_event for insert to ownwords_app
  with check (recorded_by = (select access.account_id())
    and case_id = any ((select access.cases_as('responsible_clinician'))::bigint[]));
grant insert (document_id, case_id, kind, on_day, note, recorded_by) on casework.leave_event to ownwords_app;

-- MHCS writes.
create policy works on casework.document for update to ownwords_national
  using ((state in ('submitted', 'waiting for information', 'awaiting authorisation') or again_state is not null)
    and case_id <> all ((select access.cases_shut())::bigint[]))
  with check (state not in ('draft', 'ended with the case'));
grant update (state, caseworker_id, due_on, paused_on, decided_at, outcome) on casework.document to ownwords_national;
create policy asks on casework.information_request for insert to ownwords_national
  with check (asked_by = (select access.account_id())
    and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (document_id, case_id, question, asked_by, asked_on, due_on, rule) on casework.information_request to ownwords_national;
create policy extends on casework.information_request for update to ownwords_national
  using (answered_at is null
    and case_id <> all ((select access.cases_shut())::bigint[]));
grant update (extended_until) on casework.information_request to ownwords_national;
create policy drafts on casework.decision for insert to ownwords_national
  with check (author_id = (select access.account_id()) and state = 'draft'
    and case_id <> all ((select access.cases_shut())::bigint[]));
create policy moves on casework.decision for update to ownwords_national
  using (issued_at is null
    and case_id <> all ((select access.cases_shut())::bigint[]))
  -- Issuing is itself such a change: without this, the row as it is then would be refused.
  with check (case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (document_id, case_id, reconsiders, kind, granted, conditions, reasons, author_id),
  update (kind, granted, conditions, reasons, state, sent_back_reason, rules, version) on casework.decision to ownwords_national;
create policy drafts on casework.answer_to_person for insert to ownwords_national
  with check (issued_at is null
    and case_id <> all ((select access.cases_shut())::bigint[]));
create policy redrafts on casework.answer_to_person for update to ownwords_national
  using (issued_at is null
    and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (decision_id, case_id, document_id, text, conditions, kind), update (text, conditions, kind, version)
  on casework.answer_to_person to ownwords_national;

-- In which language and wording the person of a case reads: those who decide write to them, but do not see accounts
-- of patients.
create function casework.wording_of(for_case bigint, out language text, out easy_read boolean)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(for_case <> all (access.cases_shut()), false) then return; end if;
  select coalesce(a.language, p.language), coalesce(a.easy_read, false) into language, easy_read
  from people.case k join people.person p on p.id = k.person_id
  left join people.account a on a.person_id = p.id and a.ended_on is null where k.id = for_case;
end $$;

grant execute on function casework.matters_of(bigint), casework.level_for(bigint, text, date), casework.level_needed(bigint, date), casework.level_again(bigint, date), casework.level_held(bigint, date), casework.wording_of(bigint) to ownwords_national;

-- Evidence of reading: those who decide see who has opened the person's words and the application, and when; and
-- to whom the work was given.
create policy deciders on audit.event for select to ownwords_national
  using (event = any ('{voice.statement.read,casework.document.read,casework.document.allocated}'::text[])
    and case_id <> all ((select access.cases_shut())::bigint[]));
-- A case that is read all day has thousands of other events.
create index evidence on audit.event (case_id, at)
  where event in ('voice.statement.read', 'casework.document.read', 'casework.document.allocated');
