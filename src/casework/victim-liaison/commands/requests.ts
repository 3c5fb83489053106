import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { KeptRequest } from '../queries/read-victim.ts';

export type Ask = {
  caseId: number;
  victimId: number;
  kind: KeptRequest['kind'];
  sealed: Buffer;
  actor: Actor;
};

/** Keeps a condition or an exclusion zone that a victim asks for; nobody outside the partition learns of it. */
export async function keepRequest(tx: Tx, { caseId, victimId, kind, sealed, actor }: Ask): Promise<number> {
  const { id } = await tx.db
    .insertInto('victim.requested_condition')
    .values({ case_id: caseId, victim_id: victimId, kind, sealed, recorded_by: actor.accountId })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('victim.condition.asked', { caseId, detail: { request: id } });
  return id;
}

/**
 * Releases the wording of a request to those who decide: the words alone, without who asked and why.
 * @throws a refusal with 404 for a request that the actor may not see; the database's OW143 when it is released or taken back
 */
export async function releaseRequest(
  tx: Tx,
  { caseId, request, wording }: { caseId: number; request: number; wording: string },
): Promise<void> {
  const { rows } = await sql<{
    id: number | null;
  }>`select victim.release(${request}, ${wording}) as id`.execute(tx.db);
  const released = found(rows[0]?.id);
  tx.record('victim.condition.released', { caseId, detail: { request, condition: released } });
}

/**
 * Takes a request back that has not been released.
 * @throws a refusal with 404, or the database's OW143
 */
export async function withdrawRequest(tx: Tx, caseId: number, request: number): Promise<number> {
  const { victim_id } = found(
    await tx.db
      .updateTable('victim.requested_condition')
      .set({ withdrawn_on: sql<string>`access.today()` })
      .where('id', '=', request)
      .where('case_id', '=', caseId)
      .returning('victim_id')
      .executeTakeFirst(),
  );
  tx.record('victim.condition.taken-back', { caseId, detail: { request } });
  return victim_id;
}
