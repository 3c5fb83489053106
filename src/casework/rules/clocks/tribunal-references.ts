import type { TextKey } from '../../../platform/language/index.ts';
import type { TribunalCase } from './facts.ts';
import type { KnownFacts } from './known.ts';
import { type CaseOn, lawOn } from './law.ts';
import { type CaseClock, day, isThere, laterOf, readPeriod, readUntil } from './reading.ts';
import type { Discharged, InHospital } from './standing.ts';
import type { ReferenceRule } from './tribunal-rules.ts';
import { libertyConditionsOn } from './tribunal-windows.ts';

/** The first reference since a day that was not withdrawn. */
export const referenceSince = (cases: readonly TribunalCase[], on: string) =>
  cases.find(
    ({ kind, madeOn, withdrawnOn }) => kind === 'reference' && withdrawnOn === undefined && madeOn >= on,
  );

/**
 * The reference that a recall calls for: within one month of the day of return to hospital.
 * Source: Mental Health Act 1983, section 75(1)(a).
 */
export function recallReference(standing: InHospital, { facts, law, today }: CaseOn): CaseClock[] {
  const rule = lawOn(law.periods, 'recall-reference', day(standing.on));
  if (standing.by !== 'recall' || !rule) return [];
  const doneOn = referenceSince(facts.tribunalCases, standing.on)?.madeOn;
  const clock = readPeriod({ rule, startedOn: day(standing.on), why: 'clocks.why.recall', doneOn }, today);
  return isBefore(clock.due, facts.tribunalKnownSince) ? [] : [clock];
}

// A reference that was due before tribunal cases were kept here is not chased: the record of it lies elsewhere.
const isBefore = (due: Temporal.PlainDate, knownSince: string | undefined) =>
  knownSince !== undefined && due.toString() < knownSince;

type Duty = { readonly id: string; readonly base: string; readonly why: TextKey };

const lastConsidered = (cases: readonly TribunalCase[], since: string) =>
  cases
    .map(({ consideredOn }) => consideredOn)
    .filter(isThere)
    .reduce(laterOf, since);

// Where it is not known when a tribunal considered the case last, it was before the record here begins: that day
// stands for it, so that nothing is said to be late, and the duty has its outer end.
function dutyFrom(
  { base, why }: Pick<Duty, 'base' | 'why'>,
  { firstAfterMonths, thenEveryMonths }: ReferenceRule,
  { tribunalCases, tribunalKnownSince }: KnownFacts,
) {
  const from = lastConsidered(tribunalCases, base);
  const isFirst = from === base;
  const due = day(from).add({ months: isFirst ? firstAfterMonths : thenEveryMonths });
  if (tribunalKnownSince !== undefined && isBefore(due, tribunalKnownSince)) {
    const startedOn = day(tribunalKnownSince);
    const next = startedOn.add({ months: thenEveryMonths });
    return { startedOn, due: next, why: 'clocks.why.knownSince' } as const;
  }
  return { startedOn: day(from), due, why: isFirst ? why : ('clocks.why.considered' as const) };
}

// A duty that was met by a reference stays met until the tribunal has considered it, and then begins anew.
function readDuty({ id, base, why }: Duty, { facts, law, today }: CaseOn): CaseClock[] {
  const rule = lawOn(law.references, id, today);
  if (!rule) return [];
  const { dueSoonWithin } = rule.value;
  const { startedOn, due, why: since } = dutyFrom({ base, why }, rule.value, facts);
  const waiting = facts.tribunalCases.filter(({ consideredOn }) => consideredOn === undefined);
  const doneOn = referenceSince(waiting, base)?.madeOn;
  const counted = { rule, startedOn, why: since, doneOn };
  return [readUntil({ ...counted, due, dueSoonWithin }, today)];
}

/**
 * The reference of somebody detained whose case no tribunal has considered for three years; the time begins anew
 * with a recall.
 * Source: Mental Health Act 1983, section 71(2).
 */
export function referenceInHospital({ on, by }: InHospital, at: CaseOn): CaseClock[] {
  const why = by === 'recall' ? 'clocks.why.recall' : 'clocks.why.order';
  return readDuty({ id: 'reference-in-hospital', base: on, why }, at);
}

/**
 * The reference of somebody discharged under conditions that deprive them of liberty.
 * Source: Mental Health Act 1983, section 75(2C), added by section 32 of the Mental Health Act 2025; the interval
 * is background and stands in the rule.
 */
export function referenceOnDischarge(standing: Discharged, at: CaseOn): CaseClock[] {
  const { since } = libertyConditionsOn(standing, at.facts.libertyConditions);
  if (since === undefined) return [];
  return readDuty({ id: 'reference-deprived-of-liberty', base: since, why: 'clocks.why.liberty' }, at);
}
