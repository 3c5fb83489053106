-- A draft of a summary says when it was written as it stands. By that moment it is known which draft somebody had before
-- them who changes it after somebody else, or issues it.
create function casework.summary_is_rewritten() returns trigger
  language plpgsql set search_path = '' as $$
begin
  new.written_at := clock_timestamp();
  return new;
end $$;
create trigger is_rewritten before update of text on casework.decision_summary
  for each row execute function casework.summary_is_rewritten();
