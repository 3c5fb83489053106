import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { lookedAt } from '../queries/looked-at.ts';
import { recordForCases } from './record-for-cases.ts';

export type SayNotSame = {
  /** The two persons, the lower number first. */
  readonly pair: readonly [number, number];
  readonly reason: string;
  readonly actor: Actor;
};

/**
 * Remembers that two records are two people, so that nobody looks at them twice or joins them.
 * @throws a refusal with 409 when somebody said so already, or has proposed or joined them
 */
export async function sayNotSame(tx: Tx, { pair, reason, actor }: SayNotSame): Promise<void> {
  const [one, other] = pair;
  const { merges } = await lookedAt(tx, pair);
  if (merges.length > 0) throw tooLate('duplicates.refusal.moved');
  const said = await tx.db
    .insertInto('people.not_same')
    .values({ one_id: one, other_id: other, reason, said_by: actor.accountId })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!said) throw tooLate('duplicates.refusal.moved');
  await recordForCases(tx, 'people.notsame.said', { persons: pair, detail: { notSame: said.id } });
}
