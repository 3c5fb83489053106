import { type ClockRule, type DatedRule, datedRules, rulesInForce } from '../../../platform/time/index.ts';
import { leaveClocks } from '../clocks.ts';
import { recallDutyRules, type Within } from '../recall/duties.ts';
import { decisionRules } from './decision-rules.ts';
import type { KnownFacts } from './known.ts';
import { type ExpiryRule, expiryRules, type NoticeRule, noticeRules, periodRules } from './period-rules.ts';
import { type AskedReportRule, askedReportRules, type ReportRule, reportRules } from './report-rules.ts';
import { type ReferenceRule, referenceRules, type WindowRule, windowRules } from './tribunal-rules.ts';

/** All law and policy that the clocks of a case rest on. A test, or a day that Parliament sets, may bring other. */
export type ClockLaw = {
  readonly reports: readonly DatedRule<ReportRule>[];
  readonly askedReports: readonly DatedRule<AskedReportRule>[];
  readonly windows: readonly DatedRule<WindowRule>[];
  readonly references: readonly DatedRule<ReferenceRule>[];
  readonly periods: readonly DatedRule<ClockRule>[];
  readonly notices: readonly DatedRule<NoticeRule>[];
  readonly expiry: readonly DatedRule<ExpiryRule>[];
  readonly recall: readonly DatedRule<Within>[];
};

export const clockLaw: ClockLaw = {
  reports: reportRules,
  askedReports: askedReportRules,
  windows: windowRules,
  references: referenceRules,
  periods: datedRules([...periodRules, ...decisionRules, ...leaveClocks]),
  notices: noticeRules,
  expiry: expiryRules,
  recall: recallDutyRules,
};

/**
 * The version of a rule on a day, or undefined where the law had no such rule yet.
 * @param rules the rules of one subject
 * @param id which rule
 * @param on the day
 */
export function lawOn<T>(
  rules: readonly DatedRule<T>[],
  id: string,
  on: Temporal.PlainDate,
): DatedRule<T> | undefined {
  return rulesInForce(rules, on).find(rule => rule.id === id);
}

/** A case on a day, under a law. */
export type CaseOn = {
  readonly facts: KnownFacts;
  readonly law: ClockLaw;
  readonly today: Temporal.PlainDate;
};
