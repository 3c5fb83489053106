-- Cases before the tribunal: how they came there, what was done on which day, and what came of them. The law stands
-- twice, here and in src/casework/rules/tribunal, so that no door can write what it does not know.

create table casework.tribunal_case (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  kind text not null check (kind in ('reference', 'application')),
  -- The section of the Mental Health Act 1983 under which it was made.
  ground text not null check (ground in ('s71(1)', 's71(2)', 's75(1)(a)', 's75(2C)', 's69(2)', 's70', 's75(2)')),
  -- The First-tier Tribunal (Mental Health), or the Mental Health Review Tribunal for Wales.
  country text not null check (country in ('England', 'Wales')),
  made_on date not null check (made_on <= access.today()),
  -- Of an application: the time in which it could be made.
  window_from date,
  window_until date,
  -- Of a reference: by when it had to be made, where there is such a day.
  due_on date,
  -- Which rule, in which version, opened the window or set the day.
  rule text not null check (rule <> ''),
  recorded_by bigint not null references people.account (id),
  recorded_as text not null,
  recorded_at timestamptz not null default now(),
  unique (id, case_id),
  constraint ground_of_kind check ((kind = 'reference') = (ground in ('s71(1)', 's71(2)', 's75(1)(a)', 's75(2C)'))),
  constraint applied_in_time check ((kind = 'application') = coalesce(made_on between window_from and window_until, false)),
  constraint due_is_of_references check (due_on is null or kind = 'reference'),
  -- Sections 30(2) and 32 of the Mental Health Act 2025.
  constraint references_on_liberty_since_2026 check (ground <> 's75(2C)' or made_on >= date '2026-02-18')
);
create index on casework.tribunal_case (case_id, made_on);

-- A row is never edited. One that was wrong is superseded by another, which stands in its place or strikes it out.
create table casework.tribunal_step (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  tribunal_id bigint not null,
  kind text not null check (kind in ('received', 'reports asked', 'supervisors named', 'hospital reports sent',
    'clinician report sent', 'social report sent', 'words sent', 'state comments sent', 'hearing', 'adjourned')),
  -- The day on which it was done; of a hearing, the day for which it is listed.
  on_day date not null,
  -- By when what it calls for is due, and by which rule.
  due_on date check (due_on >= on_day),
  rule text check (rule <> ''),
  recorded_by bigint not null references people.account (id),
  recorded_as text not null,
  recorded_at timestamptz not null default now(),
  corrects bigint,
  struck_out boolean not null default false check (not struck_out or corrects is not null),
  superseded_by bigint,
  unique (id, case_id),
  foreign key (tribunal_id, case_id) references casework.tribunal_case (id, case_id),
  foreign key (corrects, case_id) references casework.tribunal_step (id, case_id),
  foreign key (superseded_by, case_id) references casework.tribunal_step (id, case_id),
  constraint only_hearings_lie_ahead check (kind in ('hearing', 'adjourned') or on_day <= access.today()),
  constraint due_by_a_rule check ((due_on is null) = (rule is null))
);
create index on casework.tribunal_step (case_id);
create index on casework.tribunal_step (tribunal_id, on_day);

create table casework.tribunal_result (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  tribunal_id bigint not null,
  outcome text not null check (outcome in ('absolute discharge', 'conditional discharge', 'deferred conditional discharge',
    'conditions changed', 'no discharge', 's74 notification', 'withdrawn', 'entered by mistake')),
  decided_on date not null check (decided_on <= access.today()),
  -- What the discharge is made under, or would be. The conditions that hold are kept with their history elsewhere; here
  -- they are as the tribunal worded them.
  conditions text[] not null default '{}' check (cardinality(conditions) <= 40),
  -- The same in plain words for the person, in the same order; empty where nobody has written them.
  plain text[] not null default '{}' check (cardinality(plain) in (0, cardinality(conditions))),
  on_liberty boolean not null default false,
  -- Which of them deprive of liberty, counted from one.
  liberty_places smallint[] not null default '{}',
  -- What the tribunal found, section 73(5A) and (5B): its own test, and another than the Secretary of State's.
  found_another_person boolean not null default false,
  found_no_less_beneficial boolean not null default false,
  -- Section 74(1): what the tribunal told the Secretary of State.
  would text check (would in ('absolute discharge', 'conditional discharge', 'neither')),
  would_remain boolean,
  -- On leave or transfer: extra-statutory, and binds nobody.
  recommends text check (trim(recommends) <> '' and length(recommends) <= 4000),
  -- The movement of the register by which it took effect.
  movement_id bigint,
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  corrects bigint,
  struck_out boolean not null default false check (struck_out = (corrects is not null)),
  superseded_by bigint,
  unique (id, case_id),
  foreign key (tribunal_id, case_id) references casework.tribunal_case (id, case_id),
  foreign key (movement_id, case_id) references casework.movement (id, case_id),
  foreign key (corrects, case_id) references casework.tribunal_result (id, case_id),
  foreign key (superseded_by, case_id) references casework.tribunal_result (id, case_id),
  constraint a_discharge_moves check (struck_out
    or (movement_id is not null) = (outcome in ('absolute discharge', 'conditional discharge'))),
  constraint conditions_of_a_discharge check (cardinality(conditions) = 0
    or outcome in ('conditional discharge', 'deferred conditional discharge', 'conditions changed', 's74 notification')),
  -- Section 73(2)(c) and (5A), in force 18 February 2026.
  constraint liberty_since_2026 check (not on_liberty or (decided_on >= date '2026-02-18'
    and outcome in ('conditional discharge', 'deferred conditional discharge', 'conditions changed'))),
  constraint liberty_is_found check (struck_out or not on_liberty or (found_another_person and found_no_less_beneficial)),
  constraint found_of_liberty check (on_liberty or not (found_another_person or found_no_less_beneficial)),
  constraint places_of_liberty check (cardinality(liberty_places) = 0
    or (on_liberty and 1 <= all (liberty_places) and cardinality(conditions) >= all (liberty_places))),
  constraint notified_whole check ((outcome = 's74 notification') = (would is not null)
    and (would is not distinct from 'conditional discharge') = (would_remain is not null))
);
create index on casework.tribunal_result (case_id);
create index on casework.tribunal_result (tribunal_id);
create index on casework.tribunal_result (movement_id);

-- Whether the person's own words may go to the tribunal: theirs to answer, and to answer otherwise while they have not
-- gone. The last row holds; no row is “not asked”.
create table casework.tribunal_words (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  tribunal_id bigint not null,
  answer text not null check (answer in ('yes', 'no')),
  answered_by bigint not null references people.account (id),
  answered_at timestamptz not null default now(),
  foreign key (tribunal_id, case_id) references casework.tribunal_case (id, case_id)
);
create index on casework.tribunal_words (case_id);
create index on casework.tribunal_words (tribunal_id, id);

create function casework.tribunal_is_decided(tribunal bigint) returns boolean
  language sql stable set search_path = '' as $$
  select exists (select from casework.tribunal_result r where r.tribunal_id = tribunal and r.superseded_by is null
    and not r.struck_out and r.outcome not in ('deferred conditional discharge', 's74 notification'))
$$;

-- Checked once the row is written, after its policies: nobody learns by a refusal what stands in somebody else's case.
create function casework.tribunal_case_came() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  k people.case;
begin
  -- Two at the same moment: the second finds the first.
  perform 1 from casework.patient p where p.case_id = new.case_id for no key update;
  select * into k from people.case c where c.id = new.case_id;
  if k.closed_on is not null then
    raise exception 'case % has ended', new.case_id using errcode = 'OW040';
  end if;
  if exists (select from casework.tribunal_case c where c.case_id = new.case_id and c.kind = new.kind
      and c.id <> new.id
      and not exists (select from casework.tribunal_result r where r.tribunal_id = c.id and r.superseded_by is null and not r.struck_out)) then
    raise exception 'a % is before the tribunal already', new.kind using errcode = 'OW150';
  end if;
  -- Section 77(2): once in a period; one that was withdrawn is disregarded.
  if new.kind = 'application' and exists (select from casework.tribunal_case c where c.case_id = new.case_id
      and c.id <> new.id and c.kind = 'application' and c.made_on between new.window_from and new.window_until
      and not exists (select from casework.tribunal_result r where r.tribunal_id = c.id and r.superseded_by is null
        and not r.struck_out and r.outcome in ('withdrawn', 'entered by mistake'))) then
    raise exception 'an application was made in this period' using errcode = 'OW151';
  end if;
  return null;
end $$;
create trigger came after insert on casework.tribunal_case
  for each row execute function casework.tribunal_case_came();

create function casework.tribunal_step_came() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  of_tribunal casework.tribunal_case;
begin
  select * into of_tribunal from casework.tribunal_case c where c.id = new.tribunal_id and c.case_id = new.case_id for no key update;
  if new.on_day < of_tribunal.made_on then
    raise exception 'before the case came to the tribunal' using errcode = 'OW152';
  end if;
  if casework.tribunal_is_decided(new.tribunal_id) then
    raise exception 'tribunal case % is decided', new.tribunal_id using errcode = 'OW153';
  end if;
  if new.corrects is not null and not exists (select from casework.tribunal_step s where s.id = new.corrects
      and s.tribunal_id = new.tribunal_id and s.kind = new.kind and s.superseded_by is null and not s.struck_out) then
    raise exception 'step % was corrected already', new.corrects using errcode = 'OW042';
  end if;
  if new.kind not in ('adjourned') and exists (select from casework.tribunal_step s where s.tribunal_id = new.tribunal_id
      and s.kind = new.kind and s.superseded_by is null and not s.struck_out
      and s.id <> new.id and s.id is distinct from new.corrects) then
    raise exception '% is recorded', new.kind using errcode = 'OW154';
  end if;
  if new.kind = 'words sent' and (new.corrects is not null or (select w.answer from casework.tribunal_words w
      where w.tribunal_id = new.tribunal_id order by w.id desc limit 1) is distinct from 'yes') then
    raise exception 'the person has not said yes' using errcode = 'OW155';
  end if;
  -- When reports have gone and the person has not said whether their words may go too, they are asked.
  update casework.tribunal_step set superseded_by = new.id where id = new.corrects;
  if new.corrects is null and new.kind in ('hospital reports sent', 'clinician report sent', 'social report sent')
    and not exists (select from casework.tribunal_words w where w.tribunal_id = new.tribunal_id) then
    perform platform.queue_mail(c.account_id, 'mail.something', '/my/tribunal') from people.circle c
    where c.case_id = new.case_id and c.capacity = 'subject' and c.account_id is not null
      and (c.until_on is null or c.until_on > access.today());
  end if;
  return null;
end $$;
create trigger came after insert on casework.tribunal_step for each row execute function casework.tribunal_step_came();
create trigger is_over_for_section before insert on casework.tribunal_step
  for each row when (new.corrects is null) execute function casework.is_over_for_section();

create function casework.tribunal_result_came() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  of_tribunal casework.tribunal_case;
  former text;
begin
  select * into of_tribunal from casework.tribunal_case c where c.id = new.tribunal_id and c.case_id = new.case_id for no key update;
  if new.corrects is not null then
    if not exists (select from casework.tribunal_result r where r.id = new.corrects and r.tribunal_id = new.tribunal_id
        and r.outcome = new.outcome and r.superseded_by is null and not r.struck_out) then
      raise exception 'result % was corrected already', new.corrects using errcode = 'OW042';
    end if;
    -- The register first: what moved the case would stand there without its reason.
    -- A correction of it keeps its sequence.
    if exists (select from casework.tribunal_result r join casework.movement made on made.id = r.movement_id
        join casework.movement m on m.case_id = made.case_id and m.sequence = made.sequence
        where r.id = new.corrects and m.superseded_by is null and not m.struck_out) then
      raise exception 'the movement of result % stands', new.corrects using errcode = 'OW157';
    end if;
    update casework.tribunal_result set superseded_by = new.id where id = new.corrects;
    return null;
  end if;
  if new.decided_on < of_tribunal.made_on then
    raise exception 'before the case came to the tribunal' using errcode = 'OW152';
  end if;
  select r.outcome into former from casework.tribunal_result r where r.tribunal_id = new.tribunal_id
    and r.id <> new.id and r.superseded_by is null and not r.struck_out order by r.id desc limit 1;
  if former is not null and not (case former
      when 'deferred conditional discharge' then new.outcome in ('conditional discharge', 'absolute discharge', 'no discharge')
      when 's74 notification' then new.outcome in ('conditional discharge', 'absolute discharge') else false end) then
    raise exception 'tribunal case % is decided', new.tribunal_id using errcode = 'OW153';
  end if;
  if new.movement_id is not null and not exists (select from casework.movement m where m.id = new.movement_id
      and m.case_id = new.case_id and m.kind = new.outcome || ' by the tribunal' and m.authorised_on = new.decided_on
      and m.superseded_by is null and not m.struck_out) then
    raise exception 'the register does not say so' using errcode = 'OW156';
  end if;
  return null;
end $$;
create trigger came after insert on casework.tribunal_result
  for each row execute function casework.tribunal_result_came();
-- A discharge that ends the restrictions stands in the register when its result is written.
create trigger is_over_for_section before insert on casework.tribunal_result
  for each row when (new.movement_id is null and new.corrects is null and new.outcome not in ('withdrawn', 'entered by mistake'))
  execute function casework.is_over_for_section();

create function casework.tribunal_words_came() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from casework.tribunal_case c where c.id = new.tribunal_id for no key update;
  if exists (select from casework.tribunal_step s where s.tribunal_id = new.tribunal_id and s.kind = 'words sent'
      and s.superseded_by is null and not s.struck_out) then
    raise exception 'the words have gone' using errcode = 'OW158';
  end if;
  if casework.tribunal_is_decided(new.tribunal_id) then
    raise exception 'tribunal case % is decided', new.tribunal_id using errcode = 'OW153';
  end if;
  return null;
end $$;
create trigger came after insert on casework.tribunal_words
  for each row execute function casework.tribunal_words_came();

-- Its clocks are counted again.
do $$
declare
  name text;
begin
  foreach name in array array['tribunal_case', 'tribunal_step', 'tribunal_result'] loop
    execute format('create trigger clocks_change after insert on casework.%I for each row execute function casework.counts_at_once()', name);
  end loop;
  foreach name in array array['tribunal_case', 'tribunal_step', 'tribunal_result', 'tribunal_words'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy national on casework.%I for select to ownwords_national using (case_id <> all ((select access.cases_shut())::bigint[]))', name);
    -- All of it is open to the person, and to those who are around them.
    execute format('create policy open_part on casework.%I for select to ownwords_app using (case_id = any ((select access.cases_as(
      ''subject'', ''advocate'', ''solicitor'', ''responsible_clinician'', ''ward_staff'', ''mha_office'', ''social_supervisor'',
      ''clinical_supervisor''))::bigint[]))', name);
    execute format('grant select on casework.%I to ownwords_app, ownwords_national', name);
  end loop;
end $$;

-- The section refers, and records applications that it hears of; the person and whoever acts for them, that they applied.
-- An advocate whose consent is to read alone records nothing.
create policy section_records on casework.tribunal_case for insert to ownwords_national
  with check (recorded_by = (select access.account_id()) and recorded_as = 'section'
    and case_id <> all ((select access.cases_shut())::bigint[]));
create policy applies on casework.tribunal_case for insert to ownwords_app
  with check (kind = 'application' and recorded_by = (select access.account_id())
    and recorded_as in ('subject', 'advocate', 'solicitor')
    and case_id = any (access.cases_as(recorded_as))
    and (recorded_as <> 'advocate' or case_id <> all ((select people.cases_to_read_only())::bigint[])));
grant insert (case_id, kind, ground, country, made_on, window_from, window_until, due_on, rule, recorded_by, recorded_as)
  on casework.tribunal_case to ownwords_app, ownwords_national;

create policy section_records on casework.tribunal_step for insert to ownwords_national
  with check (recorded_by = (select access.account_id()) and recorded_as = 'section' and kind <> 'words sent'
    and case_id <> all ((select access.cases_shut())::bigint[]));
-- Whoever wrote a report records that it was sent; the hospital, too, when it was asked.
create policy reporters_record on casework.tribunal_step for insert to ownwords_app
  with check (recorded_by = (select access.account_id()) and case_id = any (access.cases_as(recorded_as))
    and kind = any (case recorded_as
      when 'responsible_clinician' then '{"hospital reports sent","clinician report sent","words sent"}'::text[]
      when 'mha_office' then '{"reports asked","hospital reports sent","clinician report sent","words sent"}'::text[]
      when 'clinical_supervisor' then '{"clinician report sent","words sent"}'::text[]
      when 'social_supervisor' then '{"social report sent","words sent"}'::text[] else '{}'::text[] end));
grant insert (case_id, tribunal_id, kind, on_day, due_on, rule, recorded_by, recorded_as, corrects, struck_out)
  on casework.tribunal_step to ownwords_app, ownwords_national;

create policy section_records on casework.tribunal_result for insert to ownwords_national
  with check (recorded_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, tribunal_id, outcome, decided_on, conditions, plain, on_liberty, liberty_places,
  found_another_person, found_no_less_beneficial, would, would_remain, recommends, movement_id, recorded_by, corrects, struck_out) on casework.tribunal_result to ownwords_national;

create policy answers on casework.tribunal_words for insert to ownwords_app
  with check (answered_by = (select access.account_id()) and case_id = any ((select access.cases_as('subject'))::bigint[]));
grant insert (case_id, tribunal_id, answer, answered_by) on casework.tribunal_words to ownwords_app;

-- What the clocks are counted from: days and kinds, and no word.
create function casework.tribunal_facts(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'madeOn', c.made_on,
      'steps', (select coalesce(json_agg(json_build_object('kind', s.kind, 'onDay', s.on_day) order by s.on_day, s.id), '[]')
        from casework.tribunal_step s where s.tribunal_id = c.id and s.superseded_by is null and not s.struck_out),
      'results', (select coalesce(json_agg(json_build_object('outcome', r.outcome, 'decidedOn', r.decided_on) order by r.id), '[]')
        from casework.tribunal_result r where r.tribunal_id = c.id and r.superseded_by is null and not r.struck_out))
      order by c.made_on, c.id), '[]')
  from casework.tribunal_case c where c.case_id = of_case
$$;
grant execute on function casework.tribunal_facts(bigint) to ownwords_worker;

-- The same, and all else that clocks are counted from, for somebody who reads the whole of a case's register entry.
create function casework.clock_facts_here(of_case bigint) returns json
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(of_case = any (access.cases_as('subject', 'advocate', 'solicitor', 'responsible_clinician', 'ward_staff',
      'mha_office', 'social_supervisor', 'clinical_supervisor'))
    or (access.national_as(variadic access.deciders()) and of_case <> all (access.cases_shut())), false) then
    return null;
  end if;
  return (select to_jsonb(f) || jsonb_build_object('tribunal', casework.tribunal_facts(of_case), 'liberty', casework.liberty_facts(of_case))
    from casework.clock_facts(array[of_case]) f);
end $$;
grant execute on function casework.clock_facts_here(bigint) to ownwords_app, ownwords_national;
