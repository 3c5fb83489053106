import { addWorkingDays, ruleInForce } from '../../../platform/time/index.ts';
import { decisionRuleOf } from './decision-rules.ts';
import type { AddressChange, AskedFor, Decidable, TransferRequest } from './facts.ts';
import { type CaseOn, clockLaw, lawOn } from './law.ts';
import { type CaseClock, day, laterOf, readDecision, readPeriod, readUntil } from './reading.ts';

/**
 * Fourteen days’ notice of a change of address, which MHCS wants of somebody conditionally discharged.
 * Source: MHCS, discharge application, standard conditions.
 */
export function addressNotice(change: AddressChange, { law, today }: CaseOn): CaseClock[] {
  const rule = lawOn(law.notices, 'address-notice', today);
  if (!rule) return [];
  const { daysBefore, dueSoonWithin } = rule.value;
  const due = day(change.movesOn).subtract({ days: daysBefore });
  const startedOn = day(change.plannedOn);
  const counted = { rule, of: change.id, startedOn, doneOn: change.toldOn, why: 'clocks.why.move' } as const;
  return [readUntil({ ...counted, due, dueSoonWithin }, today)];
}

/**
 * The answer to such notice, which the person reads before they move; where notice came after the move, on that day.
 * Source: our own; no paper that was found says by when the section answers.
 */
export function addressAnswer(change: AddressChange, { law, today }: CaseOn): CaseClock[] {
  const rule = lawOn(law.notices, 'address-answer', today);
  if (!rule || change.toldOn === undefined) return [];
  const { daysBefore, dueSoonWithin } = rule.value;
  const startedOn = day(change.toldOn);
  const due = day(laterOf(change.toldOn, day(change.movesOn).subtract({ days: daysBefore }).toString()));
  const counted = {
    rule,
    of: change.id,
    startedOn,
    doneOn: change.answeredOn,
    why: 'clocks.why.told',
  } as const;
  return [readUntil({ ...counted, due, dueSoonWithin }, today)];
}

/**
 * The 28 days in which a prisoner is to be moved to hospital, from the first request for a medical report. Until
 * regulations set a day the clock is kept and shown, and chases nobody.
 * Source: Mental Health Act 1983, sections 47A and 48A, added by section 37 of the Mental Health Act 2025.
 */
export function prisonTransfer(request: TransferRequest, { law, today }: CaseOn): CaseClock[] {
  const startedOn = day(request.requestedOn);
  const inForce = lawOn(law.periods, 'prison-transfer', startedOn);
  const rule = inForce ?? law.periods.find(({ id }) => id === 'prison-transfer');
  if (!rule) return [];
  const doneOn = request.admittedOn ?? request.endedOn;
  const clock = readPeriod(
    { rule, of: request.id, startedOn, doneOn, why: 'clocks.why.firstRequest' },
    today,
  );
  return [inForce || clock.state === 'stopped' ? clock : { ...clock, state: 'not in force' }];
}

/**
 * Further information, within five working days of being asked for. Where none came in that time, the section may wait
 * until a day of its own choosing.
 * Source: MHCS, leave application of 2024, notes on its first page (gate LG-2).
 */
export function information(
  { id, askedOn, answeredOn, extendedUntil }: AskedFor,
  { law, today }: CaseOn,
): CaseClock[] {
  const startedOn = day(askedOn);
  const rule = lawOn(law.periods, 'leave-information', startedOn);
  if (!rule) return [];
  const counted = { rule, of: id, startedOn, doneOn: answeredOn, why: 'clocks.why.asked' } as const;
  const clock = readPeriod(counted, today);
  if (extendedUntil === undefined) return [clock];
  return [{ ...clock, willBeLate: { toldOn: clock.due, expectedOn: day(extendedUntil) } }];
}

/**
 * The view of the clinician on what the person asks for themselves: of somebody in the community, that of their supervisor.
 * Source: MHCS, discharge application, version 2.1, which has the view sought; the days are our default.
 */
export function clinicianView(
  { id, askedOn, answeredOn }: AskedFor,
  { law, today, inCommunity }: CaseOn & { readonly inCommunity: boolean },
): CaseClock[] {
  const startedOn = day(askedOn);
  const rule = lawOn(law.periods, inCommunity ? 'supervisor-view' : 'clinician-view', startedOn);
  if (!rule) return [];
  return [readPeriod({ rule, of: id, startedOn, doneOn: answeredOn, why: 'clocks.why.viewAsked' }, today)];
}

/**
 * Until when the view of the clinician is awaited.
 * @param sentOn the day on which the person sent what they ask for; it is not counted
 * @param law the rules; throws RuleProblem when none is in force on the day
 */
export function viewDue(sentOn: Temporal.PlainDate, law = clockLaw): Temporal.PlainDate {
  return addWorkingDays(sentOn, ruleInForce(law.periods, 'clinician-view', sentOn).value.count);
}

/**
 * A decision of MHCS, by the priority of the work. The clock stands still while information is awaited and keeps its
 * days: the document moves its own day when it runs again.
 * Source: our default for target days.
 */
export function decision({ id, priority, ...one }: Decidable, { law, today }: CaseOn): CaseClock[] {
  const startedOn = day(one.receivedOn);
  const rule = lawOn(law.periods, decisionRuleOf[priority], startedOn);
  if (!rule) return [];
  const { decidedOn: doneOn, pausedOn } = one;
  const counted = { rule, of: id, startedOn, doneOn, pausedOn, why: 'clocks.why.received' } as const;
  return [
    readDecision({ ...counted, dueOn: day(one.dueOn), whyPaused: 'clocks.why.informationAwaited' }, today),
  ];
}
