-- Whether the words that came with a document were answered is what its occasion says, and not which of two clocks was
-- read first: the moment of the replies comes from the program, that of the decision from the database, a little earlier.
-- An occasion has replies that were issued once it was closed by its decision, or, after a recall, by the answer that
-- follows it. What was returned is answered by the decision that ends it.

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
      case when e.outcome <> 'return'
          and exists (select from voice.reply r where r.occasion_id = e.occasion_id and r.issued_at is not null) then 'answered'
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

create or replace function casework.count_words(from_day date, until_day date)
  returns table (year integer, kind text, words text, documents integer)
  language sql stable set search_path = '' set timezone = 'Europe/London' as $$
  select extract(year from d.issued_at)::integer, a.kind,
    case when exists (select from voice.reply r where r.occasion_id = a.occasion_id and r.issued_at is not null) then 'answered'
      when a.spoken then 'not answered' else 'none' end,
    count(*)::integer
  from casework.decision d join casework.document a on a.id = d.document_id
  where d.state = 'issued' and d.kind <> 'return' and d.reconsiders is null and a.kind <> 'leave application'
    and d.issued_at >= (select from_day::timestamptz) and d.issued_at < (select until_day::timestamptz)
  group by 1, 2, 3
$$;

-- What comes in for a case that somebody has in hand is theirs, and need not be given a second time; so is what waited
-- for somebody when the case is given. Whoever has left the section has nothing in hand any more.
create function casework.in_hand_with_its_case() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  select a.caseworker_id into new.caseworker_id from casework.case_allocation a
  where a.case_id = new.case_id and exists (select from people.membership m where m.account_id = a.caseworker_id
    and m.role in ('caseworker', 'team_manager', 'deputy_head', 'head_of_casework', 'extremism_head')
    and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today()));
  return new;
end $$;
create trigger in_hand_with_its_case_at_once before insert on casework.document
  for each row when (new.caseworker_id is null and (new.state = 'submitted' or new.view_due_on is not null))
  execute function casework.in_hand_with_its_case();
create trigger in_hand_with_its_case before update on casework.document
  for each row when (old.state = 'draft' and new.state = 'submitted' and new.caseworker_id is null)
  execute function casework.in_hand_with_its_case();

create or replace function casework.case_is_given() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.given_at := now();
  update casework.clock c set caseworker_id = new.caseworker_id
  where c.case_id = new.case_id and not casework.is_of_document(c.kind);
  update casework.document d set caseworker_id = new.caseworker_id
  where d.case_id = new.case_id and d.caseworker_id is null
    and (d.state in ('submitted', 'waiting for information', 'awaiting authorisation') or d.state = 'draft' and d.view_due_on is not null);
  return new;
end $$;
