-- The register: detention authorities, movements, and what follows from them. The law stands twice, here and in
-- src/casework/rules/register, so that no door can write what it does not know; a test holds the two equal.

create table casework.authority_kind (
  code text primary key,
  -- Null for an authority that does not restrict.
  family text
);
insert into casework.authority_kind (code, family) values
  ('s37/41', 's37/41'),
  ('s45A', 's45A'),
  ('s47/49', 's47/49'),
  ('s48/49 remand', 's48/49'),
  ('s48/49 magistrates', 's48/49'),
  ('s48/49 civil', 's48/49'),
  ('s48/49 immigration', 's48/49'),
  ('s48/49', 's48/49'),
  ('DVCVA s24', 'DVCVA s24'),
  ('CPIA s5', 'CPIA s5'),
  ('CPIA 1964', 'CPIA s5'),
  ('s43/44', 's43/44'),
  ('1959 s60/65', '1959 Act'),
  ('1959 s72/74', '1959 Act'),
  ('1959 Act', '1959 Act'),
  ('cross-border', 'cross-border'),
  ('notional s37', null);

create table casework.movement_rule (
  kind text not null,
  outcome text not null,
  from_standing text not null,
  to_standing text not null,
  day_order smallint not null,
  primary key (kind, outcome, from_standing)
);
insert into casework.movement_rule (kind, outcome, from_standing, to_standing, day_order)
select kind, outcome, from_standing, to_standing, day_order from (values
  ('brought over', array['in hospital'], array['before'], 'in hospital', 5),
  ('brought over', array['in trial leave hospital'], array['before'], 'in trial leave hospital', 5),
  ('brought over', array['conditionally discharged'], array['before'], 'conditionally discharged', 5),
  ('brought over', array['in custody'], array['before'], 'in custody', 5),
  ('admission', array[''], array['before', 'in custody'], 'in hospital', 4),
  ('inward repatriation', array[''], array['before'], 'in hospital', 5),
  ('transfer', array[''], array['in hospital', 'in trial leave hospital'], 'in hospital', 5),
  ('trial leave', array[''], array['in hospital'], 'in trial leave hospital', 5),
  ('return from trial leave', array[''], array['in trial leave hospital'], 'in hospital', 5),
  ('abscond', array[''], array['in hospital'], 'absent from hospital', 1),
  ('abscond', array[''], array['in trial leave hospital'], 'absent from trial leave', 1),
  ('escape', array[''], array['in hospital'], 'absent from hospital', 2),
  ('escape', array[''], array['in trial leave hospital'], 'absent from trial leave', 2),
  ('return', array[''], array['absent from hospital'], 'in hospital', 5),
  ('return', array[''], array['absent from trial leave'], 'in trial leave hospital', 5),
  ('conditional discharge by the Secretary of State', array[''], array['in hospital', 'in trial leave hospital'], 'conditionally discharged', 5),
  ('conditional discharge by the tribunal', array[''], array['in hospital', 'in trial leave hospital'], 'conditionally discharged', 5),
  ('conditional discharge abroad', array[''], array['in hospital', 'in trial leave hospital'], 'conditionally discharged', 5),
  ('conditional discharge to prison', array[''], array['in hospital', 'in trial leave hospital'], 'in custody', 5),
  ('taken into custody', array[''], array['conditionally discharged'], 'in custody', 5),
  ('released from custody', array[''], array['in custody'], 'conditionally discharged', 5),
  ('recall', array[''], array['conditionally discharged', 'in custody'], 'in hospital', 5),
  ('absolute discharge by the Secretary of State', array[''], array['in hospital', 'in trial leave hospital', 'conditionally discharged', 'in custody'], 'ended', 5),
  ('absolute discharge by the tribunal', array[''], array['in hospital', 'in trial leave hospital', 'conditionally discharged', 'in custody'], 'ended', 5),
  ('restrictions lifted', array[''], array['in hospital', 'absent from hospital', 'in trial leave hospital', 'absent from trial leave', 'conditionally discharged', 'in custody'], 'ended', 5),
  ('restrictions expired', array[''], array['in hospital', 'absent from hospital', 'in trial leave hospital', 'absent from trial leave', 'conditionally discharged', 'in custody'], 'ended', 5),
  ('remitted to prison', array[''], array['in hospital', 'in trial leave hospital'], 'ended', 5),
  ('remitted to remand centre', array[''], array['in hospital', 'in trial leave hospital'], 'ended', 5),
  ('on licence', array[''], array['in hospital', 'in trial leave hospital'], 'ended', 5),
  ('disposal by court', array['guilty, s37/41', 'guilty, s45A', 'unfit to plead', 'not guilty by reason of insanity'], array['in hospital', 'in trial leave hospital'], 'in hospital', 3),
  ('disposal by court', array['guilty, s37 only', 'guilty, prison', 'guilty, community', 'not guilty, community', 'not guilty, informal patient', 'bailed or remanded'], array['in hospital', 'in trial leave hospital'], 'ended', 3),
  ('fit to plead', array['community', 'prison'], array['in hospital', 'in trial leave hospital', 'conditionally discharged'], 'ended', 5),
  ('fit to plead', array['s37/41', 'interim order'], array['in hospital', 'in trial leave hospital', 'conditionally discharged'], 'in hospital', 5),
  ('released or lapsed', array[''], array['in hospital', 'absent from hospital', 'in trial leave hospital', 'absent from trial leave'], 'ended', 5),
  ('deportation', array[''], array['in hospital', 'absent from hospital', 'in trial leave hospital', 'absent from trial leave', 'conditionally discharged', 'in custody'], 'ended', 5),
  ('outward repatriation', array[''], array['in hospital', 'absent from hospital', 'in trial leave hospital', 'absent from trial leave', 'conditionally discharged', 'in custody'], 'ended', 5),
  ('extradited', array[''], array['in hospital', 'absent from hospital', 'in trial leave hospital', 'absent from trial leave', 'conditionally discharged', 'in custody'], 'ended', 5),
  ('deceased', array[''], array['in hospital', 'absent from hospital', 'in trial leave hospital', 'absent from trial leave', 'conditionally discharged', 'in custody'], 'ended', 5),
  ('dual detention', array[''], array['in hospital'], 'in hospital', 5),
  ('dual detention', array[''], array['absent from hospital'], 'absent from hospital', 5),
  ('dual detention', array[''], array['in trial leave hospital'], 'in trial leave hospital', 5),
  ('dual detention', array[''], array['absent from trial leave'], 'absent from trial leave', 5),
  ('dual detention', array[''], array['conditionally discharged'], 'conditionally discharged', 5),
  ('dual detention', array[''], array['in custody'], 'in custody', 5),
  ('appealed, remains in hospital', array[''], array['in hospital'], 'in hospital', 5),
  ('appealed, remains in hospital', array[''], array['in trial leave hospital'], 'in trial leave hospital', 5)
) law (kind, outcomes, froms, to_standing, day_order), unnest(outcomes) outcome, unnest(froms) from_standing;

-- The status of the case system; whoever absconded still belongs to their hospital.
create function casework.status_of(standing text) returns text
  language sql immutable return case standing when 'absent from hospital' then 'in hospital'
    when 'absent from trial leave' then 'in trial leave hospital' when 'before' then 'in hospital' else standing end;

alter table casework.patient drop constraint patient_status_check, add constraint patient_status_check
  check (status in ('in hospital', 'in trial leave hospital', 'conditionally discharged', 'in custody', 'ended'));
-- How far the named place reaches: beyond it leave needs consent.
alter table casework.patient add place_boundary text not null default '';

-- A row is never edited. One that was wrong is superseded by another, which stands in its place or strikes it out.
create table casework.authority (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  kind text not null references casework.authority_kind (code),
  order_on date,
  received_on date,
  ended_on date,
  -- The expected release date of a prisoner; the restrictions end with it (Mental Health Act 1983 s50(2)).
  release_on date,
  -- The day on which they end by themselves for another reason.
  expires_on date,
  precedence smallint not null check (precedence between 1 and 9),
  court text not null default '',
  -- Null when the program recorded it.
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  corrects bigint,
  struck_out boolean not null default false check (not struck_out or corrects is not null),
  superseded_by bigint,
  unique (id, case_id),
  foreign key (corrects, case_id) references casework.authority (id, case_id),
  foreign key (superseded_by, case_id) references casework.authority (id, case_id),
  check (num_nonnulls(order_on, received_on) > 0),
  check (least(ended_on, release_on, expires_on) >= coalesce(order_on, received_on))
);
create index authorities_now on casework.authority (case_id, precedence) where superseded_by is null and not struck_out;

create table casework.movement (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  kind text not null,
  outcome text not null default '',
  -- The two differ, and so do counts by one or the other: both are kept.
  authorised_on date check (authorised_on <= actual_on),
  actual_on date not null,
  from_place text not null default '',
  to_place text not null default '',
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  corrects bigint,
  struck_out boolean not null default false check (not struck_out or corrects is not null),
  superseded_by bigint,
  -- Written by the triggers below: the place among movements of one day, and where the movement led.
  day_order smallint not null default 5,
  sequence bigint not null default 0,
  standing text not null default 'before',
  unique (id, case_id),
  foreign key (corrects, case_id) references casework.movement (id, case_id),
  foreign key (superseded_by, case_id) references casework.movement (id, case_id)
);
create index on casework.movement (case_id);
-- “As at”: the last movement of a case by a day, without reading the table.
create index movements_now on casework.movement (case_id, actual_on, day_order, sequence) include (standing)
  where superseded_by is null and not struck_out;

-- Nothing is decided any more in a case whose restrictions have ended: the Secretary of State has no power there. What
-- was recorded wrongly can still be put right.
create function casework.is_over_for_section() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (access.actor()).door = 'national'
    and exists (select from people.case k where k.id = new.case_id and k.closed_on is not null) then
    raise exception 'case % has ended for the section', new.case_id using errcode = 'OW040';
  end if;
  return new;
end $$;
do $$
declare
  name text;
begin
  foreach name in array array['casework.document', 'casework.information_request', 'casework.decision',
    'casework.answer_to_person', 'voice.reply'] loop
    execute format('create trigger is_over_for_section before insert or update on %s
      for each row execute function casework.is_over_for_section()', name);
  end loop;
end $$;
-- Its other columns follow the register, which can be put right.
create trigger is_over_for_section before update of named_place, place_boundary on casework.patient
  for each row execute function casework.is_over_for_section();
create trigger is_over_for_section before insert on casework.authority
  for each row when (new.corrects is null) execute function casework.is_over_for_section();
create trigger is_over_for_section before insert on casework.movement
  for each row when (new.corrects is null) execute function casework.is_over_for_section();

-- The functions that follow are planned anew each time: a plan made while the register was empty would read all of it
-- for each of ten thousand rows that a load brings.
create function casework.movement_comes() returns trigger
  language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  -- Two movements of one case one after the other: each is legal only after the one before it.
  perform 1 from casework.patient p where p.case_id = new.case_id for no key update;
  if new.recorded_by is not null and new.actual_on > access.today() then
    raise exception 'a movement that has not happened' using errcode = 'OW041';
  end if;
  if new.corrects is not null and exists (select from casework.movement m where m.id = new.corrects and m.superseded_by is not null) then
    raise exception 'movement % was corrected already', new.corrects using errcode = 'OW042';
  end if;
  new.sequence := coalesce((select m.sequence from casework.movement m where m.id = new.corrects), new.id);
  new.day_order := coalesce((select min(r.day_order) from casework.movement_rule r where r.kind = new.kind), 5);
  return new;
end $$;
create trigger comes before insert on casework.movement for each row execute function casework.movement_comes();

-- Reads a case from its first movement to its last. One that the law does not know from where the person stood is
-- refused, and so is one after which a later one could not have been.
create function casework.read_movements(of_case bigint) returns text
  language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  step casework.movement;
  stands text := 'before';
  leads text;
begin
  for step in select * from casework.movement m where m.case_id = of_case and m.superseded_by is null and not m.struck_out
    order by m.actual_on, m.day_order, m.sequence loop
    select r.to_standing into leads from casework.movement_rule r
      where r.kind = step.kind and r.outcome = step.outcome and r.from_standing = stands;
    if not found then
      raise exception '% does not follow %', step.kind, stands using errcode = 'OW041';
    end if;
    stands := leads;
    if step.standing <> stands then update casework.movement set standing = stands where id = step.id; end if;
  end loop;
  return stands;
end $$;

-- The status to which the movements of a case lead, from where the last of them left somebody.
create function casework.status_led_to(of_case bigint, standing text) returns text
  language sql stable security definer set search_path = '' as $$ select casework.status_of(standing) $$;

create function casework.movement_came() returns trigger
  language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  former text := (select p.status from casework.patient p where p.case_id = new.case_id);
  became text;
begin
  update casework.movement set superseded_by = new.id where id = new.corrects;
  became := casework.status_led_to(new.case_id, casework.read_movements(new.case_id));
  -- In the order in which whoever works on a document locks it and then its case.
  perform 1 from casework.document d where d.case_id = new.case_id order by d.id for no key update;
  if became <> former then update casework.patient set status = became where case_id = new.case_id; end if;
  if became = 'ended' then
    update people.case k set closed_on = (select max(m.actual_on) from casework.movement m where m.case_id = k.id
      and m.superseded_by is null and not m.struck_out) where k.id = new.case_id;
  elsif former = 'ended' then
    update people.case k set closed_on = null where k.id = new.case_id;
  end if;
  return null;
end $$;
create trigger came after insert on casework.movement for each row execute function casework.movement_came();

-- The status follows the movements and nothing else.
create function casework.status_follows() returns trigger
  language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  if new.status is distinct from casework.status_led_to(new.case_id, (select m.standing from casework.movement m
    where m.case_id = new.case_id and m.superseded_by is null and not m.struck_out
    order by m.actual_on desc, m.day_order desc, m.sequence desc limit 1)) then
    raise exception 'case % is not %', new.case_id, new.status using errcode = 'OW041';
  end if;
  return new;
end $$;
create trigger status_follows before update of status on casework.patient
  for each row when (new.status <> old.status) execute function casework.status_follows();

create function casework.authority_comes() returns trigger
  language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  perform 1 from casework.patient p where p.case_id = new.case_id for no key update;
  if new.corrects is not null and exists (select from casework.authority a where a.id = new.corrects and a.superseded_by is not null) then
    raise exception 'authority % was corrected already', new.corrects using errcode = 'OW042';
  end if;
  return new;
end $$;
create trigger comes before insert on casework.authority for each row execute function casework.authority_comes();

-- The authority that governs stands with the patient, for lists and letters.
create function casework.authority_came() returns trigger
  language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  update casework.authority set superseded_by = new.id where id = new.corrects;
  update casework.patient p set authority = leads.family, order_on = leads.order_on from (
    select k.family, a.order_on from casework.authority a join casework.authority_kind k on k.code = a.kind
    where a.case_id = new.case_id and a.superseded_by is null and not a.struck_out and k.family is not null
    order by coalesce(a.ended_on, least(a.release_on, a.expires_on), 'infinity') <= access.today(), a.precedence,
      coalesce(a.order_on, a.received_on) limit 1) leads
  where p.case_id = new.case_id and (p.authority, p.order_on) is distinct from (leads.family, leads.order_on);
  return null;
end $$;
create trigger came after insert on casework.authority for each row execute function casework.authority_came();

-- A case comes into the register with what is known of it.
create function casework.begin_register(of_case bigint) returns void
  language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  insert into casework.authority (case_id, kind, order_on, received_on, precedence)
  select p.case_id, p.authority, p.order_on, k.opened_on, 1
  from casework.patient p join people.case k on k.id = p.case_id where p.case_id = of_case;
  insert into casework.movement (case_id, kind, outcome, actual_on, to_place)
  select p.case_id, case p.status when 'in hospital' then 'admission' else 'brought over' end,
    case p.status when 'in hospital' then '' else p.status end, coalesce(p.order_on, k.opened_on), p.named_place
  from casework.patient p join people.case k on k.id = p.case_id where p.case_id = of_case;
end $$;
create function casework.patient_comes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.begin_register(new.case_id);
  return null;
end $$;
create trigger comes after insert on casework.patient for each row execute function casework.patient_comes();
select casework.begin_register(p.case_id) from casework.patient p order by p.case_id;

-- What the section alone keeps of a case: a table of its own, because the rows beside it are read by others.
create table casework.register_flag (
  case_id bigint primary key references people.case (id),
  long_term_leave boolean not null default false,
  supervised_discharge boolean not null default false,
  technical_recall boolean not null default false
);
create trigger is_over_for_section before insert or update on casework.register_flag
  for each row execute function casework.is_over_for_section();

do $$
declare
  name text;
begin
  foreach name in array array['authority', 'movement', 'register_flag', 'authority_kind', 'movement_rule'] loop
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
  end loop;
  foreach name in array array['authority', 'movement', 'register_flag'] loop
    execute format('create policy national on casework.%I for select to ownwords_national using (case_id <> all ((select access.cases_shut())::bigint[]))', name);
  end loop;
  -- The entry is the person's own: they, their helpers and the care team read it.
  foreach name in array array['authority', 'movement'] loop
    execute format('grant select on casework.%I to ownwords_app, ownwords_national', name);
    execute format('create policy open_part on casework.%I for select to ownwords_app using (case_id = any ((select access.cases_as(
      ''responsible_clinician'', ''ward_staff'', ''mha_office'', ''social_supervisor'', ''clinical_supervisor'', ''subject'', ''advocate'', ''solicitor''))::bigint[]))', name);
    execute format('create policy records on casework.%I for insert to ownwords_national
      with check (recorded_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]))', name);
  end loop;
end $$;
grant insert (case_id, kind, order_on, received_on, ended_on, release_on, expires_on, precedence, court, recorded_by, corrects, struck_out)
  on casework.authority to ownwords_national;
grant insert (case_id, kind, outcome, authorised_on, actual_on, from_place, to_place, recorded_by, corrects, struck_out)
  on casework.movement to ownwords_national;
grant select on casework.register_flag to ownwords_national;
create policy marks on casework.register_flag for insert to ownwords_national
  with check (case_id <> all ((select access.cases_shut())::bigint[]));
create policy marks_anew on casework.register_flag for update to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, long_term_leave, supervised_discharge, technical_recall),
  update (long_term_leave, supervised_discharge, technical_recall) on casework.register_flag to ownwords_national;
create policy names_place on casework.patient for update to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
grant update (named_place, place_boundary) on casework.patient to ownwords_national;

-- The authorities that restrict, with their families: the table of kinds is nobody's to read.
create function casework.restricting() returns table (code text, family text)
  language plpgsql stable rows 16 security definer set search_path = '' as $$
begin return query select k.code, k.family from casework.authority_kind k where k.family is not null; end $$;

-- Who is restricted on a day, by which family of authorities, and where they stand: the rule "active on date X" of the
-- Ministry's analysts. Whoever asks sees with their own eyes. Without a search path of its own, so that it becomes part
-- of the statement that asks and is planned with it.
create function casework.restricted_on(on_day date) returns table (case_id bigint, family text, standing text)
  language sql stable as $$
  with restricted as (
    select distinct on (a.case_id) a.case_id, k.family
    from casework.authority a join casework.restricting() k on k.code = a.kind
    where a.superseded_by is null and not a.struck_out and coalesce(a.order_on, a.received_on) <= on_day
      and coalesce(a.ended_on, least(a.release_on, a.expires_on), 'infinity') > on_day
    order by a.case_id, a.precedence, coalesce(a.order_on, a.received_on)
  ), last as (
    -- Backwards through the index movements_now, cases and days alike.
    select distinct on (m.case_id) m.case_id, m.standing from casework.movement m
    where m.superseded_by is null and not m.struck_out and m.actual_on <= on_day
    order by m.case_id desc, m.actual_on desc, m.day_order desc, m.sequence desc
  )
  select r.case_id, r.family, coalesce(l.standing, 'before') from restricted r left join last l using (case_id)
  where coalesce(l.standing, 'before') <> 'ended'
$$;

-- The whole register on a day, counted by status and by the authority that governed. “Active on date X” as the
-- Ministry's analysts have it (design brief, section 2.3). Counts only, so the cases that are shut count too.
create function casework.register_as_at(on_day date) returns table (status text, family text, patients bigint)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not access.national_as(variadic access.deciders() || 'auditor'::text) then return; end if;
  return query
    select casework.status_of(r.standing), r.family, count(*) from casework.restricted_on(on_day) r group by 1, 2;
end $$;
grant execute on function casework.register_as_at(date), casework.restricted_on(date), casework.restricting(),
  casework.status_of(text) to ownwords_national;
grant execute on function casework.status_of(text) to ownwords_app;

-- Restrictions that ended by themselves: the case closes to the section on the day, whoever is at work. Runs twice
-- without harm. Answers who is told, and on which side they stand.
create function casework.expire_restrictions(on_day date) returns table (case_id bigint, account_id bigint, side text)
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one record;
  stood text;
begin
  -- Whoever runs this at the same moment waits, and then finds those cases closed.
  perform pg_advisory_xact_lock(hashtext('expire restrictions'));
  for one in
    select a.case_id, max(least(a.release_on, a.expires_on)) filter (where a.ended_on is null) as lapsed_on,
      bool_or(a.kind in ('s45A', 's47/49', '1959 s72/74')) as sentenced, max(a.precedence) as precedence
    from casework.authority a join casework.authority_kind k on k.code = a.kind and k.family is not null
    join people.case open on open.id = a.case_id and open.closed_on is null
    where a.superseded_by is null and not a.struck_out
    group by a.case_id
    having max(coalesce(a.ended_on, least(a.release_on, a.expires_on), 'infinity')) <= on_day
      and bool_or(a.ended_on is null) loop
    select casework.status_of(casework.read_movements(one.case_id)) into stood;
    continue when stood = 'ended';
    insert into casework.movement (case_id, kind, actual_on)
    -- Not before what happened last: a release date that was entered late ends the restrictions now.
    select one.case_id, 'restrictions expired', greatest(one.lapsed_on, max(m.actual_on)) from casework.movement m
    where m.case_id = one.case_id and m.superseded_by is null and not m.struck_out;
    if one.sentenced and stood in ('in hospital', 'in trial leave hospital') then
      insert into casework.authority (case_id, kind, order_on, precedence)
      values (one.case_id, 'notional s37', one.lapsed_on, least(one.precedence + 1, 9));
    end if;
    return query
      select one.case_id, c.account_id, case c.capacity when 'subject' then 'person' else 'hospital' end
      from people.circle c where c.case_id = one.case_id and c.account_id is not null
        and c.capacity in ('subject', 'responsible_clinician') and (c.until_on is null or c.until_on > on_day)
      union
      select one.case_id, m.account_id, 'hospital' from people.circle c
      join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity and (m.until_on is null or m.until_on > on_day)
      where c.case_id = one.case_id and c.capacity = 'mha_office' and (c.until_on is null or c.until_on > on_day)
      union
      select one.case_id, m.account_id, 'section' from casework.patient p
      join people.membership m on m.unit_id = p.team_id and (m.until_on is null or m.until_on > on_day)
      join people.case k on k.id = p.case_id and k.readers = 'room'
      where p.case_id = one.case_id
      union
      select one.case_id, c.account_id, 'section' from people.circle c
      where c.case_id = one.case_id and c.account_id is not null and c.capacity in ('caseworker', 'extremism_head')
        and (c.until_on is null or c.until_on > on_day)
      union
      -- Whoever had a document in hand that ended with the case.
      select one.case_id, d.caseworker_id, 'section' from casework.document d
      where d.case_id = one.case_id and d.state = 'ended with the case' and d.caseworker_id is not null;
    -- Its clocks stop at once, and not when their turn comes.
    perform jobs.enqueue('count-clocks', json_build_object('case', one.case_id), 'clocks ' || one.case_id);
  end loop;
end $$;
grant execute on function casework.expire_restrictions(date) to ownwords_worker;
