-- Reports that fell due and when they came, kept for counting; whether the person's words went with every kind of
-- document; and the one movement of the case system that the register did not know.

-- One row for each report that fell due, written by the program alone from the rules in src/casework/rules/clocks, when
-- it counts the clocks of the case. What was due before reports were kept here has no row.
create table casework.report_due (
  case_id bigint not null references people.case (id),
  kind text not null check (kind in ('annual report', 'discharge report')),
  due_on date not null,
  received_on date,
  primary key (case_id, kind, due_on)
);
-- A count of years reads this alone.
create index on casework.report_due (due_on) include (kind, received_on, case_id);
alter table casework.report_due enable row level security;
alter table casework.report_due force row level security;
create policy definer on casework.report_due to ownwords_owner using (true) with check (true);
create policy national on casework.report_due for select to ownwords_national
  using (case_id <> all ((select access.cases_shut())::bigint[]));
create policy worker on casework.report_due to ownwords_worker using (true) with check (true);
grant select on casework.report_due to ownwords_national;
grant select, insert, update (received_on), delete on casework.report_due to ownwords_worker;

-- What of it had come by a day, by the year in which it fell due; with reports on leave, which are due when the section
-- asks for them and by the day that it named.
create function casework.count_due(from_day date, until_day date, known_on date)
  returns table (year integer, kind text, came text, reports integer)
  language sql stable set search_path = '' as $$
  with due as (
    select d.kind, d.due_on, d.received_on from casework.report_due d
    union all
    select 'leave report', a.by_on, case when casework.is_in(r.state) then (r.submitted_at at time zone 'Europe/London')::date end
    from casework.leave_report_ask a left join casework.document r on r.id = a.report_id where a.withdrawn_at is null
  )
  select extract(year from d.due_on)::integer, d.kind,
    case when d.received_on <= d.due_on then 'in time' when d.received_on <= known_on then 'late' else 'not received' end,
    count(*)::integer
  from due d where d.due_on >= from_day and d.due_on < until_day and d.due_on <= known_on
  group by 1, 2, 3
$$;

-- Documents other than leave applications, by the year in which they were decided: with words of the person that were
-- answered, with words that were not, or with none.
create function casework.count_words(from_day date, until_day date)
  returns table (year integer, kind text, words text, documents integer)
  language sql stable set search_path = '' set timezone = 'Europe/London' as $$
  select extract(year from d.issued_at)::integer, a.kind,
    case when exists (select from voice.reply r where r.occasion_id = a.occasion_id and r.issued_at <= d.issued_at) then 'answered'
      when a.spoken then 'not answered' else 'none' end,
    count(*)::integer
  from casework.decision d join casework.document a on a.id = d.document_id
  where d.state = 'issued' and d.kind <> 'return' and d.reconsiders is null and a.kind <> 'leave application'
    and d.issued_at >= (select from_day::timestamptz) and d.issued_at < (select until_day::timestamptz)
  group by 1, 2, 3
$$;
grant execute on function casework.count_due(date, date, date), casework.count_words(date, date) to ownwords_national;

-- The whole, for the job that hides what is small before anything is kept: no door of a reader calls these.
create function casework.due_to_publish(from_day date, until_day date, known_on date)
  returns table (year integer, kind text, came text, reports integer)
  language plpgsql stable security definer set search_path = '' as $$
begin return query select * from casework.count_due(from_day, until_day, known_on); end $$;
create function casework.words_to_publish(from_day date, until_day date)
  returns table (year integer, kind text, words text, documents integer)
  language plpgsql stable security definer set search_path = '' as $$
begin return query select * from casework.count_words(from_day, until_day); end $$;
grant execute on function casework.due_to_publish(date, date, date), casework.words_to_publish(date, date) to ownwords_worker;
alter table casework.published_table drop constraint published_table_name_check,
  add check (name in ('authority', 'sex', 'age', 'ethnicity', 'offence', 'came', 'moved', 'ended', 'decisions', 'endings',
    'times', 'due', 'documents'));

-- A case that the case system itself had brought over as ended: it comes in a file and from nowhere else.
insert into casework.movement_rule (kind, outcome, from_standing, to_standing, day_order)
select 'disposal, migrated', '', stands, 'ended', 5
from unnest('{in hospital,absent from hospital,in trial leave hospital,absent from trial leave,conditionally discharged,in custody}'::text[]) stands;
