import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { addRecords } from '../../record/commands/save-record.ts';
import type { Entry } from '../../record/entry.ts';

/**
 * Takes an offer into the library as a record, and answers it; a mail goes to whoever left an address.
 * @returns the number of the record
 * @throws a refusal with 409 where somebody answered it already
 */
export async function takeOffer(tx: Tx, id: number, entry: Entry): Promise<number> {
  const [number = 0] = await addRecords(tx, [entry], 'submission');
  await answered(tx, id, { state: 'taken', record: number });
  tx.record('evidence.offer.taken', { detail: { offer: id, number } });
  return number;
}

/**
 * Refuses an offer, for a reason that whoever sent it can read; a mail goes to whoever left an address.
 * @throws a refusal with 409 where somebody answered it already
 */
export async function refuseOffer(tx: Tx, id: number, because: string): Promise<void> {
  await answered(tx, id, { state: 'refused', answer: because });
  tx.record('evidence.offer.refused', { detail: { offer: id } });
}

/**
 * Says of an offer that it is none. Nobody is told, and after a month nothing of it is left.
 * @throws a refusal with 409 where somebody answered it already
 */
export async function discardOffer(tx: Tx, id: number): Promise<void> {
  await answered(tx, id, { state: 'spam' });
  tx.record('evidence.offer.discarded', { detail: { offer: id } });
}

/**
 * The same of several at once; one that somebody answered meanwhile keeps its answer.
 * @throws a refusal with 409 where somebody answered all of them
 */
export async function discardOffers(tx: Tx, ids: readonly number[]): Promise<void> {
  const gone = await tx.db
    .updateTable('evidence.offer')
    .set({ state: 'spam' })
    .where('id', 'in', ids)
    .where('state', '=', 'waiting')
    .returning('id')
    .execute();
  if (gone.length === 0) throw tooLate('offers.refusal.answered');
  for (const { id } of gone) tx.record('evidence.offer.discarded', { detail: { offer: id } });
}

/**
 * Puts back into the queue what was thrown away by mistake.
 * @throws a refusal with 409 where it is not thrown away
 */
export async function putBackOffer(tx: Tx, id: number): Promise<void> {
  await answered(tx, id, { state: 'waiting' }, 'spam');
  tx.record('evidence.offer.put-back', { detail: { offer: id } });
}

type Answer =
  | { readonly state: 'taken'; readonly record: number }
  | { readonly state: 'refused'; readonly answer: string }
  | { readonly state: 'spam' | 'waiting' };

async function answered(
  tx: Tx,
  id: number,
  answer: Answer,
  before: 'waiting' | 'spam' = 'waiting',
): Promise<void> {
  const done = await tx.db
    .updateTable('evidence.offer')
    .set(answer)
    .where('id', '=', id)
    .where('state', '=', before)
    .returning('id')
    .executeTakeFirst();
  if (!done) throw tooLate('offers.refusal.answered');
}
