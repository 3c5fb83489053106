import type { Actor, Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** Says that two records are two, for ever or until somebody takes it back; said twice it stays said once. */
export async function tellApart(
  tx: Tx,
  { one, other, actor }: { one: number; other: number; actor: Actor },
): Promise<void> {
  await tx.db
    .insertInto('evidence.not_duplicate')
    .values({ one, other, said_by: actor.accountId })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  tx.record('evidence.records.told-apart', { detail: { one, other } });
}

/**
 * Takes back that two records are two: they look like one again if they do.
 * @throws a refusal with 404 when nobody said so
 */
export async function takeBackApart(tx: Tx, { one, other }: { one: number; other: number }): Promise<void> {
  found(
    await tx.db
      .deleteFrom('evidence.not_duplicate')
      .where('one', '=', one)
      .where('other', '=', other)
      .returning('one')
      .executeTakeFirst(),
  );
  tx.record('evidence.records.apart-taken-back', { detail: { one, other } });
}
