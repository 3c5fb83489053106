-- Where a recommendation stands with one of those to whom it was made is kept with the two, and made anew in the same
-- transaction when an answer, an action, or what became of it changes. A list of all of them then reads a row each, and not
-- all that ever happened: 20,000 recommendations took a second. `standing_of` stays the truth.
create function evidence.chain_state(answer text, actions integer, done integer, verified integer) returns text
  language sql immutable as $$
  select case when answer is null then 'waiting' when answer = 'rejected' then 'rejected' when actions = 0 then 'accepted'
    when verified = actions then 'verified' when done = actions then 'done' else 'begun' end
$$;
grant execute on function evidence.chain_state(text, integer, integer, integer) to ownwords_app, ownwords_national, ownwords_worker;

alter table evidence.recommended_to
  -- What was answered last.
  add column answer text check (answer in ('accepted', 'accepted in part', 'rejected')),
  -- How many actions were undertaken, are said to be done, and were found so by somebody else.
  add column actions integer not null default 0,
  add column done integer not null default 0 check (done <= actions),
  add column verified integer not null default 0 check (verified <= done),
  -- The day by which the next thing is to be done, where there is one.
  add column next_due date,
  add column state text not null generated always as (evidence.chain_state(answer, actions, done, verified)) stored;
revoke insert on evidence.recommended_to from ownwords_app;
grant insert (recommendation, addressee) on evidence.recommended_to to ownwords_app;

-- A recommendation that was accepted and for which nothing was ever undertaken stays due by its own day; what was rejected
-- is due no more, also where something had been undertaken before.
create function evidence.standing_of(of_recommendation integer, of_addressee integer)
  returns table (answer text, actions integer, done integer, verified integer, next_due date)
  language sql stable set search_path = '' as $$
  select w.kind, d.actions, d.done, d.verified, case when w.kind = 'rejected' then null
    when w.kind is null or d.actions = 0 then (select r.due_on from evidence.recommendation r where r.id = of_recommendation)
    else d.open_due end
  from (select count(*)::int as actions, count(c.id)::int as done, (count(*) filter (where v.verdict = 'verified'))::int as verified,
      min(x.due_on) filter (where c.id is null) as open_due
    from evidence.action x
    left join lateral (select k.id from evidence.completion k left join evidence.verification f on f.completion = k.id
      where k.action = x.id and k.struck_because is null and f.verdict is distinct from 'not verified' limit 1) c on true
    left join evidence.verification v on v.completion = c.id
    where x.recommendation = of_recommendation and x.addressee = of_addressee and x.struck_because is null) d
  left join (select p.kind from evidence.response p where p.recommendation = of_recommendation and p.addressee = of_addressee
    and p.struck_because is null order by p.responded_on desc, p.id desc limit 1) w on true
$$;

create function evidence.stand_anew(of_recommendation integer, of_addressee integer) returns void
  language plpgsql set search_path = '' as $$
begin
  -- One after the other, each of which sees what the one before it wrote. Whoever writes an answer holds the key already.
  perform from evidence.recommended_to t where t.recommendation = of_recommendation and t.addressee = of_addressee for no key update;
  update evidence.recommended_to t set (answer, actions, done, verified, next_due) =
    (select s.answer, s.actions, s.done, s.verified, s.next_due from evidence.standing_of(of_recommendation, of_addressee) s)
  where t.recommendation = of_recommendation and t.addressee = of_addressee;
end $$;

create function evidence.stands_first() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  select s.answer, s.actions, s.done, s.verified, s.next_due into new.answer, new.actions, new.done, new.verified, new.next_due
  from evidence.standing_of(new.recommendation, new.addressee) s;
  return new;
end $$;
create trigger stands before insert on evidence.recommended_to for each row execute function evidence.stands_first();

-- Of an answer and of an action, which go with their organisation into another.
create function evidence.stands_otherwise() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.addressee <> new.addressee then
    perform evidence.stand_anew(old.recommendation, old.addressee);
  end if;
  perform evidence.stand_anew(new.recommendation, new.addressee);
  return null;
end $$;
create trigger stands after insert or update on evidence.response for each row execute function evidence.stands_otherwise();
create trigger stands after insert or update on evidence.action for each row execute function evidence.stands_otherwise();

create function evidence.action_stands_otherwise() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform evidence.stand_anew(x.recommendation, x.addressee) from evidence.action x where x.id = new.action;
  return null;
end $$;
create trigger stands after insert or update on evidence.completion for each row execute function evidence.action_stands_otherwise();

create function evidence.completion_stands_otherwise() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform evidence.stand_anew(x.recommendation, x.addressee)
  from evidence.completion c join evidence.action x on x.id = c.action where c.id = new.completion;
  return null;
end $$;
create trigger stands after insert or update on evidence.verification for each row execute function evidence.completion_stands_otherwise();

update evidence.recommended_to t set (answer, actions, done, verified, next_due) =
  (select s.answer, s.actions, s.done, s.verified, s.next_due from evidence.standing_of(t.recommendation, t.addressee) s);

drop function evidence.chains(date);
-- It pins no search_path, so that it becomes a part of every query that asks it.
create function evidence.chains(on_day date) returns table (recommendation integer, record integer, asks text, paragraph text,
    theme text, made_on date, addressee integer, addressee_name text, state text, to_look boolean, next_due date, overdue boolean)
  language sql stable as $$
  select r.id, r.record, r.asks, r.paragraph, r.theme, r.made_on, t.addressee, a.name, t.state, t.done > t.verified, t.next_due,
    coalesce(t.next_due < on_day, false)
  from evidence.recommendation r
  join evidence.recommended_to t on t.recommendation = r.id
  join evidence.addressee a on a.id = t.addressee
  where r.struck_because is null
$$;
grant execute on function evidence.chains(date) to ownwords_app, ownwords_national;
