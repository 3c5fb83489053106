import type { TextKey } from '../../../platform/language/index.ts';
import { authorityKind, type Family } from './authorities.ts';
import { type Authority, activeOn } from './authority-days.ts';
import { type Movement, readHistory, type Step } from './history.ts';
import { type MovementKind, movementKind } from './movement-kinds.ts';
import type { Standing } from './standings.ts';

/** Why a movement cannot be recorded: a sentence that names the rule, and what fills it in. */
export type MovementRefusal = {
  field: 'kind' | 'outcome' | 'actual' | 'authorised';
  says: TextKey;
  rule: string;
  /** Where the person stood, or stands after what was recorded. */
  standing?: Standing;
  /** Another movement that the sentence speaks of. */
  other?: Movement;
  families?: readonly Family[];
};

export type Asked = {
  movement: Movement;
  /** What stands already, without the one that is being corrected. */
  others: readonly Movement[];
  authorities: readonly Authority[];
  today: string;
};

/**
 * Whether a movement may be recorded: the law has to know it from where the person stood on that day, and everything
 * recorded later has to stay possible.
 * @returns the first refusal, or nothing when it may
 */
export function refuseMovement(asked: Asked): MovementRefusal | undefined {
  const kind = movementKind(asked.movement.kind);
  if (!kind || kind.byProgram) return { field: 'kind', says: 'register.refusal.kind', rule: '' };
  return (
    refuseOutcome(kind, asked.movement) ??
    refuseDays(kind, asked) ??
    refuseAuthority(kind, asked) ??
    refuseOrder(kind, asked)
  );
}

function refuseOutcome(
  { outcomes, source }: MovementKind,
  { outcome }: Movement,
): MovementRefusal | undefined {
  const known = outcomes ? outcome !== null && Object.hasOwn(outcomes, outcome) : outcome === null;
  return known ? undefined : { field: 'outcome', says: 'register.refusal.outcome', rule: source };
}

function refuseDays(kind: MovementKind, { movement, today }: Asked): MovementRefusal | undefined {
  const { authorisedOn, actualOn } = movement;
  if (actualOn > today) return { field: 'actual', says: 'register.refusal.future', rule: kind.source };
  if (kind.authorised && authorisedOn === null)
    return { field: 'authorised', says: 'register.refusal.authorisedMissing', rule: kind.source };
  if (authorisedOn !== null && authorisedOn > actualOn)
    return { field: 'authorised', says: 'register.refusal.authorisedAfter', rule: kind.source };
  return undefined;
}

/** The authority is looked for on the day before as well, since the movement may be what ended it. */
function refuseAuthority(kind: MovementKind, { movement, authorities }: Asked): MovementRefusal | undefined {
  if (!kind.families) return undefined;
  const dayBefore = Temporal.PlainDate.from(movement.actualOn).subtract({ days: 1 }).toString();
  const held = [...activeOn(authorities, movement.actualOn), ...activeOn(authorities, dayBefore)];
  const fits = held.some(authority => {
    const family = authorityKind(authority.kind)?.family;
    return family && kind.families?.includes(family);
  });
  if (fits) return undefined;
  return { field: 'kind', says: 'register.refusal.authority', rule: kind.source, families: kind.families };
}

function refuseOrder(kind: MovementKind, { movement, others }: Asked): MovementRefusal | undefined {
  const { steps, standing, broken } = readHistory([...others, movement]);
  if (!broken) return undefined;
  if (broken === movement) {
    const says = standing === 'ended' ? 'register.refusal.ended' : 'register.refusal.notFromHere';
    return { field: 'kind', says, rule: kind.source, standing };
  }
  if (isAmong(steps, movement)) return laterImpossible(broken);
  return { field: 'kind', says: 'register.refusal.broken', rule: '', other: broken };
}

const isAmong = (steps: readonly Step[], wanted: Movement) =>
  steps.some(({ movement }) => movement === wanted);

function laterImpossible(other: Movement): MovementRefusal {
  const rule = movementKind(other.kind)?.source ?? '';
  return { field: 'actual', says: 'register.refusal.laterImpossible', rule, other };
}

/** Whether a register still reads without a movement that is struck out; what could not have been, or nothing. */
export function refuseLater(others: readonly Movement[]): MovementRefusal | undefined {
  const { broken } = readHistory(others);
  return broken && laterImpossible(broken);
}
