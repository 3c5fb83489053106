import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';

type Withdrawing = { readonly number: number; readonly version: number; readonly because: string };

/**
 * Takes a record out of the library. Its address stays and says why.
 * @throws a refusal with 409 when somebody else changed it meanwhile
 */
export async function withdrawRecord(tx: Tx, { number, version, because }: Withdrawing): Promise<void> {
  await moved(tx, { number, version, from: 'public' }, { state: 'withdrawn', withdrawn_because: because });
  tx.record('evidence.record.withdrawn', { detail: { number } });
}

/**
 * Brings a record that was withdrawn back into the library.
 * @throws a refusal with 409 when somebody else changed it meanwhile
 */
export async function takeBackRecord(tx: Tx, { number, version, because }: Withdrawing): Promise<void> {
  await moved(
    tx,
    { number, version, from: 'withdrawn' },
    { state: 'public', withdrawn_because: null, change_note: because },
  );
  tx.record('evidence.record.taken-back', { detail: { number } });
}

type From = { number: number; version: number; from: 'public' | 'withdrawn' };
type To = { state: string; withdrawn_because: string | null; change_note?: string };

async function moved(tx: Tx, { number, version, from }: From, to: To): Promise<void> {
  const done = await tx.db
    .updateTable('evidence.record')
    .set({ change_note: to.withdrawn_because, ...to })
    .where('number', '=', number)
    .where('version', '=', version)
    .where('state', '=', from)
    .returning('version')
    .executeTakeFirst();
  if (!done) throw tooLate('evidence.fault.changed');
}
