-- What was once let in, or begun, counts for as long as what it hangs on, and no longer.

-- A consent lets somebody help for as long as the place in the case lasts that it gave them: or, where the ward had
-- arranged their help before, for as long as that lasts. A helper who left their firm is out; whoever comes back is let in
-- anew, and what they might do before does not come back with them.
create function people.consent_stands(c people.consent) returns boolean
  language sql stable set search_path = '' as $$
  select c.withdrawn_at is null and c.until_on > access.today() and exists (select from people.circle k
    where k.case_id = c.case_id and k.account_id = c.account_id and k.capacity = c.capacity
      and (k.until_on is null or k.until_on > access.today())
      and case when c.circle_id is not null then k.id = c.circle_id
        else not exists (select from people.consent o where o.circle_id = k.id) end)
$$;
grant execute on function people.consent_stands(people.consent) to ownwords_app;

create or replace function people.cases_to_read_only() returns bigint[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.case_id), '{}') from people.consent c
  where c.account_id = (access.actor()).account_id and not c.may_write and people.consent_stands(c)
$$;
create or replace function people.cases_to_ask_for() returns bigint[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.case_id), '{}') from people.consent c
  where c.account_id = (access.actor()).account_id and c.may_ask and people.consent_stands(c)
    and c.case_id = any (access.cases_as('advocate', 'solicitor'))
$$;

create or replace function people.give_consent() returns trigger
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
        and o.capacity = new.capacity and people.consent_stands(o)) then return new; end if;
    raise exception 'account % helps in case % already', new.account_id, new.case_id using errcode = 'OW061';
  end if;
  insert into people.circle (case_id, account_id, capacity, basis, from_on, until_on, added_by)
  values (new.case_id, new.account_id, new.capacity, 'Consent of the person', new.from_on, new.until_on, new.given_by)
  returning id into new.circle_id;
  return new;
end $$;
