import { sql } from 'kysely';
import type { Actor, Json, Tx } from '../../../platform/database/index.ts';
import { type CsvMapping, headingsKey } from '../../formats/index.ts';
import { moveImport } from './move-import.ts';

type Said = {
  readonly id: number;
  readonly headings: readonly string[];
  readonly mapping: CsvMapping;
  readonly actor: Actor;
};

/**
 * Says what the columns of a table hold, remembers it for the next with the same headings, and has the file looked through.
 * @throws a refusal with 409 when the import is past that
 */
export async function sayColumns(tx: Tx, { id, headings, mapping, actor }: Said): Promise<void> {
  const said = { mapping: JSON.stringify(mapping) as unknown as Json, said_by: actor.accountId };
  await tx.db
    .insertInto('evidence.column_mapping')
    .values({ headings: headingsKey(headings), ...said })
    .onConflict(conflict => conflict.column('headings').doUpdateSet({ ...said, said_at: sql<string>`now()` }))
    .execute();
  await moveImport(tx, { id, from: ['brought', 'checked'], to: 'checking', mapping });
}
