-- A decision can be reconsidered, never edited. Whoever asks for that, and why; the words of the person for it, on an
-- occasion of its own; and the new decision that names the one it looks at again. What was decided before stays as it
-- was, and the last decision is the one that counts.

-- Whether its words are for a decision that was made and is looked at again.
alter table voice.occasion add column again boolean not null default false;

-- What can be refused can be looked at again. A report that was read decides nothing; an urgent recall is looked at by
-- a second person in any case (casework.recall_duty), and ends by a discharge.
create function casework.can_be_again(kind text) returns boolean
  language sql stable set search_path = '' return exists (select from casework.document_kind k
    where k.kind = can_be_again.kind and 'refuse' = any (k.outcomes));
grant execute on function casework.can_be_again(text) to ownwords_app, ownwords_national;

create table casework.reconsideration (
  id bigint generated always as identity primary key,
  case_id bigint not null references people.case (id),
  document_id bigint not null,
  -- The decision that is looked at again: the last one when this was opened.
  decision_id bigint not null,
  -- The decision that was begun because of it.
  made_id bigint unique,
  occasion_id bigint not null unique,
  -- Who asks: the person, whose words are the statement of the occasion, whoever wrote them down; or somebody else.
  asked_as text not null check (asked_as in ('subject', 'advocate', 'solicitor', 'responsible_clinician',
    'social_supervisor', 'clinical_supervisor', 'section')),
  asked_by bigint not null references people.account (id),
  ground text check (ground in ('new facts', 'an error', 'changed circumstances')),
  why text not null default '' check (length(why) <= 20000),
  -- While it is "being said" the person has begun and sealed no word yet: nobody else is told.
  state text not null default 'being said' check (state in ('being said', 'asked', 'being decided', 'awaiting authorisation',
    'decided', 'declined', 'taken back', 'ended with the case')),
  -- Where it stood when its case closed.
  stood text,
  opened_at timestamptz not null default now(),
  asked_at timestamptz,
  -- Why the section does not look at it again, in plain words for the person.
  reason text not null default '' check (length(reason) <= 20000),
  ended_by bigint references people.account (id),
  ended_at timestamptz,
  unique (id, case_id),
  foreign key (document_id, case_id) references casework.document (id, case_id),
  foreign key (decision_id, document_id, case_id) references casework.decision (id, document_id, case_id),
  foreign key (made_id, document_id, case_id) references casework.decision (id, document_id, case_id),
  foreign key (occasion_id, case_id) references voice.occasion (id, case_id),
  check ((asked_as = 'subject') = (ground is null)),
  check ((ground is null) = (trim(why) = '')),
  check (asked_at is not null or 'being said' in (state, coalesce(stood, ''))),
  check ((state = 'declined') = (trim(reason) <> '')),
  check ((state in ('decided', 'declined', 'taken back')) = (ended_at is not null)),
  check ((ended_at is null) = (ended_by is null)),
  check ((state = 'ended with the case') = (stood is not null))
);
create index on casework.reconsideration (case_id);
create index on casework.reconsideration (document_id, id);
create index on casework.reconsideration (decision_id);
create unique index one_open on casework.reconsideration (document_id) where state not in ('decided', 'declined', 'taken back');

-- Who wrote in any decision on a document that was issued, answered words for it, or issued it: they do not look at it
-- again as the second person.
create function casework.hands_before(for_document bigint) returns bigint[]
  language sql stable set search_path = '' as $$
  select array(
    select unnest(d.editors || coalesce(t.editors, '{}') || d.author_id || d.authoriser_id)
    from casework.decision d left join casework.answer_to_person t on t.decision_id = d.id
    where d.document_id = for_document and d.state = 'issued' and d.kind <> 'return'
    union
    select r.written_by from voice.reply r where r.issued_at is not null
      and r.occasion_id in (select a.occasion_id from casework.document a where a.id = for_document
        union all select x.occasion_id from casework.reconsideration x where x.document_id = for_document and x.state = 'decided'))
$$;
grant execute on function casework.hands_before(bigint) to ownwords_national;

-- Asks for what was decided to be looked at again, in a capacity that the actor holds in the case. Without a ground it is
-- the person who asks, and their words follow; where it is open already they are added to it. Null for whoever does not
-- see the document.
create function casework.ask_again(for_document bigint, in_capacity text, given_ground text, given_why text, paper jsonb,
  out reconsideration bigint, out occasion bigint)
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me bigint := access.account_id();
  words constant boolean := given_ground is null;
  d casework.document;
  k casework.document_kind;
  r casework.reconsideration;
begin
  select * into d from casework.document x where x.id = for_document;
  select * into k from casework.document_kind x where x.kind = d.kind;
  if not coalesce(case when in_capacity = 'section' then not words and access.national_as(variadic access.deciders())
        and d.case_id <> all (access.cases_shut())
      when words then in_capacity in ('subject', 'ward_staff', 'advocate') and d.case_id <> all (people.cases_to_read_only())
        and d.case_id = any (access.cases_as(in_capacity))
      else in_capacity = any (k.led_by || '{advocate,solicitor}') and d.case_id = any (access.cases_as(in_capacity)) end, false)
    then return; end if;
  perform 1 from casework.document x where x.id = for_document for no key update;
  select * into d from casework.document x where x.id = for_document;
  -- A consent to leave that the section has taken back is asked for anew.
  if d.state <> 'decided' or not casework.can_be_again(d.kind)
    or exists (select from casework.consent_withdrawal w where w.document_id = d.id) then
    raise exception 'nothing was decided that can be looked at again' using errcode = 'OW270';
  end if;
  if exists (select from people.case c where c.id = d.case_id and c.closed_on is not null) then
    raise exception 'case % has ended for the section', d.case_id using errcode = 'OW040';
  end if;
  select * into r from casework.reconsideration x where x.document_id = d.id and x.state not in ('decided', 'declined', 'taken back') for update;
  if r.id is not null and not words and r.state <> 'being said' then
    raise exception 'it is looked at again already' using errcode = 'OW271';
  end if;
  if r.id is null then
    insert into voice.occasion (case_id, room, again) values (d.case_id, 'casework', true) returning id into occasion;
    insert into voice.shown (case_id, occasion_id, paper, shown_by) values (d.case_id, occasion, paper, me);
    insert into casework.reconsideration as x (case_id, document_id, decision_id, occasion_id, asked_as, asked_by)
    select d.case_id, d.id, max(n.id), occasion, 'subject', me from casework.decision n
      where n.document_id = d.id and n.state = 'issued' and n.kind <> 'return' returning x.* into r;
  end if;
  if not words then
    update casework.reconsideration x set asked_as = in_capacity, asked_by = me, ground = given_ground, why = given_why,
      state = 'asked', asked_at = now() where x.id = r.id;
    insert into voice.opportunity (case_id, occasion_id, outcome, recorded_by) values (d.case_id, r.occasion_id, 'invited', me);
  end if;
  reconsideration := r.id;
  occasion := r.occasion_id;
end $$;
grant execute on function casework.ask_again(bigint, text, text, text, jsonb) to ownwords_app, ownwords_national;

-- The first words that are sealed for it ask for it.
create function casework.words_ask_again() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.reconsideration set state = 'asked', asked_at = now(), asked_by = new.entered_by
    where occasion_id = new.occasion_id and state = 'being said';
  return null;
end $$;
create trigger ask_again after insert on voice.statement for each row execute function casework.words_ask_again();

-- Whether the actor can take back that it is looked at again: whoever asked, in the capacity in which it was asked, while
-- nobody has begun to decide on it. What the person says for the asking of somebody else has to be answered.
create function casework.may_take_back_again(of_document bigint) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from casework.reconsideration r where r.document_id = of_document and r.state = 'asked'
    and case r.asked_as
      when 'subject' then r.case_id = any (access.cases_as('subject')) or r.asked_by = access.account_id()
        and r.case_id = any (access.cases_as('advocate', 'ward_staff')) and r.case_id <> all (people.cases_to_read_only())
      when 'section' then access.national_as(variadic access.deciders()) and r.case_id <> all (access.cases_shut())
      else r.case_id = any (access.cases_as(r.asked_as)) end
    and (r.asked_as = 'subject' or not exists (select from voice.statement s
      where s.occasion_id = r.occasion_id and not voice.is_withdrawn(s.id))))
$$;
-- Takes it back. The row stays, with who did so and when. Null where that cannot be done.
create function casework.take_back_again(of_document bigint) returns bigint
  language plpgsql volatile security definer set search_path = '' as $$
declare
  taken bigint;
begin
  if not casework.may_take_back_again(of_document) then return null; end if;
  update casework.reconsideration r set state = 'taken back'
    where r.document_id = of_document and r.state = 'asked' returning r.id into taken;
  return taken;
end $$;
grant execute on function casework.may_take_back_again(bigint), casework.take_back_again(bigint) to ownwords_app, ownwords_national;

-- How far it comes follows the decision that it leads to; that it is declined, somebody says who could have decided it.
create function casework.again_moves() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  who access.actor := access.actor();
  made casework.decision;
begin
  if new.state = old.state then
    if new is distinct from old and old.state <> 'being said' then
      raise exception 'what was asked stays as it is' using errcode = 'OW001';
    end if;
    return new;
  end if;
  if old.state in ('decided', 'declined', 'taken back') then raise exception 'this has been answered' using errcode = 'OW001'; end if;
  if 'ended with the case' in (old.state, new.state) then
    if new.state <> 'ended with the case' and new.state <> old.stood then
      raise exception 'what ended with its case comes back as it was' using errcode = 'OW004';
    end if;
    new.stood := case new.state when 'ended with the case' then old.state end;
    return new;
  end if;
  select * into made from casework.decision d where d.id = new.made_id;
  if (old.state, new.state) not in (('being said', 'asked'), ('asked', 'being decided'), ('asked', 'declined'), ('asked', 'taken back'),
      ('being decided', 'awaiting authorisation'), ('awaiting authorisation', 'being decided'), ('awaiting authorisation', 'decided'))
    or new.state is distinct from (case made.state when 'draft' then 'being decided' when 'sent back' then 'being decided'
      when 'awaiting authorisation' then 'awaiting authorisation' when 'issued' then 'decided'
      else case when new.state in ('asked', 'declined', 'taken back') then new.state end end) then
    raise exception 'what is % cannot become %', old.state, new.state using errcode = 'OW004';
  end if;
  if new.state = 'declined' then
    if who.account_id is null or who.account_id = any (casework.hands_before(new.document_id)) then
      raise exception 'whoever decided it first does not say no to this' using errcode = 'OW272';
    end if;
    perform casework.refuse_below(casework.level_again(new.document_id, access.today()), who.account_id);
  end if;
  if new.state = 'taken back' and not casework.may_take_back_again(new.document_id) then
    raise exception 'it is taken back by whoever asked for it' using errcode = 'OW273';
  end if;
  if new.state in ('declined', 'decided', 'taken back') then
    new.ended_by := case new.state when 'decided' then made.authoriser_id else who.account_id end;
    new.ended_at := now();
  end if;
  return new;
end $$;
create trigger again_moves before update on casework.reconsideration for each row execute function casework.again_moves();
create trigger is_over_for_section before insert or update on casework.reconsideration
  for each row when (new.state <> 'ended with the case') execute function casework.is_over_for_section();

-- What else knows of it: the occasion of its words, the worklist by way of the document, and whoever has it in hand.
create function casework.again_is_told() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  shown constant boolean := new.state in ('asked', 'being decided', 'awaiting authorisation');
begin
  if shown then
    update voice.occasion set submitted_at = new.asked_at where id = new.occasion_id and submitted_at is null;
  elsif new.state in ('decided', 'declined') then
    -- Every word answered: an occasion with a part that has no reply does not close.
    update voice.occasion set closed_at = new.ended_at where id = new.occasion_id and closed_at is null;
  elsif new.state = 'taken back' then
    -- What was said for it stays as it was said, and nobody answers it any more.
    update voice.occasion set ended_at = new.ended_at where id = new.occasion_id;
  end if;
  update casework.document d set again_by = case when shown then new.asked_as end,
    again_since = case when shown then new.asked_at end, again_state = case when shown then new.state end
  where d.id = new.document_id and (d.again_state is not null or shown);
  if new.state = 'asked' and (tg_op = 'INSERT' or old.state = 'being said') then
    perform platform.queue_mail(d.caseworker_id, 'mail.something', '/mhcs/documents/' || d.id)
    from casework.document d where d.id = new.document_id and d.caseworker_id is not null;
  end if;
  return null;
end $$;
create trigger told after insert or update on casework.reconsideration for each row execute function casework.again_is_told();
-- That it is over for them is not the section's deciding.
drop trigger is_over_for_section on casework.document;
create trigger is_over_for_section before insert on casework.document
  for each row execute function casework.is_over_for_section();
create trigger is_over_for_section_now before update on casework.document
  for each row when (new.state <> 'ended with the case' and new.again_state is not distinct from old.again_state)
  execute function casework.is_over_for_section();

-- A new decision looks at the last one, because somebody asked for that.
create function casework.looks_again() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update casework.reconsideration r set state = 'being decided', made_id = new.id
  from casework.decision before
  where before.id = new.reconsiders and before.state = 'issued' and before.kind <> 'return'
    and r.document_id = new.document_id and r.decision_id = before.id and r.state = 'asked';
  if not found then raise exception 'nobody asked for this decision to be looked at again' using errcode = 'OW270'; end if;
  return null;
end $$;
create trigger looks_again after insert on casework.decision
  for each row when (new.reconsiders is not null) execute function casework.looks_again();
create function casework.again_stays() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.reconsiders is distinct from old.reconsiders then
    raise exception 'a decision looks at what it looked at' using errcode = 'OW001';
  end if;
  return new;
end $$;
create trigger again_stays before update of reconsiders on casework.decision for each row execute function casework.again_stays();

-- Beside what holds of every decision (casework.issue): the words of this occasion are answered, the level is no lower
-- than before, and the second person has had no hand in what is looked at again, nor answered words for it.
create function casework.issue_again() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  who bigint := (access.actor()).account_id;
  r casework.reconsideration;
begin
  select * into r from casework.reconsideration x where x.made_id = new.id and x.state = 'awaiting authorisation';
  if r.id is null then raise exception 'it does not wait for authorisation' using errcode = 'OW004'; end if;
  if who = any (casework.hands_before(new.document_id)) then
    raise exception 'a second person who had no hand in it' using errcode = 'OW272';
  end if;
  if exists (select from voice.reply x where x.occasion_id = r.occasion_id and x.written_by = who) then
    raise exception 'the author cannot authorise' using errcode = 'OW006';
  end if;
  new.level_needed := casework.level_again(new.document_id, access.today());
  perform casework.refuse_below(new.level_needed, who);
  if exists (select from voice.unanswered(r.occasion_id)) then
    raise exception 'a part of the statement has no reply' using errcode = 'OW003';
  end if;
  return new;
end $$;
create trigger issue_again before update on casework.decision
  for each row when (new.state = 'issued' and old.state <> 'issued' and new.reconsiders is not null)
  execute function casework.issue_again();

-- Whether what was allowed under a matter has happened.
create function casework.is_used(for_document bigint, of_matter text) returns boolean
  language sql stable set search_path = '' as $$
  select exists (select from casework.authorised_move m join casework.document d on d.id = m.document_id
    join casework.document_kind k on k.kind = d.kind left join casework.document_asks x on x.kind = d.kind and x.asked = m.asked
    where m.document_id = for_document and m.state = 'done' and coalesce(x.matter, k.matter) = of_matter)
$$;

-- It takes the place of the one before. What that one allowed and nobody has used yet is taken back, unless it is granted
-- again; what was used stays. Nothing that stands comes a second time (casework.authorise_moves, make_instruments).
create function casework.takes_its_place() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  before casework.decision;
  now_allowed text[];
begin
  update casework.reconsideration r set state = case new.state when 'awaiting authorisation' then new.state
    when 'issued' then 'decided' else 'being decided' end
  where r.made_id = new.id and r.state in ('being decided', 'awaiting authorisation')
    and r.state <> case new.state when 'awaiting authorisation' then new.state else 'being decided' end;
  if new.state <> 'issued' then return null; end if;
  select * into before from casework.decision d where d.id = new.reconsiders;
  now_allowed := array(select distinct coalesce(x.matter, k.matter) from casework.document d
    join casework.document_kind k on k.kind = d.kind
    cross join lateral unnest(case when new.kind = 'refuse' then '{}' when cardinality(d.asked_for) = 0 then '{null}' else new.granted end) named (one)
    left join casework.document_asks x on x.kind = d.kind and x.asked = named.one where d.id = new.document_id);
  update casework.instrument i set taken_back_at = now(), taken_back_by = new.id
    where i.document_id = new.document_id and i.decision_id <> new.id and i.taken_back_at is null
      and not casework.is_used(new.document_id, i.matter) and (i.matter <> all (now_allowed)
        or exists (select from casework.instrument n where n.decision_id = new.id and n.matter = i.matter));
  -- What a recall left to be done falls away with a recall that did not happen.
  if new.kind = 'refuse' and not exists (select from casework.authorised_move m where m.document_id = new.document_id and m.state = 'done') then
    delete from casework.recall_duty y where y.document_id = new.document_id and y.met_at is null;
    if found then
      perform casework.count_again(new.case_id);
      perform jobs.enqueue('count-clocks', json_build_object('case', new.case_id), 'clocks ' || new.case_id);
    end if;
  end if;
  update casework.authorised_move m set state = 'withdrawn', reason = new.reasons, ended_by = new.authoriser_id, ended_at = now(),
      plain = (select t.text from casework.answer_to_person t where t.decision_id = new.id)
    where m.document_id = new.document_id and m.state = 'stands' and m.asked <> all (new.granted);
  update casework.document d set outcome = new.kind, decided_at = case when new.kind = before.kind then d.decided_at else new.issued_at end
    where d.id = new.document_id;
  insert into casework.leave_event (document_id, case_id, kind, on_day, recorded_by)
  select last.document_id, last.case_id, 'withdrawn', access.today(), new.authoriser_id
  from (select * from casework.leave_event e where e.document_id = new.document_id order by e.id desc limit 1) last
  where new.kind = 'refuse' and last.kind not in ('completed', 'withdrawn');
  -- Of leave that nobody took there is nothing to report; what the person reads says why.
  update casework.leave_report_ask q set withdrawn_at = now(), withdrawn_by = new.authoriser_id,
    withdrawn_why = (select t.text from casework.answer_to_person t where t.decision_id = new.id)
  where new.kind = 'refuse' and q.consent_id = new.document_id and q.withdrawn_at is null and q.report_id is null
    and not exists (select from casework.leave_event e where e.document_id = new.document_id and e.kind = 'started');
  return null;
end $$;
create trigger takes_its_place after update of state on casework.decision
  for each row when (new.reconsiders is not null and new.state <> old.state) execute function casework.takes_its_place();

-- What became of a document is what the last decision says.
create function casework.outcome_is_decided() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.outcome is distinct from (select d.kind from casework.decision d where d.document_id = new.id and d.state = 'issued' order by d.id desc limit 1)
    or new.decided_at <> all (select d.issued_at from casework.decision d where d.document_id = new.id and d.state = 'issued') then
    raise exception 'an issued decision stays as it is' using errcode = 'OW001';
  end if;
  return new;
end $$;
create trigger outcome_is_decided before update of outcome, decided_at on casework.document
  for each row when (old.state = 'decided' and (new.outcome, new.decided_at) is distinct from (old.outcome, old.decided_at))
  execute function casework.outcome_is_decided();

-- What the second person reads is what is issued.
create function casework.reply_again_stands() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and (new.kind, new.text) is not distinct from (old.kind, old.text) then return new; end if;
  if (select r.state from casework.reconsideration r where r.occasion_id = new.occasion_id for share) = 'awaiting authorisation' then
    raise exception 'a decision that waits for authorisation cannot be changed' using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger reply_again_stands before insert or update on voice.reply
  for each row execute function casework.reply_again_stands();

-- It ends with its case as documents do, and comes back should the closing have been a mistake.
create function casework.again_follows_case() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.closed_on is not null then
    update voice.occasion o set ended_at = now() from casework.reconsideration r
      where r.case_id = new.id and r.state not in ('decided', 'declined', 'taken back', 'ended with the case') and o.id = r.occasion_id;
    update casework.reconsideration r set state = 'ended with the case'
      where r.case_id = new.id and r.state not in ('decided', 'declined', 'taken back', 'ended with the case');
  else
    update voice.occasion o set ended_at = null from casework.reconsideration r
      where r.case_id = new.id and r.state = 'ended with the case' and o.id = r.occasion_id;
    update casework.reconsideration r set state = r.stood where r.case_id = new.id and r.state = 'ended with the case';
  end if;
  return null;
end $$;
create trigger again_follows_case after update of closed_on on people.case
  for each row when ((old.closed_on is null) <> (new.closed_on is null)) execute function casework.again_follows_case();

-- How often decisions of each year were asked to be looked at again, and what came of it: counted apart, never among
-- the decisions of that year.
create function casework.count_looked_again(from_day date, until_day date)
  returns table (year integer, kind text, became text, count integer)
  language sql stable set search_path = '' set timezone = 'Europe/London' as $$
  select extract(year from r.ended_at)::integer, a.kind,
    case when r.state = 'declined' then 'declined'
      when (n.kind, n.granted, n.conditions) is not distinct from (b.kind, b.granted, b.conditions) then 'stands' else 'replaced' end, count(*)::integer
  from casework.reconsideration r join casework.document a on a.id = r.document_id join casework.decision b on b.id = r.decision_id
  left join casework.decision n on n.id = r.made_id
  where r.state <> 'taken back' and r.ended_at >= (select from_day::timestamptz) and r.ended_at < (select until_day::timestamptz)
  group by 1, 2, 3
$$;
grant execute on function casework.count_looked_again(date, date) to ownwords_national;

alter table casework.reconsideration enable row level security;
alter table casework.reconsideration force row level security;
create policy definer on casework.reconsideration to ownwords_owner using (true) with check (true);
create policy national on casework.reconsideration for select to ownwords_national
  using (state <> 'being said' and stood is distinct from 'being said' and case_id <> all ((select access.cases_shut())::bigint[]));
-- Before they have sealed a word that they think of it is the person's, and theirs who may write it down.
create policy own on casework.reconsideration for select to ownwords_app
  using (case_id = any ((select access.cases_as('subject', 'advocate', 'ward_staff'))::bigint[]));
create policy readers on casework.reconsideration for select to ownwords_app
  using (asked_at is not null and case_id = any ((select access.cases_as('solicitor', 'responsible_clinician', 'mha_office',
    'social_supervisor', 'clinical_supervisor'))::bigint[]));
create policy declines on casework.reconsideration for update to ownwords_national
  using (state = 'asked' and case_id <> all ((select access.cases_shut())::bigint[]))
  with check (case_id <> all ((select access.cases_shut())::bigint[]));
grant select on casework.reconsideration to ownwords_app, ownwords_national;
grant update (state, reason) on casework.reconsideration to ownwords_national;
