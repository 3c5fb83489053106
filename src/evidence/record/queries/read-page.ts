import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { recordParts } from '../parts.ts';
import { type LibraryRecord, recordColumns, shownKeywords, withdrawnWith } from './read-record.ts';

/** A record, and what other parts of the library know of it, by the name of the part. */
export type RecordOnPage = LibraryRecord & { readonly parts: Readonly<Record<string, unknown>> };

// Each part adds one reading to the same question, so that a page stays two round trips.
const read = recordParts.flatMap(({ name, reads }) =>
  reads ? [sql`, ${sql.lit(name)}, (${reads(sql.ref('r.number'))})`] : [],
);
const parts =
  read.length === 0 ? sql`'{}'::jsonb` : sql`jsonb_build_object('', null ${sql.join(read, sql``)})`;

/** Everything that a record's page needs, in one query; nothing where there never was one of that number. */
export async function readPage(tx: Tx, number: number): Promise<RecordOnPage | undefined> {
  const { rows } = await sql<RecordOnPage>`
    select ${recordColumns}, ${shownKeywords} as keywords, ${parts} as parts
    from evidence.record r ${withdrawnWith} where r.number = ${number}::int`.execute(tx.db);
  return rows[0];
}
