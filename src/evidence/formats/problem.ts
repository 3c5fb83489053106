import type { TextKey, TextValues } from '../../platform/language/index.ts';
import type { Entry } from '../record/entry.ts';

/** What is wrong with a line of a file, as a sentence of the catalogue. */
export type Problem = { readonly line: number; readonly text: TextKey; readonly values?: TextValues };

/** One record as it stood in the file: `entry` is undefined where nothing could be made of it. */
export type ParsedRecord = {
  readonly line: number;
  readonly raw: string;
  readonly entry: Entry | undefined;
  readonly problems: readonly Problem[];
};

/** The same as a reader gives it: of our own export also what the record says besides our remainder; see own-export.ts. */
export type ReadRecord = ParsedRecord & { readonly read?: Partial<Entry> };

/** More than this of one record is not kept: the longest record in use (a MARC record) has 99,999 bytes. */
export const longestRecord = 4 * 1024 * 1024;
/** A line beyond this is cut: no abstract comes near it, and memory has to stay bounded. */
export const longestLine = 1024 * 1024;
/** A record with a thousand faults says the first of them; the rest would only bury them. */
export const mostProblems = 50;
