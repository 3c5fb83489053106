import type { CaseFacts } from './facts.ts';
import { factsKnownOn, type KnownFacts } from './known.ts';
import { type CaseOn, type ClockLaw, clockLaw } from './law.ts';
import {
  addressAnswer,
  addressNotice,
  clinicianView,
  decision,
  information,
  prisonTransfer,
} from './notices.ts';
import type { CaseClock } from './reading.ts';
import { recallDuty } from './recall-duties.ts';
import { annualReport, askedReport, dischargeReport } from './reports.ts';
import { restrictionsEnd } from './restrictions-end.ts';
import { type Standing, standingOn } from './standing.ts';
import { tribunalPapers } from './tribunal-papers.ts';
import { recallReference, referenceInHospital, referenceOnDischarge } from './tribunal-references.ts';
import { windowOnDischarge, windowsInHospital } from './tribunal-windows.ts';

function ofStanding(standing: Standing, at: CaseOn): CaseClock[] {
  switch (standing.is) {
    case 'in hospital':
      return [
        ...annualReport(standing, at),
        ...recallReference(standing, at),
        ...windowsInHospital(standing, at),
        ...referenceInHospital(standing, at),
      ];
    case 'conditionally discharged':
      return [
        ...dischargeReport(standing, at),
        ...windowOnDischarge(standing, at),
        ...referenceOnDischarge(standing, at),
        ...at.facts.addressChanges.flatMap(change => [
          ...addressNotice(change, at),
          ...addressAnswer(change, at),
        ]),
      ];
    case 'not restricted':
      return [];
  }
}

// A prisoner whose transfer is asked for is not restricted yet, and MHCS already works on the case.
const isTransferAsked = ({ transferRequests }: KnownFacts) =>
  transferRequests.some(({ admittedOn, endedOn }) => admittedOn === undefined && endedOn === undefined);

// Once the restrictions are over, MHCS has no part in the case.
function ofMhcs(standing: Standing, at: CaseOn): CaseClock[] {
  const { facts } = at;
  if (standing.is === 'not restricted' && !isTransferAsked(facts)) return [];
  return [
    ...facts.tribunalCases.flatMap(one => tribunalPapers(one, at)),
    ...facts.askedReports.flatMap(one => askedReport(one, at)),
    ...facts.informationRequests.flatMap(request => information(request, at)),
    ...facts.viewsAsked.flatMap(view =>
      clinicianView(view, { ...at, inCommunity: standing.is === 'conditionally discharged' }),
    ),
    ...facts.decidables.flatMap(one => decision(one, at)),
    ...facts.recallDuties.flatMap(left => recallDuty(left, at)),
  ];
}

const isRunning = ({ id, state }: CaseClock) => state !== 'stopped' || id === 'restrictions-end';
const byDay = (one: CaseClock, other: CaseClock) => Temporal.PlainDate.compare(one.due, other.due);

/**
 * Every clock of a case that runs on a day, what is due first coming first. What was done has no clock here; that
 * restrictions have ended by themselves is said by a stopped one, and is then all that is said to MHCS.
 * @param facts the case: authorities, movements, conditions, reports, tribunal dates, requests
 * @param today the day of reading; facts of later days are not used, so that a day in the past reads as it was
 * @param law the rules; a day without a rule has no such clock
 * @returns the clocks; throws ClockProblem for an interval or a pause that cannot be, RuleProblem for work without
 *   a priority, RangeError where working days are counted outside the known years
 */
export function clocksOf(
  facts: CaseFacts,
  today: Temporal.PlainDate,
  law: ClockLaw = clockLaw,
): readonly CaseClock[] {
  const known = factsKnownOn(facts, today);
  const at: CaseOn = { facts: known, law, today };
  const standing = standingOn(known, today.toString());
  const clocks = [
    ...ofStanding(standing, at),
    ...ofMhcs(standing, at),
    ...known.transferRequests.flatMap(request => prisonTransfer(request, at)),
    ...restrictionsEnd(at),
  ];
  return clocks.filter(isRunning).toSorted(byDay);
}
