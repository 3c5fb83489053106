import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../platform/time/index.ts';
import { formComplete, opportunityGiven, signed } from './application-gates.ts';
import type { Gate, GateResult } from './gate.ts';
import { blocked, type GateOutcome, inSection, passed } from './gate-outcome.ts';
import type { LeaveFacts } from './leave-facts.ts';

/** What has to be there before an annual statutory report goes out. */
export const reportGateIds = ['AS-1', 'AS-2', 'AS-3', 'AS-4'] as const;
export type ReportGateId = (typeof reportGateIds)[number];

/** What these gates look at. */
export type ReportFacts = Pick<
  LeaveFacts,
  'form' | 'answers' | 'authorities' | 'extremismLevel' | 'opportunity' | 'signature'
> & {
  /** The sections with answers of an earlier document that nobody has confirmed for this one. */
  readonly toConfirm: readonly string[];
};

const form2025 = (reference: string): RuleSource => ({
  name: 'MHCS annual statutory report, template of 2025/26',
  reference,
  mark: 'seen in a copy',
});
const ours: RuleSource = {
  name: 'Ownwords: what was said a year ago is not said again by nobody',
  mark: 'design',
};
// The template as it was seen has no place for the person; the pilot of 2016 wanted one in it.
const pilot: RuleSource = {
  name: 'Cygnet Health Care, Ministry of Justice pilot: the person’s words in leave applications and annual reports',
  mark: 'design',
};

type GateRule = DatedRule<Gate> & { readonly id: ReportGateId };
const gate = (id: ReportGateId, source: RuleSource, value: Gate): GateRule => ({
  ...{ id, version: '1', source, inForceFrom: '2025-01-01', value },
});
const texts = <N extends string>(name: N) =>
  ({ title: `gates.${name}.title`, needs: `gates.${name}.needs` }) as const;

/** Every gate of the report as dated data. */
export const reportGates: readonly GateRule[] = [
  gate('AS-1', form2025('instructions'), { ...texts('as1'), audience: 'closed' }),
  gate('AS-2', ours, { ...texts('as2'), audience: 'closed' }),
  gate('AS-3', pilot, { ...texts('as3'), audience: 'open' }),
  gate('AS-4', form2025('section 17'), { ...texts('as4'), audience: 'open' }),
];
datedRules(reportGates);

/** AS-2: every answer that was taken over from an earlier document was confirmed for this one; where nothing was, it passes. */
export function pictureConfirmed({ toConfirm }: Pick<ReportFacts, 'toConfirm'>): GateOutcome {
  const [first] = toConfirm;
  if (first === undefined) return passed;
  return blocked('gates.as2.unconfirmed', inSection(first, 'confirmed'), { count: toConfirm.length });
}

const checks: Readonly<Record<ReportGateId, (facts: ReportFacts, today: Temporal.PlainDate) => GateOutcome>> =
  { 'AS-1': formComplete, 'AS-2': pictureConfirmed, 'AS-3': opportunityGiven, 'AS-4': signed };

/**
 * Checks every gate of an annual statutory report.
 * @param facts the report and the case
 * @param today the day; each gate is taken in the version in force on it
 * @returns one result for each gate, in order; throws RuleProblem when a gate is not in force on the day
 */
export function checkReportGates(facts: ReportFacts, today: Temporal.PlainDate): readonly GateResult[] {
  return reportGateIds.map(id => {
    const { version, value } = ruleInForce(reportGates, id, today);
    return { gate: id, version, title: value.title, audience: value.audience, ...checks[id](facts, today) };
  });
}
