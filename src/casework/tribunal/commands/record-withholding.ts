import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { TribunalRefusal } from '../../rules/tribunal/may-apply.ts';
import type { Recorder } from '../../rules/tribunal/steps.ts';
import { refuseWithholding, type Withholding } from '../../rules/tribunal/withholding.ts';
import { standing } from '../queries/read-tribunals.ts';
import type { InFile } from './record-step.ts';

export type NewWithholding = InFile &
  Withholding & {
    readonly onDay: string;
    readonly as: Recorder;
    readonly actor: Actor;
    readonly today: Temporal.PlainDate;
  };

/**
 * Records that the tribunal was asked to keep a report from the person, and what it directed. Only the section and those
 * who report know of it.
 * @returns why it cannot be recorded, or nothing
 * @throws the database's own refusal when somebody was faster, or it is not the actor's
 */
export async function recordWithholding(
  tx: Tx,
  recording: NewWithholding,
): Promise<TribunalRefusal | undefined> {
  const { file, tribunal, report, state, onDay, as, actor, today } = recording;
  const refusal = refuseWithholding({
    ...{ report, state, onDay, before: tribunal.withheld, today: today.toString() },
    tribunal: { ...tribunal, sent: standing(tribunal.steps).map(({ kind }) => kind) },
  });
  if (refusal) return refusal;
  await tx.db
    .insertInto('casework.tribunal_withholding')
    .values({
      ...{ case_id: file.caseId, tribunal_id: tribunal.id, report, state, on_day: onDay },
      ...{ recorded_by: actor.accountId, recorded_as: as },
    })
    .execute();
  tx.record('casework.tribunal.withheld', {
    caseId: file.caseId,
    detail: { tribunal: tribunal.id, report, state, as },
  });
  return undefined;
}
