import { dayOrder, leadsTo, movementKind } from './movement-kinds.ts';
import type { Standing } from './standings.ts';

/** A movement as it stands in the register; days as 'YYYY-MM-DD'. */
export type Movement = {
  kind: string;
  outcome: string | null;
  authorisedOn: string | null;
  actualOn: string;
  /** Of two that nothing else tells apart, the one recorded first came first; a correction keeps its place. */
  sequence: number;
};

export type Step<M extends Movement = Movement> = { movement: M; standing: Standing };

/** A register read from its beginning: where each movement led, and the first that the law does not know. */
export type History<M extends Movement = Movement> = { steps: Step<M>[]; standing: Standing; broken?: M };

/** By the day on which it happened, then by the order of the day, then as recorded. */
export function inOrder(one: Movement, other: Movement): number {
  return (
    one.actualOn.localeCompare(other.actualOn) ||
    dayOrder(one.kind) - dayOrder(other.kind) ||
    one.sequence - other.sequence
  );
}

/** Reads movements in their order; stops at the first that cannot follow. */
export function readHistory<M extends Movement>(movements: readonly M[]): History<M> {
  const steps: Step<M>[] = [];
  let standing: Standing = 'before';
  for (const movement of [...movements].sort(inOrder)) {
    const kind = movementKind(movement.kind);
    const next: Standing | undefined = kind && leadsTo(kind, movement.outcome, standing);
    if (!next) return { steps, standing, broken: movement };
    standing = next;
    steps.push({ movement, standing });
  }
  return { steps, standing };
}

/** Where the person stood at the end of a day, by the days on which things happened. */
export function standingOn(history: History, day: string): Standing {
  return history.steps.findLast(({ movement }) => movement.actualOn <= day)?.standing ?? 'before';
}
