import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { ReadFile } from '../read-file.ts';

const atOnce = 2000;

/**
 * Takes in a file that was read, for its columns to be chosen. A file that its account had not brought to an end is
 * abandoned for it, but not one that is being brought in.
 * @param accountId in whose name; null from the command line
 * @returns the number of the import
 * @throws a refusal with 409 when the account is bringing another in, or uploads two at once
 */
export async function bringFile(
  tx: Pick<Tx, 'db' | 'record'>,
  file: Extract<ReadFile, { ok: true }>,
  accountId: number | null,
): Promise<number> {
  if (accountId !== null)
    await sql`update casework.register_import set state = 'abandoned'
      where account_id = ${accountId} and state in ('brought', 'checking', 'checked')`.execute(tx.db);
  const made = await tx.db
    .insertInto('casework.register_import')
    .values({
      account_id: accountId,
      encoding: file.encoding,
      headings: file.headings,
      rows: file.rows.length,
    })
    .onConflict(open =>
      open.column('account_id').where('ended_at', 'is', null).where('account_id', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!made) throw tooLate('import.underWay');
  const { id } = made;
  for (let from = 0; from < file.rows.length; from += atOnce)
    await sql`insert into casework.register_import_row (import_id, number, cells)
      select ${id}, r.number, r.cells
      from jsonb_to_recordset(${JSON.stringify(file.rows.slice(from, from + atOnce))}::jsonb) as r(number integer, cells text[])`.execute(
      tx.db,
    );
  tx.record('casework.import.brought', { detail: { import: id, rows: file.rows.length } });
  return id;
}
