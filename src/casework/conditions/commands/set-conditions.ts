import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { markSupervised } from '../../flags/commands/mark-supervised.ts';
import {
  type ConditionAuthority,
  type ConditionRefusal,
  refuseCondition,
} from '../../rules/conditions/may-set.ts';
import type { SectionFile } from '../queries/read-held.ts';
import { readForSection } from '../queries/read-held.ts';

/** One condition as it is to hold: its legal wording, the same in the person's words, and which of the bank it came from. */
export type ConditionToSet = {
  readonly standard: string | null;
  readonly wording: string;
  readonly plain: string;
  readonly onLiberty: boolean;
};

/** By whom and from which day conditions hold, and by what was decided where that stands in this program. */
export type SetBy = {
  readonly setBy: ConditionAuthority;
  readonly fromOn: string;
  /** A decision of the section that has been issued. Without it the section's own level is asked for. */
  readonly decisionId?: number | undefined;
  /** Which of the conditions of which result of the tribunal the first is, counted from one. */
  readonly tribunal?: { readonly result: number; readonly place: number } | undefined;
  /** The movement by which the register knows what the tribunal or the Secretary of State did. */
  readonly movementId?: number | undefined;
};

export type SetConditions = SetBy & {
  readonly caseId: number;
  readonly conditions: readonly ConditionToSet[];
  /** True where the discharge is decided as a supervised one: the case is marked so before its conditions are set. */
  readonly supervised?: boolean;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Sets the conditions of a discharge in the transaction of whoever calls: a page, the decision of a discharge, or the
 * result of a tribunal. All of them or, where one cannot be set, none. Comes by the section's door.
 * @returns why not, and which of them; or undefined
 * @throws a refusal with 404 for a case that the actor may not see; the database's OW007 for too low a level, OW161
 *   for a decision that is not issued, and OW040 once the case has ended for the section
 */
export async function setConditions(
  tx: Tx,
  { caseId, conditions, supervised = false, actor, today, ...by }: SetConditions,
): Promise<(ConditionRefusal & { readonly index: number }) | undefined> {
  const file = await readForSection(tx, caseId);
  const isSupervised = file.isSupervised || supervised;
  for (const [index, condition] of conditions.entries()) {
    const refusal = refuseCondition({ ...condition, ...by, isSupervised, today });
    if (refusal) return { ...refusal, index };
  }
  if (supervised && !file.isSupervised) await markSupervised(tx, caseId, by.setBy);
  for (const [index, condition] of conditions.entries()) {
    const tribunal = by.tribunal && { ...by.tribunal, place: by.tribunal.place + index };
    await insertCondition(tx, { file, condition, by: { ...by, tribunal }, actor });
  }
  return undefined;
}

export type Insert = {
  readonly file: Pick<SectionFile, 'caseId'>;
  readonly condition: ConditionToSet;
  readonly by: SetBy;
  readonly actor: Pick<Actor, 'accountId'>;
  /** The condition whose place it takes, which has ended on the same day. */
  readonly replaces?: number;
};

/**
 * Writes one condition and its audit; the database checks the law again.
 * @throws a refusal with 409 when somebody has set that condition of the tribunal meanwhile
 */
export async function insertCondition(
  tx: Tx,
  { file, condition, by, actor, replaces }: Insert,
): Promise<void> {
  const made = await tx.db
    .insertInto('casework.discharge_condition')
    .values({
      ...{ case_id: file.caseId, standard: condition.standard, wording: condition.wording },
      ...{ plain: condition.plain, on_liberty: condition.onLiberty, set_by: by.setBy, from_on: by.fromOn },
      ...{ decision_id: by.decisionId ?? null, movement_id: by.movementId ?? null },
      ...{ tribunal_result_id: by.tribunal?.result ?? null, tribunal_place: by.tribunal?.place ?? null },
      ...{ replaces: replaces ?? null, recorded_by: actor.accountId },
    })
    .onConflict(set => set.columns(['tribunal_result_id', 'tribunal_place']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw tooLate('conditions.refusal.setAlready');
  const detail = { condition: made.id, ...(replaces === undefined ? {} : { replaces }) };
  tx.record('casework.condition.set', { caseId: file.caseId, detail });
}
