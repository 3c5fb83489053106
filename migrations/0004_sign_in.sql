-- Signing in. The passphrase hash never leaves the database: the program fetches a salt (a plausible one for a
-- login that does not exist), computes argon2id, and the comparison happens here.

create function access.login_hash(login text) returns bytea
  language sql immutable set search_path = '' as $$ select sha256(convert_to(lower(trim(login)), 'UTF8')) $$;

-- Seconds to wait before the next try: doubling from the third failure of a login, and for an address that
-- has failed often. Never a hard lock, so that nobody can be shut out by somebody else.
create function access.seconds_to_wait(login text, address text) returns integer
  language plpgsql stable security definer set search_path = '' as $$
declare
  failures integer;
  last_at timestamptz;
  from_address integer;
  last_from_address timestamptz;
begin
  select count(*), max(at) into failures, last_at from people.sign_in_attempt
    where login_hash = access.login_hash(login) and at > now() - interval '15 minutes';
  select count(*), max(at) into from_address, last_from_address from people.sign_in_attempt
    where address_hash = access.login_hash(address) and at > now() - interval '15 minutes';
  return greatest(0,
    case when failures >= 3 then ceil(least(2 ^ (failures - 2), 300) - extract(epoch from now() - last_at)) else 0 end,
    case when from_address >= 30 then ceil(60 - extract(epoch from now() - last_from_address)) else 0 end)::integer;
end $$;

create function access.salt_for(login text, address text, out salt bytea, out wait integer)
  language plpgsql volatile security definer set search_path = '' as $$
begin
  wait := access.seconds_to_wait(login, address);
  select c.salt into salt from people.account a join people.credential c on c.account_id = a.id
    where a.username = lower(trim(login)) or a.email = lower(trim(login));
  -- An unknown login is hashed as long as a known one. The salt stays in the program.
  salt := coalesce(salt, uuid_send(gen_random_uuid()));
end $$;

-- A session that has ended is kept for a day, because a form that was sent after its end must find its writer.
create function access.open_session(account bigint, token_hash bytea, factor text, shared boolean, agent text)
  returns void language sql volatile security definer set search_path = '' as $$
  delete from people.session s where s.account_id = account
    and least(s.ends_at, s.seen_at + interval '30 minutes') < now() - interval '1 day';
  insert into people.session (token_hash, account_id, second_factor, shared_device, ends_at, user_agent)
  values (token_hash, account, factor, shared, now() + interval '8 hours', left(agent, 200));
$$;

-- MHCS staff and administrators need a second factor.
create function access.needs_second_factor(account bigint) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select 1 from people.membership m where m.account_id = account
    and m.role in ('administrator', 'caseworker', 'team_manager', 'deputy_head', 'head_of_casework', 'extremism_head', 'auditor')
    and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today()))
$$;

create function access.forget_failures(account bigint) returns void
  language sql volatile security definer set search_path = '' as $$
  delete from people.sign_in_attempt where login_hash in (
    select access.login_hash(login) from people.account a, unnest(array[a.username, a.email]) as login
    where a.id = account and login is not null)
$$;

-- outcome: 'wait' | 'refused' | 'done' | 'not needed' | 'code' | 'enrol'; door: which pool the session uses.
create function access.sign_in(login text, hash bytea, token_hash bytea, address text, shared boolean, agent text,
    out outcome text, out door text, out account bigint)
  language plpgsql volatile security definer set search_path = '' as $$
declare
  found_account people.account;
  credential people.credential;
begin
  -- One try at a time for a login, or a burst of parallel guesses would outrun the delay.
  perform pg_advisory_xact_lock(hashtext('sign-in ' || lower(trim(login))));
  if access.seconds_to_wait(login, address) > 0 then outcome := 'wait'; return; end if;
  select a.* into found_account from people.account a
    where (a.username = lower(trim(login)) or a.email = lower(trim(login)))
      and a.active_from <= access.today() and (a.ended_on is null or a.ended_on > access.today());
  select c.* into credential from people.credential c where c.account_id = found_account.id;
  if credential.passphrase_hash is null or credential.passphrase_hash <> hash then
    insert into people.sign_in_attempt (login_hash, address_hash)
      values (access.login_hash(login), access.login_hash(address));
    outcome := 'refused';
    return;
  end if;
  outcome := case when credential.totp_confirmed_at is not null then 'code'
                  when access.needs_second_factor(found_account.id) then 'enrol' else 'not needed' end;
  door := found_account.door;
  account := found_account.id;
  -- Whoever has only the passphrase must not win fresh tries at the code by signing in again.
  if outcome = 'not needed' then perform access.forget_failures(account); end if;
  perform access.open_session(account, token_hash, outcome, shared, agent);
end $$;

-- The demonstration's one-click sign-in: only for demonstration accounts, and only in a demonstration database.
create function access.sign_in_to_demonstration(login text, token_hash bytea, agent text, out door text, out account bigint)
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not platform.is_demonstration() then return; end if;
  select a.door, a.id into door, account from people.account a where a.username = login and a.demonstration and a.ended_on is null;
  if account is not null then perform access.open_session(account, token_hash, 'not needed', false, agent); end if;
end $$;

create function access.demonstration_accounts() returns table (username text, display_name text, role text, unit text)
  language sql stable security definer set search_path = '' as $$
  select a.username, a.display_name, coalesce(m.role, 'subject'), coalesce(u.name, '')
  from people.account a
  left join lateral (select * from people.membership where account_id = a.id order by id limit 1) m on true
  left join people.unit u on u.id = m.unit_id
  where platform.is_demonstration() and a.demonstration and a.ended_on is null
  order by a.id limit 60
$$;

-- The session behind a token on its way through the second factor, or setting one up: the sealed secrets, for
-- the program to check a code against. One try at a time for an account, as with passphrases.
create function access.waiting_session(token_hash bytea, address text, out account bigint, out username text,
    out display_name text, out factor text, out totp_secret bytea, out totp_pending bytea, out door text, out wait integer)
  language plpgsql volatile security definer set search_path = '' as $$
begin
  select a.id, a.username, a.display_name, s.second_factor, c.totp_secret, c.totp_pending, a.door
    into account, username, display_name, factor, totp_secret, totp_pending, door
  from people.session s join people.account a on a.id = s.account_id left join people.credential c on c.account_id = a.id
  where s.token_hash = waiting_session.token_hash and access.session_is_open(s)
    and (a.ended_on is null or a.ended_on > access.today());
  if account is null then return; end if;
  perform pg_advisory_xact_lock(hashtext('sign-in ' || username));
  wait := access.seconds_to_wait(username, address);
end $$;

-- A new secret waits here until a code of it was given; the old one stays good until then.
create function access.begin_second_factor(token_hash bytea, sealed bytea) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update people.credential c set totp_pending = sealed
    from people.session s where s.token_hash = begin_second_factor.token_hash and access.session_is_open(s)
      and s.second_factor in ('enrol', 'not needed', 'done') and c.account_id = s.account_id;
  return found;
end $$;

-- The session gets a new token at every step up.
create function access.step_up(session_id bigint, new_token_hash bytea) returns void
  language sql volatile security definer set search_path = '' as $$
  update people.session set former_token_hash = token_hash, token_hash = new_token_hash, second_factor = 'done',
    seen_at = now() where id = session_id
$$;

create function access.finish_second_factor(old_token_hash bytea, new_token_hash bytea, counter bigint) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  session people.session;
begin
  select * into session from people.session s where s.token_hash = old_token_hash and access.session_is_open(s)
    and s.second_factor in ('enrol', 'not needed', 'done') for update;
  update people.credential set totp_secret = totp_pending, totp_pending = null, totp_confirmed_at = now(), totp_last_counter = counter
    where account_id = session.account_id and totp_pending is not null;
  if not found then return false; end if;
  perform access.forget_failures(session.account_id);
  perform access.step_up(session.id, new_token_hash);
  return true;
end $$;

-- A code is good once: the counter must grow.
create function access.confirm_second_factor(old_token_hash bytea, new_token_hash bytea, counter bigint) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  session people.session;
begin
  select * into session from people.session s where s.token_hash = old_token_hash and access.session_is_open(s)
    and s.second_factor = 'code' for update;
  update people.credential set totp_last_counter = counter
    where account_id = session.account_id and totp_last_counter < counter and totp_confirmed_at is not null;
  if not found then return false; end if;
  perform access.forget_failures(session.account_id);
  perform access.step_up(session.id, new_token_hash);
  return true;
end $$;

create function access.keep_recovery_codes(token_hash bytea, hashes bytea[]) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  holder bigint := (select account_id from people.session s where s.token_hash = keep_recovery_codes.token_hash
    and access.session_is_open(s) and s.second_factor = 'done');
begin
  if holder is null then return false; end if;
  delete from people.recovery_code where account_id = holder;
  insert into people.recovery_code (account_id, code_hash) select holder, unnest(hashes);
  return true;
end $$;

-- Answers how many codes are left, or null when this one is none of them.
create function access.use_recovery_code(old_token_hash bytea, new_token_hash bytea, code_hash bytea) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  session people.session;
begin
  select * into session from people.session s where s.token_hash = old_token_hash and access.session_is_open(s)
    and s.second_factor = 'code' for update;
  update people.recovery_code r set used_at = now()
    where r.account_id = session.account_id and r.code_hash = use_recovery_code.code_hash and r.used_at is null;
  if not found then return null; end if;
  perform access.forget_failures(session.account_id);
  perform access.step_up(session.id, new_token_hash);
  return (select count(*) from people.recovery_code r where r.account_id = session.account_id and r.used_at is null);
end $$;

-- A failed second factor counts like a failed passphrase.
create function access.count_failure(token_hash bytea, address text) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  login text := (select a.username from people.session s join people.account a on a.id = s.account_id
    where s.token_hash = count_failure.token_hash);
begin
  insert into people.sign_in_attempt (login_hash, address_hash)
    values (access.login_hash(coalesce(login, '')), access.login_hash(address));
  return access.seconds_to_wait(coalesce(login, ''), address);
end $$;

create function access.sign_out(token_hash bytea) returns void
  language sql volatile security definer set search_path = '' as $$
  update people.session s set ends_at = least(ends_at, now()) where s.token_hash = sign_out.token_hash
$$;

create function access.sign_out_everywhere() returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update people.session set ends_at = least(ends_at, now()) where account_id = (access.actor()).account_id;
end $$;

-- Whether a token, perhaps of a session that has ended, was this account's: what was typed in it comes back to
-- its writer only.
create function access.session_was_of(token_hash bytea, account bigint) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from people.session s where s.account_id = account
    and session_was_of.token_hash in (s.token_hash, s.former_token_hash))
$$;

-- Idle: 30 minutes, on a shared device 15. Absolute: 8 hours.
create function access.session_is_open(s people.session) returns boolean
  language sql stable return s.ends_at > now()
     and s.seen_at > now() - case when s.shared_device then interval '15 minutes' else interval '30 minutes' end;

-- Turns a session token into the actor of this transaction. Answers null when there is no such session, the
-- account has ended, or the session belongs to another door; then nothing is set and no policy lets a row out.
create function access.enter(token_hash_hex text, claimed_door text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  holder record;
  standing text;
  shut bigint[];
  came_through text := case session_user when 'ownwords_national' then 'national'
                       when 'ownwords_app' then 'circle' when 'ownwords_victim' then 'victim' end;
begin
  select s.id as session_id, s.second_factor, s.seen_at, s.shared_device, s.ends_at,
      a.id, a.person_id, a.display_name, a.username, a.language, a.easy_read, a.door, m.memberships, m.roles
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

-- An invitation or a new passphrase: the salt and hash come in, the old sessions end.
create function access.invitation(token_hash bytea, out account bigint, out username text, out display_name text)
  language plpgsql stable security definer set search_path = '' as $$
begin
  select a.id, a.username, a.display_name into account, username, display_name
  from people.invitation i join people.account a on a.id = i.account_id
  where i.token_hash = invitation.token_hash and i.accepted_at is null and i.expires_at > now()
    and (a.ended_on is null or a.ended_on > access.today());
end $$;

-- The second factor goes with the old passphrase: an invitation is also the way back for somebody who has lost it.
create function access.accept_invitation(token_hash bytea, salt bytea, hash bytea) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  holder bigint := (select i.account from access.invitation(accept_invitation.token_hash) i);
begin
  if holder is null then return null; end if;
  update people.invitation i set accepted_at = now()
    where i.token_hash = accept_invitation.token_hash and i.accepted_at is null;
  if not found then return null; end if;
  update people.invitation i set expires_at = now() where i.account_id = holder and i.accepted_at is null and i.expires_at > now();
  insert into people.credential (account_id, salt, passphrase_hash) values (holder, accept_invitation.salt, hash)
    on conflict (account_id) do update set salt = excluded.salt, passphrase_hash = excluded.passphrase_hash, changed_at = now(),
      totp_secret = null, totp_pending = null, totp_confirmed_at = null, totp_last_counter = 0;
  delete from people.recovery_code where account_id = holder;
  update people.session set ends_at = least(ends_at, now()) where account_id = holder;
  perform access.forget_failures(holder);
  return holder;
end $$;

-- The actor's own salt, and how long to wait after failed tries.
create function access.my_salt(address text, out salt bytea, out wait integer)
  language plpgsql stable security definer set search_path = '' as $$
declare
  login text;
begin
  select a.username, c.salt into login, salt from people.account a join people.credential c on c.account_id = a.id
    where a.id = (access.actor()).account_id;
  wait := access.seconds_to_wait(coalesce(login, ''), address);
end $$;

create function access.passphrase_is_mine(hash bytea) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from people.credential c where c.account_id = (access.actor()).account_id and c.passphrase_hash = hash);
end $$;

-- Changes the actor's own passphrase when the old one is right; every other session of the account ends.
create function access.change_passphrase(old_hash bytea, new_salt bytea, new_hash bytea) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  update people.credential set salt = new_salt, passphrase_hash = new_hash, changed_at = now()
    where account_id = who.account_id and passphrase_hash = old_hash;
  if not found then return false; end if;
  update people.session set ends_at = least(ends_at, now()) where account_id = who.account_id and id <> who.session_id;
  return true;
end $$;

-- What the actor may know of their own signing in.
create function access.my_sign_in(out second_factor boolean, out needs_second_factor boolean, out recovery_codes integer,
    out changed_at timestamptz)
  language plpgsql stable security definer set search_path = '' as $$
declare
  me bigint := (access.actor()).account_id;
begin
  select c.totp_confirmed_at is not null, c.changed_at into second_factor, changed_at from people.credential c where c.account_id = me;
  second_factor := coalesce(second_factor, false);
  needs_second_factor := access.needs_second_factor(me);
  recovery_codes := (select count(*) from people.recovery_code r where r.account_id = me and r.used_at is null);
end $$;

-- Administration. An administrator reaches the accounts of the units below their own, by these functions only.

create function access.administers(account bigint) returns void
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(account = any (access.accounts_administered()), false) or account = (access.actor()).account_id then
    raise exception 'not an administrator of this account' using errcode = '42501';
  end if;
end $$;

-- state: 'ended', 'invited', 'expired' (the invitation), 'unplaced' (no role now or to come), 'open'.
create function access.administered_accounts() returns table (id bigint, username text, email text, display_name text,
    job_title text, active_from date, ended_on date, state text, second_factor boolean, last_seen timestamptz)
  language plpgsql stable security definer set search_path = '' as $$
declare
  today date := access.today();
begin
  return query
  select a.id, a.username, a.email, a.display_name, a.job_title, a.active_from, a.ended_on,
    case when a.ended_on <= today then 'ended'
         when c.passphrase_hash is null then case when exists (select from people.invitation i
           where i.account_id = a.id and i.accepted_at is null and i.expires_at > now()) then 'invited' else 'expired' end
         when not exists (select from people.membership m where m.account_id = a.id
           and (m.until_on is null or m.until_on > today)) then 'unplaced'
         else 'open' end,
    c.totp_confirmed_at is not null,
    (select max(s.seen_at) from people.session s where s.account_id = a.id)
  from people.account a left join people.credential c on c.account_id = a.id
  where a.id = any (access.accounts_administered());
end $$;

-- A username that nobody has: the one proposed, or with the first free number behind it.
create function access.free_username(proposed text) returns text
  language sql stable security definer set search_path = '' as $$
  select candidate from (select 1 as n, proposed as candidate union all select n, proposed || n from generate_series(2, 1000) n) c
  where not exists (select from people.account a where a.username = candidate) order by n limit 1
$$;

-- Inviting: an administrator makes an account in a unit below their own, in a role that fits it. `problem` is
-- 'username' or 'email' when somebody has that already; who, is not said.
create function access.invite(new_username text, new_email text, new_name text, new_job_title text, into_unit bigint, as_role text,
    level smallint, token_hash bytea, out account bigint, out problem text)
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  if not coalesce(into_unit = any (access.units_administered()), false) then
    raise exception 'not an administrator of this unit' using errcode = '42501';
  end if;
  insert into people.account (username, email, display_name, job_title, door)
    values (lower(new_username), lower(new_email), new_name, new_job_title, access.door_of(as_role))
    on conflict do nothing returning id into account;
  if account is null then
    problem := case when exists (select from people.account a where a.username = lower(new_username)) then 'username' else 'email' end;
    return;
  end if;
  insert into people.membership (account_id, unit_id, role, authority_level) values (account, into_unit, as_role, level);
  insert into people.invitation (token_hash, account_id, invited_by, expires_at)
    values (invite.token_hash, account, who.account_id, now() + interval '7 days');
end $$;

create function access.renew_invitation(account bigint, token_hash bytea) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  perform access.administers(account);
  update people.invitation set expires_at = now() where account_id = account and accepted_at is null and expires_at > now();
  insert into people.invitation (token_hash, account_id, invited_by, expires_at)
    values (renew_invitation.token_hash, account, who.account_id, now() + interval '7 days');
end $$;

create function access.sign_out_account(account bigint) returns integer
  language plpgsql volatile security definer set search_path = '' as $$
declare
  ended integer;
begin
  perform access.administers(account);
  update people.session set ends_at = now() where account_id = account and ends_at > now();
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Ends one role, and with it the places in cases that were held by it: all of that capacity when it was the last
-- such role, else those in cases with which a unit below this one works.
create function access.end_membership(membership bigint, on_day date) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  m people.membership;
  below bigint[];
  held_elsewhere boolean;
begin
  select * into m from people.membership where id = end_membership.membership;
  perform access.administers(m.account_id);
  if not m.unit_id = any (access.units_administered()) or on_day < access.today() then
    raise exception 'not to be ended by this administrator' using errcode = '42501';
  end if;
  update people.membership set until_on = greatest(from_on, on_day) where id = m.id;
  held_elsewhere := exists (select from people.membership other where other.account_id = m.account_id and other.role = m.role
    and other.id <> m.id and (other.until_on is null or other.until_on > on_day));
  below := array(with recursive tree as (
      select m.unit_id as id union select u.id from people.unit u join tree on u.parent_id = tree.id
    ) select id from tree);
  update people.circle c set until_on = greatest(c.from_on, on_day)
  where c.account_id = m.account_id and c.capacity = m.role and (c.until_on is null or c.until_on > on_day)
    and (not held_elsewhere or exists (select from people.circle unit_row where unit_row.case_id = c.case_id
      and unit_row.unit_id = any (below) and (unit_row.until_on is null or unit_row.until_on > access.today())));
  return m.account_id;
end $$;

-- Ending an account ends its sessions at once: the next request is refused. Somebody who also works elsewhere
-- keeps their account; here their roles can be ended.
create function access.end_account(account bigint, on_day date) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.administers(account);
  if on_day < access.today() then raise exception 'not in the past' using errcode = '42501'; end if;
  if exists (select from people.membership m where m.account_id = account and (m.until_on is null or m.until_on > on_day)
      and not m.unit_id = any (access.units_administered())) then
    raise exception 'account % works elsewhere too', account using errcode = 'OW036';
  end if;
  update people.account a set ended_on = on_day where a.id = end_account.account;
  update people.membership set until_on = greatest(from_on, on_day) where account_id = account and (until_on is null or until_on > on_day);
  update people.circle set until_on = greatest(from_on, on_day) where account_id = account and (until_on is null or until_on > on_day);
  if on_day <= access.today() then update people.session set ends_at = least(ends_at, now()) where account_id = account; end if;
end $$;

-- Somebody comes back: the account opens again, without any role.
create function access.reopen_account(account bigint) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform access.administers(account);
  update people.account a set ended_on = null where a.id = reopen_account.account;
end $$;

create index on audit.event (((detail ->> 'account')::bigint), at) where event ^@ 'people.';

-- What administrators did to one account, newest first; the case stream is not touched.
create function access.administration_of(account bigint) returns table (at timestamptz, event text, by_name text, detail jsonb)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(account = any (access.accounts_administered()), false) then return; end if;
  return query
  select e.at, e.event, a.display_name, e.detail from audit.event e left join people.account a on a.id = e.account_id
  where e.event ^@ 'people.' and (e.detail ->> 'account')::bigint = administration_of.account
    and (e.event ^@ 'people.account.' or e.event ^@ 'people.membership.' or e.event ^@ 'people.invitation.')
  order by e.at desc limit 50;
end $$;

grant execute on function access.enter(text, text) to ownwords_app, ownwords_national, ownwords_victim;
-- Somebody who was signed in as MHCS comes back by the national door, so both doors know how to sign in.
grant execute on function access.salt_for(text, text), access.sign_in(text, bytea, bytea, text, boolean, text),
  access.sign_in_to_demonstration(text, bytea, text), access.demonstration_accounts(), access.waiting_session(bytea, text),
  access.begin_second_factor(bytea, bytea), access.finish_second_factor(bytea, bytea, bigint),
  access.confirm_second_factor(bytea, bytea, bigint), access.keep_recovery_codes(bytea, bytea[]),
  access.use_recovery_code(bytea, bytea, bytea), access.count_failure(bytea, text), access.sign_out(bytea),
  access.invitation(bytea), access.accept_invitation(bytea, bytea, bytea), access.sign_out_everywhere(),
  access.my_salt(text), access.passphrase_is_mine(bytea), access.change_passphrase(bytea, bytea, bytea),
  access.my_sign_in() to ownwords_app, ownwords_national;
grant execute on function access.session_was_of(bytea, bigint) to ownwords_app, ownwords_national, ownwords_victim;
grant execute on function access.administered_accounts(), access.free_username(text),
  access.invite(text, text, text, text, bigint, text, smallint, bytea), access.renew_invitation(bigint, bytea),
  access.sign_out_account(bigint), access.end_membership(bigint, date), access.end_account(bigint, date),
  access.reopen_account(bigint), access.administration_of(bigint) to ownwords_app;
