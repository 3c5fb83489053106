-- Files that came from outside: supporting reports attached to a document. The bytes lie in the row, so that one backup
-- is the whole truth (one value of 10 MB goes in within 0.1 s and comes out within 0.3 s, about as fast as in pieces).

-- Open and closed parts are separate tables, because separate policies guard them. Size and hash are made from the bytes
-- by the database itself.
create table casework.attachment (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  document_id bigint not null,
  -- What it is, in the words of whoever attached it.
  title text not null check (trim(title) <> '' and length(title) <= 300),
  file_name text not null check (file_name <> '' and length(file_name) <= 120 and file_name !~ '[[:cntrl:]/\\]'),
  media_type text not null check (media_type in ('application/pdf', 'application/msword', 'image/png', 'image/jpeg', 'text/plain',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document')),
  scan text not null check (scan in ('clean', 'not scanned')),
  content bytea not null check (octet_length(content) > 0),
  size integer generated always as (octet_length(content)) stored,
  sha256 bytea generated always as (sha256(content)) stored,
  added_by bigint not null references people.account (id),
  added_at timestamptz not null default now(),
  -- Taken out of a draft: it can be put back until the draft is handed over, and then it is gone.
  removed_at timestamptz,
  -- Since when the person may read it: since they were shown the document, or since it was handed over.
  let_out_at timestamptz,
  -- Since when the section reads it.
  handed_over_at timestamptz,
  unique (id, case_id),
  check (removed_at is null or handed_over_at is null),
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
-- What is packed already is not packed again.
alter table casework.attachment alter column content set storage external;
create table casework.closed_attachment (like casework.attachment including defaults including constraints including generated
  including identity including storage, primary key (id), unique (id, case_id),
  foreign key (document_id, case_id) references casework.document (id, case_id),
  foreign key (case_id) references people.case (id), foreign key (added_by) references people.account (id));
-- The closed part is never let out to the person.
alter table casework.closed_attachment drop column let_out_at;
-- What somebody who was consulted answered by another way than here.
alter table casework.closed_attachment add column consultation_id bigint,
  add foreign key (consultation_id, case_id) references casework.consultation (id, case_id);
create index on casework.closed_attachment (consultation_id);
create index on casework.attachment (case_id);
create index on casework.attachment (document_id);
create index on casework.closed_attachment (case_id);
create index on casework.closed_attachment (document_id);

-- A draft is what those who write it make of it; what was handed over stays as it was handed over, also when the
-- document came back and is a draft again. An answer may still come while the section has the document.
create function casework.attach_to_draft() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  stands text;
  answers boolean := to_jsonb(new) ->> 'consultation_id' is not null;
  attached integer;
begin
  if tg_op = 'UPDATE' and new.removed_at is not distinct from old.removed_at then return new; end if;
  if tg_op = 'UPDATE' and old.handed_over_at is not null then
    raise exception 'attachment % was handed over', old.id using errcode = 'OW220';
  end if;
  stands := (select state from casework.document where id = new.document_id for share);
  if stands <> 'draft' and not answers or casework.is_over(stands) then
    raise exception 'a submitted document cannot be changed' using errcode = 'OW005';
  end if;
  if tg_op = 'INSERT' then
    execute format('select count(*) from %I.%I where document_id = $1', tg_table_schema, tg_table_name)
      into attached using new.document_id;
    if attached >= 40 then raise exception 'document % has 40 files', new.document_id using errcode = 'OW221'; end if;
    if stands not in ('draft', 'returned') then new.handed_over_at := now(); end if;
  end if;
  return new;
end $$;
create trigger attach_to_draft before insert or update on casework.attachment
  for each row execute function casework.attach_to_draft();
create trigger attach_to_draft before insert or update on casework.closed_attachment
  for each row execute function casework.attach_to_draft();

-- Whoever is shown the open part is shown what hangs on it.
create function casework.let_attachments_out() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.attachment x set let_out_at = case when x.removed_at is null then coalesce(x.let_out_at, now()) end
  from casework.document d where d.occasion_id = new.occasion_id and x.document_id = d.id and x.handed_over_at is null;
  return null;
end $$;
create trigger let_attachments_out after insert on voice.shown
  for each row execute function casework.let_attachments_out();

create function casework.hand_attachments_over() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from casework.attachment where document_id = new.id and removed_at is not null;
  delete from casework.closed_attachment where document_id = new.id and removed_at is not null;
  if new.state <> 'submitted' then return null; end if;
  update casework.attachment set handed_over_at = now(), let_out_at = coalesce(let_out_at, now())
    where document_id = new.id and handed_over_at is null;
  update casework.closed_attachment set handed_over_at = now() where document_id = new.id and handed_over_at is null;
  return null;
end $$;
create trigger hand_attachments_over after update on casework.document
  for each row when (old.state = 'draft' and new.state <> 'draft' and new.went_on_at is null) execute function casework.hand_attachments_over();

do $$
declare
  name text;
  hands text;
begin
  foreach name in array array['attachment', 'closed_attachment'] loop
    -- Whoever writes a part of the draft hangs files on it.
    hands := format('case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).%s))',
      case name when 'attachment' then 'filled_by' else 'closed_by' end);
    execute format('alter table casework.%I enable row level security', name);
    execute format('alter table casework.%I force row level security', name);
    execute format('create policy definer on casework.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy attaches on casework.%I for insert to ownwords_app with check (added_by = (select access.account_id()) and %s)', name, hands);
    execute format('create policy removes on casework.%I for update to ownwords_app using (%s)', name, hands);
    execute format('create policy handed_over on casework.%I for select to ownwords_national using (handed_over_at is not null
      and case_id <> all ((select access.cases_shut())::bigint[]))', name);
    execute format('grant select on casework.%I to ownwords_app, ownwords_national', name);
    execute format('grant insert (case_id, document_id, title, file_name, media_type, scan, content, added_by), update (removed_at)
      on casework.%I to ownwords_app', name);
  end loop;
end $$;
create policy open_part on casework.attachment for select to ownwords_app using (case_id = any ((select access.cases_as('responsible_clinician',
  'ward_staff', 'mha_office', 'social_supervisor', 'clinical_supervisor', 'prison_healthcare'))::bigint[]));
-- Those who fill the closed part in are those who read it.
create policy closed_part on casework.closed_attachment for select to ownwords_app
  using (case_id = any (access.cases_as(variadic (casework.hands_of(document_id)).closed_by)));
grant insert (consultation_id) on casework.closed_attachment to ownwords_app;
create policy let_out on casework.attachment for select to ownwords_app
  using (let_out_at is not null and removed_at is null and case_id = any ((select access.cases_as('subject', 'advocate', 'solicitor'))::bigint[]));

-- A picture of the map that goes with an exclusion zone which a victim asks for. It lies in the partition, sealed with its
-- key, and like everything there but the wording of a condition it never leaves it: a map shows where somebody lives.
alter table victim.requested_condition add unique (id, case_id);
create table victim.zone_map (
  request_id bigint primary key,
  case_id bigint not null references people.case (id),
  media_type text not null check (media_type in ('image/png', 'image/jpeg')),
  scan text not null check (scan in ('clean', 'not scanned')),
  sealed bytea not null,
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  foreign key (request_id, case_id) references victim.requested_condition (id, case_id)
);
alter table victim.zone_map alter column sealed set storage external;
create index on victim.zone_map (case_id);
alter table victim.zone_map enable row level security;
alter table victim.zone_map force row level security;
create policy definer on victim.zone_map to ownwords_owner using (true) with check (true);
create policy officers on victim.zone_map for select to ownwords_victim using (case_id = any ((select victim.cases())::bigint[]));
create policy officers_write on victim.zone_map for insert to ownwords_victim
  with check (recorded_by = (select access.account_id()) and case_id = any ((select victim.cases())::bigint[]));
grant select, insert (request_id, case_id, media_type, scan, sealed, recorded_by) on victim.zone_map to ownwords_victim;

-- Nobody draws a map for a request that is none of a zone, or that is released or taken back.
create function victim.map_of_zone() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from victim.requested_condition c where c.id = new.request_id and c.kind = 'exclusion zone'
      and c.released_id is null and c.withdrawn_on is null) then
    raise exception 'request % takes no map', new.request_id using errcode = 'OW143';
  end if;
  return new;
end $$;
create trigger map_of_zone before insert on victim.zone_map for each row execute function victim.map_of_zone();

-- What came on paper, by letter or by e-mail, because somebody is not on the system yet: a form of a hospital that the
-- section registers, a letter of the section that a hospital keeps with the document it answers.
create table casework.received (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  document_id bigint,
  kind text not null check (kind in ('leave application', 'annual report', 'discharge report', 'tribunal decision', 'consultation',
    'decision letter', 'request', 'other')),
  title text not null check (trim(title) <> '' and length(title) <= 300),
  from_whom text not null check (trim(from_whom) <> '' and length(from_whom) <= 300),
  received_on date not null check (received_on <= access.today()),
  -- Whether the person may read it.
  is_open boolean not null,
  -- Who keeps it here: the section, or the hospital.
  by_section boolean not null,
  media_type text not null check (media_type in ('application/pdf', 'application/msword', 'image/png', 'image/jpeg', 'text/plain',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document')),
  scan text not null check (scan in ('clean', 'not scanned')),
  content bytea not null check (octet_length(content) > 0),
  size integer generated always as (octet_length(content)) stored,
  sha256 bytea generated always as (sha256(content)) stored,
  recorded_by bigint not null references people.account (id),
  recorded_at timestamptz not null default now(),
  -- Kept in the wrong place: nobody but the side that kept it sees it any more.
  struck_out_because text check (trim(struck_out_because) <> '' and length(struck_out_because) <= 300),
  unique (id, case_id),
  check (by_section or document_id is not null and kind in ('decision letter', 'request')),
  foreign key (document_id, case_id) references casework.document (id, case_id)
);
alter table casework.received alter column content set storage external;
create index on casework.received (case_id);
create index on casework.received (document_id);

create function casework.received_stays() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.struck_out_because is not null then
    raise exception 'received document % was struck out', old.id using errcode = 'OW222';
  end if;
  return new;
end $$;
create trigger received_stays before update on casework.received for each row execute function casework.received_stays();

alter table casework.received enable row level security;
alter table casework.received force row level security;
create policy definer on casework.received to ownwords_owner using (true) with check (true);
-- What the section struck out it sees struck out; what a hospital struck out is the hospital's.
create policy section on casework.received for select to ownwords_national
  using ((by_section or struck_out_because is null) and case_id <> all ((select access.cases_shut())::bigint[]));
create policy section_keeps on casework.received for insert to ownwords_national
  with check (by_section and recorded_by = (select access.account_id()) and case_id <> all ((select access.cases_shut())::bigint[]));
create policy section_strikes_out on casework.received for update to ownwords_national
  using (by_section and case_id <> all ((select access.cases_shut())::bigint[]));
create policy hospital on casework.received for select to ownwords_app
  using (not by_section and case_id = any ((select access.cases_as('responsible_clinician', 'ward_staff', 'mha_office',
    'social_supervisor', 'clinical_supervisor'))::bigint[]));
create policy office_keeps on casework.received for insert to ownwords_app
  with check (not by_section and recorded_by = (select access.account_id())
    and case_id = any ((select access.cases_as('mha_office'))::bigint[]));
create policy office_strikes_out on casework.received for update to ownwords_app
  using (not by_section and case_id = any ((select access.cases_as('mha_office'))::bigint[]));
create policy open_copy on casework.received for select to ownwords_app
  using (is_open and struck_out_because is null and case_id = any ((select access.cases_as('subject', 'advocate', 'solicitor',
    'responsible_clinician', 'ward_staff', 'mha_office', 'social_supervisor', 'clinical_supervisor', 'prison_healthcare'))::bigint[]));
grant select, insert (case_id, document_id, kind, title, from_whom, received_on, is_open, by_section, media_type, scan, content, recorded_by),
  update (struck_out_because) on casework.received to ownwords_app, ownwords_national;
