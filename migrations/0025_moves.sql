-- What a decision consented to and then happened: the movement of the register that it allows, from the day of the
-- decision until somebody records that it happened, that it will not, or that the section took its consent back.

create table casework.authorised_move (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  document_id bigint not null,
  decision_id bigint not null,
  -- Which of the things asked for, and the movement that casework.document_asks names for it.
  asked text not null,
  movement text not null,
  authorised_on date not null,
  state text not null default 'stands' check (state in ('stands', 'done', 'will not happen', 'withdrawn')),
  movement_id bigint,
  reason text not null default '',
  ended_by bigint references people.account (id),
  ended_at timestamptz,
  unique (decision_id, asked),
  foreign key (document_id, case_id) references casework.document (id, case_id),
  foreign key (decision_id, case_id) references casework.decision (id, case_id),
  foreign key (movement_id, case_id) references casework.movement (id, case_id),
  check ((state = 'done') = (movement_id is not null)),
  check ((state in ('will not happen', 'withdrawn')) = (trim(reason) <> '')),
  check ((state = 'stands') = (ended_at is null)),
  check ((ended_at is null) = (ended_by is null))
);
create index on casework.authorised_move (case_id);
create index on casework.authorised_move (document_id);
create unique index used_once on casework.authorised_move (movement_id);

create function casework.authorise_moves() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into casework.authorised_move (case_id, document_id, decision_id, asked, movement, authorised_on)
  select new.case_id, new.document_id, new.id, x.asked, x.movement, access.today()
  from casework.document d join casework.document_asks x on x.kind = d.kind and x.asked = any (new.granted)
  where d.id = new.document_id and x.movement is not null
    -- What a decision grants that was looked at again is not granted twice.
    and not exists (select from casework.authorised_move m where m.document_id = d.id and m.asked = x.asked
      and (m.state in ('stands', 'done') or m.state = 'will not happen'
        and exists (select from casework.decision before where before.id = new.reconsiders and x.asked = any (before.granted))))
  order by array_position(new.granted, x.asked);
  return null;
end $$;
create trigger authorises after update of state on casework.decision
  for each row when (new.state = 'issued' and old.state <> 'issued' and new.kind in ('grant', 'grant in part'))
  execute function casework.authorise_moves();

-- Done is done by a movement that stands, is of the kind and carries the day of the decision. Nothing of a case that
-- has ended for the section is ended again, and consent is taken back by somebody who could have given it.
create function casework.move_ends() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  who bigint := (access.actor()).account_id;
begin
  if new.state = 'done' and not exists (select from casework.movement m where m.id = new.movement_id and m.kind = new.movement
      and m.authorised_on = new.authorised_on and m.superseded_by is null and not m.struck_out) then
    raise exception 'movement % is not what was authorised', new.movement_id using errcode = 'OW120';
  end if;
  if new.state in ('will not happen', 'withdrawn')
    and exists (select from people.case k where k.id = new.case_id and k.closed_on is not null) then
    raise exception 'case % has ended for the section', new.case_id using errcode = 'OW040';
  end if;
  if new.state = 'withdrawn' then perform casework.refuse_below(casework.level_needed(new.document_id, access.today()), who); end if;
  return new;
end $$;
create trigger ends before update on casework.authorised_move for each row execute function casework.move_ends();

-- A movement that is put right keeps what authorised it; one that is struck out, or was another after all, gives it back.
create function casework.move_is_put_right() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.authorised_move a set movement_id = new.id
    where a.movement_id = new.corrects and not new.struck_out and new.kind = a.movement and new.authorised_on = a.authorised_on;
  update casework.authorised_move a set state = 'stands', movement_id = null, ended_by = null, ended_at = null
    where a.movement_id = new.corrects;
  return null;
end $$;
create trigger put_right after insert on casework.movement
  for each row when (new.corrects is not null) execute function casework.move_is_put_right();

alter table casework.authorised_move enable row level security;
alter table casework.authorised_move force row level security;
create policy definer on casework.authorised_move to ownwords_owner using (true) with check (true);
create policy national on casework.authorised_move for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy ends on casework.authorised_move for update to ownwords_national
  using (state = 'stands' and case_id <> all ((select access.cases_shut())::bigint[]))
  with check ((ended_by is null or ended_by = (select access.account_id()))
    and case_id <> all ((select access.cases_shut())::bigint[]));
grant select, update (state, movement_id, reason, ended_by, ended_at) on casework.authorised_move to ownwords_national;
