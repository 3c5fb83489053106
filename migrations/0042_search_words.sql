-- The words of an index, from which somebody who types is helped: what a word may become, what was meant by one that is
-- not known, which words stand for which.
create extension fuzzystrmatch schema search;

-- Words as they were written, of letters alone, and how many documents hold each: counted when posting lists are made.
create table search.word (
  index_name text not null references search.index (name),
  word text collate "C" not null,
  n integer not null,
  primary key (index_name, word)
);
-- The most frequent words that begin with one letter, with two, with three.
create index by_first on search.word (index_name, left(word, 1), n desc);
create index by_first_two on search.word (index_name, left(word, 2), n desc);
create index by_first_three on search.word (index_name, left(word, 3), n desc);
-- A letter that is wrong leaves the first half of a word as it is, or the second.
create index by_first_half on search.word (index_name, char_length(word), word);
create index by_second_half on search.word (index_name, char_length(word), reverse(word));

-- The values of facets, likewise.
create table search.value (
  index_name text not null references search.index (name),
  facet text not null,
  value text not null,
  -- As it is compared.
  folded text collate "C" not null,
  n integer not null,
  primary key (index_name, facet, value)
);
create index by_beginning on search.value (index_name, facet, folded);

-- A word or words that stand for another: who asks for the one finds the other as well. By itself where it is another
-- name of the same thing; on request where it is a part of it.
create table search.synonym (
  index_name text not null,
  word text not null check (word <> ''),
  stands_for text not null check (stands_for <> word),
  is_narrower boolean not null default false,
  -- As they are compared.
  folded text collate "C" not null,
  primary key (index_name, word, stands_for)
);
create index by_folded on search.synonym (index_name, folded);

-- Adds to what words and values are counted. A word that says nothing is left out.
create function search.count_words(of_index text, words text[], counts integer[], facets text[], "values" text[], held integer[])
  returns void
  language sql volatile set search_path = '' as $$
  insert into search.word (index_name, word, n)
  select of_index, w.word, w.n from unnest(words, counts) w (word, n)
  where w.word ~ '^[[:alpha:]]{3,40}$' and to_tsvector('search.words', w.word) <> ''
  on conflict (index_name, word) do update set n = search.word.n + excluded.n;
  insert into search.value (index_name, facet, value, folded, n)
  select of_index, v.facet, v.value, search.title_of(v.value), v.n from unnest(facets, "values", held) v (facet, value, n)
  on conflict (index_name, facet, value) do update set n = search.value.n + excluded.n;
$$;

-- Takes the words and values of documents that are no more out of what is counted.
create function search.uncount(of_index text, numbers integer[]) returns void
  language sql volatile set search_path = '' as $$
  update search.word w set n = w.n - c.n from (select e.lexeme, count(*)::integer as n
    from search.document d cross join lateral unnest(d.exact) e
    where d.index_name = of_index and d.number = any (numbers) group by e.lexeme) c
  where w.index_name = of_index and w.word = c.lexeme;
  delete from search.word where index_name = of_index and n <= 0;
  update search.value w set n = w.n - c.n from (select f.key, v.value, count(*)::integer as n
    from search.document d cross join lateral jsonb_each(d.facets) f cross join lateral jsonb_array_elements_text(f.value) v
    where d.index_name = of_index and d.number = any (numbers) group by f.key, v.value) c
  where w.index_name = of_index and w.facet = c.key and w.value = c.value;
  delete from search.value where index_name = of_index and n <= 0;
$$;

-- For each word that is not known, or is rare beside another that differs by a letter, what may have been meant, the
-- likeliest first: by how many letters differ, and how frequent it is.
create function search.meant(of_index text, asked text[]) returns table (place bigint, instead text)
  language sql stable set search_path = '' as $$
  -- Most words of a question are known and frequent: for those nothing is looked for.
  with doubtful as materialized (
    select a.place, a.word as typed, known.n, char_length(a.word) as long,
      left(a.word, (char_length(a.word) - 1) / 2) as first, reverse(right(a.word, (char_length(a.word) - 1) / 2)) as second
    from unnest(asked) with ordinality a (word, place)
    left join search.word known on known.index_name = of_index and known.word = a.word
    where coalesce(known.n, 0) <= 2 and char_length(a.word) between 3 and 40 and to_tsvector('search.words', a.word) <> ''
  )
  select t.place, best.word
  from doubtful t
  cross join lateral (
    select c.word, c.n,
      case when d.letters = 2 and char_length(c.word) = t.long
          and array(select unnest(string_to_array(c.word, null)) order by 1) = array(select unnest(string_to_array(t.typed, null)) order by 1)
        then 1 else d.letters end as apart
    from (
      select w.word, w.n from generate_series(t.long - 1, t.long + 1) l
      join search.word w on w.index_name = of_index and char_length(w.word) = l
        and w.word collate "C" >= t.first and w.word collate "C" < t.first || chr(1114111)
      union
      select w.word, w.n from generate_series(t.long - 1, t.long + 1) l
      join search.word w on w.index_name = of_index and char_length(w.word) = l
        and reverse(w.word) collate "C" >= t.second and reverse(w.word) collate "C" < t.second || chr(1114111)
    ) c
    cross join lateral (select search.levenshtein_less_equal(c.word, t.typed, 2) as letters offset 0) d
    where d.letters between 1 and 2
    order by apart, c.n desc, c.word limit 1
  ) best
  where t.n is null and (best.apart = 1 or t.long > 5) or best.apart = 1 and best.n >= 50 * t.n
$$;

-- Pieces of text as PostgreSQL cuts them, with the lexemes of each: what is shown as found agrees with what was found.
create function search.lexemes_of(chunks text[], exactly boolean) returns table (place bigint, pieces json)
  language sql stable set search_path = '' as $$
  select c.place, json_agg(json_build_array(p.token, tsvector_to_array(
      to_tsvector(case when exactly then 'search.exact'::regconfig else 'search.words'::regconfig end, p.token))) order by p.at)
  from unnest(chunks) with ordinality c (chunk, place)
  -- 15 to 17 are words with hyphens as a whole: their parts follow them.
  cross join lateral (select * from ts_parse('default', c.chunk) with ordinality t (tokid, token, at) where t.tokid not between 15 and 17) p
  group by c.place
$$;

-- Up to five words of a text that stand together, as they are compared.
create function search.grams_of(words text) returns setof text
  language sql stable set search_path = '' as $$
  select array_to_string(t.words[f.at:f.at + l.long], ' ')
  from (select string_to_array(search.title_of(left(grams_of.words, 500)), ' ') as words) t
  cross join lateral generate_series(1, cardinality(t.words)) f (at)
  cross join lateral generate_series(0, least(4, cardinality(t.words) - f.at)) l (long)
$$;
grant execute on function search.grams_of(text) to ownwords_app, ownwords_national, ownwords_worker;

do $$
declare
  name text;
begin
  foreach name in array array['word', 'value', 'synonym'] loop
    execute format('alter table search.%I enable row level security', name);
    execute format('alter table search.%I force row level security', name);
    execute format('create policy definer on search.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy finds on search.%I for select to ownwords_app, ownwords_national using (true)', name);
    execute format('create policy makes on search.%I to ownwords_worker using (true) with check (true)', name);
    execute format('grant select on search.%I to ownwords_app, ownwords_national', name);
    execute format('grant select, insert, update, delete on search.%I to ownwords_worker', name);
  end loop;
end $$;

-- Other names of the same thing, and its parts, of an index; in place of those that were there.
create function search.set_synonyms(of_index text, words text[], stand_for text[], narrower boolean[]) returns void
  language sql volatile security definer set search_path = '' as $$
  delete from search.synonym where index_name = of_index;
  insert into search.synonym (index_name, word, stands_for, is_narrower, folded)
  select distinct on (u.word, u.stands_for) of_index, u.word, u.stands_for, u.is_narrower, search.title_of(u.word)
  from unnest(words, stand_for, narrower) u (word, stands_for, is_narrower)
  where u.word <> u.stands_for order by u.word, u.stands_for, u.is_narrower;
  update search.index set generation = gen_random_uuid() where name = of_index;
$$;
grant execute on function search.set_synonyms(text, text[], text[], boolean[]), search.uncount(text, integer[]),
  search.count_words(text, text[], integer[], text[], text[], integer[]) to ownwords_worker;
grant execute on function search.meant(text, text[]), search.lexemes_of(text[], boolean) to ownwords_app, ownwords_national, ownwords_worker;

-- Posting lists are made in the background: at once where thousands of documents wait, else by and by.
insert into jobs.task values ('build-search');
create function search.asks_for_lists() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform jobs.enqueue('build-search', json_build_object('index', new.name), 'search ' || new.name);
  return null;
end $$;
create trigger asks_for_lists after update on search.index for each row
  when (new.last / 2000 > old.last / 2000 and new.last - new.built >= 2000) execute function search.asks_for_lists();
