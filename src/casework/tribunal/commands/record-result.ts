import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { changeAtOnce } from '../../conditions/commands/change-at-once.ts';
import { setConditions } from '../../conditions/commands/set-conditions.ts';
import { readForSection } from '../../conditions/queries/read-held.ts';
import { markSupervised } from '../../flags/commands/mark-supervised.ts';
import { insertMovement, refusalOf } from '../../register/commands/record-movement.ts';
import { strikeOutMovement } from '../../register/commands/strike-out-movement.ts';
import { readEntry, standing as standingInRegister } from '../../register/queries/read-entry.ts';
import { type ConditionRefusal, refuseCondition } from '../../rules/conditions/may-set.ts';
import type { TestPart } from '../../rules/discharge/legal-tests.ts';
import type { MovementRefusal } from '../../rules/register/may-move.ts';
import type { TribunalRefusal } from '../../rules/tribunal/may-apply.ts';
import { type Outcome, outcomeLaw, refuseResult } from '../../rules/tribunal/results.ts';
import { standing, type TribunalResult } from '../queries/read-tribunals.ts';
import type { InFile } from './record-step.ts';

export type NewResult = {
  readonly outcome: Outcome;
  readonly decidedOn: string;
  /** The day on which a discharge took effect; the day of the decision when nothing else is said. */
  readonly tookEffectOn: string | null;
  readonly conditions: readonly string[];
  /** The same in plain words, in the same order. */
  readonly plain: readonly string[];
  readonly onLiberty: boolean;
  /** Which of them take away liberty, counted from one. */
  readonly libertyPlaces: readonly number[];
  readonly found: readonly TestPart[];
  readonly would: TribunalResult['would'];
  readonly wouldRemain: boolean | null;
  readonly recommends: string | null;
};
export type Recording = InFile & {
  readonly result: NewResult;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};
/** Why a result cannot be recorded: by the law of tribunals, or by that of the register. */
export type ResultRefusal =
  | { readonly tribunal: TribunalRefusal }
  | { readonly register: MovementRefusal; readonly kind: string }
  | { readonly condition: ConditionRefusal };

/**
 * Records what the tribunal made of a case. A discharge moves the case in the register in the same transaction, by the
 * register's own command; one that the register has already is pointed to. The conditions of a discharge hold from
 * the day on which it took effect, as the tribunal's.
 * @returns why it cannot be recorded, and then nothing was written; or nothing
 * @throws the database's own refusal when somebody was faster
 */
export async function recordResult(tx: Tx, recording: Recording): Promise<ResultRefusal | undefined> {
  const { file, tribunal, result, today } = recording;
  const results = standing(tribunal.results);
  const refusal = refuseResult({
    ...result,
    ...{ tribunal: { madeOn: tribunal.madeOn, results }, facts: file.facts, today: today.toString() },
  });
  if (refusal) return { tribunal: refusal };
  const condition = refusedCondition(recording);
  if (condition) return { condition };
  const kind = outcomeLaw(result.outcome).movement;
  const moved = kind === undefined ? undefined : await move(tx, kind, recording);
  if (moved && 'refusal' in moved) return { register: moved.refusal, kind: moved.kind };
  await write(tx, recording, moved?.id ?? null);
  return undefined;
}

/** Whether each condition can hold, before anything is written. */
function refusedCondition({ result, today }: Recording): ConditionRefusal | undefined {
  if (result.outcome !== 'conditional discharge') return undefined;
  const by = { setBy: 'tribunal', fromOn: result.tookEffectOn ?? result.decidedOn, today } as const;
  return conditionsOf(result)
    .map(one => refuseCondition({ ...one, ...by, isSupervised: result.onLiberty }))
    .find(refusal => refusal !== undefined);
}

const conditionsOf = ({ conditions, plain, libertyPlaces }: NewResult) =>
  conditions.map((wording, index) => ({
    ...{ standard: null, wording, plain: plain[index] ?? wording },
    onLiberty: libertyPlaces.includes(index + 1),
  }));

type Moved = { readonly id: number } | { readonly refusal: MovementRefusal; readonly kind: string };

async function move(tx: Tx, kind: string, { file, result, actor, today }: Recording): Promise<Moved> {
  const entry = await readEntry(tx, file.caseId);
  const { decidedOn } = result;
  const actualOn = result.tookEffectOn ?? decidedOn;
  const movement = { kind, outcome: null, authorisedOn: decidedOn, actualOn, fromPlace: '', toPlace: '' };
  const there = standingInRegister(entry.movements).find(
    one => one.kind === kind && one.authorisedOn === decidedOn && one.actualOn === actualOn,
  );
  if (there) return there;
  const refusal = refusalOf({ entry, movement, today });
  if (refusal) return { refusal, kind };
  return { id: await insertMovement(tx, { entry, movement, actor, struckOut: false }) };
}

async function write(tx: Tx, recording: Recording, movementId: number | null): Promise<void> {
  const { file, tribunal, result, actor } = recording;
  const { id } = await tx.db
    .insertInto('casework.tribunal_result')
    .values({
      ...{ case_id: file.caseId, tribunal_id: tribunal.id, outcome: result.outcome },
      ...{ decided_on: result.decidedOn, conditions: [...result.conditions], plain: [...result.plain] },
      ...{ on_liberty: result.onLiberty, liberty_places: [...result.libertyPlaces] },
      found_another_person: result.found.includes('another person'),
      found_no_less_beneficial: result.found.includes('no less beneficial'),
      ...{ would: result.would, would_remain: result.wouldRemain, recommends: result.recommends },
      ...{ movement_id: movementId, recorded_by: actor.accountId },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (result.onLiberty && movementId !== null) await markSupervised(tx, file.caseId, 'tribunal');
  tx.record('casework.tribunal.decided', {
    caseId: file.caseId,
    detail: { tribunal: tribunal.id, result: id, outcome: result.outcome, movement: movementId },
  });
  if (movementId !== null) await letConditionsHold(tx, recording, { result: id, movementId });
  if (result.outcome === 'conditions changed') await changeConditions(tx, recording, id);
}

/**
 * What the tribunal worded holds from the day of the discharge, by its result. Of somebody who has been recalled since,
 * and of what somebody had set by hand before the result came, nothing is set.
 */
async function letConditionsHold(
  tx: Tx,
  { file, result, actor, today }: Recording,
  by: { readonly result: number; readonly movementId: number },
): Promise<void> {
  if (result.outcome !== 'conditional discharge' || result.conditions.length === 0) return;
  const { status, conditions } = await readForSection(tx, file.caseId);
  const isOut = status === 'conditionally discharged' || status === 'in custody';
  if (!isOut || conditions.some(({ untilOn }) => untilOn === null)) return;
  const refusal = await setConditions(tx, {
    ...{ caseId: file.caseId, conditions: conditionsOf(result), setBy: 'tribunal', actor, today },
    ...{ fromOn: result.tookEffectOn ?? result.decidedOn, movementId: by.movementId },
    tribunal: { result: by.result, place: 1 },
  });
  if (refusal) throw tooLate(refusal.says);
}

/**
 * The conditions as the tribunal left them hold from the day of its decision; what it left as it was keeps its history
 * and its plain words. Where it said none the conditions are set by hand. Source: section 75(3).
 */
async function changeConditions(
  tx: Tx,
  { file, result, actor, today }: Recording,
  id: number,
): Promise<void> {
  if (result.conditions.length === 0) return;
  const { conditions } = await readForSection(tx, file.caseId);
  const held = conditions.filter(({ untilOn }) => untilOn === null);
  const wanted = conditionsOf(result).map(
    one =>
      held.find(({ wording, onLiberty }) => wording === one.wording && onLiberty === one.onLiberty) ?? one,
  );
  const by = { setBy: 'tribunal', fromOn: result.decidedOn, tribunal: { result: id, place: 1 } } as const;
  await changeAtOnce(tx, { caseId: file.caseId, wanted, by, actor, today });
}

/**
 * Strikes out a result that was recorded wrongly, and with it the movement that it made. Both stay readable.
 * @returns what was recorded after the movement and could not have been without it, or nothing
 */
export async function strikeOutResult(
  tx: Tx,
  { file, tribunal, result, actor }: InFile & { readonly result: TribunalResult; readonly actor: Actor },
): Promise<MovementRefusal | undefined> {
  const entry = await readEntry(tx, file.caseId);
  // As it stands now: a correction keeps the place of what it corrects.
  const made = entry.movements.find(({ id }) => id === result.movementId);
  const movement = made && standingInRegister(entry.movements).find(one => one.sequence === made.sequence);
  const refusal = movement && (await strikeOutMovement(tx, { entry, movement, actor }));
  if (refusal) return refusal;
  const { id } = await tx.db
    .insertInto('casework.tribunal_result')
    .values({
      ...{
        case_id: file.caseId,
        tribunal_id: tribunal.id,
        outcome: result.outcome,
        decided_on: result.decidedOn,
      },
      ...{ would: result.would, would_remain: result.wouldRemain, recorded_by: actor.accountId },
      ...{ corrects: result.id, struck_out: true },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('casework.tribunal.struck-out', {
    caseId: file.caseId,
    detail: { tribunal: tribunal.id, result: id, corrects: result.id },
  });
  return undefined;
}
