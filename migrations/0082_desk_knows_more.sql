-- What came with a file came by a job, in nobody's name. A librarian who asks who put a record here is told who brought the
-- file: its row says which version of which record it made.
create function evidence.brought_by(of_record integer, of_version integer) returns text
  language sql stable security definer set search_path = '' as $$
  select a.display_name from evidence.import_row w
  join evidence.import i on i.id = w.import_id
  join people.account a on a.id = i.account_id
  where w.record = of_record and w.version = of_version and access.circle_as('librarian')
  order by w.import_id, w.number limit 1
$$;

create or replace function evidence.changed_by(of_record integer) returns table (version integer, name text)
  language sql stable security definer set search_path = '' as $$
  select v.version, coalesce(a.display_name, evidence.brought_by(v.record, v.version))
  from evidence.record_version v left join people.account a on a.id = v.changed_by
  where v.record = of_record and access.circle_as('librarian')
$$;

-- The page is cut first: who brought a record is asked of those that are shown.
create or replace function evidence.newest_changes(from_place integer, most integer)
  returns table (record integer, version integer, state text, title text, note text, name text, changed_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select v.record, v.version, v.state, v.entry ->> 'title', v.note,
    coalesce(a.display_name, evidence.brought_by(v.record, v.version)), v.changed_at
  from (select * from evidence.record_version n where access.circle_as('librarian')
    order by n.changed_at desc, n.record desc, n.version desc offset from_place limit most) v
  left join people.account a on a.id = v.changed_by
  order by v.changed_at desc, v.record desc, v.version desc
$$;

-- A suggestion may be a title and nothing else. Where it names no author or no year, the same title is all that can be
-- asked: whoever sends it, and the librarian, are told of what has it, and decide.
create or replace function evidence.alike(entry jsonb, most integer) returns table (number integer, title text, why text[])
  language sql stable set search_path = '' as $$
  select r.number, r.title, array_agg(distinct a.kind) from (
    select k.kind, o.record from evidence.keys_of(entry) k cross join lateral (select o.record from evidence.record_key o
      where o.kind = k.kind and o.value = k.value and o.year between k.year - 1 and k.year + 1 limit 20) o
    where k.kind in ('doi', 'pmid', 'isbn', 'work')
      or k.kind = 'title' and k.value not in ('', 'untitled') and not (entry ? 'year' and entry ? 'creators')) a
  join evidence.record r on r.number = a.record and r.state = 'public'
  group by r.number order by sum(evidence.sureness(a.kind)) desc, r.number limit most
$$;
