import { anniversaries, answeredDueDay, type DueDays, dischargeDueDays } from './due-days.ts';
import type { CaseFacts, Day, ReportKind } from './facts.ts';
import { factsKnownOn, type KnownFacts } from './known.ts';
import { type ClockLaw, clockLaw, lawOn } from './law.ts';
import { day, laterOf } from './reading.ts';
import type { ReportRule } from './report-rules.ts';
import { yearCountedFrom } from './reports.ts';
import { type Standing, standingOn } from './standing.ts';

/** A report that fell due, and the day on which it came; null while it has not. */
export type ReportDue = { readonly kind: ReportKind; readonly dueOn: Day; readonly receivedOn: Day | null };

/** From which day, and until which: reports that are due on that last day are among them. */
type Between = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate };

type Series = {
  readonly kind: ReportKind;
  readonly rule: ReportRule;
  readonly dueDays: DueDays;
  /** Whether somebody who stands so owes the reports of this series and of no other. */
  readonly isOwed: (standing: Standing) => boolean;
};

const days = (of: readonly (Day | undefined)[]) => [...new Set(of.filter(one => one !== undefined))].map(day);

function annualSeries(
  { authorities, movements }: KnownFacts,
  law: ClockLaw,
  on: Temporal.PlainDate,
): Series[] {
  const rule = lawOn(law.reports, 'annual-report', on)?.value;
  if (!rule) return [];
  const starts = days([
    ...authorities.flatMap(({ madeOn, admittedOn }) => [madeOn, admittedOn]),
    ...movements.filter(({ kind }) => kind === 'recall').map(recall => recall.on),
  ]);
  return starts.map(start => ({
    ...{ kind: 'annual', rule, dueDays: anniversaries(start, rule) },
    isOwed: standing => standing.is === 'in hospital' && yearCountedFrom(standing, rule).equals(start),
  }));
}

function dischargeSeries(facts: KnownFacts, law: ClockLaw, on: Temporal.PlainDate): Series[] {
  const rule = lawOn(law.reports, 'discharge-report', on)?.value;
  if (!rule) return [];
  const discharges = facts.movements.filter(({ kind }) => kind === 'conditional discharge');
  return days(discharges.map(discharge => discharge.on)).map(start => ({
    ...{ kind: 'discharge', rule, dueDays: dischargeDueDays(start, rule, facts.agreedIntervals) },
    isOwed: standing => standing.is === 'conditionally discharged' && day(standing.on).equals(start),
  }));
}

/**
 * Every report that fell due between two days, and when it came: one on the anniversary for each year in hospital, and
 * those on a conditional discharge. A report answers the due day to which it is nearest, as its clock reads it.
 * Source: as for the clocks of these reports (reports.ts).
 * @param facts the case, as it is known now
 * @param between the days, both among them; nothing that was due before reports were known here is among them
 * @param law the rules of the last day count
 */
export function reportsDue(
  facts: CaseFacts,
  { from, until }: Between,
  law: ClockLaw = clockLaw,
): readonly ReportDue[] {
  const known = factsKnownOn(facts, until);
  const since = laterOf(from.toString(), facts.reportsKnownSince ?? from.toString());
  return [annualSeries, dischargeSeries].flatMap(make =>
    make(known, law, until).flatMap(series => dueOf(series, known, { since, until: until.toString() })),
  );
}

function dueOf(
  { kind, rule, dueDays, isOwed }: Series,
  facts: KnownFacts,
  { since, until }: { readonly since: Day; readonly until: Day },
): ReportDue[] {
  const due: ReportDue[] = [];
  const reports = facts.reports.filter(report => report.kind === kind);
  const answered = reports.map(({ forDueOn, receivedOn }) => ({
    index: answeredDueDay(dueDays, day(forDueOn ?? receivedOn), rule),
    receivedOn,
  }));
  for (let index = 1; dueDays(index).toString() <= until; index += 1) {
    const dueOn = dueDays(index).toString();
    if (dueOn < since || !isOwed(standingOn(factsKnownOn(facts, dueDays(index)), dueOn))) continue;
    const [receivedOn = null] = answered
      .filter(one => one.index === index)
      .map(one => one.receivedOn)
      .toSorted();
    due.push({ kind, dueOn, receivedOn });
  }
  return due;
}
