import type { TextKey } from '../../../platform/language/index.ts';
import type { DatedRule } from '../../../platform/time/index.ts';
import { anniversaries, type DueDays, dischargeDueDays, nearestDueDay, waitingDueDay } from './due-days.ts';
import type { AskedReport, ReportKind } from './facts.ts';
import type { KnownFacts } from './known.ts';
import { type CaseOn, lawOn } from './law.ts';
import { type CaseClock, day, readUntil } from './reading.ts';
import type { ReportRule } from './report-rules.ts';
import type { Discharged, InHospital } from './standing.ts';

type Series = {
  readonly kind: ReportKind;
  readonly rule: DatedRule<ReportRule>;
  readonly dueDays: DueDays;
  readonly why: TextKey;
};

function latenessOf({ kind, dueDays }: Series, { lateNotices }: KnownFacts, due: Temporal.PlainDate) {
  const notices = lateNotices.filter(
    notice => notice.kind === kind && dueDays(nearestDueDay(dueDays, day(notice.forDueOn))).equals(due),
  );
  const last = notices.at(-1);
  if (!last) return {};
  return { willBeLate: { toldOn: day(last.givenOn), expectedOn: day(last.expectedOn) } };
}

function readSeries(series: Series, facts: KnownFacts, today: Temporal.PlainDate): CaseClock {
  const { kind, rule, dueDays, why } = series;
  const reports = facts.reports.filter(report => report.kind === kind);
  const answers = reports.map(({ forDueOn, receivedOn }) => forDueOn ?? receivedOn);
  const due = waitingDueDay(dueDays, {
    ...{ rule: rule.value, answers, knownSince: facts.reportsKnownSince },
  });
  const { dueSoonWithin } = rule.value;
  const clock = readUntil({ rule, due, dueSoonWithin, startedOn: dueDays(0), why }, today);
  return { ...clock, ...latenessOf(series, facts, due) };
}

/** From which day the year of an annual report is counted. */
export function yearCountedFrom({ authority, by, on }: InHospital, rule: ReportRule): Temporal.PlainDate {
  const fromAdmission = rule.countedFromAdmission.includes(authority.kind);
  return day(by === 'order' && fromAdmission ? (authority.admittedOn ?? on) : on);
}

/**
 * The annual statutory report of somebody in hospital: due on the anniversary of the order, or of the recall.
 * Source: Mental Health Act 1983, sections 41(6), 45B(3), 49(3); the form of MHCS for the anniversary.
 */
export function annualReport(standing: InHospital, { facts, law, today }: CaseOn): CaseClock[] {
  const rule = lawOn(law.reports, 'annual-report', today);
  if (!rule) return [];
  const dueDays = anniversaries(yearCountedFrom(standing, rule.value), rule.value);
  const why = standing.by === 'recall' ? 'clocks.why.recall' : 'clocks.why.order';
  return [readSeries({ kind: 'annual', rule, dueDays, why }, facts, today)];
}

/**
 * The report on a conditional discharge: the first within four weeks, then every three months from the discharge,
 * or at a longer interval that was agreed.
 * Source: MHCS, conditional discharge report (form of October 2024).
 */
export function dischargeReport(standing: Discharged, { facts, law, today }: CaseOn): CaseClock[] {
  const rule = lawOn(law.reports, 'discharge-report', today);
  if (!rule) return [];
  const dueDays = dischargeDueDays(day(standing.on), rule.value, facts.agreedIntervals);
  return [readSeries({ kind: 'discharge', rule, dueDays, why: 'clocks.why.discharge' }, facts, today)];
}

/**
 * A report on completed leave that MHCS asked for, due on the day that it named.
 * Source: GOV.UK, Report on completed leave for restricted patients, updated 2 August 2019.
 */
export function askedReport({ id, askedOn, byOn }: AskedReport, { law, today }: CaseOn): CaseClock[] {
  const rule = lawOn(law.askedReports, 'leave-report', day(askedOn));
  if (!rule) return [];
  const { dueSoonWithin } = rule.value;
  const counted = { rule, of: id, startedOn: day(askedOn), why: 'clocks.why.asked' } as const;
  return [readUntil({ ...counted, due: day(byOn), dueSoonWithin }, today)];
}
