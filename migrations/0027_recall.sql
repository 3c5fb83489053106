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
  issued_by text not null,
  issued_job text not null default '',
  level_held smallint not null,
  level_needed smallint not null,
  issued_at timestamptz not null,
  unique (decision_id, matter),
  unique (id, case_id),
  foreign key (document_id, case_id) references casework.document (id, case_id),
  foreign key (decision_id, case_id) references casework.decision (id, case_id)
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
    (select max(h.authority_level) from people.membership h where h.account_id = a.id and h.role = any (access.deciders())
      and h.from_on <= access.today() and (h.until_on is null or h.until_on > access.today())),
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
    'social_supervisor', 'clinical_supervisor'))::bigint[]));
