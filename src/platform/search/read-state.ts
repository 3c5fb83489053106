import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { beginningsIn, type Clause } from './query.ts';
import type { Part } from './read-words.ts';

/** A document that came since the lists were made. */
export type Fresh = {
  readonly number: number;
  readonly key: number;
  readonly facets: Readonly<Record<string, readonly string[]>>;
};

/** Its words, as a tsvector is written out. */
export type FreshWords = { readonly number: number; readonly length: number; readonly words: string };

/** A word that was typed, and what it stands for as well. */
export type Synonym = {
  readonly word: string;
  readonly standsFor: string;
  /** As the index has it, where it is one word; its list then says how much documents are about it. */
  readonly lexeme: string | null;
};

/** An index as a query finds it. */
type State = {
  generation: string;
  last: number;
  documents: number;
  average: number;
  gone: number[];
  titled: number[];
  runs: string[];
  fresh: (Fresh & FreshWords)[];
  lexemes: string[][];
  asked: string[];
  phrases: number[][];
  synonyms: (Synonym & { place: number; numbers: number[] })[];
};
/** A clause with words in it. */
export type Worded = Extract<Clause, { text: string }>;

const letterOf = { title: 'A', keyword: 'B', author: 'C', text: 'D' } as const satisfies Record<Part, string>;
const everyLetter = Object.values(letterOf).join('');
const lettersOf = (field: string | undefined) => letterOf[field as Part] ?? everyLetter;

/** What a query wants of an index. */
export type Asked = {
  readonly index: string;
  readonly typed: string;
  readonly clauses: readonly Clause[];
  /** Whether documents count that hold none of the words. */
  readonly everything: boolean;
  /** Words as they are written. Their lists are named “=word”. */
  readonly exact?: boolean;
  readonly synonyms?: Synonyms;
  /** Lexemes that are wanted besides. */
  readonly lexemes?: readonly string[];
  /** Only what came after this number is wanted: runs before it are not read. */
  readonly since?: number;
};

/** Whether words find what they stand for as well: other names of the same thing, or its parts too. */
export type Synonyms = 'none' | 'same' | 'narrower';

type Parts = { worded: readonly Worded[]; phrases: readonly (Worded & { field?: string })[] };

/** Reads what is small and changes: which lists there are, what came and went since, which words are asked for. One question. */
export async function readState(
  tx: Tx,
  asked: Asked,
  { worded, phrases }: Parts,
): Promise<State | undefined> {
  const { index, typed, everything, exact = false, synonyms = 'same', lexemes = [], since = 0 } = asked;
  const config = exact ? 'search.exact' : 'search.words';
  const before = exact ? '=' : '';
  const plain =
    synonyms === 'none' || exact ? [] : worded.map(({ is, text }) => (is === 'words' ? text : ''));
  const { rows } = await sql<{ state: State }>`
    with clause as materialized (
      select c.place, u.lexeme from unnest(${worded.map(({ text }) => text)}::text[]) with ordinality c (text, place)
      cross join lateral unnest(to_tsvector(${config}::regconfig, search.apart(c.text))) u
      where not ${exact}::boolean or to_tsvector('search.words', u.lexeme) <> ''
      ${beginning(worded, { index, config })}
    ), synonym as materialized (
      select p.place, s.word, s.stands_for, w.words, case when numnode(w.words) = 1 then w.lexemes[1] end as lexeme
      from unnest(${plain}::text[]) with ordinality p (text, place)
      cross join lateral (select distinct g.gram from search.grams_of(p.text) g (gram)) g
      join search.synonym s on s.index_name = ${index} and s.folded = g.gram and (not s.is_narrower or ${synonyms} = 'narrower')
      cross join lateral (select phraseto_tsquery('search.words', search.apart(s.stands_for)) as words,
        tsvector_to_array(to_tsvector('search.words', search.apart(s.stands_for))) as lexemes) w
    ), asked as materialized (
      select ${before} || lexeme as lexeme from clause union select unnest(${[...lexemes]}::text[])
        union select lexeme from synonym where lexeme is not null
    ), titled as materialized (
      select nullif(search.title_compared(${typed}), '') as title
    ), any_of as materialized (
      select string_agg(quote_literal(w.lexeme), ' | ')::tsquery as words from (select lexeme from clause
        union select unnest(${[...lexemes]}::text[])
        union select unnest(tsvector_to_array(to_tsvector('search.words', search.apart(s.stands_for)))) from synonym s) w (lexeme)
    )
    select json_build_object('generation', i.generation, 'last', i.last, 'documents', i.documents, 'average', i.words::float / greatest(1, i.documents),
        'gone', array(select g.number from search.gone g where g.index_name = i.name),
        'titled', array(select d.number from search.document d
          where d.index_name = i.name and not d.removed and d.title = (select title from titled)),
        'runs', array(select r.id from search.run r where r.index_name = i.name and r.last > ${since}::int order by r.first),
        'fresh', (select coalesce(json_agg(json_build_object('number', d.number, 'key', d.key, 'length', d.length,
            'words', (case when ${exact}::boolean then d.exact else d.words end)::text, 'facets', d.facets)), '[]')
          -- The few that came since, and of them those with the words: the index of words would bring all there ever were.
          from (select * from search.document where index_name = i.name and number between greatest(i.built, ${since}::int) + 1 and i.last and not removed offset 0) d
          where (${everything}::boolean or d.title = (select title from titled)
            or (case when ${exact}::boolean then d.exact else d.words end) @@ (select words from any_of))),
        'lexemes', (select coalesce(json_agg(array(select ${before} || c.lexeme from clause c where c.place = p.place) order by p.place), '[]')
          from generate_series(1, ${worded.length}::int) p (place)),
        'asked', array(select lexeme from asked),
        'synonyms', (select coalesce(json_agg(json_build_object('place', s.place, 'word', s.word, 'standsFor', s.stands_for, 'lexeme', s.lexeme,
            'numbers', array(select d.number from search.document d where d.index_name = i.name and not d.removed
              and s.lexeme is null and d.words @@ s.words order by d.number))), '[]') from synonym s),
        'phrases', (select coalesce(json_agg(case when ${exact}::boolean
            then array(select d.number from search.document d where d.index_name = i.name and not d.removed and d.words @@ p.stems and d.exact @@ p.query)
            else array(select d.number from search.document d where d.index_name = i.name and not d.removed and d.words @@ p.query)
            end order by p.place), '[]')
          -- Within one part: what ends a title and what begins a summary stand beside each other and not together.
          from (select q.place, phraseto_tsquery('search.words', search.apart(q.text)) as stems,
              (select string_agg('(' || regexp_replace(w.words, '''( |\\)|$)', ''':' || l.letter || '\\1', 'g') || ')', ' | ')::tsquery
                from regexp_split_to_table(q.letters, '') l (letter)) as query
            from unnest(${phrases.map(({ text }) => text)}::text[], ${phrases.map(({ field }) => lettersOf(field))}::text[])
              with ordinality q (text, letters, place)
            cross join lateral (select nullif(phraseto_tsquery(${config}::regconfig, search.apart(q.text))::text, '') as words offset 0) w) p)) as state
    from search.index i where i.name = ${index}`.execute(tx.db);
  return rows[0]?.state;
}

/** So many words, the most frequent ones, that begin as somebody wrote with a “*”. */
const mostBeginning = 100;
/** So many beginnings are looked for; nobody writes more, and each is a hundred words. */
const mostBegun = 10;

/** The words that begin like those with a “*” behind them, those that are counted and those of what came since. */
function beginning(worded: readonly Worded[], { index, config }: { index: string; config: string }) {
  const begun = worded
    .flatMap((clause, place) => beginningsIn(clause).map(text => ({ text, place: place + 1 })))
    .slice(0, mostBegun);
  if (begun.length === 0) return sql``;
  return sql`union select b.place, u.lexeme from
    (select place, search.title_of(text) as text from unnest(${begun.map(({ place }) => place)}::int[], ${begun.map(({ text }) => text)}::text[]) t (place, text)) b
    cross join lateral (
      (select w.word from search.word w where w.index_name = ${index}
        and w.word >= b.text collate "C" and w.word < b.text || chr(1114111) collate "C" order by w.n desc limit ${mostBeginning}::int)
      union (select e.lexeme from search.index i
        cross join lateral (select exact from search.document where index_name = i.name and number between i.built + 1 and i.last and not removed offset 0) d
        cross join lateral unnest(d.exact) e where i.name = ${index} and starts_with(e.lexeme, b.text)
        group by e.lexeme limit ${mostBeginning}::int)) w
    cross join lateral unnest(to_tsvector(${config}::regconfig, w.word)) u`;
}
