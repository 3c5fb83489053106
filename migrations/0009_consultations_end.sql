-- Whoever was let into a case to answer a question about one application leaves it when that application is over;
-- and a withdrawal says why.

-- The day on which the application was over while the consultee still stood in the case.
alter table casework.consultation add closed_on date;

-- They stay while another application of the case still asks them, and where they stood in it for another reason.
create function casework.end_consultations(application bigint, of_case bigint) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  today date := access.today();
begin
  -- Of two applications that end at once, each would leave the other its consultees.
  perform 1 from people.case k where k.id = of_case for no key update;
  update casework.consultation q set closed_on = today
  where q.document_id = application and q.closed_on is null
    and exists (select from people.circle c where c.case_id = q.case_id and c.account_id = q.account_id
      and c.capacity = q.consultee and (c.until_on is null or c.until_on > today));
  update people.circle c set until_on = greatest(c.from_on, today)
  from casework.consultation q
  where q.document_id = application and c.case_id = q.case_id and c.account_id = q.account_id
    and c.capacity = q.consultee and c.basis ^@ 'consulted on leave application '
    and (c.until_on is null or c.until_on > today)
    and not exists (select from casework.consultation other
      join casework.document a on a.id = other.document_id
      where other.case_id = q.case_id and other.account_id = q.account_id and other.consultee = q.consultee
        and not casework.is_over(a.state));
end $$;

-- A trigger, because those who decide come through a door that may not change a circle, and no door may forget it.
create function casework.application_is_over() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform casework.end_consultations(new.id, new.case_id);
  return null;
end $$;
create trigger application_is_over after update on casework.document
  for each row when (casework.is_over(new.state) and old.state <> new.state)
  execute function casework.application_is_over();

select casework.end_consultations(a.id, a.case_id) from casework.document a
where casework.is_over(a.state);

-- Nobody is asked at the moment at which it ends: they would be let in and stay, or be asked and stand outside.
create function casework.may_be_asked() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (select casework.is_over(state) from casework.document where id = new.document_id for share) then
    raise exception 'an application that is over asks nobody' using errcode = 'OW004';
  end if;
  perform 1 from people.case k where k.id = new.case_id for share;
  if not exists (select from people.circle c where c.case_id = new.case_id and c.account_id = new.account_id
      and c.capacity = new.consultee and (c.until_on is null or c.until_on > access.today())) then
    raise exception 'whoever is asked has to stand in the case' using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger may_be_asked before insert on casework.consultation
  for each row execute function casework.may_be_asked();

-- What they answered stays theirs to read, for as long as they hold the role in which they were asked; of the person
-- and the case they read nothing more. Who was taken out of the case before it was over reads nothing.
create policy answered on casework.consultation for select to ownwords_app
  using (closed_on is not null and answered_at is not null and account_id = (select access.account_id())
    and consultee = any ((select (access.actor()).roles)::text[]));
alter policy answers on casework.consultation
  using (account_id = (select access.account_id()) and answered_at is null and closed_on is null
    and case_id = any ((select access.cases_as('victim_liaison_officer', 'mappa_coordinator', 'offender_manager',
      'counter_terrorism_manager'))::bigint[]));

-- The person reads why, so it stands in the open part. What was withdrawn before this was asked has no reason.
alter table casework.document add withdrawn_because text check (trim(withdrawn_because) <> ''),
  add constraint withdrawn_because_of_something
    check ((state = 'withdrawn') = (withdrawn_because is not null)) not valid;
grant update (withdrawn_because) on casework.document to ownwords_app;
