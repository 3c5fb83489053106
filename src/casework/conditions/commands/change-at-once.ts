import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { refuseCondition } from '../../rules/conditions/may-set.ts';
import { changeOf } from '../../rules/discharge/what-fits.ts';
import { type HeldCondition, readForSection } from '../queries/read-held.ts';
import { changeCondition, endCondition } from './end-condition.ts';
import { type ConditionToSet, insertCondition, type SetBy } from './set-conditions.ts';

type Change = {
  readonly caseId: number;
  /** Every condition as it is to hold from that day. */
  readonly wanted: readonly ConditionToSet[];
  /** Who changed them, by what, and from which day. */
  readonly by: SetBy;
  readonly actor: Pick<Actor, 'accountId'>;
  readonly today: Temporal.PlainDate;
};

/**
 * Changes the conditions that hold into those of a decision or of a tribunal, in the transaction in which it is issued or
 * recorded. What stands in both stays as it is with its history. Where as many end as are set, each takes the place of
 * one; otherwise they end and begin by themselves. The reasons stay with the decision, since the person reads what
 * stands here.
 * @throws a refusal with 409 when a condition has ended meanwhile or cannot be set; the database's OW186 for easing a
 *   condition on liberty that was not decided as such
 */
export async function changeAtOnce(tx: Tx, { caseId, wanted, by, actor, today }: Change): Promise<void> {
  const file = await readForSection(tx, caseId);
  const { ends, sets } = changeOf(
    file.conditions.filter(held => held.untilOn === null),
    wanted,
  );
  const inPairs = ends.length === sets.length;
  const about = { file, by: by.setBy, decisionId: by.decisionId, why: null, today } as const;
  for (const [place, condition] of ends.entries()) {
    const into = inPairs ? sets[place] : undefined;
    const untilOn = lastDayOf(condition, by.fromOn);
    const refusal = into
      ? await changeCondition(tx, {
          ...about,
          condition,
          untilOn,
          into,
          actor,
          tribunal: placeOf(into, { by, wanted }),
        })
      : await endCondition(tx, { ...about, condition, untilOn });
    if (refusal) throw tooLate(refusal.says);
  }
  if (inPairs) return;
  for (const condition of sets) {
    const refusal = refuseCondition({ ...condition, ...by, isSupervised: file.isSupervised, today });
    if (refusal) throw tooLate(refusal.says);
    await insertCondition(tx, {
      file,
      condition,
      actor,
      by: { ...by, tribunal: placeOf(condition, { by, wanted }) },
    });
  }
}

/** Which of the tribunal's conditions one is, where a tribunal set it. */
const placeOf = (condition: ConditionToSet, { by, wanted }: Pick<Change, 'by' | 'wanted'>) =>
  by.tribunal && { ...by.tribunal, place: wanted.indexOf(condition) + 1 };

// One that has not begun yet ends on the day on which it would have begun: it never held.
const lastDayOf = ({ fromOn }: HeldCondition, day: string) => (fromOn > day ? fromOn : day);
