-- When a case closes to the section, whatever is open in it ends with it: nobody has the power to decide it any more.
-- When the closing was a mistake that is put right, each document stands again where it stood.

alter table casework.document
  -- Where it stood when its case closed.
  add stood text,
  add constraint stood_somewhere check ((state = 'ended with the case') = (stood is not null));

-- The state follows the case and nothing else.
create function casework.ends_with_case() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  closed boolean := (select k.closed_on is not null from people.case k where k.id = new.case_id);
begin
  if new.state = 'ended with the case' then
    if not closed then raise exception 'case % is open', new.case_id using errcode = 'OW004'; end if;
    new.stood := old.state;
  else
    if closed or new.state <> old.stood then
      raise exception 'a document that ended with its case comes back as it was' using errcode = 'OW004';
    end if;
    new.stood := null;
  end if;
  return new;
end $$;
create trigger ends_with_case before update on casework.document
  for each row when (old.state <> new.state and 'ended with the case' in (old.state, new.state))
  execute function casework.ends_with_case();
-- Ending it is no deciding in a case that is over.
drop trigger is_over_for_section on casework.document;
create trigger is_over_for_section before insert or update on casework.document
  for each row when (new.state <> 'ended with the case') execute function casework.is_over_for_section();

-- Nothing is begun in a case that is closed, not even at the moment at which it closes.
create function casework.begins_in_open_case() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from people.case k where k.id = new.case_id and k.closed_on is null for share;
  if not found and not casework.is_over(new.state) then
    raise exception 'case % is closed', new.case_id using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger begins_in_open_case before insert on casework.document
  for each row execute function casework.begins_in_open_case();

-- Whoever was asked about a document that comes back is let in again, if it was its end that took them out.
create function casework.ask_again(documents bigint[]) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into people.circle (case_id, account_id, capacity, basis)
  select distinct q.case_id, q.account_id, q.consultee, 'consulted on leave application ' || min(q.document_id)
  from casework.consultation q where q.document_id = any (documents) and q.closed_on is not null
  group by q.case_id, q.account_id, q.consultee
  on conflict do nothing;
  update casework.consultation q set closed_on = null where q.document_id = any (documents) and q.closed_on is not null;
end $$;

create function casework.case_closes() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in
    with ended as (
      update casework.document d set state = 'ended with the case'
      where d.case_id = new.id and not casework.is_over(d.state) returning d.id, d.occasion_id, d.stood
    ), silent as (
      update voice.occasion o set ended_at = now() from ended e where o.id = e.occasion_id
    )
    select e.id, e.stood from ended e order by e.id loop
    perform audit.record('casework.document.ended-with-case', new.id,
      jsonb_build_object('application', one.id, 'stood', one.stood), 'the case closed', null);
  end loop;
  return null;
end $$;
create trigger case_closes after update of closed_on on people.case
  for each row when (old.closed_on is null and new.closed_on is not null) execute function casework.case_closes();

create function casework.case_opens_again() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  back bigint[];
  one record;
begin
  for one in
    with back as (
      update casework.document d set state = d.stood
      where d.case_id = new.id and d.state = 'ended with the case' returning d.id, d.occasion_id, d.state
    ), open as (
      update voice.occasion o set ended_at = null from back b where o.id = b.occasion_id
    )
    select b.id, b.state from back b order by b.id loop
    back := back || one.id;
    perform audit.record('casework.document.came-back', new.id,
      jsonb_build_object('application', one.id, 'stands', one.state), 'the case opened again', null);
  end loop;
  perform casework.ask_again(back);
  return null;
end $$;
create trigger case_opens_again after update of closed_on on people.case
  for each row when (old.closed_on is not null and new.closed_on is null) execute function casework.case_opens_again();
