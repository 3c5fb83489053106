import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import {
  type ConditionAuthority,
  type ConditionRefusal,
  refuseCondition,
  refuseEnd,
} from '../../rules/conditions/may-set.ts';
import type { HeldCondition, SectionFile } from '../queries/read-held.ts';
import { type ConditionToSet, insertCondition, type SetBy } from './set-conditions.ts';

export type EndCondition = {
  readonly file: SectionFile;
  readonly condition: HeldCondition;
  readonly by: ConditionAuthority;
  /** The first day on which it no longer holds. */
  readonly untilOn: string;
  readonly why: string | null;
  readonly decisionId?: number | undefined;
  readonly today: Temporal.PlainDate;
};

/**
 * Ends a condition. It stays readable, with who ended it and why.
 * @returns why it cannot end on that day, or undefined
 * @throws a refusal with 409 when it has ended; the database's OW007 for too low a level
 */
export async function endCondition(tx: Tx, end: EndCondition): Promise<ConditionRefusal | undefined> {
  const { file, condition, untilOn, today } = end;
  const says = refuseEnd(condition, untilOn, today);
  if (says) return { field: 'from', says };
  const ended = await tx.db
    .updateTable('casework.discharge_condition')
    .set({
      ...{ until_on: untilOn, lifted_by: end.by, lifted_why: end.why },
      lifted_decision_id: end.decisionId ?? null,
    })
    .where('id', '=', condition.id)
    .where('case_id', '=', file.caseId)
    .where('until_on', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) throw tooLate('conditions.refusal.ended');
  tx.record('casework.condition.ended', { caseId: file.caseId, detail: { condition: condition.id } });
  return undefined;
}

/**
 * Changes a condition: it ends on the day on which another takes its place.
 * @returns why it cannot be changed so, or undefined
 * @throws as `endCondition` does
 */
export async function changeCondition(
  tx: Tx,
  change: EndCondition &
    Pick<SetBy, 'tribunal'> & { readonly into: ConditionToSet; readonly actor: Pick<Actor, 'accountId'> },
): Promise<ConditionRefusal | undefined> {
  const { file, condition, into, actor, today } = change;
  const { decisionId, tribunal } = change;
  const by = { setBy: change.by, fromOn: change.untilOn, decisionId, tribunal };
  const refusal = refuseCondition({ ...into, ...by, isSupervised: file.isSupervised, today });
  if (refusal) return refusal;
  const stays = await endCondition(tx, change);
  if (stays) return stays;
  await insertCondition(tx, { file, condition: into, by, actor, replaces: condition.id });
  return undefined;
}
