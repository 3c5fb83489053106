-- The year of a record is a term of it as well, so that “Hayes 2011” brings what Hayes wrote in 2011 to the top: as a
-- choice beside the results it can only leave records out. Records that are in the library get the term when they are next
-- changed; to put all of them in again would tell everybody who keeps a search that all of it is new.
create or replace function evidence.terms_of(entry jsonb) returns table (terms text)
  language sql stable as $$
  select coalesce(string_agg(distinct '0' || t.field || left(t.word, 200), ' '), '')
  from (select f.field, unnest(string_to_array(search.title_of(f.said), ' ')) as word
      from (values ('publisher', entry ->> 'publisher'), ('place', entry ->> 'place'), ('journal', entry ->> 'container'),
        ('series', entry ->> 'series'), ('event', entry ->> 'event'), ('source', entry ->> 'source'), ('web', entry ->> 'url')) f (field, said)
      where f.said is not null
    union all
    select i.field, replace(search.title_of(i.said), ' ', '')
      from (values ('shelf', entry ->> 'shelfNumber'), ('report', entry ->> 'reportNumber'), ('pubmed', entry ->> 'pmid'),
        ('year', entry ->> 'year'),
        ('doi', regexp_replace(entry ->> 'doi', '^https?://(dx\.)?doi\.org/', '', 'i'))) i (field, said)
      where i.said is not null
    union all select 'isbn', replace(search.title_of(n), ' ', '') from jsonb_array_elements_text(entry -> 'isbn') n
    union all select 'issn', replace(search.title_of(n), ' ', '') from jsonb_array_elements_text(entry -> 'issn') n) t
  where t.word <> ''
$$;

-- Two catalogues write “prisons & probation” and “prisons and probation”: one title.
create or replace function evidence.keys_of(entry jsonb) returns table (kind text, value text, year smallint)
  language sql stable as $$
  select 'doi', lower(regexp_replace(entry ->> 'doi', '^(https?://(dx\.)?doi\.org/|doi:)\s*', '', 'i')), 0::smallint where entry ? 'doi'
  -- What stands in a book has the number of the book.
  union all select distinct 'isbn', evidence.isbn_of(n), 0::smallint from jsonb_array_elements_text(entry -> 'isbn') n
    where evidence.isbn_of(n) is not null and entry ->> 'type' not in ('chapter', 'article', 'conference paper', 'encyclopaedia entry', 'dictionary entry')
  union all select 'url', left(lower(regexp_replace(entry ->> 'url', '^https?://(www\.)?|/+$', '', 'gi')), 300), 0::smallint where entry ? 'url'
  union all select 'pmid', entry ->> 'pmid', 0::smallint where entry ? 'pmid'
  union all select k.kind, k.value, k.year from (select search.title_of(replace(entry ->> 'title', '&', ' and ')) as title) t cross join lateral (
    select 'title', left(t.title, 300), 0::smallint
    -- Short, because there is one for each author.
    union all select distinct 'work', md5(t.title || '|' || a.name), (entry ->> 'year')::smallint
      from (select translate(lower(search.unaccent('search.unaccent', coalesce(c ->> 'family', c ->> 'name'))), ' .,-’''', '') as name
        from jsonb_array_elements(entry -> 'creators') c where c ->> 'role' in ('author', 'editor') limit 30) a
      where entry ? 'year' and t.title not in ('', 'untitled') and a.name <> '') k (kind, value, year)
$$;

delete from evidence.record_key k using evidence.record r
where k.record = r.number and k.kind in ('title', 'work') and r.entry ->> 'title' like '%&%';
insert into evidence.record_key (record, kind, value, year)
select r.number, k.kind, k.value, k.year from evidence.record r cross join lateral evidence.keys_of(r.entry) k
where r.state = 'public' and r.entry ->> 'title' like '%&%' and k.kind in ('title', 'work') and k.value <> '';
