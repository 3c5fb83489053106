import type { Tx } from '../database/index.ts';
import { listNamed, withFresh } from './fresh-lists.ts';
import { type List, readLists } from './lists.ts';
import type { Clause } from './query.ts';
import { type Asked, type Fresh, readState, type Synonym, type Worded } from './read-state.ts';
import { type KeptRun, readRuns } from './runs.ts';

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
  /** The words that were typed, without what they stand for. */
  readonly typed: ReadonlySet<string>;
  /** What they stand for besides; each has a list named as `listNamed` does. */
  readonly synonyms: readonly Synonym[];
  /** The documents in which each quotation stands. */
  readonly phrases: ReadonlyMap<Clause, readonly number[]>;
};

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
  // Lists were made anew between the two questions, or while somebody else asked for what was before.
  if (!lists || runs.length < state.runs.length) return readMaterial(tx, asked);
  const lexemesAt = (place: number) => [
    ...(state.lexemes[place] ?? []),
    ...state.synonyms.flatMap(one => (one.place === place + 1 ? [listNamed(one)] : [])),
  ];
  return {
    ...{ generation: state.generation, last: state.last, documents: state.documents, average: state.average },
    ...{ gone: state.gone, fresh: state.fresh, titled: state.titled },
    runs,
    lexemesOf: new Map(worded.map((clause, place) => [clause, lexemesAt(place)])),
    phrases: new Map(phrases.map((clause, place) => [clause, state.phrases[place] ?? []])),
    typed: new Set(state.lexemes.flat()),
    synonyms: state.synonyms.map(({ word, standsFor, lexeme }) => ({ word, standsFor, lexeme })),
    lists: withFresh(lists, state, asked.exact ? '=' : ''),
  };
}
