import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { changeRecord } from '../../record/commands/save-record.ts';
import { entrySchema } from '../../record/entry.ts';
import type { Offer } from '../queries/read-offer.ts';

/** Takes the newer version of another library over what was written here; from then on its changes come in by themselves again. */
export async function takeOffer(tx: Tx, repository: number, offer: Offer): Promise<void> {
  const { record, version, offered, name } = offer;
  const now = await changeRecord(tx, {
    number: record,
    version,
    entry: entrySchema.parse(offered),
    note: name,
  });
  await settle(tx, repository, record, { offered: null, offered_at: null, version: now });
}

/** Keeps what was written here. A still newer version is offered again. */
export async function keepOurs(tx: Tx, repository: number, record: number): Promise<void> {
  await settle(tx, repository, record, { offered: null, offered_at: null });
  tx.record('evidence.harvest.kept', { detail: { repository, number: record } });
}

/** Somebody saw that a record was deleted there, and leaves it here or has withdrawn it. */
export async function sawGone(tx: Tx, repository: number, record: number): Promise<void> {
  await settle(tx, repository, record, { gone_seen: true });
  tx.record('evidence.harvest.seen', { detail: { repository, number: record } });
}

type Settled = { offered?: null; offered_at?: null; version?: number; gone_seen?: true };

async function settle(tx: Tx, repository: number, record: number, settled: Settled): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('evidence.harvested')
    .set(settled)
    .where('repository', '=', repository)
    .where('record', '=', record)
    .where(settled.gone_seen ? 'gone_at' : 'offered', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw tooLate('platform.refusal.notInThisState');
}
