-- Search: documents, and posting lists made from them. An index belongs to a room and holds nothing that row-level
-- security would have to hide: whoever may search it may find all of it. What is found is read by the room's own query.
create schema search;
grant usage on schema search to ownwords_app, ownwords_national, ownwords_worker;

create extension unaccent schema search;
create text search configuration search.words (copy = pg_catalog.english);
alter text search configuration search.words
  alter mapping for hword, hword_part, word with search.unaccent, pg_catalog.english_stem;
-- Words as they were written, for a search that asks for them exactly.
create text search configuration search.exact (copy = pg_catalog.simple);
alter text search configuration search.exact
  alter mapping for hword, hword_part, word with search.unaccent, pg_catalog.simple;

create table search.index (
  name text primary key check (name <> ''),
  -- The number of its last document; numbers grow and are never used again, so that whatever is new comes last.
  last integer not null default 0,
  -- Up to which number posting lists are made; what comes after is read from the documents themselves.
  built integer not null default 0 check (built <= last),
  documents integer not null default 0,
  -- All words of all documents.
  words bigint not null default 0,
  -- Another with every change of the index, and never one that was: whoever kept what was found in it knows that it is old.
  generation uuid not null default gen_random_uuid()
);

create table search.document (
  index_name text not null references search.index (name),
  number integer not null,
  -- What the room calls it.
  key bigint not null,
  -- Title, keywords, authors and text, as A, B, C and D.
  words tsvector not null,
  exact tsvector not null,
  length integer not null,
  -- The title as it was written, and as it is compared.
  heading text not null,
  title text collate "C" not null,
  -- By what it can be narrowed to: {"year": ["2011"], "keyword": ["peer support", "councils"]}.
  facets jsonb not null default '{}',
  removed boolean not null default false,
  primary key (index_name, number)
);
create unique index one_document on search.document (index_name, key) where not removed;
create index exact_title on search.document (index_name, title) where not removed;
create index of_words on search.document using gin (words);

-- The documents of a run that hold a word: their numbers as differences, how much each is about it, and in which of its
-- parts it stands.
create table search.posting (
  index_name text not null references search.index (name),
  lexeme text not null,
  run integer not null,
  n integer not null check (n > 0),
  numbers bytea not null,
  impacts bytea not null,
  parts bytea not null,
  primary key (index_name, lexeme, run)
);
alter table search.posting alter numbers set storage external, alter impacts set storage external, alter parts set storage external;

-- Consecutive documents whose posting lists were made together. Whoever kept a run in memory knows it by its number.
create table search.run (
  id uuid not null unique default gen_random_uuid(),
  index_name text not null references search.index (name),
  first integer not null,
  last integer not null check (last >= first),
  -- Which documents there were, as in a posting list.
  n integer not null,
  numbers bytea not null,
  -- What the room calls each of them.
  keys bigint[] not null,
  primary key (index_name, first)
);

-- The values of one facet in a run: of each document in order how many it has, and which of the list.
create table search.facet (
  index_name text not null,
  run integer not null,
  facet text not null,
  list text[] not null,
  codes bytea not null,
  primary key (index_name, run, facet),
  foreign key (index_name, run) references search.run (index_name, first) on delete cascade
);

-- Documents that a run holds, or may hold when it is made just now, and that are no more.
create table search.gone (
  index_name text not null references search.index (name),
  number integer not null,
  primary key (index_name, number)
);

-- Functions of one question set no path of their own, since that costs more than many of them do, and name everything in
-- full.

-- How long a document is: all its words, wherever they stand. Of each it prints the places, with commas between them.
create function search.length_of(words tsvector) returns integer language sql immutable as $$
  select length(words) + char_length(words::text) - char_length(replace(words::text, ',', ''))
$$;

-- What stands on the two sides of a stroke are two words, not the name of a file. Signs that printers use stand between
-- words too: in a database of the locale C PostgreSQL takes every sign beyond ASCII for a letter.
create function search.apart(words text) returns text language sql immutable as $$
  -- Most text is ASCII, in which there is but the stroke: to look each sign up took as long as to find the words.
  select case when octet_length(words) = char_length(words) then replace(words, '/', ' ') else translate(words, E'/\u2019\u2018\u02bc\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2026\u2013\u2014\u2012\u2015\u2010\u2011\u00b7\u2022\u2020\u2021\u00a7\u00b6\u00b0\u2032\u2033\u00d7\u00a0', repeat(' ', 29)) end
$$;
grant execute on function search.apart(text) to ownwords_app, ownwords_national, ownwords_worker;

-- A title as it is compared: its words in order, without case, accents and signs.
create function search.title_of(title text) returns text language sql stable as $$
  select trim(regexp_replace(lower(search.unaccent('search.unaccent', title)), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- Takes documents into an index, or anew where they have changed; lists of equal length. A changed document gets a
-- new number and its old one is gone.
create function search.put(of_index text, keys bigint[], titles text[], keywords text[], authors text[], texts text[], facets jsonb[])
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
    select of_index, taken + n.place, n.key, n.words, n.exact, search.length_of(n.words), n.title, search.title_of(n.title), n.facet
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

-- Takes documents out of an index.
create function search.remove(of_index text, keys bigint[]) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  with went as (
    update search.document set removed = true
    where index_name = of_index and key = any (keys) and not removed returning number, length
  ), noted as (
    insert into search.gone (index_name, number)
    select of_index, w.number from went w
  )
  update search.index set documents = documents - (select count(*) from went),
    words = search.index.words - coalesce((select sum(length) from went), 0), generation = gen_random_uuid()
  where name = of_index and exists (select from went);
end $$;
grant execute on function search.put(text, bigint[], text[], text[], text[], text[], jsonb[]), search.remove(text, bigint[]) to ownwords_worker;
grant execute on function search.title_of(text) to ownwords_app, ownwords_national, ownwords_worker;

do $$
declare
  name text;
begin
  foreach name in array array['index', 'document', 'posting', 'run', 'facet', 'gone'] loop
    execute format('alter table search.%I enable row level security', name);
    execute format('alter table search.%I force row level security', name);
    execute format('create policy definer on search.%I to ownwords_owner using (true) with check (true)', name);
    execute format('create policy finds on search.%I for select to ownwords_app, ownwords_national using (true)', name);
    execute format('create policy makes on search.%I to ownwords_worker using (true) with check (true)', name);
    execute format('grant select on search.%I to ownwords_worker', name);
  end loop;
end $$;
grant select on search.index, search.document, search.posting, search.run, search.facet, search.gone to ownwords_app, ownwords_national;
-- Posting lists are made by the program, at its leisure.
grant update (built, generation) on search.index to ownwords_worker;
grant insert, delete on search.posting, search.run, search.facet to ownwords_worker;
grant delete on search.gone to ownwords_worker;
