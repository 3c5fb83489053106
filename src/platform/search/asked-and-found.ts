import type { Counted, Filters } from './narrow.ts';
import type { Synonym, Synonyms } from './read-state.ts';
import type { RollUp } from './roll-up.ts';
import type { Tables, Tabulated } from './tabulate.ts';
import type { Place } from './title-order.ts';
import type { Fields } from './tokens.ts';

/** By what a result is ordered: how much each is about it, what came last by its key, its title, or a facet of numbers. */
export type Order = 'relevance' | 'newest' | 'title' | { readonly facet: string; readonly rising: boolean };

/** What is asked of an index. */
export type Search = {
  readonly index: string;
  /** What was typed; nothing finds everything. */
  readonly typed: string;
  /** What was typed, where `typed` says it in words of the index: a document with this title comes first. */
  readonly titled?: string;
  readonly fields?: Fields;
  readonly filters?: Filters;
  /** What a result has besides: of each facet named, all of these values. */
  readonly all?: Filters;
  /** The facets whose values are counted. */
  readonly counted?: readonly string[];
  /** How many values of each facet are told at most, and those that were chosen besides; all where nothing is said. */
  readonly mostValues?: number;
  readonly order?: Order;
  /** Words as they are written, “prisons” and not “prison” too. A quotation then is one letter by letter. */
  readonly exact?: boolean;
  /** Whether plain words find what they stand for too; `same` where nothing is said. */
  readonly synonyms?: Synonyms;
  /** Which values of a facet count as others too, when results are narrowed and when they are counted. */
  readonly rollUp?: RollUp;
  /** Adds words of the ten best hits: finds more, and what comes first may be a little less about it. */
  readonly broaden?: boolean;
  /** Only documents that came into the index after this one, as an earlier answer said `last`. Reads no more of it. */
  readonly since?: number;
  readonly from?: number;
  /** Goes on behind this place, which an earlier answer gave as its `end`, whatever came in or went since. */
  readonly after?: Place;
  readonly count: number;
  /** What of everything that was found is counted in tables. */
  readonly tables?: Tables;
};

/** A document that was found. */
export type Hit = {
  /** What the room calls the document. */
  readonly key: number;
  readonly score: number;
  /** The words of the query that it holds. */
  readonly matched: readonly string[];
};
/** What is found in an index, and what is told of it. */
export type Found = {
  /** Of the index in which it was found: another with each of its changes. */
  readonly generation: string;
  readonly hits: readonly Hit[];
  readonly total: number;
  /** Where the last of these hits stands. */
  readonly end?: Place;
  /** The number of the last document that was there to be found: they come in the order of commits. */
  readonly last: number;
  readonly counts: Readonly<Record<string, readonly Counted[]>>;
  /** The words that were asked for, and how many documents each alone would find. */
  readonly words: readonly Counted[];
  /** What they stand for besides, and what was found by it too. */
  readonly synonyms: readonly Synonym[];
  /** The words that were added to broaden it. */
  readonly broadened: readonly string[];
  readonly tabulated?: Tabulated;
};
