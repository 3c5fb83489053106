import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import { impactOf } from './bm25f.ts';
import { type List, readLists } from './lists.ts';
import type { Clause } from './query.ts';
import { type Part, readWords } from './read-words.ts';
import { type KeptRun, readRuns } from './runs.ts';

/** A document that came since the lists were made. */
export type Fresh = {
  readonly number: number;
  readonly key: number;
  readonly facets: Readonly<Record<string, readonly string[]>>;
};

/** All of an index that a query needs. */
export type Material = {
  /** Another with every change of the index. */
  readonly generation: string;
  readonly last: number;
  readonly documents: number;
  /** How many words a document has on average. */
  readonly average: number;
  readonly gone: readonly number[];
  readonly runs: readonly KeptRun[];
  readonly fresh: readonly Fresh[];
  /** The words that each clause asks for, as the index has them. */
  readonly lexemesOf: ReadonlyMap<Clause, readonly string[]>;
  readonly lists: ReadonlyMap<string, readonly List[]>;
  /** The documents whose title is what was typed. */
  readonly titled: readonly number[];
  /** What the words stand for besides; each has a list named as `nameOfSynonym` does. */
  readonly synonyms: readonly Synonym[];
  /** The documents in which each quotation stands. */
  readonly phrases: ReadonlyMap<Clause, readonly number[]>;
};

/** A word that was typed, and what it stands for as well. */
export type Synonym = { readonly word: string; readonly standsFor: string };

/** What names the list of the documents in which a synonym stands, beside the lexemes. */
export const nameOfSynonym = (standsFor: string): string => `≈${standsFor}`;

type State = {
  generation: string;
  last: number;
  documents: number;
  average: number;
  gone: number[];
  titled: number[];
  runs: string[];
  fresh: (Fresh & { length: number; words: string })[];
  lexemes: string[][];
  asked: string[];
  phrases: number[][];
  synonyms: (Synonym & { place: number; numbers: number[] })[];
};
type Worded = Extract<Clause, { text: string }>;

const letterOf = { title: 'A', keyword: 'B', author: 'C', text: 'D' } as const satisfies Record<Part, string>;
const letterOfField = (field: string | undefined) => (field ? (letterOf[field as Part] ?? '') : '');

type Asked = {
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

/**
 * Reads all that a query needs: one question, and one more where lists were made that this process has not seen.
 * @returns undefined where there is no such index
 */
export async function readMaterial(tx: Tx, asked: Asked): Promise<Material | undefined> {
  const worded = asked.clauses.filter((clause): clause is Worded => 'text' in clause);
  const phrases = worded.filter(({ is }) => is === 'phrase') as (Worded & { field?: string })[];
  const state = await readState(tx, asked, { worded, phrases });
  if (!state) return undefined;
  const wanted = {
    index: asked.index,
    runs: state.runs,
    lexemes: state.asked,
    isPart: asked.since !== undefined && asked.since > 0,
  };
  const [runs, lists] = [await readRuns(tx, state.runs), await readLists(tx, wanted)];
  // Lists were made anew between the two questions.
  if (!lists || runs.length < state.runs.length) return readMaterial(tx, asked);
  const lexemesAt = (place: number) => [
    ...(state.lexemes[place] ?? []),
    ...state.synonyms.flatMap(one => (one.place === place + 1 ? [nameOfSynonym(one.standsFor)] : [])),
  ];
  return {
    ...{ generation: state.generation, last: state.last, documents: state.documents, average: state.average },
    ...{ gone: state.gone, fresh: state.fresh, titled: state.titled },
    runs,
    lexemesOf: new Map(worded.map((clause, place) => [clause, lexemesAt(place)])),
    phrases: new Map(phrases.map((clause, place) => [clause, state.phrases[place] ?? []])),
    synonyms: state.synonyms.map(({ word, standsFor }) => ({ word, standsFor })),
    lists: withFresh(lists, state, asked.exact ? '=' : ''),
  };
}

type Parts = { worded: readonly Worded[]; phrases: readonly (Worded & { field?: string })[] };

async function readState(tx: Tx, asked: Asked, { worded, phrases }: Parts): Promise<State | undefined> {
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
    ), synonym as materialized (
      select p.place, s.word, s.stands_for, phraseto_tsquery('search.words', search.apart(s.stands_for)) as words
      from unnest(${plain}::text[]) with ordinality p (text, place)
      cross join lateral (select distinct g.gram from search.grams_of(p.text) g (gram)) g
      join search.synonym s on s.index_name = ${index} and s.folded = g.gram and (not s.is_narrower or ${synonyms} = 'narrower')
    ), asked as materialized (
      select ${before} || lexeme as lexeme from clause union select unnest(${[...lexemes]}::text[])
    ), any_of as materialized (
      select string_agg(quote_literal(w.lexeme), ' | ')::tsquery as words from (select lexeme from clause
        union select unnest(${[...lexemes]}::text[])
        union select unnest(tsvector_to_array(to_tsvector('search.words', search.apart(s.stands_for)))) from synonym s) w (lexeme)
    )
    select json_build_object('generation', i.generation, 'last', i.last, 'documents', i.documents, 'average', i.words::float / greatest(1, i.documents),
        'gone', array(select g.number from search.gone g where g.index_name = i.name),
        'titled', array(select d.number from search.document d
          where d.index_name = i.name and not d.removed and d.title = search.title_of(${typed})),
        'runs', array(select r.id from search.run r where r.index_name = i.name and r.last > ${since}::int order by r.first),
        'fresh', (select coalesce(json_agg(json_build_object('number', d.number, 'key', d.key, 'length', d.length,
            'words', (case when ${exact}::boolean then d.exact else d.words end)::text, 'facets', d.facets)), '[]')
          -- The few that came since, and of them those with the words: the index of words would bring all there ever were.
          from (select * from search.document where index_name = i.name and number between greatest(i.built, ${since}::int) + 1 and i.last and not removed offset 0) d
          where (${everything}::boolean or (case when ${exact}::boolean then d.exact else d.words end) @@ (select words from any_of))),
        'lexemes', (select coalesce(json_agg(array(select ${before} || c.lexeme from clause c where c.place = p.place) order by p.place), '[]')
          from generate_series(1, ${worded.length}::int) p (place)),
        'asked', array(select lexeme from asked),
        'synonyms', (select coalesce(json_agg(json_build_object('place', s.place, 'word', s.word, 'standsFor', s.stands_for,
            'numbers', array(select d.number from search.document d where d.index_name = i.name and not d.removed
              and d.words @@ s.words order by d.number))), '[]') from synonym s),
        'phrases', (select coalesce(json_agg(case when ${exact}::boolean
            then array(select d.number from search.document d where d.index_name = i.name and not d.removed and d.words @@ p.stems and d.exact @@ p.query)
            else array(select d.number from search.document d where d.index_name = i.name and not d.removed and d.words @@ p.query)
            end order by p.place), '[]')
          from (select q.place, phraseto_tsquery('search.words', search.apart(q.text)) as stems, regexp_replace(phraseto_tsquery(${config}::regconfig, search.apart(q.text))::text,
              '''( |\\)|$)', ''':' || q.letter || '\\1', 'g')::tsquery as query
            from unnest(${phrases.map(({ text }) => text)}::text[], ${phrases.map(({ field }) => letterOfField(field))}::text[])
              with ordinality q (text, letter, place)) p)) as state
    from search.index i where i.name = ${index}`.execute(tx.db);
  return rows[0]?.state;
}

/** The lists with those of documents that came since they were made, and of synonyms. */
function withFresh(
  made: ReadonlyMap<string, readonly List[]>,
  { fresh, average, synonyms }: State,
  before: string,
): Map<string, readonly List[]> {
  const lists = new Map(made);
  for (const [lexeme, list] of freshLists(fresh, average))
    lists.set(before + lexeme, [...(lists.get(before + lexeme) ?? []), list]);
  for (const { standsFor, numbers } of synonyms)
    lists.set(nameOfSynonym(standsFor), [listOfSynonym(numbers)]);
  return lists;
}

/** As much about it as a document is about a word that stands in it twice. */
const impactOfSynonym = 160;

const listOfSynonym = (numbers: readonly number[]): List => ({
  n: numbers.length,
  numbers: Uint32Array.from(numbers),
  impacts: new Uint8Array(numbers.length).fill(impactOfSynonym),
  parts: new Uint8Array(numbers.length).fill(0xff),
});

/** The lists of documents that came since they were made. */
function freshLists(fresh: State['fresh'], average: number): [string, List][] {
  const lists = new Map<string, { number: number; impact: number; parts: number }[]>();
  for (const { number, length, words } of fresh.toSorted((one, other) => one.number - other.number))
    for (const { lexeme, frequency, parts } of readWords(words)) {
      const list = lists.get(lexeme) ?? [];
      if (list.length === 0) lists.set(lexeme, list);
      list.push({ number, parts, impact: impactOf(frequency, length, average) });
    }
  return [...lists].map(([lexeme, list]) => [
    lexeme,
    {
      n: list.length,
      numbers: Uint32Array.from(list, ({ number }) => number),
      impacts: Uint8Array.from(list, ({ impact }) => impact),
      parts: Uint8Array.from(list, ({ parts }) => parts),
    },
  ]);
}
