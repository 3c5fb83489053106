import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { buildPostings } from '../../platform/search/index.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { type Entry, entrySchema } from '../record/entry.ts';
import shipped from './records.json' with { type: 'json' };
import { bringTerms } from './seed-terms.ts';

/**
 * The catalogue that comes with the program: well-known public reports of the field. Their facts are those of their
 * covers; the summaries are ours, and nobody has to ask before using them.
 */
export const seedEntries: readonly Entry[] = shipped.map(entry => entrySchema.parse(entry));

/**
 * Brings the shipped catalogue and its thesaurus into the library. A title that is there already is left as it is.
 * @returns how many records came
 */
export async function seedLibrary(tx: Tx): Promise<number> {
  await bringTerms(tx);
  const { rows } = await sql<{ title: string }>`select title from evidence.record
    where title = any (${seedEntries.map(({ title }) => title)}::text[])`.execute(tx.db);
  const there = new Set(rows.map(({ title }) => title));
  const numbers = await addRecords(
    tx,
    seedEntries.filter(({ title }) => !there.has(title)),
    'import',
  );
  await buildPostings(tx, 'evidence');
  return numbers.length;
}
