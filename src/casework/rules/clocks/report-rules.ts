import { type DatedRule, datedRules, ruleInForce } from '../../../platform/time/index.ts';
import { act1983, ofMhcs, since } from './sources.ts';

export type ReportRule = {
  readonly everyMonths: number;
  readonly dueSoonWithin: number;
  /** The first report, where it comes earlier than the first interval ends. */
  readonly firstWithinWeeks?: number;
  /** For these authorities the year is counted from the admission; for all others from the order or direction. */
  readonly countedFromAdmission: readonly string[];
};

/** When reports on a restricted person are due. */
export const reportRules: readonly DatedRule<ReportRule>[] = datedRules<ReportRule>([
  {
    // The law says “not more than one year”; the form says the anniversary. For sections 47/49 and 45A neither
    // names the date: the day of the direction is our reading, and the list below changes it [D].
    id: 'annual-report',
    version: '1983-1',
    source: act1983(
      'sections 41(6), 45B(3) and 49(3); annual statutory report form of MHCS',
      'seen in a copy',
    ),
    inForceFrom: since.act1983,
    value: { everyMonths: 12, dueSoonWithin: 42, countedFromAdmission: [] },
  },
  {
    // Three months are counted from the discharge, not from the last report: a late report moves nothing.
    id: 'discharge-report',
    version: '2024-10',
    source: ofMhcs('conditional discharge report', 'form of October 2024', 'verified'),
    inForceFrom: since.firstYear,
    value: { everyMonths: 3, dueSoonWithin: 14, firstWithinWeeks: 4, countedFromAdmission: [] },
  },
]);

export type AskedReportRule = {
  /** The day that is put forward to whoever asks, so many days on. */
  readonly usualDays: number;
  readonly dueSoonWithin: number;
};

/** When a report on completed leave is due: by the day that MHCS names. What it usually names was not found. */
export const askedReportRules: readonly DatedRule<AskedReportRule>[] = datedRules<AskedReportRule>([
  {
    id: 'leave-report',
    version: '2026-1',
    source: ofMhcs(
      'report on completed leave, GOV.UK page of 2 August 2019: it is made when MHCS asks',
      'the day is named by whoever asks; the days put forward are our default',
      'design',
    ),
    inForceFrom: since.firstYear,
    value: { usualDays: 28, dueSoonWithin: 7 },
  },
]);

/** The day that is put forward to whoever asks for a report on completed leave. */
export function usualDayFor(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: ruleInForce(askedReportRules, 'leave-report', today).value.usualDays });
}
