import type { RawBuilder, Sql } from 'kysely';
import type { Translate } from '../../platform/language/index.ts';
import type { LibraryRecord } from './queries/read-record.ts';

/** What a part of a record's page is made from. */
type Given = {
  readonly record: LibraryRecord;
  readonly read: unknown;
  readonly t: Translate;
  /** The whole address at which the record stays. */
  readonly href: string;
};

/**
 * A part that somebody else in the library adds to a record's page: a view of its own, which reads `part`.
 * `head` stands in the head of the page, `beside` next to the record (to cite it, to take it along),
 * `address` beside its address, `below` under it.
 */
export type RecordPart = {
  readonly name: string;
  readonly place: 'head' | 'beside' | 'address' | 'below';
  readonly view: string;
  /** What it reads of a record, as a scalar subquery that travels with the record itself. */
  readonly reads?: (number: ReturnType<Sql['ref']>) => RawBuilder<unknown>;
  /** What its view is filled with; undefined leaves the part out. */
  readonly model: (given: Given) => Record<string, unknown> | undefined;
};
