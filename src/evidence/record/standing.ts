import type { Tx } from '../../platform/database/index.ts';
import { found, tooLate } from '../../platform/web/index.ts';
import { type LibraryRecord, readRecord } from './queries/read-record.ts';

/**
 * A record that stands in the library: no other can be changed.
 * @throws a refusal with 404 where there never was one of that number, with 409 where it is no more
 */
export async function standingRecord(tx: Tx, number: number): Promise<LibraryRecord> {
  const record = found(await readRecord(tx, number));
  if (record.state !== 'public') throw tooLate('evidence.fault.gone');
  return record;
}
