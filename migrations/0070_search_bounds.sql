-- What search keeps and compares has an end.

-- Documents that are no more stay until no list has them. Each change of a record left one behind with all its words, for
-- ever.
create function search.forget(of_index text, numbers integer[]) returns void
  language sql volatile security definer set search_path = '' as $$
  delete from search.document d where d.index_name = of_index and d.number = any (numbers) and d.removed
$$;
grant execute on function search.forget(text, integer[]) to ownwords_worker;
delete from search.document d where d.removed
  and not exists (select from search.gone g where g.index_name = d.index_name and g.number = d.number);

-- An entry of an index of PostgreSQL holds 2,704 bytes at most: a title that was longer, and could not be made shorter, kept
-- its record out of the library, and one such keyword kept all lists of words from being made.

-- A title as it is compared with others: its first 400 letters.
create function search.title_compared(title text) returns text language sql stable as $$
  select left(search.title_of(title), 400)
$$;
grant execute on function search.title_compared(text) to ownwords_app, ownwords_national, ownwords_worker;

update search.document set title = left(title, 400) where char_length(title) > 400;
update search.index set generation = gen_random_uuid();

-- Takes documents into an index, or anew where they have changed; lists of equal length. A changed document gets a
-- new number and its old one is gone.
create or replace function search.put(of_index text, keys bigint[], titles text[], keywords text[], authors text[], texts text[], facets jsonb[])
  returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  taken integer;
begin
  insert into search.index (name) values (of_index) on conflict do nothing;
  -- Whoever writes waits here for whoever wrote before: numbers come in the order of commits.
  update search.index set last = last + cardinality(keys), generation = gen_random_uuid() where name = of_index
  returning last - cardinality(keys) into taken;
  perform search.remove(of_index, keys);
  with came as (
    insert into search.document (index_name, number, key, words, exact, length, heading, title, facets)
    select of_index, taken + n.place, n.key, n.words, n.exact, search.length_of(n.words), n.title, search.title_compared(n.title), n.facet
    from (select u.place, u.key, u.title, u.facet,
        setweight(to_tsvector('search.words', search.apart(u.title)), 'A') || setweight(to_tsvector('search.words', search.apart(u.keyword)), 'B')
          || setweight(to_tsvector('search.words', search.apart(u.author)), 'C') || to_tsvector('search.words', search.apart(u.body)) as words,
        setweight(to_tsvector('search.exact', search.apart(u.title)), 'A') || setweight(to_tsvector('search.exact', search.apart(u.keyword)), 'B')
          || setweight(to_tsvector('search.exact', search.apart(u.author)), 'C') || to_tsvector('search.exact', search.apart(u.body)) as exact
      -- Kept apart, or the words were found out anew for their length.
      from unnest(keys, titles, keywords, authors, texts, facets) with ordinality u (key, title, keyword, author, body, facet, place) offset 0) n
    returning length
  )
  update search.index set documents = documents + cardinality(keys), words = search.index.words + coalesce((select sum(length) from came), 0)
  where name = of_index;
end $$;

-- Adds to what words and values are counted. A word that says nothing is left out, and a value so long that nobody types it.
-- Figures may follow the first letter: who asks for “h1*” found h1n1 until lists were made of it, and no longer then.
create or replace function search.count_words(of_index text, words text[], counts integer[], facets text[], "values" text[], held integer[])
  returns void
  language sql volatile set search_path = '' as $$
  insert into search.word (index_name, word, n)
  select of_index, w.word, w.n from unnest(words, counts) w (word, n)
  where w.word ~ '^[[:alpha:]][[:alnum:]]{2,39}$' and to_tsvector('search.words', w.word) <> ''
  on conflict (index_name, word) do update set n = search.word.n + excluded.n;
  insert into search.value (index_name, facet, value, folded, n)
  select of_index, v.facet, v.value, f.folded, v.n from unnest(facets, "values", held) v (facet, value, n)
  cross join lateral (select search.title_of(v.value) as folded offset 0) f
  where octet_length(v.value) <= 1000 and octet_length(f.folded) <= 1000
  on conflict (index_name, facet, value) do update set n = search.value.n + excluded.n;
$$;

insert into search.word (index_name, word, n)
select p.index_name, substr(p.lexeme, 2), sum(p.n) from search.posting p
where p.lexeme ~ '^=[[:alpha:]][[:alnum:]]{2,39}$' and p.lexeme ~ '[0-9]' group by 1, 2
on conflict (index_name, word) do nothing;

-- What search is told: other names of the same thing, and what is part of it; nothing once there is neither any more.
create or replace function evidence.tell_synonyms() returns void
  language sql volatile security definer set search_path = '' as $$
  with recursive below as (
    select b.broader as above, b.term as id from evidence.term_broader b
    union select w.above, b.term from below w join evidence.term_broader b on b.broader = w.id
  ), pair as (
    select n.label as word, p.label as stands_for, false as is_narrower
    from evidence.term_name n join evidence.term_name p on p.term = n.term and p.folded <> n.folded and 'preferred' in (n.kind, p.kind)
    union all
    select a.label, t.label, true from below w join evidence.term a on a.id = w.above join evidence.term t on t.id = w.id
  )
  select search.set_synonyms('evidence', array_agg(word), array_agg(stands_for), array_agg(is_narrower)) from pair
$$;

-- Those that were left behind when the last name or the last part was taken out.
select evidence.tell_synonyms();
