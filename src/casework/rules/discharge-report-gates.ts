import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../platform/time/index.ts';
import { formComplete, opportunityGiven, partsSigned, signed } from './application-gates.ts';
import type { Gate, GateResult } from './gate.ts';
import type { GateOutcome } from './gate-outcome.ts';
import { pictureConfirmed, type ReportFacts } from './report-gates.ts';

/** What has to be there before a report on a conditional discharge goes out. */
export const dischargeReportGateIds = ['DR-1', 'DR-2', 'DR-3', 'DR-4', 'DR-5'] as const;
export type DischargeReportGateId = (typeof dischargeReportGateIds)[number];

/** What these gates look at. */
export type DischargeReportFacts = ReportFacts & {
  /** The parts that nobody has signed and that sending does not sign. */
  readonly toSign: readonly string[];
};

const govUk: RuleSource = {
  name: 'MHCS, conditional discharge report: one joint form, parts A and B by the social and part C by the clinical supervisor',
  reference: 'form of October 2024',
  mark: 'verified',
};
const ours: RuleSource = { name: 'Ownwords: as for the annual report', mark: 'design' };

type GateRule = DatedRule<Gate> & { readonly id: DischargeReportGateId };
const gate = (id: DischargeReportGateId, source: RuleSource, value: Gate): GateRule => ({
  ...{ id, version: '1', source, inForceFrom: '2024-10-01', value },
});
const texts = <N extends string>(name: N) =>
  ({ title: `gates.${name}.title`, needs: `gates.${name}.needs` }) as const;

/** Every gate of the report as dated data. */
export const dischargeReportGates: readonly GateRule[] = [
  gate('DR-1', ours, { ...texts('as1'), audience: 'closed' }),
  gate('DR-2', ours, { ...texts('as2'), audience: 'closed' }),
  gate('DR-3', govUk, { ...texts('parts'), audience: 'open' }),
  gate('DR-4', ours, { ...texts('as3'), audience: 'open' }),
  gate('DR-5', govUk, { title: 'gates.as4.title', needs: 'gates.dr5.needs', audience: 'open' }),
];
datedRules(dischargeReportGates);

const checks: Readonly<
  Record<DischargeReportGateId, (facts: DischargeReportFacts, today: Temporal.PlainDate) => GateOutcome>
> = {
  'DR-1': formComplete,
  'DR-2': pictureConfirmed,
  'DR-3': partsSigned,
  'DR-4': opportunityGiven,
  'DR-5': signed,
};

/**
 * Checks every gate of a report on a conditional discharge.
 * @param facts the report and the case
 * @param today the day; each gate is taken in the version in force on it
 * @returns one result for each gate, in order; throws RuleProblem when a gate is not in force on the day
 */
export function checkDischargeReportGates(
  facts: DischargeReportFacts,
  today: Temporal.PlainDate,
): readonly GateResult[] {
  return dischargeReportGateIds.map(id => {
    const { version, value } = ruleInForce(dischargeReportGates, id, today);
    return { gate: id, version, title: value.title, audience: value.audience, ...checks[id](facts, today) };
  });
}
