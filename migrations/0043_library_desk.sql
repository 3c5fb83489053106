-- The librarians' desk: what changed last in the library, and who changed it.
create index on evidence.record_version (changed_at desc, record desc, version desc);

-- For librarians; everybody else gets nothing.
create function evidence.newest_changes(from_place integer, most integer)
  returns table (record integer, version integer, state text, title text, note text, name text, changed_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select v.record, v.version, v.state, v.entry ->> 'title', v.note, a.display_name, v.changed_at
  from evidence.record_version v left join people.account a on a.id = v.changed_by
  where access.circle_as('librarian')
  order by v.changed_at desc, v.record desc, v.version desc offset from_place limit most
$$;
grant execute on function evidence.newest_changes(integer, integer) to ownwords_app;
-- Whoever came by another door reads the same page, without names.
grant execute on function evidence.changed_by(integer) to ownwords_national;
