import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { TribunalRefusal } from '../../rules/tribunal/may-apply.ts';
import type { StepKind } from '../../rules/tribunal/step-kinds.ts';
import { dueAfter, type Recorder, stepLawOn } from '../../rules/tribunal/steps.ts';
import { standing, type Tribunal, type TribunalFile, type TribunalStep } from '../queries/read-tribunals.ts';

/** A case before the tribunal and the file it stands in. */
export type InFile = { readonly file: TribunalFile; readonly tribunal: Tribunal };
export type NewStep = InFile & {
  readonly kind: StepKind;
  readonly onDay: string;
  readonly as: Recorder;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

function refuseDay({ kind, onDay, tribunal, today }: NewStep): TribunalRefusal | undefined {
  const rule = 'SI 2008/2699 r32';
  if (onDay < tribunal.madeOn) return { field: 'on-day', says: 'tribunal.refusal.beforeMade', rule };
  const isAhead = onDay > today.toString();
  return isAhead && !stepLawOn(kind, onDay)?.ahead
    ? { field: 'on-day', says: 'tribunal.refusal.future', rule }
    : undefined;
}

/** The file's cases as clocks are counted from them. */
const keptOf = ({ tribunals }: TribunalFile) =>
  tribunals.map(one => ({ ...one, steps: standing(one.steps), results: standing(one.results) }));

/**
 * Records what was done in a case before the tribunal, with the day by which what it calls for is due.
 * @returns why its day cannot be, or nothing
 * @throws the database's own refusal of what was recorded already, is decided, or is not the actor's
 */
export async function recordStep(tx: Tx, step: NewStep): Promise<TribunalRefusal | undefined> {
  const { file, tribunal, kind, onDay, as, actor } = step;
  const refusal = refuseDay(step);
  if (refusal) return refusal;
  const due = dueAfter(step, { id: tribunal.id, tribunals: keptOf(file), facts: file.facts });
  const { id } = await tx.db
    .insertInto('casework.tribunal_step')
    .values({
      ...{ case_id: file.caseId, tribunal_id: tribunal.id, kind, on_day: onDay },
      ...{ due_on: due?.on ?? null, rule: due?.rule ?? null },
      ...{ recorded_by: actor.accountId, recorded_as: as },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('casework.tribunal.step', {
    caseId: file.caseId,
    detail: { tribunal: tribunal.id, step: id, kind, as },
  });
  return undefined;
}

/**
 * Strikes out a step that was recorded wrongly. It stays readable, and no longer counts.
 * @throws the database's own refusal when it was struck out already, or the case is decided
 */
export async function strikeOutStep(
  tx: Tx,
  { file, tribunal, step, actor }: InFile & { readonly step: TribunalStep; readonly actor: Actor },
): Promise<void> {
  const { id } = await tx.db
    .insertInto('casework.tribunal_step')
    .values({
      ...{ case_id: file.caseId, tribunal_id: tribunal.id, kind: step.kind, on_day: step.onDay },
      ...{ recorded_by: actor.accountId, recorded_as: 'section', corrects: step.id, struck_out: true },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('casework.tribunal.struck-out', {
    caseId: file.caseId,
    detail: { tribunal: tribunal.id, step: id, corrects: step.id },
  });
}
