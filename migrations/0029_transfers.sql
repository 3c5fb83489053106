-- Transfers between hospitals, remission, medical and extended leave, and transfer from prison: documents that move
-- somebody from one place to another, and what follows in the register and in the circle of the case.

-- Where somebody comes to by a movement: the ward, or the hospital where no ward is known, and the responsible clinician
-- there. Their hospital, ward and named place follow, and so does the circle of their case: the care team there comes
-- in, the one that they left goes with a date, and nothing of the case is lost by it.
alter table casework.movement
  add column to_unit bigint references people.unit (id),
  add column to_clinician bigint references people.account (id),
  -- Where they were before, for a movement that is struck out; written by the trigger below.
  add column left_unit bigint references people.unit (id),
  add column left_clinician bigint references people.account (id),
  add check (to_clinician is null or to_unit is not null);
grant insert (to_unit, to_clinician) on casework.movement to ownwords_national;

-- The care team of a unit comes into a case; unless somebody only goes there for a while, the one they leave goes.
create function casework.settle(of_case bigint, unit bigint, clinician bigint, for_a_while boolean, account bigint) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  here people.unit := (select u from people.unit u where u.id = unit);
  hospital bigint := case here.kind when 'ward' then here.parent_id else here.id end;
  ward bigint := case here.kind when 'ward' then here.id end;
begin
  if not for_a_while then
    update casework.patient set hospital_id = hospital, ward_id = ward where case_id = of_case;
    update people.circle c set until_on = greatest(c.from_on, access.today())
    where c.case_id = of_case and (c.until_on is null or c.until_on > access.today())
      and ((c.capacity = 'mha_office' and c.unit_id is distinct from hospital)
        or (c.capacity = 'ward_staff' and c.unit_id is distinct from ward)
        -- Whoever came from prison has left it.
        or (c.capacity = 'prison_healthcare' and c.unit_id is distinct from hospital)
        or (c.capacity = 'responsible_clinician' and clinician is not null and c.account_id is distinct from clinician));
  end if;
  insert into people.circle (case_id, account_id, unit_id, capacity, basis, added_by)
  select of_case, w.account_id, w.unit_id, w.capacity, case when for_a_while then 'Trial leave' else 'Detaining hospital' end, account
  from (values (null::bigint, hospital, case here.kind when 'prison' then 'prison_healthcare' else 'mha_office' end), (null, ward, 'ward_staff'), (clinician, null, 'responsible_clinician'))
    w (account_id, unit_id, capacity)
  where num_nonnulls(w.account_id, w.unit_id) = 1 and not exists (select from people.circle c where c.case_id = of_case
    and c.capacity = w.capacity and c.account_id is not distinct from w.account_id and c.unit_id is not distinct from w.unit_id
    and (c.until_on is null or c.until_on > access.today()));
end $$;

create function casework.movement_leads() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.to_unit is null then return new; end if;
  if not exists (select from people.unit u where u.id = new.to_unit and u.kind in ('hospital', 'ward') and u.ended_on is null) then
    raise exception 'nobody is detained in unit %', new.to_unit using errcode = 'OW122';
  end if;
  if new.to_clinician is not null and not exists (select from people.membership m
      join people.unit u on u.id = new.to_unit and m.unit_id in (u.id, u.parent_id)
      where m.account_id = new.to_clinician and m.role = 'responsible_clinician' and m.from_on <= access.today()
        and (m.until_on is null or m.until_on > access.today())) then
    raise exception 'account % is no responsible clinician there', new.to_clinician using errcode = 'OW122';
  end if;
  select coalesce(p.ward_id, p.hospital_id) into new.left_unit from casework.patient p where p.case_id = new.case_id;
  select c.account_id into new.left_clinician from people.circle c where c.case_id = new.case_id
    and c.capacity = 'responsible_clinician' and c.account_id is not null
    and (c.until_on is null or c.until_on > access.today()) order by c.id desc limit 1;
  return new;
end $$;
create trigger leads before insert on casework.movement
  for each row when (new.corrects is null) execute function casework.movement_leads();

create function casework.movement_led() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  gone casework.movement := (select m from casework.movement m where m.id = new.corrects);
begin
  if new.kind in ('return from trial leave', 'transfer') and not new.struck_out then
    update people.circle c set until_on = greatest(c.from_on, access.today())
    where c.case_id = new.case_id and c.basis = 'Trial leave' and (c.until_on is null or c.until_on > access.today());
  end if;
  if new.to_unit is not null and new.corrects is null then
    perform casework.settle(new.case_id, new.to_unit, new.to_clinician, new.kind = 'trial leave', new.recorded_by);
    if new.kind <> 'trial leave' then
      update casework.patient set named_place = new.to_place, place_boundary = '' where case_id = new.case_id;
    end if;
  end if;
  -- What was struck out never was, unless they have gone elsewhere since.
  if new.struck_out and gone.to_unit is not null and not exists (select from casework.movement m where m.case_id = new.case_id
      and m.to_unit is not null and m.id > gone.id and m.superseded_by is null) then
    perform casework.settle(new.case_id, gone.left_unit, gone.left_clinician, false, new.recorded_by);
  end if;
  return null;
end $$;
create trigger led after insert on casework.movement for each row execute function casework.movement_led();

-- The hospitals and wards to which somebody can come, and who is a responsible clinician there.
create function casework.places_to_come_to() returns table (unit_id bigint, hospital text, ward text)
  language sql stable security definer set search_path = '' as $$
  select u.id, coalesce(h.name, u.name), case u.kind when 'ward' then u.name end from people.unit u
  left join people.unit h on h.id = u.parent_id and u.kind = 'ward'
  where u.kind in ('hospital', 'ward') and u.ended_on is null and access.national_as(variadic access.deciders())
  order by coalesce(h.name, u.name), u.kind, u.name
$$;
create function casework.clinicians_to_come_to() returns table (account_id bigint, name text, hospital text)
  language sql stable security definer set search_path = '' as $$
  select distinct a.id, a.display_name, u.name from people.membership m
  join people.account a on a.id = m.account_id and a.ended_on is null join people.unit u on u.id = m.unit_id
  where m.role = 'responsible_clinician' and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
    and access.national_as(variadic access.deciders())
  order by a.display_name, u.name
$$;
grant execute on function casework.places_to_come_to(), casework.clinicians_to_come_to() to ownwords_national;

-- What differs in the kinds that follow: a consent to leave that the clinician then grants and records, and the
-- authorities for detention under which alone a thing can be asked for.
alter table casework.document_kind add column leave boolean not null default false, add column only_under text[];
update casework.document_kind set leave = true where kind = 'leave application';
create function casework.is_leave() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from casework.document d join casework.document_kind k on k.kind = d.kind and k.leave
      where d.id = new.document_id) then
    raise exception 'no consent to this leave' using errcode = 'OW009';
  end if;
  return new;
end $$;
create trigger is_leave before insert on casework.leave_event for each row execute function casework.is_leave();
create function casework.under_its_authority() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from casework.document_kind k join casework.patient p on p.case_id = new.case_id
      where k.kind = new.kind and p.authority <> all (k.only_under)) then
    raise exception 'a % is not asked for under this authority', new.kind using errcode = 'OW121';
  end if;
  return new;
end $$;
create trigger under_its_authority before insert on casework.document for each row execute function casework.under_its_authority();

insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, asked_in, outcomes, matter, second_person,
  place_in, only_under) values
  ('transfer', 'transfer', '{responsible_clinician}', '{responsible_clinician}', '{responsible_clinician,ward_staff,mha_office}',
    '{responsible_clinician,mha_office}', 'transferKind', '{grant,refuse,return}', 'hospital transfer', true,
    '{receivingHospital,receivingWard}', null),
  ('remission', 'remission', '{responsible_clinician}', '{responsible_clinician}', '{responsible_clinician,ward_staff,mha_office}',
    '{responsible_clinician,mha_office}', 'remissionWay', '{grant,refuse,return}', 'remission', true,
    '{prisonName}', '{s45A,s47/49,s48/49}');
insert into casework.document_asks (kind, asked, matter, movement) values
  ('transfer', 'level-transfer', 'level transfer', 'transfer'),
  ('transfer', 'hospital-transfer', 'hospital transfer', 'transfer'),
  ('transfer', 'trial-leave', 'trial leave', 'trial leave'),
  ('remission', 'remission-prison', 'remission', 'remitted to prison'),
  ('remission', 'remission-remand', 'remission', 'remitted to remand centre'),
  ('remission', 'remission-licence', 'remission', 'on licence');

-- Medical leave in high-profile cases and extended leave: consent to leave that the clinician then records as any other.
insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, asked_in, outcomes, matter, second_person, leave)
select kind, form, '{responsible_clinician}', '{responsible_clinician}', '{responsible_clinician,ward_staff,mha_office}',
  '{responsible_clinician,mha_office}', asked_in, outcomes, kind, true, true
from (values ('medical leave', 'medical-leave', 'medicalTypes', '{grant,"grant in part",refuse,return}'::text[]),
  ('extended leave', 'extended-leave', 'extendedKind', '{grant,refuse,return}')) k (kind, form, asked_in, outcomes);

-- The order of work in the triage of 2018, for each kind of document and each thing that it asks for; empty for
-- everything of the kind. Dated data; a test holds it equal to casework/rules/priority.ts.
create table casework.work_priority (
  kind text not null references casework.document_kind (kind),
  asked text not null default '',
  priority text not null check (priority in ('critical', 'fast track', 'hospital transfer', 'other', 'community leave')),
  rank smallint not null check (rank between 1 and 9),
  in_force_from date not null,
  in_force_until date check (in_force_until > in_force_from),
  source text not null,
  primary key (kind, asked, in_force_from)
);
alter table casework.work_priority enable row level security;
alter table casework.work_priority force row level security;
create policy definer on casework.work_priority to ownwords_owner using (true) with check (true);
insert into casework.work_priority (kind, asked, priority, rank, in_force_from, source)
select w.kind, w.asked, w.priority, array_position(array['critical', 'fast track', 'hospital transfer', 'other', 'community leave'], w.priority),
  date '2012-01-01', 'Delays in Mental Health Casework decisions, update of 29 January 2018'
from (values
  ('leave application', 'compassionate-day', 'critical'), ('leave application', 'compassionate-overnight', 'critical'),
  ('leave application', 'escorted-day', 'community leave'), ('leave application', 'escorted-overnight', 'community leave'),
  ('leave application', 'unescorted-day', 'community leave'), ('leave application', 'unescorted-overnight', 'community leave'),
  ('medical leave', '', 'fast track'), ('medical leave', 'urgent', 'critical'), ('extended leave', '', 'community leave'),
  ('transfer', 'level-transfer', 'fast track'), ('transfer', 'hospital-transfer', 'hospital transfer'),
  ('transfer', 'trial-leave', 'hospital transfer'), ('remission', '', 'critical'),
  ('recall', '', 'critical'), ('urgent recall', '', 'critical'),
  ('change of conditions', '', 'other'), ('lifting of restrictions', '', 'other'),
  ('discharge application', 'conditional-discharge', 'other'), ('discharge application', 'absolute-discharge', 'other'),
  ('discharge application', 'supervised-discharge', 'other')
) w (kind, asked, priority);
