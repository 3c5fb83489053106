import { beginningOf, type Authority as Registered } from '../register/authority-days.ts';
import { type Movement as RegisteredMovement, readHistory, type Step } from '../register/history.ts';
import type { Standing } from '../register/standings.ts';
import type { Authority, CaseFacts, Day, Movement } from './facts.ts';
import { isThere } from './reading.ts';
import { endsByItself } from './standing.ts';

type Register = {
  readonly authorities: readonly Registered[];
  readonly movements: readonly RegisteredMovement[];
};

// Somebody discharged who is in prison is still conditionally discharged; leaving prison is no new discharge.
const isDischarged = (standing: Standing | undefined) =>
  standing === 'conditionally discharged' || standing === 'in custody';

function movementOf({ movement, standing }: Step, before: Step | undefined): Movement | undefined {
  if (movement.kind === 'recall') return { kind: 'recall', on: movement.actualOn };
  if (!isDischarged(standing) || isDischarged(before?.standing)) return undefined;
  return { kind: 'conditional discharge', on: movement.actualOn };
}

const daysOf = ({ releaseOn, expiresOn, endedOn }: Registered) => ({
  ...(releaseOn !== null && { releaseOn }),
  ...(expiresOn !== null && { expiresOn }),
  ...(endedOn !== null && { endedOn }),
});

function authorityOf(registered: Registered, overOn: Day | undefined): Authority | undefined {
  const madeOn = beginningOf(registered);
  if (madeOn === null) return undefined;
  const { kind, precedence } = registered;
  const authority = { kind, precedence, madeOn, ...daysOf(registered) };
  const end = registered.endedOn ?? endsByItself(authority);
  // A discharge, lifting or remission ends what had not ended by itself by then.
  const isEndedByMovement = overOn !== undefined && (end === undefined || end > overOn);
  return isEndedByMovement ? { ...authority, endedOn: overOn } : authority;
}

/**
 * What the clocks of a case need from its register entry: authorities with their ends, recalls and discharges on
 * their actual days.
 * @param register the rows that hold now; without what was corrected or struck out
 * @returns authorities and movements; an authority without any day is left out
 */
export function factsFromRegister(register: Register): Pick<CaseFacts, 'authorities' | 'movements'> {
  const { steps } = readHistory(register.movements);
  const overOn = steps.find(({ standing }) => standing === 'ended')?.movement.actualOn;
  return {
    authorities: register.authorities.map(one => authorityOf(one, overOn)).filter(isThere),
    movements: steps.map((step, index) => movementOf(step, steps[index - 1])).filter(isThere),
  };
}
