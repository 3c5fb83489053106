import { type DatedRule, datedRules } from '../../../platform/time/index.ts';
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
