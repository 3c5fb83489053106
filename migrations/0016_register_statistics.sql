-- Numbers from the movements of the register: what is known of a person for counting, the counts, what is published.

-- Each is null until somebody says it. It is never guessed from a name, a place or another record.
create table casework.characteristics (
  case_id bigint primary key references people.case (id),
  sex text check (sex in ('female', 'male', 'other')),
  -- Self-defined, in the codes of the criminal justice system; its first letter is the group of the census.
  ethnicity text check (ethnicity in ('W1', 'W2', 'W3', 'W5', 'W9', 'M1', 'M2', 'M3', 'M9', 'A1', 'A2', 'A3', 'A4', 'A9',
    'B1', 'B2', 'B9', 'O2', 'O9', 'NS')),
  -- Of the index offence; of the gravest where there are several.
  offence_group text check (offence_group in ('murder', 'other killing', 'other violence', 'sexual', 'robbery', 'burglary',
    'theft or fraud', 'arson', 'other damage', 'other')),
  -- Null when the program recorded it.
  recorded_by bigint references people.account (id),
  recorded_at timestamptz not null default now(),
  version integer not null default 1
);
create function casework.characteristics_come() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.recorded_by := (access.actor()).account_id;
  new.recorded_at := now();
  new.version := case tg_op when 'INSERT' then 1 else old.version + 1 end;
  return new;
end $$;
create trigger comes before insert or update on casework.characteristics
  for each row execute function casework.characteristics_come();
create trigger is_over_for_section before insert or update on casework.characteristics
  for each row execute function casework.is_over_for_section();

alter table casework.characteristics enable row level security;
alter table casework.characteristics force row level security;
create policy definer on casework.characteristics to ownwords_owner using (true) with check (true);
-- The section keeps it and counts it. The person reads what is written of them; nobody else has a use for it.
create policy national on casework.characteristics for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy keeps on casework.characteristics for insert to ownwords_national
  with check (case_id <> all ((select access.cases_shut())::bigint[]));
create policy keeps_anew on casework.characteristics for update to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy own on casework.characteristics for select to ownwords_app
  using (case_id = any ((select access.cases_as('subject'))::bigint[]));
grant select (case_id, sex, ethnicity, offence_group) on casework.characteristics to ownwords_app;
grant select, insert (case_id, sex, ethnicity, offence_group), update (sex, ethnicity, offence_group)
  on casework.characteristics to ownwords_national;

-- Whoever asks counts with their own eyes: a case that is shut to them is in none of these counts. The rule is that of
-- casework.restricted_on, as in casework.register_as_at; a test holds the two equal.

create function casework.age_band(born_on date, on_day date) returns text
  language sql immutable return case when born_on is null then 'not recorded'
    when on_day < born_on + interval '21 years' then 'under 21' when on_day < born_on + interval '40 years' then '21 to 39'
    when on_day < born_on + interval '60 years' then '40 to 59' else '60 and over' end;

-- The register on a day by status, and each part of it by one thing at a time.
create function casework.count_people(on_day date)
  returns table (dimension text, value text, status text, people integer)
  language sql stable set search_path = '' as $$
  with stands as (
    select casework.status_of(r.standing) as status, r.family, coalesce(c.sex, 'not recorded') as sex,
      casework.age_band(p.born_on, on_day) as age, coalesce(left(c.ethnicity, 1), 'not recorded') as ethnicity,
      coalesce(c.offence_group, 'not recorded') as offence
    from casework.restricted_on(on_day) r join casework.patient p using (case_id) left join casework.characteristics c using (case_id)
  )
  select case 0 when grouping(s.family) then 'authority' when grouping(s.sex) then 'sex' when grouping(s.age) then 'age'
      when grouping(s.ethnicity) then 'ethnicity' else 'offence' end,
    coalesce(s.family, s.sex, s.age, s.ethnicity, s.offence), s.status, count(*)::integer
  from stands s
  group by grouping sets ((s.status, s.family), (s.status, s.sex), (s.status, s.age), (s.status, s.ethnicity), (s.status, s.offence))
$$;

-- The register on many days, by status: each case is read once, however many days there are.
create function casework.count_series(days date[]) returns table (on_day date, status text, people integer)
  language sql stable set search_path = '' as $$
  with restricted as (
    select a.case_id, coalesce(a.order_on, a.received_on) as since,
      coalesce(a.ended_on, least(a.release_on, a.expires_on), 'infinity') as until
    from casework.authority a join casework.restricting() k on k.code = a.kind
    where a.superseded_by is null and not a.struck_out
  ), moved as (
    select m.case_id, m.standing, m.actual_on as since,
      lead(m.actual_on, 1, 'infinity') over (partition by m.case_id order by m.actual_on, m.day_order, m.sequence) as until
    from casework.movement m where m.superseded_by is null and not m.struck_out
  ), spell as (
    select * from moved where since < until and standing <> 'ended'
    union all select case_id, 'before', '-infinity', min(since) from moved group by case_id
  )
  -- On each day a case stands in one spell, so whoever is under two authorities counts once.
  select d.day, casework.status_of(s.standing), count(*)::integer
  from unnest(days) d (day) join spell s on s.since <= d.day and s.until > d.day
  where exists (select from restricted r where r.case_id = s.case_id and r.since <= d.day and r.until > d.day)
  group by 1, 2
$$;

-- What happened in each year, by the day on which it happened: who came under restrictions and by which authority, who
-- was discharged or recalled, and how restrictions ended.
create function casework.count_flows(from_day date, until_day date)
  returns table (year integer, flow text, family text, people integer)
  language sql stable set search_path = '' as $$
  with moved as (
    select m.case_id, m.kind, m.outcome, m.actual_on, m.standing,
      lag(m.standing, 1, 'before') over (partition by m.case_id order by m.actual_on, m.day_order, m.sequence) as stood
    from casework.movement m where m.superseded_by is null and not m.struck_out
  ), flowed as (
    select m.case_id, m.actual_on, case
      when m.kind = 'brought over' then 'brought over'
      when m.stood = 'before' then 'came'
      when m.kind = 'recall' then 'recall'
      when m.standing in ('conditionally discharged', 'in custody') and m.kind like 'conditional discharge%'
        then case m.kind when 'conditional discharge by the tribunal' then m.kind else 'conditional discharge by the Secretary of State' end
      when m.standing <> 'ended' or m.kind = 'disposal, migrated' then null
      when m.kind like 'absolute discharge%' or m.kind in ('restrictions lifted', 'restrictions expired', 'deceased') then m.kind
      when m.kind in ('remitted to prison', 'remitted to remand centre', 'on licence') then 'remitted'
      when m.kind in ('disposal by court', 'fit to plead', 'released or lapsed') then 'court or custody ended'
      else 'left the country' end as flow
    from moved m where m.actual_on >= from_day and m.actual_on < until_day
  )
  select extract(year from f.actual_on)::integer, f.flow, led.family, count(*)::integer
  from flowed f left join lateral (
    select k.family from casework.authority a join casework.restricting() k on k.code = a.kind
    where f.flow in ('came', 'brought over') and a.case_id = f.case_id and a.superseded_by is null and not a.struck_out
    order by coalesce(a.order_on, a.received_on) > f.actual_on, a.precedence, coalesce(a.order_on, a.received_on) limit 1) led on true
  where f.flow is not null group by 1, 2, 3
$$;

-- How many working days decisions took, each counted when it was first made and not again when it was looked at again, by the year in which they were issued: from the day after the last time the
-- document was handed in. `holidays` are the bank holidays between the two days. The functions that read moments have the
-- hour of London as their own: asking for it by name costs more than all the rest.
create function casework.count_decisions(from_day date, until_day date, holidays date[])
  returns table (year integer, kind text, decisions integer, median integer, ninetieth integer)
  language sql stable set search_path = '' set timezone = 'Europe/London' as $$
  with calendar as (
    select d::date as day, count(*) filter (where extract(isodow from d) < 6 and d::date <> all (holidays)) over (order by d) as number
    from generate_series(from_day - 3660, until_day, interval '1 day') d
  ), decided as (
    select d.issued_at::date as decided_on, max(s.submitted_at)::date as handed_on, a.kind
    from casework.decision d join casework.document a on a.id = d.document_id
    join casework.submission s on s.document_id = d.document_id and s.submitted_at <= d.issued_at
    where d.state = 'issued' and d.reconsiders is null
      and d.issued_at >= (select from_day::timestamptz) and d.issued_at < (select until_day::timestamptz)
    group by d.id, d.issued_at, a.kind
  )
  select extract(year from e.decided_on)::integer, e.kind, count(*)::integer,
    percentile_disc(0.5) within group (order by (there.number - here.number)::integer),
    percentile_disc(0.9) within group (order by (there.number - here.number)::integer)
  from decided e join calendar here on here.day = e.handed_on join calendar there on there.day = e.decided_on
  group by 1, 2
$$;

-- Documents that came in, other than leave applications, by the year in which each was first handed in.
create function casework.count_reports(from_day date, until_day date) returns table (year integer, kind text, received integer)
  language sql stable set search_path = '' set timezone = 'Europe/London' as $$
  select extract(year from h.at)::integer, a.kind, count(*)::integer
  from casework.document a cross join lateral (
    select min(s.submitted_at) as at from casework.submission s where s.document_id = a.id) h
  where a.kind <> 'leave application'
    and h.at >= (select from_day::timestamptz) and h.at < (select until_day::timestamptz)
  group by 1, 2
$$;

-- As before, of leave applications alone: what becomes of a report has other names.
create or replace function casework.count_endings(from_day date, until_day date)
  returns table (month date, outcome text, words text, took text, count integer)
  language sql stable set search_path = '' set timezone = 'Europe/London' as $$
  with ended as (
    select d.issued_at as at, d.kind as outcome, a.id, a.occasion_id, a.spoken, a.submitted_at, a.kind as document
    from casework.decision d join casework.document a on a.id = d.document_id
    where d.state = 'issued' and d.reconsiders is null
    union all
    select o.ended_at, a.state, a.id, a.occasion_id, a.spoken, a.submitted_at, a.kind as document
    from casework.document a join voice.occasion o on o.id = a.occasion_id
    where a.state in ('withdrawn', 'ended with the case') and a.submitted_at is not null
  ), timed as (
    select date_trunc('month', e.at)::date as month, e.outcome,
      case when exists (select from voice.reply r where r.occasion_id = e.occasion_id and r.issued_at <= e.at) then 'answered'
        when e.spoken then 'not answered' else 'none' end as words,
      e.at::date - coalesce((select max(s.submitted_at) from casework.submission s
        where s.document_id = e.id and s.submitted_at <= e.at), e.submitted_at)::date as days
    from ended e
    where e.at >= (select from_day::timestamptz) and e.at < (select until_day::timestamptz)
      and e.document = 'leave application'
  )
  select month, outcome, words,
    case when days <= 14 then 'to 14' when days <= 28 then 'to 28' when days <= 56 then 'to 56' else 'more' end, count(*)::integer
  from timed group by 1, 2, 3, 4
$$;

grant execute on function casework.age_band(date, date), casework.count_people(date),
  casework.count_series(date[]), casework.count_flows(date, date), casework.count_decisions(date, date, date[]),
  casework.count_reports(date, date) to ownwords_national;

-- The whole, for the job that hides what is small before anything is kept: no door of a reader calls these.
create function casework.people_to_publish(on_day date)
  returns table (dimension text, value text, status text, people integer)
  language plpgsql stable security definer set search_path = '' as $$
begin return query select * from casework.count_people(on_day); end $$;
create function casework.flows_to_publish(from_day date, until_day date)
  returns table (year integer, flow text, family text, people integer)
  language plpgsql stable security definer set search_path = '' as $$
begin return query select * from casework.count_flows(from_day, until_day); end $$;
create function casework.decisions_to_publish(from_day date, until_day date, holidays date[])
  returns table (year integer, kind text, decisions integer, median integer, ninetieth integer)
  language plpgsql stable security definer set search_path = '' as $$
begin return query select * from casework.count_decisions(from_day, until_day, holidays); end $$;
grant execute on function casework.people_to_publish(date), casework.flows_to_publish(date, date),
  casework.decisions_to_publish(date, date, date[]) to ownwords_worker;
-- The count of today by authority is one of the tables of a year now; two of almost the same day could be taken from
-- each other.
drop function casework.population_to_publish(), casework.count_population();
delete from casework.published_table where name = 'population';
alter table casework.published_table drop constraint published_table_name_check,
  add check (name in ('authority', 'sex', 'age', 'ethnicity', 'offence', 'came', 'moved', 'ended', 'decisions', 'endings', 'times'));
