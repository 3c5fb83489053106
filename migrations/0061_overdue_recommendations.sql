-- What is asked of somebody is due until it is done: a recommendation that was accepted and for which nothing was ever
-- undertaken stays due by its own day, or it would leave the list of what is overdue on the day it is accepted. What was
-- rejected is due no more, also where something had been undertaken before.
create or replace function evidence.chains(on_day date) returns table (recommendation integer, record integer, asks text, paragraph text,
    theme text, made_on date, due_on date, addressee integer, addressee_name text, answer text, actions integer, done integer,
    verified integer, next_due date, overdue boolean)
  language sql stable as $$
  select r.id, r.record, r.asks, r.paragraph, r.theme, r.made_on, r.due_on, t.addressee, a.name, w.kind,
    coalesce(d.actions, 0)::int, coalesce(d.done, 0)::int, coalesce(d.verified, 0)::int, n.due, coalesce(n.due < on_day, false)
  from evidence.recommendation r
  join evidence.recommended_to t on t.recommendation = r.id
  join evidence.addressee a on a.id = t.addressee
  left join lateral (select p.kind from evidence.response p where p.recommendation = r.id and p.addressee = t.addressee
    and p.struck_because is null order by p.responded_on desc, p.id desc limit 1) w on true
  left join lateral (
    select count(*) as actions, count(c.id) as done, count(*) filter (where v.verdict = 'verified') as verified,
      min(x.due_on) filter (where c.id is null) as open_due
    from evidence.action x
    left join lateral (select k.id from evidence.completion k left join evidence.verification f on f.completion = k.id
      where k.action = x.id and k.struck_because is null and f.verdict is distinct from 'not verified' limit 1) c on true
    left join evidence.verification v on v.completion = c.id
    where x.recommendation = r.id and x.addressee = t.addressee and x.struck_because is null) d on true
  cross join lateral (select case when w.kind = 'rejected' then null when w.kind is null or coalesce(d.actions, 0) = 0 then r.due_on
    else d.open_due end as due) n
  where r.struck_because is null
$$;
