-- Numbers: what is counted, and what of it has been published.

-- Whoever asks counts with their own eyes: a case that is shut to them is not in their counts.
create function casework.count_population() returns table (authority text, status text, count integer)
  language sql stable set search_path = '' as $$
  select p.authority, p.status, count(*)::integer from casework.patient p
  join people.case k on k.id = p.case_id and k.closed_on is null
  where p.status <> 'ended'
  group by 1, 2
$$;

-- How each submitted application ended, by the month in London: decided, returned, or taken back. `took` counts days
-- from the last time that it was submitted.
create function casework.count_endings(from_day date, until_day date)
  returns table (month date, outcome text, words text, took text, count integer)
  language sql stable set search_path = '' as $$
  with ended as (
    select d.issued_at as at, d.kind as outcome, a.id, a.occasion_id, a.spoken, a.submitted_at
    from casework.decision d join casework.document a on a.id = d.document_id
    where d.state = 'issued' and a.kind = 'leave application'
    union all
    select o.ended_at, 'withdrawn', a.id, a.occasion_id, a.spoken, a.submitted_at
    from casework.document a join voice.occasion o on o.id = a.occasion_id
    where a.state = 'withdrawn' and a.submitted_at is not null and a.kind = 'leave application'
  ), timed as (
    select (date_trunc('month', e.at at time zone 'Europe/London'))::date as month, e.outcome,
      case when exists (select from voice.reply r where r.occasion_id = e.occasion_id and r.issued_at <= e.at) then 'answered'
        when e.spoken then 'not answered' else 'none' end as words,
      (e.at at time zone 'Europe/London')::date - (coalesce((select max(s.submitted_at) from casework.submission s
        where s.document_id = e.id and s.submitted_at <= e.at), e.submitted_at) at time zone 'Europe/London')::date as days
    from ended e
    where e.at >= from_day::timestamp at time zone 'Europe/London' and e.at < until_day::timestamp at time zone 'Europe/London'
  )
  select month, outcome, words,
    case when days <= 14 then 'to 14' when days <= 28 then 'to 28' when days <= 56 then 'to 56' else 'more' end, count(*)::integer
  from timed group by 1, 2, 3, 4
$$;
grant execute on function casework.count_population(), casework.count_endings(date, date) to ownwords_national;

-- The whole, for the job that hides what is small before anything is kept: no door of a reader calls these.
create function casework.population_to_publish() returns table (authority text, status text, count integer)
  language plpgsql stable security definer set search_path = '' as $$
begin return query select * from casework.count_population(); end $$;
create function casework.endings_to_publish(from_day date, until_day date)
  returns table (month date, outcome text, words text, took text, count integer)
  language plpgsql stable security definer set search_path = '' as $$
begin return query select * from casework.count_endings(from_day, until_day); end $$;
grant execute on function casework.population_to_publish(), casework.endings_to_publish(date, date) to ownwords_worker;

-- What everybody may read. A month is counted once, after its end, and stays: counts that were made anew could be
-- taken from each other.
create table casework.published_table (
  name text not null check (name in ('population', 'endings', 'times')),
  period date not null check (extract(day from period) = 1),
  as_at date not null,
  scheme text not null,
  body jsonb not null,
  published_at timestamptz not null default now(),
  primary key (name, period)
);
alter table casework.published_table enable row level security;
alter table casework.published_table force row level security;
create policy definer on casework.published_table to ownwords_owner using (true) with check (true);
create policy everybody on casework.published_table for select to ownwords_app, ownwords_national, ownwords_worker using (true);
create policy publishes on casework.published_table for insert to ownwords_worker with check (true);
grant select on casework.published_table to ownwords_app, ownwords_national, ownwords_worker;
grant insert (name, period, as_at, scheme, body) on casework.published_table to ownwords_worker;
