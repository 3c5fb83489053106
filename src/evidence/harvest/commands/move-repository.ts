import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { DuplicateChoice } from '../../bring/choices.ts';
import { holdRepository, rest } from '../open-harvest.ts';
import { askFor } from './add-repository.ts';

/** What is wanted of a repository. */
export type Wanted = {
  readonly prefix: string;
  readonly set: string | null;
  readonly everyDays: number;
  readonly duplicates: DuplicateChoice;
  readonly licence: string | null;
};

/** Says what is wanted of a repository that answered; its first harvest begins. Throws the database's OW470 where the same is harvested already. */
export async function beginHarvesting(tx: Tx, id: number, wanted: Wanted): Promise<void> {
  const { prefix, set, everyDays, duplicates, licence } = wanted;
  const begun = await tx.db
    .updateTable('evidence.repository')
    .set({
      state: 'active',
      prefix,
      set_spec: set,
      every_days: everyDays,
      duplicates,
      licence,
      next_at: sql<string>`now()`,
    })
    .where('id', '=', id)
    .where('state', '=', 'answered')
    .returning('id')
    .executeTakeFirst();
  if (!begun) throw tooLate('platform.refusal.notInThisState');
  tx.record('evidence.repository.active', { detail: { repository: id, everyDays } });
  await askFor(tx, 'evidence-harvest', id);
}

type Move = { readonly from: readonly string[]; readonly to: 'asking' | 'active' | 'paused' | 'removed' };

/**
 * Moves a repository on: it is asked anew, pauses, goes on, or is removed. What came from it stays.
 * @throws a refusal when it is not where the page showed it
 */
export async function moveRepository(tx: Tx, id: number, { from, to }: Move): Promise<void> {
  const moved = await tx.db
    .updateTable('evidence.repository')
    .set({ state: to, ...(to === 'active' ? { next_at: sql<string>`now()` } : {}) })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst();
  if (!moved) throw tooLate('platform.refusal.notInThisState');
  tx.record(`evidence.repository.${to}`, { detail: { repository: id } });
  if (to === 'asking') await askFor(tx, 'evidence-ask-repository', id);
  if (to === 'active') await askFor(tx, 'evidence-harvest', id);
}

/** Harvests now what would be harvested later. */
export async function harvestNow(tx: Tx, id: number): Promise<void> {
  const { rows } =
    await sql`update evidence.repository r set next_at = now() where r.id = ${id} and r.state = 'active'
    and not exists (select from evidence.harvest h where h.repository = r.id and h.state = 'running') returning r.id`.execute(
      tx.db,
    );
  if (rows.length === 0) throw tooLate('platform.refusal.notInThisState');
  tx.record('evidence.repository.asked-now', { detail: { repository: id } });
  await askFor(tx, 'evidence-harvest', id);
}

/** Stops the harvest under way; what came stays, and the next begins where this one did. */
export async function stopHarvest(tx: Tx, id: number): Promise<void> {
  await holdRepository(tx, id);
  const stopped = await tx.db
    .updateTable('evidence.harvest')
    .set({ state: 'stopped' })
    .where('repository', '=', id)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  if (!stopped) throw tooLate('platform.refusal.notInThisState');
  await rest(tx, id);
  tx.record('evidence.harvest.stopped', { detail: { repository: id, harvest: stopped.id } });
}
