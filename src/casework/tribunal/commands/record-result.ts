import type { Actor, Tx } from '../../../platform/database/index.ts';
import { markSupervised } from '../../flags/commands/mark-supervised.ts';
import { insertMovement, refusalOf } from '../../register/commands/record-movement.ts';
import { strikeOutMovement } from '../../register/commands/strike-out-movement.ts';
import { readEntry, standing as standingInRegister } from '../../register/queries/read-entry.ts';
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
  readonly onLiberty: boolean;
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
  | { readonly register: MovementRefusal; readonly kind: string };

/**
 * Records what the tribunal made of a case. A discharge moves the case in the register in the same transaction, by the
 * register's own command; one that the register has already is pointed to.
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
  const kind = outcomeLaw(result.outcome).movement;
  const moved = kind === undefined ? undefined : await move(tx, kind, recording);
  if (moved && 'refusal' in moved) return { register: moved.refusal, kind: moved.kind };
  await write(tx, recording, moved?.id ?? null);
  return undefined;
}

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

async function write(tx: Tx, { file, tribunal, result, actor }: Recording, movementId: number | null) {
  const { id } = await tx.db
    .insertInto('casework.tribunal_result')
    .values({
      ...{ case_id: file.caseId, tribunal_id: tribunal.id, outcome: result.outcome },
      ...{ decided_on: result.decidedOn, conditions: [...result.conditions], on_liberty: result.onLiberty },
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
