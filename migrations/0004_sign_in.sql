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
  -- The same made-up salt each time, so that an unknown login cannot be told from a known one.
  salt := coalesce(salt, substring(decode(access.sign('salt' || lower(trim(login))), 'hex') from 1 for 16));
end $$;

create function access.open_session(account bigint, token_hash bytea, factor text, shared boolean, agent text)
  returns void language sql volatile security definer set search_path = '' as $$
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
  delete from people.sign_in_attempt where login_hash = access.login_hash(login);
  outcome := case when credential.totp_confirmed_at is not null then 'code'
                  when access.needs_second_factor(found_account.id) then 'enrol' else 'not needed' end;
  door := found_account.door;
  account := found_account.id;
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

-- A session that still waits for its second factor: the sealed secret, for the program to check a code against.
create function access.waiting_session(token_hash bytea, out account bigint, out username text, out factor text, out totp_secret bytea,
    out last_counter bigint, out door text)
  language plpgsql stable security definer set search_path = '' as $$
begin
  select a.id, a.username, s.second_factor, c.totp_secret, c.totp_last_counter, a.door
    into account, username, factor, totp_secret, last_counter, door
  from people.session s join people.account a on a.id = s.account_id left join people.credential c on c.account_id = a.id
  where s.token_hash = waiting_session.token_hash and s.ends_at > now() and s.seen_at > now() - interval '15 minutes';
end $$;

create function access.keep_totp_secret(token_hash bytea, sealed bytea) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update people.credential c set totp_secret = sealed, totp_confirmed_at = null, totp_last_counter = 0
    from people.session s where s.token_hash = keep_totp_secret.token_hash and s.ends_at > now()
      and s.second_factor in ('enrol', 'not needed') and c.account_id = s.account_id;
  return found;
end $$;

-- A code is good once: the counter must grow. The session gets a new token, as at every step up.
create function access.confirm_second_factor(old_token_hash bytea, new_token_hash bytea, counter bigint) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  session people.session;
begin
  select * into session from people.session where token_hash = old_token_hash and ends_at > now() for update;
  update people.credential set totp_last_counter = counter, totp_confirmed_at = coalesce(totp_confirmed_at, now())
    where account_id = session.account_id and totp_last_counter < counter and totp_secret is not null;
  if not found then return false; end if;
  update people.session set token_hash = new_token_hash, second_factor = 'done' where id = session.id;
  return true;
end $$;

create function access.keep_recovery_codes(token_hash bytea, hashes bytea[]) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  holder bigint := (select account_id from people.session s where s.token_hash = keep_recovery_codes.token_hash
    and s.ends_at > now() and s.second_factor = 'done');
begin
  if holder is null then return false; end if;
  delete from people.recovery_code where account_id = holder;
  insert into people.recovery_code (account_id, code_hash) select holder, unnest(hashes);
  return true;
end $$;

create function access.use_recovery_code(old_token_hash bytea, new_token_hash bytea, code_hash bytea) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  session people.session;
begin
  select * into session from people.session where token_hash = old_token_hash and ends_at > now() and second_factor = 'code' for update;
  update people.recovery_code r set used_at = now()
    where r.account_id = session.account_id and r.code_hash = use_recovery_code.code_hash and r.used_at is null;
  if not found then return false; end if;
  update people.session set token_hash = new_token_hash, second_factor = 'done' where id = session.id;
  return true;
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
  delete from people.session s where s.token_hash = sign_out.token_hash
$$;

create function access.sign_out_everywhere() returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from people.session where account_id = (access.actor()).account_id;
end $$;

-- Idle: 30 minutes, on a shared device 15. Absolute: 8 hours.
create function access.session_is_open(s people.session) returns boolean
  language sql stable set search_path = '' as $$
  select s.ends_at > now()
     and s.seen_at > now() - case when s.shared_device then interval '15 minutes' else interval '30 minutes' end
$$;

-- Turns a session token into the actor of this transaction. Answers null when there is no such session, the
-- account has ended, or the session belongs to another door; then nothing is set and no policy lets a row out.
create function access.enter(token_hash_hex text, claimed_door text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  s people.session;
  a people.account;
  memberships jsonb;
  held_roles text[];
  came_through text := case session_user when 'ownwords_national' then 'national'
                       when 'ownwords_app' then 'circle' when 'ownwords_victim' then 'victim' end;
begin
  select * into s from people.session where token_hash = decode(token_hash_hex, 'hex');
  if s.id is null or not access.session_is_open(s) then return null; end if;
  select * into a from people.account where id = s.account_id and active_from <= access.today()
    and (ended_on is null or ended_on > access.today());
  if a.id is null then return null; end if;
  select jsonb_agg(jsonb_build_object('unitId', u.id, 'unit', u.name, 'unitKind', u.kind, 'role', m.role,
           'level', m.authority_level) order by m.id), array_agg(distinct m.role)
    into memberships, held_roles
  from people.membership m join people.unit u on u.id = m.unit_id
  where m.account_id = a.id and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today());
  if came_through is distinct from claimed_door or (came_through in ('circle', 'national') and a.door <> came_through) then
    return null;
  end if;
  -- A good session at a door that is not theirs: for them there is nothing behind it.
  if came_through = 'victim' and not coalesce('victim_liaison_officer' = any (held_roles), false) then
    return jsonb_build_object('notThisDoor', true);
  end if;
  if s.second_factor in ('done', 'not needed') then
    -- Not at every request: a page view a second would write the same row each time.
    if s.seen_at < now() - interval '1 minute' then update people.session set seen_at = now() where id = s.id; end if;
    perform access.become(a.id, a.person_id, came_through, s.id, held_roles);
  end if;
  return jsonb_build_object('accountId', a.id, 'personId', a.person_id, 'name', a.display_name, 'username', a.username,
    'language', a.language, 'easyRead', a.easy_read, 'door', came_through, 'sessionId', s.id,
    'secondFactor', s.second_factor, 'memberships', coalesce(memberships, '[]'::jsonb),
    'endsAt', least(s.ends_at, now() + case when s.shared_device then interval '15 minutes' else interval '30 minutes' end));
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

create function access.accept_invitation(token_hash bytea, salt bytea, hash bytea) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  holder bigint;
begin
  update people.invitation i set accepted_at = now()
    where i.token_hash = accept_invitation.token_hash and i.accepted_at is null and i.expires_at > now()
    returning i.account_id into holder;
  if holder is null then return null; end if;
  insert into people.credential (account_id, salt, passphrase_hash) values (holder, accept_invitation.salt, hash)
    on conflict (account_id) do update set salt = excluded.salt, passphrase_hash = excluded.passphrase_hash, changed_at = now();
  delete from people.session where account_id = holder;
  return holder;
end $$;

create function access.my_salt() returns bytea
  language plpgsql stable security definer set search_path = '' as $$
begin
  return (select salt from people.credential where account_id = (access.actor()).account_id);
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
  delete from people.session where account_id = who.account_id and id <> who.session_id;
  return true;
end $$;

-- Inviting: an administrator makes an account in a unit below their own, in a role that fits it.
create function access.invite(new_username text, new_email text, new_name text, new_job_title text, into_unit bigint, as_role text,
    level smallint, token_hash bytea) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
  made bigint;
begin
  if not into_unit = any (access.units_administered()) then
    raise exception 'not an administrator of this unit' using errcode = '42501';
  end if;
  insert into people.account (username, email, display_name, job_title, door)
  values (lower(new_username), lower(new_email), new_name, new_job_title,
    case when as_role in ('caseworker', 'team_manager', 'deputy_head', 'head_of_casework', 'extremism_head', 'auditor')
      then 'national' else 'circle' end)
  returning id into made;
  insert into people.membership (account_id, unit_id, role, authority_level) values (made, into_unit, as_role, level);
  insert into people.invitation (token_hash, account_id, invited_by, expires_at)
    values (token_hash, made, who.account_id, now() + interval '7 days');
  return made;
end $$;

create function access.renew_invitation(account bigint, token_hash bytea) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
begin
  if not account = any (access.accounts_administered()) then
    raise exception 'not an administrator of this account' using errcode = '42501';
  end if;
  update people.invitation set expires_at = now() where account_id = account and accepted_at is null and expires_at > now();
  insert into people.invitation (token_hash, account_id, invited_by, expires_at)
    values (renew_invitation.token_hash, account, who.account_id, now() + interval '7 days');
  return true;
end $$;

-- Ending an account ends its sessions at once: the next request is refused.
create function access.end_account(account bigint, on_day date) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not account = any (access.accounts_administered()) or account = (access.actor()).account_id then
    raise exception 'not an administrator of this account' using errcode = '42501';
  end if;
  update people.account set ended_on = on_day where id = account;
  update people.membership set until_on = greatest(from_on, on_day) where account_id = account and (until_on is null or until_on > on_day);
  update people.circle set until_on = greatest(from_on, on_day) where account_id = account and (until_on is null or until_on > on_day);
  if on_day <= access.today() then delete from people.session where account_id = account; end if;
  return true;
end $$;

grant execute on function access.enter(text, text) to ownwords_app, ownwords_national, ownwords_victim;
grant execute on function access.salt_for(text, text), access.sign_in(text, bytea, bytea, text, boolean, text),
  access.sign_in_to_demonstration(text, bytea, text), access.demonstration_accounts(), access.waiting_session(bytea),
  access.keep_totp_secret(bytea, bytea), access.confirm_second_factor(bytea, bytea, bigint),
  access.keep_recovery_codes(bytea, bytea[]), access.use_recovery_code(bytea, bytea, bytea),
  access.count_failure(bytea, text), access.sign_out(bytea), access.invitation(bytea),
  access.accept_invitation(bytea, bytea, bytea) to ownwords_app;
grant execute on function access.sign_out_everywhere(), access.my_salt(), access.change_passphrase(bytea, bytea, bytea)
  to ownwords_app, ownwords_national;
grant execute on function access.invite(text, text, text, text, bigint, text, smallint, bytea),
  access.renew_invitation(bigint, bytea), access.end_account(bigint, date) to ownwords_app;
