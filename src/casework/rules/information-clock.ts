import { informationDue } from './clocks.ts';
import { blocked, byException, doesNotApply, type GateOutcome, passed } from './gate-outcome.ts';
import type { InformationRequest, LeaveFacts } from './leave-facts.ts';

/** Where a request stands. On the day after the last one it is likely to be rejected; a person confirms that. */
export type InformationState = 'waiting' | 'answered' | 'answered late' | 'likely to be rejected';

export type InformationClock = {
  readonly state: InformationState;
  /** The last day in time. */
  readonly dueOn: Temporal.PlainDate;
  /** No machine rejects an application: somebody at MHCS decides. */
  readonly needsConfirming: boolean;
  /** The id and version of the rule that counted. */
  readonly rule: string;
};

function stateOf(request: InformationRequest, dueOn: string, today: string): InformationState {
  const { answeredOn } = request;
  if (answeredOn !== undefined && answeredOn <= today) {
    return answeredOn <= dueOn ? 'answered' : 'answered late';
  }
  return today <= dueOn ? 'waiting' : 'likely to be rejected';
}

/**
 * LG-2: where a request for further information stands. The day of asking is not counted.
 * @param request when it was asked and answered
 * @param today the day
 * @returns the state and the last day; throws RuleProblem when no rule was in force on the day of asking
 */
export function informationClock(request: InformationRequest, today: Temporal.PlainDate): InformationClock {
  const { on: dueOn, rule } = informationDue(Temporal.PlainDate.from(request.askedOn));
  const state = stateOf(request, dueOn.toString(), today.toString());
  const isLate = state === 'answered late' || state === 'likely to be rejected';
  return { state, dueOn, needsConfirming: isLate, rule };
}

/** LG-2 as a gate: further information came within the time, or a caseworker took it all the same. */
export function informationInTime(
  { informationRequests }: LeaveFacts,
  today: Temporal.PlainDate,
): GateOutcome {
  if (informationRequests.length === 0) return doesNotApply;
  const late = informationRequests.filter(request => informationClock(request, today).needsConfirming);
  const refused = late.find(
    ({ lateAcceptedOn }) => lateAcceptedOn === undefined || lateAcceptedOn > today.toString(),
  );
  if (refused) return blocked('gates.lg2.late', { to: 'information request' });
  const [accepted] = late;
  if (accepted?.lateAcceptedOn === undefined) return passed;
  const evidence = { askedOn: accepted.askedOn, recordedOn: accepted.lateAcceptedOn };
  return byException('late answer accepted', 'gates.lg2.exception', evidence);
}
