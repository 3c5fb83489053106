import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { changeOf } from '../../rules/discharge/what-fits.ts';
import { type HeldCondition, readForSection } from '../queries/read-held.ts';
import { changeCondition, endCondition } from './end-condition.ts';
import { type ConditionToSet, insertCondition } from './set-conditions.ts';

type Change = {
  readonly caseId: number;
  readonly decisionId: number;
  /** Every condition as it is to hold from today. */
  readonly wanted: readonly ConditionToSet[];
  readonly actor: Pick<Actor, 'accountId'>;
  readonly today: Temporal.PlainDate;
};

/**
 * Changes the conditions that hold into those of a decision, in the transaction in which it is issued. What stands in
 * both stays as it is with its history. Where as many end as are set, each takes the place of one; otherwise they end
 * and begin by themselves. The reasons stay with the decision, since the person reads what stands here.
 * @throws a refusal with 409 when a condition has ended meanwhile or cannot be set; the database's OW186 for easing a
 *   condition on liberty that was not decided as such
 */
export async function changeAtOnce(tx: Tx, change: Change): Promise<void> {
  const { caseId, wanted, decisionId, actor, today } = change;
  const file = await readForSection(tx, caseId);
  const { ends, sets } = changeOf(
    file.conditions.filter(held => held.untilOn === null),
    wanted,
  );
  const inPairs = ends.length === sets.length;
  const about = { file, by: 'Secretary of State', decisionId, why: null, today } as const;
  for (const [place, condition] of ends.entries()) {
    const into = inPairs ? sets[place] : undefined;
    const untilOn = lastDayOf(condition, today);
    const refusal = into
      ? await changeCondition(tx, { ...about, condition, untilOn, into, actor })
      : await endCondition(tx, { ...about, condition, untilOn });
    if (refusal) throw tooLate(refusal.says);
  }
  if (inPairs) return;
  const by = { setBy: 'Secretary of State', fromOn: today.toString(), decisionId } as const;
  for (const condition of sets) await insertCondition(tx, { file, condition, by, actor });
}

// One that has not begun yet ends on the day on which it would have begun: it never held.
const lastDayOf = ({ fromOn }: HeldCondition, today: Temporal.PlainDate) =>
  fromOn > today.toString() ? fromOn : today.toString();
