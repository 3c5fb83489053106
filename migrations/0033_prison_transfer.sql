-- Transfer from prison to hospital (Mental Health Act 1983, sections 47 to 49): somebody who is no restricted patient yet,
-- two medical reports, a bed, the warrant, and the authority that begins on the day on which they come.

-- Before the first movement nobody stands anywhere in the register: 'before', as its law calls it, and 'none' for the
-- authority. Such a case has neither an authority nor a movement, so that nobody counts it among restricted patients.
alter table casework.patient
  -- The prison from which somebody comes; kept when they have left it.
  add column prison_id bigint references people.unit (id),
  drop constraint patient_status_check,
  add constraint patient_status_check check (status in ('before', 'in hospital', 'in trial leave hospital',
    'conditionally discharged', 'in custody', 'ended')),
  drop constraint patient_authority_check,
  add constraint patient_authority_check check (authority in ('none', 's37/41', 's45A', 's47/49', 's48/49', 'CPIA s5',
    'DVCVA s24', 's43/44', '1959 Act', 'cross-border')),
  add constraint before_from_prison check (prison_id is not null or status <> 'before' and authority <> 'none');

drop trigger comes on casework.patient;
create trigger comes after insert on casework.patient
  for each row when (new.status <> 'before') execute function casework.patient_comes();
create trigger rename_prison after update of name on people.unit
  for each row when (new.kind = 'prison') execute function casework.rename_hospital();

-- Whoever came from prison and never left it is back before all movements.
create or replace function casework.status_led_to(of_case bigint, standing text) returns text
  language sql stable security definer set search_path = '' as $$
  select case when coalesce(standing, 'before') = 'before' and p.prison_id is not null then 'before'
    else casework.status_of(standing) end
  from casework.patient p where p.case_id = of_case
$$;

-- Nothing but a transfer is asked for somebody who is no restricted patient, and a transfer only for somebody in prison.
create function casework.fits_prison() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  stands text := (select p.status from casework.patient p where p.case_id = new.case_id);
begin
  if (new.kind = 'prison transfer' and stands not in ('before', 'in custody')) or (new.kind <> 'prison transfer' and stands = 'before') then
    raise exception 'a % is not asked for where somebody is %', new.kind, stands using errcode = 'OW330';
  end if;
  return new;
end $$;
create trigger fits_prison before insert on casework.document for each row execute function casework.fits_prison();

-- The document: a referral, two medical reports by two people, and the bed. Prisons may not be here yet, so the section
-- may begin it from what came on paper.
insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, asked_in, outcomes, matter, second_person,
  place_in, begun_by_section, one_of_them) values
  ('prison transfer', 'prison-transfer', '{prison_healthcare}', '{prison_healthcare}',
    '{prison_healthcare,responsible_clinician,mha_office}', '{prison_healthcare,responsible_clinician,mha_office}',
    'custodyKind', '{grant,refuse,return}', 'prison transfer', true, '{receivingHospital,receivingWard}', true, true);
insert into casework.kind_part (kind, part, place, signed_by, sections, by_another) values
  ('prison transfer', 'A', 1, '{prison_healthcare}', '{A1,A2,A3,A4}', false),
  ('prison transfer', 'B', 2, '{prison_healthcare,responsible_clinician}', '{B1}', false),
  ('prison transfer', 'C', 3, '{prison_healthcare,responsible_clinician}', '{C1}', true),
  ('prison transfer', 'D', 4, '{mha_office,responsible_clinician,prison_healthcare}', '{D1}', false);

-- Under which authority each that is asked for leads to hospital, and the test of the law for it.
alter table casework.document_asks add column authority text references casework.authority_kind (code),
  drop constraint document_asks_legal_test_check,
  add constraint document_asks_legal_test_check check (legal_test in ('supervised discharge', 'lifting of restrictions',
    'transfer of a sentenced prisoner', 'transfer of an unsentenced prisoner'));
insert into casework.document_asks (kind, asked, matter, movement, legal_test, authority)
select 'prison transfer', asked, 'prison transfer', 'admission',
  case asked when 'prison-sentenced' then 'transfer of a sentenced prisoner' else 'transfer of an unsentenced prisoner' end, authority
from (values ('prison-sentenced', 's47/49'), ('prison-remand', 's48/49 remand'), ('prison-magistrates', 's48/49 magistrates'),
  ('prison-civil', 's48/49 civil'), ('prison-immigration', 's48/49 immigration')) x (asked, authority);
insert into casework.work_priority (kind, asked, priority, rank, in_force_from, source) values
  ('prison transfer', '', 'critical', 1, '2012-01-01', 'Delays in Mental Health Casework decisions, update of 29 January 2018');

-- Two registered medical practitioners, one of them at least approved under section 12 (sections 47(1), 48(1), 54(1)).
create function casework.two_reports(said jsonb) returns void
  language plpgsql immutable set search_path = '' as $$
begin
  if exists (select from unnest('{doctor1Name,doctor1Seen,doctor1Findings,doctor2Name,doctor2Seen,doctor2Findings}'::text[]) q
      where coalesce(trim(said ->> q), '') = '')
    or exists (select from unnest('{doctor1Gmc,doctor2Gmc}'::text[]) q where coalesce(said ->> q, '') !~ '^[0-9]{7}$') then
    raise exception 'two medical reports are needed' using errcode = 'OW331';
  end if;
  if said ->> 'doctor1Gmc' = said ->> 'doctor2Gmc' then
    raise exception 'both reports are by the same doctor' using errcode = 'OW332';
  end if;
  if 'yes' not in (coalesce(said ->> 'doctor1Approved', ''), coalesce(said ->> 'doctor2Approved', '')) then
    raise exception 'no doctor is approved under section 12' using errcode = 'OW333';
  end if;
end $$;
create function casework.reports_are_there() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  document bigint := case tg_table_name when 'decision' then (to_jsonb(new) ->> 'document_id')::bigint else new.id end;
begin
  if exists (select from casework.document d where d.id = document and d.kind = 'prison transfer') then
    perform casework.two_reports((select s.answers from casework.submission s where s.document_id = document order by s.round desc limit 1));
  end if;
  return new;
end $$;
create trigger reports_are_there before update on casework.document
  for each row when (old.state = 'draft' and new.state = 'submitted') execute function casework.reports_are_there();
create trigger reports_are_there before update on casework.decision
  for each row when (new.state = 'issued' and old.state <> 'issued' and new.kind = 'grant') execute function casework.reports_are_there();

-- The authority begins with the admission that the warrant allowed, follows it when it is put right, and never was when
-- the admission never was.
create function casework.authority_follows() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  begun text := (select x.authority from casework.document d join casework.document_asks x on x.kind = d.kind and x.asked = new.asked
    where d.id = new.document_id and d.kind = 'prison transfer');
  stands casework.authority;
begin
  if begun is null then return null; end if;
  if new.state = 'done' then
    update people.circle c set basis = 'Detaining hospital' where c.case_id = new.case_id and c.basis = 'Asked for a bed';
  end if;
  select a.* into stands from casework.authority a where a.case_id = new.case_id and a.kind = begun and a.order_on = new.authorised_on
    and a.superseded_by is null and not a.struck_out order by a.id desc limit 1;
  if new.state <> 'done' and stands.id is null then return null; end if;
  insert into casework.authority (case_id, kind, order_on, received_on, release_on, precedence, recorded_by, corrects, struck_out)
  select new.case_id, begun, new.authorised_on, coalesce(m.actual_on, stands.received_on),
    case when stands.id is null then (s.answers ->> 'releaseOn')::date else stands.release_on end,
    coalesce(stands.precedence, (select least(coalesce(max(a.precedence), 0) + 1, 9) from casework.authority a
      where a.case_id = new.case_id and a.superseded_by is null and not a.struck_out)),
    coalesce(m.recorded_by, (access.actor()).account_id), stands.id, new.state <> 'done'
  from casework.submission s left join casework.movement m on m.id = new.movement_id
  where s.document_id = new.document_id order by s.round desc limit 1;
  return null;
end $$;
create trigger authority_follows after update on casework.authorised_move
  for each row when (new.movement_id is distinct from old.movement_id) execute function casework.authority_follows();
create function casework.no_authority() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.patient p set authority = 'none', order_on = null where p.case_id = new.case_id and p.prison_id is not null
    and not exists (select from casework.authority a where a.case_id = new.case_id and a.superseded_by is null and not a.struck_out);
  return null;
end $$;
create trigger none_left after insert on casework.authority for each row when (new.struck_out) execute function casework.no_authority();

-- Somebody in prison comes into this record: by the healthcare of that prison, or by the section. Null when another case
-- has the reference.
create function casework.register_prisoner(says jsonb) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
  prison people.unit := (select u from people.unit u where u.id = (says ->> 'prison')::bigint and u.kind = 'prison' and u.ended_on is null);
  by_section boolean := access.national_as(variadic access.deciders());
  team bigint;
  came bigint;
  made bigint;
begin
  if not by_section and not exists (select from people.membership m where m.account_id = who.account_id and m.unit_id = prison.id
      and m.role = 'prison_healthcare' and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())) then
    raise exception 'somebody is registered by the prison where they are, or by the section' using errcode = 'OW334';
  end if;
  if prison.id is null then raise exception 'there is no such prison' using errcode = 'OW335'; end if;
  if exists (select from casework.patient p where p.mhcs_reference = says ->> 'reference') then return null; end if;
  -- The team of whoever registers; from a prison, the team that has the fewest cases.
  team := coalesce((select m.unit_id from people.membership m join people.unit u on u.id = m.unit_id and u.kind = 'mhcs_team'
      where by_section and m.account_id = who.account_id and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
      order by m.id limit 1),
    (select u.id from people.unit u where u.kind = 'mhcs_team' and u.ended_on is null
      order by (select count(*) from casework.patient p where p.team_id = u.id), u.id limit 1));
  insert into people.person (family_name, given_names, born_on, language)
  values (says ->> 'familyName', says ->> 'givenNames', (says ->> 'bornOn')::date, coalesce(says ->> 'language', 'en')) returning id into came;
  insert into people.case (person_id, room) values (came, 'casework') returning id into made;
  insert into people.identifier (person_id, kind, value, typed, source)
  select came, n ->> 'kind', n ->> 'value', n ->> 'typed', 'the referral from prison' from jsonb_array_elements(says -> 'numbers') n;
  insert into casework.patient (case_id, mhcs_reference, authority, status, hospital_id, prison_id, team_id)
  values (made, coalesce(nullif(says ->> 'reference', ''), 'PT/' || to_char(access.today(), 'YYYY') || '/' || made),
    'none', 'before', prison.id, prison.id, team);
  insert into casework.patient_flags (case_id) values (made);
  insert into people.circle (case_id, unit_id, capacity, basis, added_by)
  values (made, prison.id, 'prison_healthcare', 'In prison', who.account_id);
  return made;
end $$;
grant execute on function casework.register_prisoner(jsonb) to ownwords_app, ownwords_national;

-- The prison asks a hospital for a bed: its Mental Health Act office comes into the case, and the clinician there who is
-- to examine the person. Those who were asked before go; so do all when the request ends without a move.
create function casework.ask_for_bed(for_document bigint, hospital bigint, clinician bigint) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  d casework.document;
begin
  select x.* into d from casework.document x where x.id = for_document for update;
  if d.kind is distinct from 'prison transfer' or d.state <> 'draft' or not d.case_id = any (access.cases_as('prison_healthcare')) then
    raise exception 'a hospital is asked by the prison, before the request is sent' using errcode = 'OW004';
  end if;
  if not exists (select from people.unit u where u.id = hospital and u.kind = 'hospital' and u.ended_on is null) then
    raise exception 'unit % is no hospital', hospital using errcode = 'OW122';
  end if;
  if clinician is not null and not exists (select from people.membership m join people.unit u on u.id = m.unit_id
      where m.account_id = clinician and m.role = 'responsible_clinician' and hospital in (u.id, u.parent_id)
        and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())) then
    raise exception 'account % is no responsible clinician there', clinician using errcode = 'OW122';
  end if;
  update people.circle c set until_on = greatest(c.from_on, access.today()) where c.case_id = d.case_id and c.basis = 'Asked for a bed'
    and (c.unit_id <> hospital or c.account_id is distinct from clinician and c.account_id is not null)
    and (c.until_on is null or c.until_on > access.today());
  insert into people.circle (case_id, unit_id, account_id, capacity, basis, added_by)
  select d.case_id, w.unit_id, w.account_id, w.capacity, 'Asked for a bed', access.account_id()
  from (values (hospital, null::bigint, 'mha_office'), (null, clinician, 'responsible_clinician')) w (unit_id, account_id, capacity)
  where num_nonnulls(w.unit_id, w.account_id) = 1 and not exists (select from people.circle c where c.case_id = d.case_id
    and c.capacity = w.capacity and c.unit_id is not distinct from w.unit_id and c.account_id is not distinct from w.account_id
    and (c.until_on is null or c.until_on > access.today()));
end $$;
grant execute on function casework.ask_for_bed(bigint, bigint, bigint) to ownwords_app;
create function casework.no_bed_needed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update people.circle c set until_on = greatest(c.from_on, access.today())
  where c.case_id = new.case_id and c.basis = 'Asked for a bed' and (c.until_on is null or c.until_on > access.today());
  return null;
end $$;
create trigger no_bed_needed after update on casework.document for each row
  when (new.kind = 'prison transfer' and old.state <> new.state and casework.is_over(new.state) and new.outcome is distinct from 'grant')
  execute function casework.no_bed_needed();
create trigger no_bed_needed after update of state on casework.authorised_move for each row
  when (new.movement = 'admission' and new.state in ('will not happen', 'withdrawn')) execute function casework.no_bed_needed();

-- Nobody moves, and nothing is asked any more: the section has no part in the case of somebody who is not restricted.
create function casework.leave_in_prison(of_case bigint) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not access.national_as(variadic access.deciders()) or of_case = any (access.cases_shut())
    or not exists (select from casework.patient p where p.case_id = of_case and p.status = 'before')
    or exists (select from casework.document d where d.case_id = of_case and not casework.is_over(d.state))
    or exists (select from casework.authorised_move m where m.case_id = of_case and m.state = 'stands') then
    raise exception 'case % is not one to be closed', of_case using errcode = 'OW004';
  end if;
  update people.case k set closed_on = access.today() where k.id = of_case and k.closed_on is null;
end $$;
grant execute on function casework.leave_in_prison(bigint) to ownwords_national;

-- From the first request for a medical report the law will give 28 days (Mental Health Act 2025, section 37): the day is
-- kept from the draft on, and the clock is counted whether or not it is in force.
create function casework.transfer_facts(of_case bigint) returns json
  language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('id', d.id::text, 'requestedOn', o.answers ->> 'requestedOn',
    'admittedOn', (select m.actual_on from casework.authorised_move a join casework.movement m on m.id = a.movement_id
      where a.document_id = d.id),
    'endedOn', case when d.state in ('withdrawn', 'ended with the case') or d.outcome = 'refuse'
        or exists (select from casework.authorised_move a where a.document_id = d.id and a.state in ('will not happen', 'withdrawn'))
      then access.today() end) order by d.id), '[]')
  from casework.document d join casework.open_answers o on o.document_id = d.id and o.answers ->> 'requestedOn' is not null
  where d.case_id = of_case and d.kind = 'prison transfer'
$$;
grant execute on function casework.transfer_facts(bigint) to ownwords_worker;
create trigger transfer_moves after update of state on casework.document for each row
  when (new.kind = 'prison transfer' and new.state <> old.state) execute function casework.counts_at_once();
create trigger transfer_ends after update of state on casework.authorised_move
  for each row when (new.movement = 'admission') execute function casework.counts_at_once();
create trigger first_request after insert or update on casework.open_answers
  for each row when (new.answers ? 'requestedOn') execute function casework.counts_at_once();

-- The prison begins the occasion for the person's words by the policies of its kind (0023); it tells them itself.
insert into casework.instrument_rule (matter, asked, version, form, power, in_force_from)
select 'prison transfer', asked, '1983-1', 'warrant', power, '1983-09-30' from (values
  ('prison-sentenced', 'Mental Health Act 1983, sections 47 and 49'),
  ('prison-remand', 'Mental Health Act 1983, sections 48 and 49'),
  ('prison-magistrates', 'Mental Health Act 1983, sections 48 and 49'),
  ('prison-civil', 'Mental Health Act 1983, sections 48 and 49'),
  ('prison-immigration', 'Mental Health Act 1983, sections 48 and 49')) law (asked, power);
