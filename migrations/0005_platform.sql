-- What every room uses: one click, one record; mail that says nothing; progress of long work.

-- A hidden key per rendered form, written first in the business transaction: a second click waits for the
-- first and then finds its outcome.
create table platform.submission (
  once uuid primary key,
  account_id bigint not null,
  route text not null,
  body_hash bytea not null,
  outcome text,
  at timestamptz not null default now()
);
create index on platform.submission (at);
alter table platform.submission enable row level security;
alter table platform.submission force row level security;
create policy definer on platform.submission to ownwords_owner using (true) with check (true);
create policy own on platform.submission to ownwords_app, ownwords_national, ownwords_victim
  using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
create policy sweeper on platform.submission to ownwords_worker using (at < now() - interval '3 days');
grant select, insert (once, account_id, route, body_hash), update (outcome) on platform.submission
  to ownwords_app, ownwords_national, ownwords_victim;
grant select (once, at), delete on platform.submission to ownwords_worker;

-- The program sweeps away what has served its time. How old that must be stands here, so that no mistake in a
-- job can sweep away more.
create policy sweeper on people.session to ownwords_worker using (ends_at < now() - interval '1 day');
grant select (id, ends_at), delete on people.session to ownwords_worker;
create policy sweeper on people.sign_in_attempt to ownwords_worker using (at < now() - interval '1 day');
grant select (id, at), delete on people.sign_in_attempt to ownwords_worker;
create policy sweeper on people.invitation to ownwords_worker
  using (accepted_at < now() - interval '1 day' or expires_at < now() - interval '30 days');
grant select (accepted_at, expires_at), delete on people.invitation to ownwords_worker;

-- Jobs that the doors may ask for. The queue itself belongs to the worker; migrate.ts makes jobs.enqueue beside it.
create schema jobs;
grant usage on schema jobs to ownwords_app, ownwords_national, ownwords_victim;
grant usage, create on schema jobs to ownwords_worker;
create table jobs.task (name text primary key);
alter table jobs.task enable row level security;
alter table jobs.task force row level security;
create policy definer on jobs.task to ownwords_owner using (true) with check (true);
create policy worker on jobs.task for select to ownwords_worker using (true);
grant select on jobs.task to ownwords_worker;
insert into jobs.task values ('send-mail');

-- An e-mail is a subject that says nothing and a link; there is no column in which a name or a word of a
-- case could stand.
create table platform.mail (
  id bigint generated always as identity primary key,
  to_account_id bigint references people.account (id),
  to_address text,
  subject text not null check (subject ~ '^[a-zA-Z.]+$'),
  path text not null check (path ~ '^/[-a-zA-Z0-9_/]*$'),
  written_at timestamptz not null default now(),
  sent_at timestamptz,
  tries integer not null default 0,
  last_error text,
  check (num_nonnulls(to_account_id, to_address) = 1)
);
alter table platform.mail enable row level security;
alter table platform.mail force row level security;
create policy definer on platform.mail to ownwords_owner using (true) with check (true);
create policy sender on platform.mail to ownwords_worker using (true);
grant select, update (sent_at, tries, last_error) on platform.mail to ownwords_worker;

create function platform.queue_mail(account bigint, subject text, path text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  made bigint;
begin
  insert into platform.mail (to_account_id, subject, path) values (account, queue_mail.subject, queue_mail.path)
    returning id into made;
  perform jobs.enqueue('send-mail', json_build_object('mail', made), 'mail ' || made);
end $$;

-- The worker reads addresses by this function only, one mail at a time.
create function platform.mail_to_send(mail_id bigint, out address text, out language text, out subject text, out path text)
  language sql stable security definer set search_path = '' as $$
  select coalesce(m.to_address, a.email), coalesce(a.language, 'en'), m.subject, m.path
  from platform.mail m left join people.account a on a.id = m.to_account_id
  where m.id = mail_id and m.sent_at is null
$$;

create function platform.demonstration_mail() returns table (id bigint, recipient text, subject text, path text, language text, written_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select m.id, coalesce(a.display_name, m.to_address), m.subject, m.path, coalesce(a.language, 'en'), m.written_at
  from platform.mail m left join people.account a on a.id = m.to_account_id
  where platform.is_demonstration() order by m.id desc limit 200
$$;

create table platform.progress (
  job text primary key,
  account_id bigint,
  done bigint not null default 0,
  total bigint,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  message text,
  cancel_asked boolean not null default false,
  changed_at timestamptz not null default now()
);
alter table platform.progress enable row level security;
alter table platform.progress force row level security;
create policy definer on platform.progress to ownwords_owner using (true) with check (true);
create policy own on platform.progress to ownwords_app, ownwords_national
  using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
create policy worker on platform.progress to ownwords_worker using (true) with check (true);
grant select, insert (job, account_id, total), update (cancel_asked) on platform.progress to ownwords_app, ownwords_national;
grant select, insert, update, delete on platform.progress to ownwords_worker;

grant execute on function platform.queue_mail(bigint, text, text)
  to ownwords_app, ownwords_national, ownwords_victim, ownwords_worker;
grant execute on function platform.mail_to_send(bigint) to ownwords_worker;
grant execute on function platform.demonstration_mail() to ownwords_app, ownwords_national;
