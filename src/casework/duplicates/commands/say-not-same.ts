import type { Actor, Tx } from '../../../platform/database/index.ts';
import { recordForCases } from './record-for-cases.ts';

export type SayNotSame = {
  /** The two persons, the lower number first. */
  readonly pair: readonly [number, number];
  readonly reason: string;
  readonly actor: Actor;
};

/** Remembers that two records are two people, so that nobody looks at them twice or joins them. */
export async function sayNotSame(tx: Tx, { pair, reason, actor }: SayNotSame): Promise<void> {
  const [one, other] = pair;
  const { id } = await tx.db
    .insertInto('people.not_same')
    .values({ one_id: one, other_id: other, reason, said_by: actor.accountId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await recordForCases(tx, 'people.notsame.said', { persons: pair, detail: { notSame: id } });
}
