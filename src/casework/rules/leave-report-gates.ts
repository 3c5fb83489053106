import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../platform/time/index.ts';
import { formComplete, historyYears, isReported, opportunityGiven, signed } from './application-gates.ts';
import type { Gate, GateResult } from './gate.ts';
import { blocked, doesNotApply, type GateOutcome, inSection, passed } from './gate-outcome.ts';
import type { EarlierLeave } from './leave-facts.ts';
import { pictureConfirmed, type ReportFacts } from './report-gates.ts';

/** What has to be there before a report on completed leave goes out. */
export const leaveReportGateIds = ['LR-1', 'LR-2', 'LR-3', 'LR-4', 'LR-5'] as const;
export type LeaveReportGateId = (typeof leaveReportGateIds)[number];

/** What these gates look at: what those of every report do, and the leave that the record holds. */
export type LeaveReportFacts = ReportFacts & { readonly recordedLeave: readonly EarlierLeave[] };

const ours = (reference: string): RuleSource => ({
  name: 'Ownwords: what has to be there before a report goes to MHCS',
  reference,
  mark: 'design',
});
const govUk: RuleSource = {
  name: 'GOV.UK, Report on completed leave for restricted patients, updated 2 August 2019',
  url: 'https://www.gov.uk/government/publications/completed-leave-report',
  mark: 'verified',
};

type GateRule = DatedRule<Gate> & { readonly id: LeaveReportGateId };
const gate = (id: LeaveReportGateId, source: RuleSource, value: Gate): GateRule => ({
  ...{ id, version: '1', source, inForceFrom: '2026-01-01', value },
});
const texts = <N extends string>(name: N) =>
  ({ title: `gates.${name}.title`, needs: `gates.${name}.needs` }) as const;

/** Every gate of the report as dated data. */
export const leaveReportGates: readonly GateRule[] = [
  gate('LR-1', ours('AS-1'), { ...texts('as1'), audience: 'closed' }),
  gate('LR-2', ours('AS-2'), { ...texts('as2'), audience: 'closed' }),
  gate('LR-3', ours('AS-3'), { ...texts('as3'), audience: 'open' }),
  gate('LR-4', ours('AS-4'), { ...texts('as4'), audience: 'open' }),
  gate('LR-5', govUk, { ...texts('lr5'), audience: 'open' }),
];
datedRules(leaveReportGates);

/**
 * LR-5: the report is up to date on all leave that the record holds (GOV.UK). Whether leave that nobody recorded was
 * taken is the clinician's to say.
 */
export function recordedLeaveReported(
  { recordedLeave }: Pick<LeaveReportFacts, 'recordedLeave'>,
  today: Temporal.PlainDate,
): GateOutcome {
  // What ended before the years that the leave form looks back over was reported long ago.
  const since = today.subtract({ years: historyYears }).toString();
  const taken = recordedLeave.filter(({ endedOn }) => endedOn === undefined || endedOn >= since);
  if (taken.length === 0) return doesNotApply;
  const left = taken.filter(leave => !isReported(leave)).length;
  return left === 0 ? passed : blocked('gates.lr5.left', inSection('3', 'leaveTaken'), { count: left });
}

const checks: Readonly<
  Record<LeaveReportGateId, (facts: LeaveReportFacts, today: Temporal.PlainDate) => GateOutcome>
> = {
  'LR-1': formComplete,
  'LR-2': pictureConfirmed,
  'LR-3': opportunityGiven,
  'LR-4': signed,
  'LR-5': recordedLeaveReported,
};

/**
 * Checks every gate of a report on completed leave.
 * @param facts the report, the case, and the leave that the record holds
 * @param today the day; each gate is taken in the version in force on it
 * @returns one result for each gate, in order; throws RuleProblem when a gate is not in force on the day
 */
export function checkLeaveReportGates(
  facts: LeaveReportFacts,
  today: Temporal.PlainDate,
): readonly GateResult[] {
  return leaveReportGateIds.map(id => {
    const { version, value } = ruleInForce(leaveReportGates, id, today);
    return { gate: id, version, title: value.title, audience: value.audience, ...checks[id](facts, today) };
  });
}
