-- Who helps a person by the person's own consent: a solicitor, an advocate. The person gives it, limits it, dates it and
-- takes it back; it lets the helper into the circle of the case and out of it again.

alter table people.circle add unique (id, case_id);
create table people.consent (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  account_id bigint not null references people.account (id),
  capacity text not null check (capacity in ('advocate', 'solicitor')),
  -- Who that was and where they worked, as the person chose them; found by the trigger below.
  name text not null default '',
  place text not null default '',
  -- Whether the helper may also write down what the person says. Reading is what every consent gives.
  may_write boolean not null default false,
  -- Whether the helper may ask for things for the person: in their own name, for the person, and with both names on it.
  may_ask boolean not null default false,
  from_on date not null default access.today(),
  -- The first day on which it is over. Nobody consents for ever without being asked again.
  until_on date not null check (until_on > from_on and until_on <= from_on + 366),
  given_by bigint not null references people.account (id),
  given_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  -- Where it let the helper in; found by the trigger below.
  circle_id bigint,
  -- Whoever asks for somebody writes down what they say. A solicitor does that for nothing else.
  check (may_write or not may_ask),
  check (capacity = 'advocate' or may_write = may_ask),
  foreign key (circle_id, case_id) references people.circle (id, case_id)
);
create index on people.consent (case_id);
create index on people.consent (account_id);

create function people.give_consent() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  -- Two consents at the same moment: the second finds the first.
  perform 1 from people.case k where k.id = new.case_id for no key update;
  select h.name, h.place into new.name, new.place from people.helper_found(new.account_id) h
    where h.role = new.capacity limit 1;
  if not found then
    raise exception 'account % helps nobody as %', new.account_id, new.capacity using errcode = 'OW060';
  end if;
  if exists (select from people.circle c where c.case_id = new.case_id and c.account_id = new.account_id
      and c.capacity = new.capacity and (c.until_on is null or c.until_on > access.today())) then
    -- Somebody whom the ward arranged may be let ask besides; what they may already is not the person's to end by this.
    if new.may_ask and not exists (select from people.consent o where o.case_id = new.case_id and o.account_id = new.account_id
        and o.capacity = new.capacity and o.withdrawn_at is null and o.until_on > access.today()) then return new; end if;
    raise exception 'account % helps in case % already', new.account_id, new.case_id using errcode = 'OW061';
  end if;
  insert into people.circle (case_id, account_id, capacity, basis, from_on, until_on, added_by)
  values (new.case_id, new.account_id, new.capacity, 'Consent of the person', new.from_on, new.until_on, new.given_by)
  returning id into new.circle_id;
  return new;
end $$;
create trigger gives before insert on people.consent for each row execute function people.give_consent();

create function people.withdraw_consent() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.withdrawn_at is not null or new.withdrawn_at is null then
    raise exception 'consent % was taken back already', old.id using errcode = 'OW062';
  end if;
  new.withdrawn_at := now();
  -- The last day of a standing is the one before: they are out at once.
  update people.circle set until_on = greatest(from_on, access.today())
    where id = new.circle_id and until_on > access.today();
  return new;
end $$;
create trigger withdraws before update on people.consent for each row execute function people.withdraw_consent();

-- Somebody who can be asked to help: a solicitor or an advocate at work today.
create function people.helper_found(account bigint) returns table (role text, name text, place text)
  language sql stable security definer set search_path = '' as $$
  select m.role, a.display_name, u.name from people.membership m
  join people.account a on a.id = m.account_id join people.unit u on u.id = m.unit_id
  where a.id = account and m.role in ('advocate', 'solicitor') and m.from_on <= access.today()
    and (m.until_on is null or m.until_on > access.today()) and a.active_from <= access.today()
    and (a.ended_on is null or a.ended_on > access.today())
  order by m.role
$$;

-- What a person finds who looks for a helper by the beginning of a name or of a firm. For the subject of a case alone:
-- accounts are nobody's list to read.
create function people.helpers_called(looked_for text) returns table (account_id bigint, role text, name text, place text)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if cardinality(access.cases_as('subject')) = 0 or length(trim(looked_for)) < 2 then return; end if;
  return query
    select a.id, m.role, a.display_name, u.name from people.membership m
    join people.account a on a.id = m.account_id join people.unit u on u.id = m.unit_id
    where m.role in ('advocate', 'solicitor') and m.from_on <= access.today()
      and (m.until_on is null or m.until_on > access.today()) and a.active_from <= access.today()
      and (a.ended_on is null or a.ended_on > access.today())
      and strpos(' ' || lower(a.display_name) || ' ' || lower(u.name), ' ' || lower(trim(looked_for))) > 0
    order by a.display_name, a.id limit 20;
end $$;

alter table people.consent enable row level security;
alter table people.consent force row level security;
create policy definer on people.consent to ownwords_owner using (true) with check (true);
-- Those who are around the person know on what footing a helper stands there.
create policy around on people.consent for select to ownwords_app
  using (case_id = any ((select access.cases_as('subject', 'responsible_clinician', 'mha_office', 'ward_staff'))::bigint[]));
create policy own on people.consent for select to ownwords_app using (account_id = (select access.account_id()));
create policy gives on people.consent for insert to ownwords_app
  with check (given_by = (select access.account_id()) and case_id = any ((select access.cases_as('subject'))::bigint[]));
create policy takes_back on people.consent for update to ownwords_app
  using (withdrawn_at is null and case_id = any ((select access.cases_as('subject'))::bigint[]))
  with check (case_id = any ((select access.cases_as('subject'))::bigint[]));
grant select, insert (case_id, account_id, capacity, may_write, may_ask, until_on, given_by), update (withdrawn_at) on people.consent to ownwords_app;
grant execute on function people.helpers_called(text) to ownwords_app;

-- A helper who was let in to read alone writes nothing down, whatever their profession may.
create function people.cases_to_read_only() returns bigint[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.case_id), '{}') from people.consent c
  where c.account_id = (access.actor()).account_id and not c.may_write and c.withdrawn_at is null and c.until_on > access.today()
$$;
grant execute on function people.cases_to_read_only() to ownwords_app, ownwords_national;
-- Where the actor may ask for things for the person, from the moment of the consent to the moment in which it ends.
create function people.cases_to_ask_for() returns bigint[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.case_id), '{}') from people.consent c
  where c.account_id = (access.actor()).account_id and c.may_ask and c.withdrawn_at is null and c.until_on > access.today()
    and c.case_id = any (access.cases_as('advocate', 'solicitor'))
$$;
grant execute on function people.cases_to_ask_for() to ownwords_app;
create policy within_consent on voice.statement as restrictive for insert to ownwords_app
  with check (case_id <> all ((select people.cases_to_read_only())::bigint[]));
create policy within_consent on voice.draft as restrictive for insert to ownwords_app
  with check (case_id <> all ((select people.cases_to_read_only())::bigint[]));
