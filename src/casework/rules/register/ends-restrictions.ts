import { restricts } from './authorities.ts';
import { type Authority, activeOn, endOf } from './authority-days.ts';
import { type Movement, readHistory, standingOn } from './history.ts';
import { leadsTo, type MovementKind, movementKinds } from './movement-kinds.ts';

/** A movement after which nobody is restricted, with what came of it. */
export type Ending = { kind: string; outcome: string | null };

/** Whether one of these authorities restricts somebody on a day. */
export function restrictedOn(authorities: readonly Authority[], day: string): boolean {
  return activeOn(authorities, day).some(({ kind }) => restricts(kind));
}

/**
 * The day since which no authority has restricted somebody, when somebody's decision ended the last one; null while one
 * is in force, or when the last ended by itself, which the program sees to on the day. A decision is a movement of its
 * own (discharge, lifting, remission), so whoever enters such an end has to say which it was.
 */
export function unexplainedSince(authorities: readonly Authority[], today: string): string | null {
  if (restrictedOn(authorities, today)) return null;
  const ended = authorities.filter(({ kind }) => restricts(kind));
  const last =
    ended
      .map(endOf)
      .filter(day => day !== null)
      .sort()
      .at(-1) ?? null;
  return ended.some(({ endedOn }) => endedOn === last) ? last : null;
}

/** What can have ended the restrictions of somebody, from where the register says they stood on a day. */
export function endingsOn(movements: readonly Movement[], day: string): Ending[] {
  const from = standingOn(readHistory(movements), day);
  return (movementKinds as readonly MovementKind[])
    .filter(({ byProgram }) => !byProgram)
    .flatMap(kind =>
      (kind.outcomes ? Object.keys(kind.outcomes) : [null])
        .filter(outcome => leadsTo(kind, outcome, from) === 'ended')
        .map(outcome => ({ kind: kind.code, outcome })),
    );
}
