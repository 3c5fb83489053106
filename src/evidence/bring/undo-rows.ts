import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { holdLibrary } from '../record/commands/save-record.ts';
import type { Work } from './import-at-work.ts';

const mostAtOnce = 500;

type Undoing = { record: number; made: boolean; before: number; untouched: boolean };

/**
 * One step of taking an import back: what it made is withdrawn with the reason, what it filled in says again what it said
 * before. A record on which somebody worked meanwhile stays as it is.
 * @returns the number of the last record that is done
 */
export async function undoStep(tx: Tx, { id, because, lastRecord }: Work, done: number): Promise<number> {
  // What is untouched stays so until it is taken back.
  await holdLibrary(tx);
  const { rows } = await sql<Undoing>`
    select record, made, before, untouched from evidence.records_of_import(${id}, ${done}::int, ${mostAtOnce})`.execute(
    tx.db,
  );
  const which = (of: (one: Undoing) => boolean) => rows.filter(of).map(({ record }) => record);
  const made = which(({ untouched, made: isMade }) => untouched && isMade);
  const filled = rows.filter(({ untouched, made: isMade }) => untouched && !isMade);
  await sql`update evidence.record set state = 'withdrawn', withdrawn_because = ${because}, change_note = null
    where number = any (${made}::int[])`.execute(tx.db);
  await sql`update evidence.record r set entry = v.entry, change_note = ${because}
    from unnest(${filled.map(({ record }) => record)}::int[], ${filled.map(({ before }) => before)}::int[]) u (number, version)
    join evidence.record_version v on v.record = u.number and v.version = u.version where r.number = u.number`.execute(
    tx.db,
  );
  await sql`update evidence.import_row set standing = case when record = any (${which(one => one.untouched)}::int[]) then 'undone' else 'kept' end
    where import_id = ${id} and standing in ('brought', 'filled') and record = any (${which(() => true)}::int[])`.execute(
    tx.db,
  );
  if (rows.length > 0)
    tx.record('evidence.records.undone', { detail: { import: id, numbers: which(one => one.untouched) } });
  return rows.length < mostAtOnce ? lastRecord : (rows.at(-1)?.record ?? lastRecord);
}
