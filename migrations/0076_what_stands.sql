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
        -- What the ward had arranged when the person said it, and nothing that it arranged afterwards.
        else k.from_on <= c.from_on and not exists (select from people.consent o where o.circle_id = k.id) end)
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

-- A new secret for an authenticator app is for the screen that asked for it with the passphrase. Another that was left
-- open neither shows it nor sets it up; and a screen that came in with less, from before, does not stay in.
alter table people.credential add column totp_pending_session bigint;

create or replace function access.begin_second_factor(token_hash bytea, sealed bytea) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update people.credential c set totp_pending = sealed, totp_pending_session = s.id
    from people.session s where s.token_hash = begin_second_factor.token_hash and access.session_is_open(s)
      and s.second_factor in ('enrol', 'not needed', 'done') and c.account_id = s.account_id;
  return found;
end $$;

create or replace function access.waiting_session(token_hash bytea, address text, out account bigint, out username text,
    out display_name text, out factor text, out totp_secret bytea, out totp_pending bytea, out door text, out wait integer)
  language plpgsql volatile security definer set search_path = '' as $$
begin
  select a.id, a.username, a.display_name, s.second_factor, c.totp_secret,
      case when c.totp_pending_session = s.id then c.totp_pending end, a.door
    into account, username, display_name, factor, totp_secret, totp_pending, door
  from people.session s join people.account a on a.id = s.account_id left join people.credential c on c.account_id = a.id
  where s.token_hash = waiting_session.token_hash and access.session_is_open(s)
    and (a.ended_on is null or a.ended_on > access.today());
  if account is null then return; end if;
  perform pg_advisory_xact_lock(hashtext('sign-in ' || username));
  wait := access.seconds_to_wait(username, address);
end $$;

create or replace function access.finish_second_factor(old_token_hash bytea, new_token_hash bytea, counter bigint) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  session people.session;
begin
  select * into session from people.session s where s.token_hash = old_token_hash and access.session_is_open(s)
    and s.second_factor in ('enrol', 'not needed', 'done') for update;
  update people.credential set totp_secret = totp_pending, totp_pending = null, totp_pending_session = null,
      totp_confirmed_at = now(), totp_last_counter = counter
    where account_id = session.account_id and totp_pending is not null and totp_pending_session = session.id;
  if not found then return false; end if;
  perform access.forget_failures(session.account_id);
  perform access.step_up(session.id, new_token_hash);
  update people.session other set ends_at = least(other.ends_at, now())
    where other.account_id = session.account_id and other.id <> session.id and other.second_factor <> 'done';
  return true;
end $$;

-- One try at a time here too, or a burst of parallel guesses at a borrowed screen would outrun the delay.
create or replace function access.my_salt(address text, out salt bytea, out wait integer)
  language plpgsql volatile security definer set search_path = '' as $$
declare
  login text;
begin
  select a.username, c.salt into login, salt from people.account a join people.credential c on c.account_id = a.id
    where a.id = (access.actor()).account_id;
  perform pg_advisory_xact_lock(hashtext('sign-in ' || coalesce(login, '')));
  wait := access.seconds_to_wait(coalesce(login, ''), address);
end $$;

-- A new passphrase is the end of every link by which another could be chosen.
create or replace function access.change_passphrase(old_hash bytea, new_salt bytea, new_hash bytea) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  update people.credential set salt = new_salt, passphrase_hash = new_hash, changed_at = now()
    where account_id = who.account_id and passphrase_hash = old_hash;
  if not found then return false; end if;
  update people.session set ends_at = least(ends_at, now()) where account_id = who.account_id and id <> who.session_id;
  update people.invitation set expires_at = now()
    where account_id = who.account_id and accepted_at is null and expires_at > now();
  return true;
end $$;

-- Whoever signs in reads their own account, also on days on which they hold no role.
create policy own on people.account for select to ownwords_national using (id = (select access.account_id()));

-- Who came in without a second factor before the day on which a role begins that needs one signs in again on that day.
create function access.roles_with_second_factor() returns text[]
  language sql immutable return '{administrator,caseworker,team_manager,deputy_head,head_of_casework,extremism_head,auditor}'::text[];

create or replace function access.needs_second_factor(account bigint) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select 1 from people.membership m where m.account_id = account
    and m.role = any (access.roles_with_second_factor())
    and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today()))
$$;

create or replace function access.enter(token_hash_hex text, claimed_door text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  holder record;
  standing text;
  shut bigint[];
  came_through text := case session_user when 'ownwords_national' then 'national'
                       when 'ownwords_app' then 'circle' when 'ownwords_victim' then 'victim' end;
begin
  select s.id as session_id, s.second_factor, s.seen_at, s.shared_device, s.ends_at,
      a.id, a.person_id, a.display_name, a.username, a.language, a.easy_read, a.door, a.demonstration, m.memberships, m.roles
    into holder
  from people.session s
  join people.account a on a.id = s.account_id
    and a.active_from <= access.today() and (a.ended_on is null or a.ended_on > access.today())
  cross join lateral (
    select jsonb_agg(jsonb_build_object('unitId', u.id, 'unit', u.name, 'unitKind', u.kind, 'role', m.role,
             'level', m.authority_level) order by m.id) as memberships, array_agg(distinct m.role) as roles
    from people.membership m join people.unit u on u.id = m.unit_id
    where m.account_id = a.id and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
  ) m
  where s.token_hash = decode(token_hash_hex, 'hex') and access.session_is_open(s);
  if not found or came_through is distinct from claimed_door
     or (came_through in ('circle', 'national') and holder.door <> came_through) then
    return null;
  end if;
  if holder.second_factor = 'not needed' and not holder.demonstration and holder.roles && access.roles_with_second_factor() then
    return null;
  end if;
  -- A good session at a door that is not theirs: for them there is nothing behind it.
  if came_through = 'victim' and not coalesce('victim_liaison_officer' = any (holder.roles), false) then
    return jsonb_build_object('notThisDoor', true);
  end if;
  if holder.second_factor in ('done', 'not needed') then
    -- Not at every request: a page view a second would write the same row each time.
    if holder.seen_at < now() - interval '1 minute' then
      update people.session set seen_at = now() where id = holder.session_id;
    end if;
    standing := access.standing_of(holder.id);
    if came_through = 'national' and holder.roles && access.deciders() then shut := access.shut_to(standing); end if;
    perform access.become((holder.id, holder.person_id, came_through, holder.session_id, holder.roles, standing, shut));
  end if;
  return jsonb_build_object('accountId', holder.id, 'personId', holder.person_id, 'name', holder.display_name,
    'username', holder.username, 'language', holder.language, 'easyRead', holder.easy_read, 'door', came_through,
    'sessionId', holder.session_id, 'secondFactor', holder.second_factor, 'memberships', coalesce(holder.memberships, '[]'),
    'endsAt', least(holder.ends_at, now() + case when holder.shared_device then interval '15 minutes' else interval '30 minutes' end));
end $$;
