-- What happened to one document, and in its case to none, for the page of the case. One function asks once who is asking,
-- where ten tables would each ask at every click on a case. It tells moments, names and kinds and never a word, and no
-- more than the policies of those tables would: a test holds the two equal.
create function casework.happenings_of(for_case bigint, for_document bigint)
  returns table (kind text, at timestamptz, by bigint, closed boolean)
  language plpgsql stable security definer set search_path = '' as $$
declare
  d casework.document;
begin
  if not coalesce(for_case <> all (access.cases_shut()), false) then return; end if;
  select * into d from casework.document where id = for_document and case_id = for_case;
  return query
  select 'started', d.created_at, d.created_by, false where d.id is not null and d.view_due_on is null
  -- What the person said, or did not want to say, is the section's to know once it was handed over. That they said
  -- something is told by the statement itself.
  union all select o.outcome, o.recorded_at, o.recorded_by, false from voice.opportunity o
    where o.occasion_id = d.occasion_id and o.outcome <> 'said' and voice.is_handed_over(d.occasion_id)
  union all select 'sealed', s.sealed_at, s.entered_by, false from voice.statement s
    where s.occasion_id = d.occasion_id and voice.is_handed_over(d.occasion_id) and not voice.is_withdrawn(s.id)
  -- What consultees were asked and said is closed to the person, and marked so wherever it is shown.
  union all select v.kind, v.at, v.by, true from casework.consultation c cross join lateral (values
      ('consulted', c.asked_at, c.asked_by), ('consultee answered', c.answered_at, c.account_id)) v (kind, at, by)
    where c.document_id = d.id and v.at is not null
  -- What the person asks for is sent by them before their clinician says anything.
  union all select case when d.view_due_on is null then 'submitted' when s.round = 0 then 'asked' else 'view given' end,
      s.submitted_at, s.submitted_by, false from casework.submission s where s.document_id = d.id
  union all select 'went on', d.went_on_at, null, false where d.went_on_at is not null
  union all select 'allocated', e.at, (e.detail ->> 'to')::bigint, false from audit.event e
    where e.case_id = d.case_id and e.event = 'casework.document.allocated' and (e.detail ->> 'application')::bigint = d.id
  union all select v.kind, v.at, v.by, false from casework.information_request r cross join lateral (values
      ('information asked', r.asked_at, r.asked_by), ('information answered', r.answered_at, r.answered_by)) v (kind, at, by)
    where r.document_id = d.id and v.at is not null
  union all select v.kind, v.at, v.by, false from casework.decision x cross join lateral (values
      (case when x.reconsiders is null then 'decision drafted' else 'decision drafted again' end, x.drafted_at, x.author_id),
      (case when x.reconsiders is null then 'issued ' else 'issued again ' end || x.kind, x.issued_at, x.authoriser_id)) v (kind, at, by)
    where x.document_id = d.id and v.at is not null
  union all select v.kind, v.at, v.by, false from casework.reconsideration r cross join lateral (values
      ('asked again', r.asked_at, r.asked_by), ('declined again', case r.state when 'declined' then r.ended_at end, r.ended_by),
      ('taken back again', case r.state when 'taken back' then r.ended_at end, r.ended_by)) v (kind, at, by)
    where r.document_id = d.id and v.at is not null
  union all select 'received', r.recorded_at, r.recorded_by, not r.is_open from casework.received r
    where r.case_id = for_case and r.struck_out_because is null and (r.document_id is null or r.document_id = d.id)
  union all select 'leave ' || l.kind, l.recorded_at, l.recorded_by, false from casework.leave_event l where l.document_id = d.id;
end $$;
grant execute on function casework.happenings_of(bigint, bigint) to ownwords_national;
