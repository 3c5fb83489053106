-- What was thrown away by mistake waits again, for as long as it is there. Its address went when it was thrown away.
create or replace function evidence.offer_is_answered() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  made bigint;
begin
  if old.state = 'spam' and new.state = 'waiting' then
    new.answered_by := null;
    new.answered_at := null;
    return new;
  end if;
  if old.state <> 'waiting' or new.state = 'waiting' then
    raise exception 'offer % is answered', old.id using errcode = 'OW482';
  end if;
  new.answered_by := access.account_id();
  new.answered_at := now();
  if old.email is not null and new.state <> 'spam' then
    insert into platform.mail (to_address, subject, path, language)
      values (old.email, 'offers.mail.answer', '/evidence/offers/' || old.reference, old.language) returning id into made;
    perform jobs.enqueue('send-mail', json_build_object('mail', made), 'mail ' || made);
  end if;
  new.email := null;
  return new;
end $$;
create index on evidence.offer (answered_at) where state = 'spam';
