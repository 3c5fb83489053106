-- Whether anything was recorded by which the register is counted, told by one number, so that what was read of it can be
-- used again for as long as it is the same. Each transaction that records something adds a row of its own and waits for
-- nobody; the sum only grows. At night the rows are brought together.
create table casework.register_change (
  id bigint generated always as identity primary key,
  changes bigint not null default 1
);
alter table casework.register_change enable row level security;
alter table casework.register_change force row level security;
create policy definer on casework.register_change to ownwords_owner using (true) with check (true);

create function casework.register_changes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if current_setting('ownwords.register_changed', true) = 'yes' then return null; end if;
  insert into casework.register_change default values;
  perform set_config('ownwords.register_changed', 'yes', true);
  return null;
end $$;
do $$
declare
  what text;
begin
  foreach what in array array['authority', 'movement', 'characteristics'] loop
    execute format('create trigger changes_register after insert or update or delete on casework.%I
      for each statement execute function casework.register_changes()', what);
  end loop;
end $$;
-- The day of birth comes from the person by a trigger, so no statement names it.
create trigger changes_register after update on casework.patient
  for each row when (new.born_on is distinct from old.born_on) execute function casework.register_changes();

-- The number, with the cases that are shut to whoever asks: they are in nothing that the reader counts.
create function casework.register_version() returns text
  language plpgsql stable security definer set search_path = '' as $$
begin return concat_ws(' ', current_database(), access.cases_shut(), (select sum(c.changes) from casework.register_change c)); end $$;
grant execute on function casework.register_version() to ownwords_national;

create function casework.fold_register_changes() returns void
  language sql volatile security definer set search_path = '' as $$
  with parts as (
    delete from casework.register_change where id = any (array(select c.id from casework.register_change c for update skip locked))
    returning changes)
  insert into casework.register_change (changes) select sum(changes) from parts having count(*) > 0
$$;
grant execute on function casework.fold_register_changes() to ownwords_worker;
