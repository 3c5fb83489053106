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
