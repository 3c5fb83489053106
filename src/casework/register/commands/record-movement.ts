import type { Actor, Tx } from '../../../platform/database/index.ts';
import { type MovementRefusal, refuseMovement } from '../../rules/register/may-move.ts';
import { type Entry, type KeptMovement, standing } from '../queries/read-entry.ts';
import { tellOfDocuments } from './tell-of-documents.ts';

export type NewMovement = Pick<
  KeptMovement,
  'kind' | 'outcome' | 'authorisedOn' | 'actualOn' | 'fromPlace' | 'toPlace'
>;

/** Where somebody comes to: a ward or hospital, and the responsible clinician there. The case follows them. */
export type Arrival = { readonly unitId: number; readonly clinicianId: number };

export type RecordMovement = {
  readonly entry: Entry;
  readonly movement: NewMovement;
  /** The movement whose place it takes. */
  readonly corrects?: KeptMovement | undefined;
  readonly apartBecause?: string | undefined;
  /** Where they came to, when they are there now and it is known here. */
  readonly to?: Arrival | undefined;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/** Why the law of the register does not know a movement; nothing when it may be recorded. */
export function refusalOf({ entry, movement, corrects, today }: Omit<RecordMovement, 'actor'>) {
  return refuseMovement({
    movement: { ...movement, sequence: corrects?.sequence ?? Number.MAX_SAFE_INTEGER },
    others: standing(entry.movements).filter(({ id }) => id !== corrects?.id),
    authorities: standing(entry.authorities),
    today: today.toString(),
  });
}

/**
 * Records a movement, or corrects one. The status of the case follows; what ends the restrictions closes the case to
 * the section.
 * @returns why it may not be recorded, or nothing
 * @throws the database's own refusal when somebody was faster, and for what an open consent was given to (OW123)
 */
export async function recordMovement(
  tx: Tx,
  { actor, ...wanted }: RecordMovement,
): Promise<MovementRefusal | undefined> {
  const refusal = refusalOf(wanted);
  if (!refusal) await insertMovement(tx, { ...wanted, actor, struckOut: false });
  return refusal;
}

export type Insert = {
  readonly entry: Entry;
  readonly movement: NewMovement;
  readonly corrects?: KeptMovement | undefined;
  readonly to?: Arrival | undefined;
  /** Why it is not what an open consent was given to. */
  readonly apartBecause?: string | undefined;
  readonly actor: Actor;
  readonly struckOut: boolean;
};

/**
 * Writes the row and its audit, and tells those whose documents it ended or brought back; the database checks the law
 * again. Answers its number.
 */
export async function insertMovement(
  tx: Tx,
  { entry, movement, corrects, to, apartBecause = '', actor, struckOut }: Insert,
): Promise<number> {
  const { id } = await tx.db
    .insertInto('casework.movement')
    .values({
      case_id: entry.caseId,
      kind: movement.kind,
      outcome: movement.outcome ?? '',
      authorised_on: movement.authorisedOn,
      actual_on: movement.actualOn,
      from_place: movement.fromPlace,
      to_place: movement.toPlace,
      to_unit: to?.unitId ?? null,
      to_clinician: to?.clinicianId ?? null,
      recorded_by: actor.accountId,
      corrects: corrects?.id ?? null,
      struck_out: struckOut,
      apart_because: apartBecause,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const event = corrects ? 'casework.movement.corrected' : 'casework.movement.recorded';
  const detail = corrects ? { movement: id, corrects: corrects.id } : { movement: id };
  tx.record(event, { caseId: entry.caseId, detail });
  await tellOfDocuments(tx, { entry, actor });
  return id;
}
