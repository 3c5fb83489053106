import type { TextKey } from '../../platform/language/index.ts';

/** What decides whether leave may start: the level, and the notice that was sent or promised. */
export type LeaveStartFacts = {
  readonly mappaLevel?: number;
  /** The notice given before submission. */
  readonly notifiedOn?: string;
  /** The promise made at submission, and the day on which it was kept. */
  readonly undertaking?: { readonly givenOn: string; readonly metOn?: string };
};

export type LeaveStart = { readonly may: true } | { readonly may: false; readonly reason: TextKey };

/**
 * The later half of gate LG-4: at MAPPA level 1 leave cannot be recorded as started until the day of the MAPPA I
 * notification is there. Source: MHCS leave application form 2024, section 5 (seen in a copy).
 * @param facts the level, the notice and the undertaking
 * @param startsOn the day on which leave is said to start; a notice after it came too late
 */
export function mayLeaveStart(facts: LeaveStartFacts, startsOn: Temporal.PlainDate): LeaveStart {
  const { mappaLevel, undertaking } = facts;
  if (mappaLevel !== 1 && undertaking === undefined) return { may: true };
  const notifiedOn = undertaking?.metOn ?? facts.notifiedOn;
  if (notifiedOn === undefined) return { may: false, reason: 'gates.lg4.notStarted' };
  if (notifiedOn > startsOn.toString()) return { may: false, reason: 'gates.lg4.notifiedLater' };
  return { may: true };
}
