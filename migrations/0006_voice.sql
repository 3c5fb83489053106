-- Statements in a person's own words: sealed, travelling with a decision, answered by it.

create schema voice;
grant usage on schema voice to ownwords_app, ownwords_national, ownwords_worker;

-- Who may read what a person said: the capacities of the circle, and the roles of the section that decides.
-- The policies below and the page that tells the person who will read it (access.readers_of_case) use these two
-- lists and no other, so that what is promised and what is enforced cannot drift apart.
create function access.statement_readers() returns text[]
  language sql immutable set search_path = '' as $$
  select '{subject,responsible_clinician,ward_staff,mha_office,advocate,solicitor,social_supervisor,clinical_supervisor,prison_healthcare}'::text[]
$$;
grant execute on function access.statement_readers() to ownwords_app, ownwords_national;

-- What hangs on an occasion, a statement or an application belongs to the same case: each points to both by one
-- key, so that nobody can hang a row of their own case on somebody else's.

-- One decision that is being made about a person, for which their words are asked. A room opens it; what the
-- decision is, only the room knows.
create table voice.occasion (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  room text not null,
  opened_at timestamptz not null default now(),
  -- The case was handed to the decider: nothing sealed before may be withdrawn after.
  submitted_at timestamptz,
  -- The decision was issued with an answer to every part.
  closed_at timestamptz,
  -- What was asked for was taken back: nothing will be decided, so nothing more is said for it.
  ended_at timestamptz,
  unique (id, case_id)
);
create index on voice.occasion (case_id);

-- What the person was shown, frozen: the open part of what is asked for, in the words of the page.
create table voice.shown (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  occasion_id bigint not null,
  -- These two are made by freeze_shown; so are person_id, hash and code of a statement by seal. The defaults only
  -- say that the program need not give them.
  number integer not null default 0,
  paper jsonb not null,
  hash bytea not null default '',
  shown_by bigint not null,
  shown_at timestamptz not null default now(),
  unique (occasion_id, number),
  unique (id, case_id),
  foreign key (occasion_id, case_id) references voice.occasion (id, case_id)
);

-- Asked, and what came of it. The last row is where things stand.
create table voice.opportunity (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  occasion_id bigint not null,
  outcome text not null check (outcome in ('invited', 'not now', 'declined', 'unable', 'said')),
  why text,
  ask_again_on date,
  recorded_by bigint not null,
  recorded_at timestamptz not null default now(),
  -- Somebody else may record it for the person, and then must say why.
  check (outcome <> 'unable' or (why is not null and ask_again_on is not null)),
  foreign key (occasion_id, case_id) references voice.occasion (id, case_id)
);
create index on voice.opportunity (occasion_id, id);

-- The number counts up within the occasion, and the hash is of the paper as the database holds it: neither is
-- the program's to choose.
create function voice.freeze_shown() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from voice.occasion where id = new.occasion_id and case_id = new.case_id for no key update;
  if not found then raise exception 'the paper does not belong to this occasion' using errcode = '23514'; end if;
  new.number := (select coalesce(max(number), 0) + 1 from voice.shown where occasion_id = new.occasion_id);
  new.hash := sha256(convert_to(new.paper::text, 'UTF8'));
  return new;
end $$;
create trigger freeze_shown before insert on voice.shown for each row execute function voice.freeze_shown();

create table voice.draft (
  occasion_id bigint not null,
  case_id bigint not null references people.case (id),
  account_id bigint not null,
  parts jsonb not null default '{}',
  how jsonb not null default '{}',
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  primary key (occasion_id, account_id),
  foreign key (occasion_id, case_id) references voice.occasion (id, case_id)
);

create table voice.statement (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  occasion_id bigint not null,
  shown_id bigint not null,
  person_id bigint not null default 0 references people.person (id),
  entered_by bigint not null,
  route text not null check (route in ('typed', 'written down', 'spoken', 'on paper', 'signed')),
  scribe_name text,
  scribe_role text,
  language text not null check (language <> ''),
  support text,
  -- [{"prompt": "progress", "text": "…"}], in the order of the prompts; every text verbatim.
  parts jsonb not null check (jsonb_typeof(parts) = 'array' and jsonb_array_length(parts) between 1 and 20),
  sealed_at timestamptz not null default clock_timestamp(),
  hash bytea not null default '',
  -- Made from the hash, so that the paper in the person's hand proves the text in the record.
  code text not null default '' unique,
  check (route = 'typed' or scribe_name is not null),
  unique (id, case_id),
  foreign key (occasion_id, case_id) references voice.occasion (id, case_id),
  foreign key (shown_id, case_id) references voice.shown (id, case_id)
);
create index on voice.statement (case_id, sealed_at);
create index on voice.statement (occasion_id);

-- The text that is hashed: every field with its length, so that no two statements share one.
create function voice.canonical(s voice.statement) returns bytea
  language plpgsql stable set search_path = '' as $$
declare
  fields text[];
  part jsonb;
  result bytea := convert_to('ownwords statement 1', 'UTF8');
  field text;
begin
  fields := array[s.case_id::text, s.occasion_id::text,
    (select encode(hash, 'hex') from voice.shown where id = s.shown_id), s.person_id::text, s.route,
    coalesce(s.scribe_name, ''), coalesce(s.scribe_role, ''), s.language, coalesce(s.support, ''),
    to_char(s.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')];
  for part in select * from jsonb_array_elements(s.parts) loop
    fields := fields || array[part ->> 'prompt', part ->> 'text'];
  end loop;
  foreach field in array fields loop
    result := result || convert_to(E'\n' || octet_length(convert_to(field, 'UTF8')) || E'\n' || field, 'UTF8');
  end loop;
  return result;
end $$;

-- 100 bits of the hash in letters and digits that are hard to misread, in groups of four.
create function voice.code_of(hash bytea) returns text
  language plpgsql immutable set search_path = '' as $$
declare
  letters constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  bits bit(104) := ('x' || encode(substring(hash from 1 for 13), 'hex'))::bit(104);
  code text := '';
begin
  for i in 0..19 loop
    if i > 0 and i % 4 = 0 then code := code || '-'; end if;
    code := code || substr(letters, substring(bits from i * 5 + 1 for 5)::integer + 1, 1);
  end loop;
  return code;
end $$;

-- Sealing: time, hash and code are made here and nowhere else; the occasion must still be open, and stays
-- locked until the commit, so that a decision cannot be issued past a statement that is being sealed.
create function voice.seal() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  o voice.occasion;
  writer people.account;
begin
  select * into o from voice.occasion where id = new.occasion_id for share;
  if o.closed_at is not null then raise exception 'this decision has been made' using errcode = 'OW001'; end if;
  if o.ended_at is not null then raise exception 'nothing will be decided any more' using errcode = 'OW011'; end if;
  if o.case_id <> new.case_id
     or not exists (select 1 from voice.shown w where w.id = new.shown_id and w.occasion_id = new.occasion_id) then
    raise exception 'the statement does not belong to this occasion' using errcode = '23514';
  end if;
  if exists (select 1 from jsonb_array_elements(new.parts) p
             where jsonb_typeof(p -> 'prompt') is distinct from 'string' or jsonb_typeof(p -> 'text') is distinct from 'string') then
    raise exception 'a part has no prompt or no text' using errcode = '23514';
  end if;
  if not exists (select 1 from jsonb_array_elements(new.parts) p where p ->> 'text' ~ '[^[:space:]]') then
    raise exception 'nothing was said' using errcode = '23514';
  end if;
  new.person_id := (select person_id from people.case where id = new.case_id);
  -- Whoever writes down another's words is named by their account, not by what they type.
  select * into writer from people.account where id = new.entered_by;
  if writer.person_id is distinct from new.person_id then
    new.scribe_name := writer.display_name;
    new.scribe_role := coalesce((select role from unnest(
        array['advocate', 'solicitor', 'prison_healthcare', 'social_supervisor', 'clinical_supervisor']) role
      where new.case_id = any (access.cases_as(role)) limit 1), 'ward_staff');
  end if;
  -- No application role may write this column; only the loader of a demonstration gives a time of its own.
  new.sealed_at := date_trunc('microseconds', new.sealed_at);
  new.hash := sha256(voice.canonical(new));
  new.code := voice.code_of(new.hash);
  return new;
end $$;
create trigger seal before insert on voice.statement for each row execute function voice.seal();

create table voice.withdrawal (
  statement_id bigint primary key,
  case_id bigint not null references people.case (id),
  occasion_id bigint not null default 0,
  withdrawn_by bigint not null,
  withdrawn_at timestamptz not null default now(),
  foreign key (statement_id, case_id) references voice.statement (id, case_id),
  foreign key (occasion_id, case_id) references voice.occasion (id, case_id)
);

create index on voice.withdrawal (occasion_id);

create function voice.may_withdraw() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  o voice.occasion;
begin
  -- Locked, so that it cannot be withdrawn while it is being sent.
  select x.* into o from voice.statement s join voice.occasion x on x.id = s.occasion_id
    where s.id = new.statement_id and s.case_id = new.case_id for share of x;
  if o.id is null then raise exception 'the statement does not belong to this case' using errcode = '23514'; end if;
  if o.submitted_at is not null or o.closed_at is not null then
    raise exception 'what was sent cannot be withdrawn' using errcode = 'OW002';
  end if;
  new.occasion_id := o.id;
  return new;
end $$;
create trigger may_withdraw before insert on voice.withdrawal for each row execute function voice.may_withdraw();

-- Beside a statement, never in it: comments of staff, translations with their makers.
create table voice.comment (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  statement_id bigint not null,
  text text not null check (text <> ''),
  written_by bigint not null,
  written_at timestamptz not null default now(),
  foreign key (statement_id, case_id) references voice.statement (id, case_id)
);
create index on voice.comment (statement_id);

create table voice.translation (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  statement_id bigint not null,
  language text not null check (language <> ''),
  parts jsonb not null check (jsonb_typeof(parts) = 'array'),
  translator text not null check (translator <> ''),
  entered_by bigint not null,
  entered_at timestamptz not null default now(),
  foreign key (statement_id, case_id) references voice.statement (id, case_id)
);
create index on voice.translation (statement_id);

-- The decider's answer to one part of one statement, or the reason why it was not considered.
create table voice.reply (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  occasion_id bigint not null,
  statement_id bigint not null,
  prompt text not null,
  kind text not null check (kind in ('answered', 'not considered')),
  text text not null check (trim(text) <> ''),
  written_by bigint not null,
  written_at timestamptz not null default now(),
  version integer not null default 1,
  issued_at timestamptz,
  unique (statement_id, prompt),
  foreign key (occasion_id, case_id) references voice.occasion (id, case_id),
  foreign key (statement_id, case_id) references voice.statement (id, case_id)
);
create index on voice.reply (occasion_id);

-- A reply is to words that were said and stand, in a decision that is still open.
create function voice.reply_fits() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (select closed_at from voice.occasion where id = new.occasion_id for share) is not null then
    raise exception 'this decision has been made' using errcode = 'OW001';
  end if;
  if not exists (select 1 from voice.statement s cross join jsonb_array_elements(s.parts) p
                 where s.id = new.statement_id and s.occasion_id = new.occasion_id and s.case_id = new.case_id
                   and p ->> 'prompt' = new.prompt)
     or exists (select 1 from voice.withdrawal w where w.statement_id = new.statement_id) then
    raise exception 'there are no such words to answer' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger reply_fits before insert on voice.reply for each row execute function voice.reply_fits();

-- Parts of standing statements that nobody has answered, as far as whoever asks may see.
create function voice.unanswered(occasion bigint) returns table (statement_id bigint, prompt text)
  language sql stable set search_path = '' as $$
  select s.id, p ->> 'prompt' from voice.statement s cross join jsonb_array_elements(s.parts) p
  where s.occasion_id = occasion
    and not exists (select 1 from voice.withdrawal w where w.statement_id = s.id)
    and not exists (select 1 from voice.reply r where r.statement_id = s.id and r.prompt = p ->> 'prompt')
$$;

-- Every word answered: an occasion closes only when each part has its reply, and then the replies are issued.
create function voice.close_occasion() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.closed_at is not null then raise exception 'this decision has been made' using errcode = 'OW001'; end if;
  if new.closed_at is not null then
    if exists (select 1 from voice.unanswered(new.id)) then
      raise exception 'a part of the statement has no reply' using errcode = 'OW003';
    end if;
    update voice.reply set issued_at = new.closed_at where occasion_id = new.id;
  end if;
  return new;
end $$;
create trigger close_occasion before update on voice.occasion for each row execute function voice.close_occasion();

create function voice.issued_reply_stays() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.issued_at is not null then raise exception 'an issued reply stays as it is' using errcode = 'OW001'; end if;
  return new;
end $$;
create trigger issued_reply_stays before update on voice.reply for each row execute function voice.issued_reply_stays();

-- Anyone may ask whether a code still fits the words it was given for; the answer is yes or no. For a code that
-- was never given, the nearest statement is hashed instead, so that the time it takes tells nothing either.
create function voice.is_unchanged(given_code text) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  s voice.statement;
begin
  select * into s from voice.statement where code >= given_code order by code limit 1;
  if s.id is null then select * into s from voice.statement order by code limit 1; end if;
  return coalesce(s.hash = sha256(voice.canonical(s)) and voice.code_of(s.hash) = s.code and s.code = given_code, false);
end $$;

-- These two see with the eyes of whoever asks, so that they tell nothing of a case that is not theirs.
create function voice.is_withdrawn(for_statement bigint) returns boolean
  language sql stable set search_path = '' as $$
  select exists (select 1 from voice.withdrawal where statement_id = for_statement)
$$;

-- The section reads a statement when it is sent to them, not while the person may still take it back.
create function voice.is_handed_over(for_occasion bigint) returns boolean
  language sql stable set search_path = '' as $$
  select exists (select 1 from voice.occasion where id = for_occasion and submitted_at is not null and room = 'casework')
$$;
grant execute on function voice.is_withdrawn(bigint), voice.is_handed_over(bigint) to ownwords_app, ownwords_national;

do $$
declare
  name text;
  circle constant text := 'case_id = any ((select access.cases_as(variadic access.statement_readers()))::bigint[])';
  section constant text := 'case_id <> all ((select access.cases_shut())::bigint[])';
begin
  foreach name in array array['occasion', 'shown', 'opportunity', 'draft', 'statement', 'withdrawal', 'comment', 'translation', 'reply'] loop
    execute format('alter table voice.%I enable row level security', name);
    execute format('alter table voice.%I force row level security', name);
    execute format('create policy definer on voice.%I to ownwords_owner using (true) with check (true)', name);
  end loop;
  -- Every policy asks for the case.
  foreach name in array array['shown', 'opportunity', 'draft', 'withdrawal', 'comment', 'translation', 'reply'] loop
    execute format('create index on voice.%I (case_id)', name);
  end loop;
  foreach name in array array['occasion', 'shown', 'opportunity', 'withdrawal'] loop
    execute format('create policy readers on voice.%I for select to ownwords_app using (%s)', name, circle);
  end loop;
  foreach name in array array['shown', 'opportunity', 'withdrawal'] loop
    execute format('create policy national on voice.%I for select to ownwords_national using (%s and voice.is_handed_over(occasion_id))', name, section);
  end loop;
  execute format('create policy national on voice.occasion for select to ownwords_national using (room = ''casework'' and %s)', section);
  execute format('create policy national on voice.reply for select to ownwords_national using (%s)', section);
  -- Taken back means taken back: others still see that and when, by voice.withdrawal, but no word of it.
  execute format('create policy readers on voice.statement for select to ownwords_app using (%s and not voice.is_withdrawn(id))', circle);
  execute format('create policy national on voice.statement for select to ownwords_national using (%s and voice.is_handed_over(occasion_id) and not voice.is_withdrawn(id))', section);
  -- What stands beside a statement is seen by whoever sees the statement.
  foreach name in array array['comment', 'translation'] loop
    execute format('create policy readers on voice.%I for select to ownwords_app using (%s and exists (select 1 from voice.statement s where s.id = statement_id))', name, circle);
    execute format('create policy national on voice.%I for select to ownwords_national using (%s and exists (select 1 from voice.statement s where s.id = statement_id))', name, section);
  end loop;
  execute 'grant select on voice.occasion, voice.shown, voice.opportunity, voice.statement, voice.withdrawal, voice.comment, voice.translation, voice.reply to ownwords_app, ownwords_national';
end $$;

create policy own on voice.statement for select to ownwords_app
  using (case_id = any ((select access.cases_as('subject'))::bigint[]));

-- Drafts belong to whoever is writing: not even the responsible clinician sees them.
create policy own on voice.draft to ownwords_app
  using (account_id = (select access.account_id()) and case_id = any ((select access.cases_as('subject', 'ward_staff', 'advocate', 'prison_healthcare',
    'social_supervisor', 'clinical_supervisor'))::bigint[]))
  with check (account_id = (select access.account_id()) and case_id = any ((select access.cases_as('subject', 'ward_staff', 'advocate', 'prison_healthcare',
    'social_supervisor', 'clinical_supervisor'))::bigint[]));
grant select, insert (occasion_id, case_id, account_id, parts, how), update (parts, how, version, changed_at), delete on voice.draft to ownwords_app;

create policy opens on voice.occasion for insert to ownwords_app
  with check (case_id = any ((select access.cases_as('responsible_clinician', 'mha_office', 'ward_staff'))::bigint[]));
create policy hands_over on voice.occasion for update to ownwords_app
  using (case_id = any ((select access.cases_as('responsible_clinician'))::bigint[]));
create policy closes on voice.occasion for update to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, room), update (submitted_at, ended_at) on voice.occasion to ownwords_app;
grant update (submitted_at, closed_at) on voice.occasion to ownwords_national;

create policy shows on voice.shown for insert to ownwords_app
  with check (shown_by = (select access.account_id())
    and case_id = any ((select access.cases_as('responsible_clinician', 'mha_office', 'ward_staff', 'prison_healthcare'))::bigint[]));
grant insert (case_id, occasion_id, paper, shown_by) on voice.shown to ownwords_app;

create policy records on voice.opportunity for insert to ownwords_app
  with check (recorded_by = (select access.account_id())
    and case_id = any ((select access.cases_as('subject', 'ward_staff', 'advocate', 'responsible_clinician', 'mha_office', 'prison_healthcare'))::bigint[]));
grant insert (case_id, occasion_id, outcome, why, ask_again_on, recorded_by) on voice.opportunity to ownwords_app;

-- The person, or somebody from the ward, the advocacy service or, in the community, a supervisor who writes it down for them.
create policy speaks on voice.statement for insert to ownwords_app
  with check (entered_by = (select access.account_id())
    and (route <> 'typed' or case_id = any ((select access.cases_as('subject'))::bigint[]))
    and case_id = any ((select access.cases_as('subject', 'ward_staff', 'advocate', 'prison_healthcare', 'social_supervisor',
      'clinical_supervisor'))::bigint[]));
grant insert (case_id, occasion_id, shown_id, entered_by, route, scribe_name, scribe_role, language, support, parts) on voice.statement to ownwords_app;

create policy withdraws on voice.withdrawal for insert to ownwords_app
  with check (withdrawn_by = (select access.account_id()) and case_id = any ((select access.cases_as('subject'))::bigint[]));
grant insert (statement_id, case_id, withdrawn_by) on voice.withdrawal to ownwords_app;

create policy comments on voice.comment for insert to ownwords_app
  with check (written_by = (select access.account_id())
    and exists (select 1 from voice.statement s where s.id = statement_id and s.case_id = comment.case_id)
    and case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office', 'advocate', 'prison_healthcare'))::bigint[]));
grant insert (case_id, statement_id, text, written_by) on voice.comment to ownwords_app;

create policy translates on voice.translation for insert to ownwords_app
  with check (entered_by = (select access.account_id())
    and exists (select 1 from voice.statement s where s.id = statement_id and s.case_id = translation.case_id)
    and case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office', 'advocate', 'prison_healthcare'))::bigint[]));
grant insert (case_id, statement_id, language, parts, translator, entered_by) on voice.translation to ownwords_app;

-- A reply is nobody's but the deciders' until it is issued.
create policy issued on voice.reply for select to ownwords_app
  using (issued_at is not null and case_id = any ((select access.cases_as(variadic access.statement_readers()))::bigint[]));
create policy answers on voice.reply for insert to ownwords_national
  with check (written_by = (select access.account_id()) and issued_at is null
    and case_id <> all ((select access.cases_shut())::bigint[]));
create policy rewrites on voice.reply for update to ownwords_national
  using (issued_at is null and case_id <> all ((select access.cases_shut())::bigint[]));
grant insert (case_id, occasion_id, statement_id, prompt, kind, text, written_by), update (kind, text, written_by, written_at, version) on voice.reply to ownwords_national;

grant execute on function voice.canonical(voice.statement), voice.code_of(bytea) to ownwords_app, ownwords_worker;
grant execute on function voice.unanswered(bigint) to ownwords_national;
grant execute on function voice.is_unchanged(text) to ownwords_app, ownwords_national;

-- The verifier reads statements to check their seals.
create policy verifier on voice.statement for select to ownwords_worker using (true);
create policy verifier on voice.shown for select to ownwords_worker using (true);
grant select on voice.statement, voice.shown to ownwords_worker;

-- Who will read what the person says, by name: everybody whom the policies above let in today. The section that
-- decides is named as a section, the same for every case, since who of them may read could tell of a flag.
create function access.readers_of_case(for_case bigint)
  returns table (account_id bigint, name text, capacity text, job_title text, unit text)
  language plpgsql stable security definer set search_path = '' as $$
declare
  today date := access.today();
begin
  if not for_case = any (access.cases_as(variadic access.statement_readers())) then return; end if;
  return query
    select * from (
      select distinct on (a.id) a.id, a.display_name, r.capacity, a.job_title, r.unit
      from (
        select c.account_id, c.capacity, (select u.name from people.membership m join people.unit u on u.id = m.unit_id
            where m.account_id = c.account_id and m.role = c.capacity order by m.id desc limit 1) as unit
        from people.circle c
        where c.case_id = for_case and c.account_id is not null
          and c.from_on <= today and (c.until_on is null or c.until_on > today)
        union all
        select m.account_id, c.capacity, u.name
        from people.circle c
        join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity
          and m.from_on <= today and (m.until_on is null or m.until_on > today)
        join people.unit u on u.id = m.unit_id
        where c.case_id = for_case and c.from_on <= today and (c.until_on is null or c.until_on > today)
      ) r
      join people.account a on a.id = r.account_id and a.door = 'circle'
        and a.active_from <= today and (a.ended_on is null or a.ended_on > today)
      where r.capacity = any (access.statement_readers())
      order by a.id, array_position(access.statement_readers(), r.capacity)
    ) circle
    order by array_position(access.statement_readers(), circle.capacity), circle.display_name;
  return query
    select null::bigint, u.name, 'section', null::text, null::text
    from people.unit u join people.case k on k.id = for_case and k.room = 'casework'
    where u.kind = 'mhcs' and u.ended_on is null;
end $$;

-- Who opened what the person said, for the person alone: the newest `how_many` before the event `before_id`.
-- Of the section only the name, not in which capacity: that could tell of a flag.
create function access.who_opened(for_case bigint, before_id bigint, how_many integer)
  returns table (event_id bigint, at timestamptz, name text, capacity text, unit text)
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not for_case = any (access.cases_as('subject')) then return; end if;
  return query
    select e.id, e.at, a.display_name, case when e.capacity = any (access.deciders()) then '' else e.capacity end,
      case when e.capacity = any (access.deciders())
        then (select u.name from people.unit u where u.kind = 'mhcs' order by u.id limit 1)
        else (select u.name from people.membership m join people.unit u on u.id = m.unit_id
              where m.account_id = e.account_id and m.role = e.capacity order by m.id desc limit 1) end
    from audit.event e join people.account a on a.id = e.account_id
    where e.case_id = for_case and e.event = 'voice.statement.read' and e.account_id <> access.account_id()
      and (before_id is null or e.id < before_id)
      -- A page that would have shown words and found none opened none.
      and coalesce(e.detail -> 'statements' <> '[]'::jsonb, true)
      and e.capacity = any (access.statement_readers() || access.deciders())
    order by e.id desc limit how_many;
end $$;
grant execute on function access.readers_of_case(bigint), access.who_opened(bigint, bigint, integer) to ownwords_app;

-- A day to ask again came, and those around the person were told: once for each time that a day was set.
create table voice.asked_again (
  opportunity_id bigint primary key references voice.opportunity (id),
  at timestamptz not null default now()
);
alter table voice.asked_again enable row level security;
alter table voice.asked_again force row level security;
create policy definer on voice.asked_again to ownwords_owner using (true) with check (true);
create policy worker on voice.asked_again to ownwords_worker using (true) with check (true);
grant select, insert (opportunity_id) on voice.asked_again to ownwords_worker;

-- Where the day to ask again has come, and whom to tell: numbers only, because the worker reads no case.
create function voice.to_ask_again(today date)
  returns table (opportunity_id bigint, occasion_id bigint, case_id bigint, accounts bigint[])
  language sql stable security definer set search_path = '' as $$
  select p.id, p.occasion_id, p.case_id, array(
    select c.account_id from people.circle c
    where c.case_id = p.case_id and c.account_id is not null and c.capacity in ('responsible_clinician', 'ward_staff', 'prison_healthcare')
      and c.from_on <= to_ask_again.today and (c.until_on is null or c.until_on > to_ask_again.today)
    union
    select m.account_id from people.circle c join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity
    where c.case_id = p.case_id and c.capacity in ('responsible_clinician', 'ward_staff', 'prison_healthcare')
      and c.from_on <= to_ask_again.today and (c.until_on is null or c.until_on > to_ask_again.today)
      and m.from_on <= to_ask_again.today and (m.until_on is null or m.until_on > to_ask_again.today))
  from voice.opportunity p
  join voice.occasion o on o.id = p.occasion_id and o.closed_at is null and o.ended_at is null
  where p.ask_again_on <= to_ask_again.today
    and not exists (select 1 from voice.opportunity later where later.occasion_id = p.occasion_id and later.id > p.id)
    and not exists (select 1 from voice.asked_again a where a.opportunity_id = p.id)
$$;
grant execute on function voice.to_ask_again(date) to ownwords_worker;
