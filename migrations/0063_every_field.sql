-- Every field of a record can be asked for: its edition, volume, issue and pages, what it calls itself, its notes, its day,
-- the day on which somebody read it, its licence. src/evidence/search/field-terms.ts makes the same terms of what is asked.
create or replace function evidence.terms_of(entry jsonb) returns table (terms text)
  language sql stable as $$
  select coalesce(string_agg(distinct '0' || t.field || left(t.word, 200), ' '), '')
  from (select f.field, unnest(string_to_array(search.title_of(f.said), ' ')) as word
      from (values ('publisher', entry ->> 'publisher'), ('place', entry ->> 'place'),
        ('journal', concat_ws(' ', entry ->> 'container', entry ->> 'containerShort')),
        ('series', concat_ws(' ', entry ->> 'series', entry ->> 'seriesNumber')), ('event', entry ->> 'event'),
        ('genre', entry ->> 'genre'), ('notes', (select left(string_agg(n, ' '), 20000) from jsonb_array_elements_text(entry -> 'notes') n)), ('source', entry ->> 'source'),
        ('licence', concat_ws(' ', entry ->> 'licence', entry ->> 'rights')),
        ('web', entry ->> 'url'), ('web', entry ->> 'archivedUrl')) f (field, said)
      where f.said is not null
    -- Of what is counted the number matters: the second edition is “2”, “2nd” and “2nd ed.”.
    union all
    select c.field, unnest(string_to_array(
        case when c.said ~ '[0-9]' then regexp_replace(c.said, '[^0-9]+', ' ', 'g') else search.title_of(c.said) end, ' '))
      from (values ('edition', entry ->> 'edition'), ('volume', entry ->> 'volume'), ('issue', entry ->> 'issue'),
        ('pages', entry ->> 'pages'), ('pages', entry ->> 'extent')) c (field, said)
      where c.said is not null
    -- A day is found by itself, by its month and by its year.
    union all
    select d.field, left(replace(d.said, '-', ''), n.long)
      from (values ('date', entry ->> 'date'), ('accessed', entry ->> 'accessed')) d (field, said)
      cross join (values (4), (6), (8)) n (long)
      where d.said ~ '^\d{4}(-\d\d){0,2}$'
    union all
    select 'date', unnest(string_to_array(search.title_of(entry ->> 'date'), ' ')) where entry ->> 'date' !~ '^\d{4}(-\d\d){0,2}$'
    union all
    select i.field, replace(search.title_of(i.said), ' ', '')
      from (values ('shelf', entry ->> 'shelfNumber'), ('report', entry ->> 'reportNumber'), ('pubmed', entry ->> 'pmid'),
        ('pubmed', entry ->> 'pmcid'), ('year', entry ->> 'year'),
        ('doi', regexp_replace(entry ->> 'doi', '^https?://(dx\.)?doi\.org/', '', 'i'))) i (field, said)
      where i.said is not null
    union all select 'isbn', replace(search.title_of(n), ' ', '') from jsonb_array_elements_text(entry -> 'isbn') n
    union all select 'issn', replace(search.title_of(n), ' ', '') from jsonb_array_elements_text(entry -> 'issn') n) t
  where t.word <> ''
$$;

-- The records that are in the library get their terms. To a search that somebody keeps none of them is new: of each the
-- number stays under which it first came (evidence.arrival).
do $$
declare
  numbers integer[];
begin
  for numbers in
    select array_agg(r.number) from (select number, (row_number() over (order by number) - 1) / 1000 as piece
      from evidence.record where state = 'public') r
    group by r.piece order by r.piece
  loop
    perform evidence.put_into_search(numbers);
  end loop;
end $$;
