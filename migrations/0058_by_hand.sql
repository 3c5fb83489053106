-- What people do by hand: somebody comes into the register, and who has them in their care is said where no movement
-- says it: a clinician follows another, the person goes to another ward of their hospital, supervisors take on a discharge.

-- In which capacities the actor may bring people into the case of somebody, and let them go: the section in all of
-- them, the Mental Health Act office of the hospital where the person is in those of its own house.
create function casework.names_care_of(of_case bigint) returns text[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  hospital bigint := (select p.hospital_id from casework.patient p join people.case k on k.id = p.case_id
    where p.case_id = of_case and k.closed_on is null);
begin
  if hospital is null then return '{}'; end if;
  if access.national_as(variadic access.deciders()) and coalesce(of_case <> all (access.cases_shut()), false) then
    return '{responsible_clinician,ward_staff,social_supervisor,clinical_supervisor}';
  end if;
  if of_case = any (access.cases_as('mha_office')) and exists (select from people.membership m
      where m.account_id = access.account_id() and m.role = 'mha_office' and m.unit_id = hospital
        and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())) then
    return '{responsible_clinician,ward_staff}';
  end if;
  return '{}';
end $$;

-- Whom the actor can bring into the case: clinicians and wards of the hospital where the person is, supervisors of
-- anywhere, none of whom stands in it already.
create function casework.care_to_choose(of_case bigint) returns table (capacity text, who bigint, name text, place text)
  language sql stable security definer set search_path = '' as $$
  with mine as materialized (select casework.names_care_of(of_case) as capacities),
  could as (
    select distinct m.role as capacity, a.id as who, a.display_name as name,
      case when u.kind = 'ward' then h.name else u.name end as place
    from mine, people.membership m
    join people.account a on a.id = m.account_id and (a.ended_on is null or a.ended_on > access.today())
    join people.unit u on u.id = m.unit_id
    left join people.unit h on h.id = u.parent_id
    join casework.patient p on p.case_id = of_case
    where m.role = any (mine.capacities) and m.role <> 'ward_staff'
      and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
      and (m.role <> 'responsible_clinician' or p.hospital_id in (u.id, u.parent_id))
    union all
    select 'ward_staff', w.id, w.name, h.name
    from mine, casework.patient p join people.unit h on h.id = p.hospital_id
    join people.unit w on w.parent_id = h.id and w.kind = 'ward' and w.ended_on is null
    where p.case_id = of_case and 'ward_staff' = any (mine.capacities) and p.status in ('in hospital', 'in trial leave hospital')
  )
  select * from could where not exists (select from people.circle c where c.case_id = of_case and c.capacity = could.capacity
    and coalesce(c.account_id, c.unit_id) = could.who and (c.until_on is null or c.until_on > access.today()))
  order by array_position('{responsible_clinician,ward_staff,social_supervisor,clinical_supervisor}'::text[], could.capacity), 3, 4
$$;

-- Brings somebody into the case. A person is on one ward: the one they leave goes, unless they only went to that hospital
-- for a while. Nobody else goes with it.
create function casework.take_into_care(of_case bigint, as_what text, whom bigint) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  made bigint;
begin
  perform from casework.patient p where p.case_id = of_case for update;
  if not exists (select from casework.care_to_choose(of_case) c where c.capacity = as_what and c.who = whom) then
    raise exception 'account or unit % does not come into case % as %', whom, of_case, as_what using errcode = 'OW492';
  end if;
  if as_what = 'ward_staff' then
    update casework.patient set ward_id = whom where case_id = of_case;
    update people.circle c set until_on = greatest(c.from_on, access.today())
    where c.case_id = of_case and c.capacity = 'ward_staff' and c.basis <> 'Trial leave'
      and (c.until_on is null or c.until_on > access.today());
  end if;
  insert into people.circle (case_id, account_id, unit_id, capacity, basis, added_by)
  values (of_case, case when as_what <> 'ward_staff' then whom end, case when as_what = 'ward_staff' then whom end, as_what,
    case as_what when 'responsible_clinician' then 'Responsible clinician' when 'ward_staff' then 'Ward' else 'Named in the discharge' end,
    access.account_id())
  returning id into made;
  return made;
end $$;

-- Somebody has the person in their care no longer: their place ends today and stays in the record.
create function casework.leave_care(of_case bigint, standing bigint) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  gone people.circle;
begin
  update people.circle c set until_on = greatest(c.from_on, access.today())
  where c.id = standing and c.case_id = of_case and c.capacity = any (casework.names_care_of(of_case))
    and (c.until_on is null or c.until_on > access.today())
  returning * into gone;
  if gone.id is null then
    raise exception 'row % of case % is not theirs to end', standing, of_case using errcode = 'OW493';
  end if;
  update casework.patient set ward_id = null where case_id = of_case and ward_id = gone.unit_id;
end $$;
grant execute on function casework.names_care_of(bigint), casework.care_to_choose(bigint),
  casework.take_into_care(bigint, text, bigint), casework.leave_care(bigint, bigint) to ownwords_app, ownwords_national;

-- Somebody whom a court or the Secretary of State restricts comes into the register, with the authority and the admission,
-- through the same tables and triggers as a row of an import. The hospital where they are and the clinician there stand in
-- the case from then on. Null when another case has the reference.
create function casework.register_patient(says jsonb) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  here people.unit := (select u from people.unit u where u.id = (says ->> 'unitId')::bigint and u.kind in ('hospital', 'ward')
    and u.ended_on is null);
  clinician bigint := (says ->> 'clinicianId')::bigint;
  team bigint;
  made bigint;
begin
  if not access.national_as(variadic access.deciders()) then
    raise exception 'only the section registers a restricted patient' using errcode = '42501';
  end if;
  if here.id is null or not exists (select from people.membership m
      where m.account_id = clinician and m.role = 'responsible_clinician' and m.unit_id in (here.id, here.parent_id)
        and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())) then
    raise exception 'nobody is detained in unit %, or by account %', says ->> 'unitId', clinician using errcode = 'OW122';
  end if;
  if exists (select from casework.patient p where p.mhcs_reference = says ->> 'reference') then return null; end if;
  -- The team of whoever registers, or the one that has the fewest cases.
  team := coalesce((select m.unit_id from people.membership m join people.unit u on u.id = m.unit_id and u.kind = 'mhcs_team'
      where m.account_id = access.account_id() and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
      order by m.id limit 1),
    (select u.id from people.unit u where u.kind = 'mhcs_team' and u.ended_on is null
      order by (select count(*) from casework.patient p where p.team_id = u.id), u.id limit 1));
  made := casework.bring_entry(says || jsonb_build_object('teamId', team,
    'hospitalId', case here.kind when 'ward' then here.parent_id else here.id end,
    'wardId', case here.kind when 'ward' then here.id end,
    'clinicianIds', jsonb_build_array(clinician),
    'mappaCategory', null, 'mappaLevel', null, 'noteworthy', false, 'extremism', 'none',
    'longTermLeave', false, 'supervisedDischarge', false, 'technicalRecall', false), access.account_id());
  update people.circle set basis = case capacity when 'responsible_clinician' then 'Responsible clinician' when 'ward_staff' then 'Ward'
    else 'Detaining hospital' end where case_id = made;
  update people.identifier i set source = 'the section, on registering'
  from people.case k where k.id = made and i.person_id = k.person_id;
  return made;
end $$;
grant execute on function casework.register_patient(jsonb) to ownwords_national;

-- What the record says of a person, as it was read: who changes it has seen this and nothing older.
create function casework.person_seen(of_case bigint) returns text
  language sql stable security definer set search_path = '' as $$
  select md5(row(w.family_name, w.given_names, w.other_names, w.born_on, w.language, p.mhcs_reference, p.team_id)::text)
  from casework.patient p join people.case k on k.id = p.case_id join people.person w on w.id = k.person_id
  where p.case_id = of_case and of_case <> all (access.cases_shut())
$$;

-- A name, a day of birth, a language or a reference is put right, or changes; so does the team that has the case, where
-- whoever gives out work says so. Answers what became of it: {"changed": [...]}, {"taken": true} when another case has
-- the reference, {"late": true} when somebody changed it meanwhile.
create function casework.put_person_right(of_case bigint, says jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  case_before casework.patient;
  before people.person;
  team bigint;
begin
  if not coalesce(access.national_as(variadic access.deciders()) and of_case <> all (access.cases_shut()), false) then
    raise exception 'only the section puts right who a case is about' using errcode = '42501';
  end if;
  select p.* into case_before from casework.patient p where p.case_id = of_case for update;
  select w.* into before from people.person w join people.case k on k.person_id = w.id where k.id = of_case for update of w;
  if says ->> 'seen' is distinct from casework.person_seen(of_case) then return '{"late": true}'; end if;
  if exists (select from casework.patient p where p.mhcs_reference = says ->> 'reference' and p.case_id <> of_case) then
    return '{"taken": true}';
  end if;
  select coalesce(max(u.id), case_before.team_id) into team from people.unit u
  where u.id = (says ->> 'teamId')::bigint and u.kind = 'mhcs_team' and u.ended_on is null
    and access.national_as('team_manager', 'deputy_head', 'head_of_casework', 'extremism_head');
  update people.person set family_name = says ->> 'familyName', given_names = says ->> 'givenNames',
    other_names = says ->> 'otherNames', born_on = (says ->> 'bornOn')::date, language = says ->> 'language'
  where id = before.id;
  update casework.patient set mhcs_reference = says ->> 'reference', team_id = team where case_id = of_case;
  update casework.document set team_id = team where case_id = of_case and team_id <> team and not casework.is_over(state);
  -- Their own account goes by their name, unless they chose to be called otherwise.
  update people.account set display_name = trim(says ->> 'givenNames' || ' ' || (says ->> 'familyName'))
  where person_id = before.id and display_name = trim(before.given_names || ' ' || before.family_name);
  return jsonb_build_object('changed', array_remove(array[
    case when before.family_name <> says ->> 'familyName' then 'family name' end,
    case when before.given_names <> says ->> 'givenNames' then 'given names' end,
    case when before.other_names <> says ->> 'otherNames' then 'other names' end,
    case when before.born_on is distinct from (says ->> 'bornOn')::date then 'date of birth' end,
    case when before.language <> says ->> 'language' then 'language' end,
    case when case_before.mhcs_reference <> says ->> 'reference' then 'reference' end,
    case when case_before.team_id <> team then 'team' end], null));
end $$;
grant execute on function casework.person_seen(bigint), casework.put_person_right(bigint, jsonb) to ownwords_national;

-- A person signs in themselves. Whoever has them in their care gives them an account and, on paper, a link that works once
-- and for a week; the passphrase the person chooses, and nobody else learns it. A link that was lost is given anew.
create function casework.own_account(of_case bigint, out username text, out has_passphrase boolean)
  language sql stable security definer set search_path = '' as $$
  select a.username, exists (select from people.credential c where c.account_id = a.id and c.passphrase_hash is not null)
  from people.case k join people.account a on a.person_id = k.person_id and a.ended_on is null
  where k.id = of_case and k.id = any (access.cases_as('ward_staff', 'mha_office', 'social_supervisor'))
$$;
create function casework.give_own_account(of_case bigint, proposed text, token_hash bytea) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  whose people.person;
  theirs people.account;
begin
  if not coalesce(of_case = any (access.cases_as('ward_staff', 'mha_office', 'social_supervisor')), false) then
    raise exception 'an account is given by whoever has the person in their care' using errcode = '42501';
  end if;
  select w.* into whose from people.person w join people.case k on k.person_id = w.id where k.id = of_case for update of w;
  select a.* into theirs from people.account a where a.person_id = whose.id and a.ended_on is null;
  if theirs.id is null then
    insert into people.account (username, display_name, person_id, language)
    values (access.free_username(proposed), trim(whose.given_names || ' ' || whose.family_name), whose.id, whose.language)
    returning * into theirs;
  end if;
  insert into people.circle (case_id, account_id, capacity, basis, added_by)
  select of_case, theirs.id, 'subject', 'The person', access.account_id()
  where not exists (select from people.circle c where c.case_id = of_case and c.account_id = theirs.id and c.capacity = 'subject'
    and (c.until_on is null or c.until_on > access.today()));
  update people.invitation i set expires_at = now() where i.account_id = theirs.id and i.accepted_at is null and i.expires_at > now();
  insert into people.invitation (token_hash, account_id, invited_by, expires_at)
  values (give_own_account.token_hash, theirs.id, access.account_id(), now() + interval '7 days');
  return theirs.username;
end $$;
grant execute on function casework.own_account(bigint), casework.give_own_account(bigint, text, bytea) to ownwords_app;
