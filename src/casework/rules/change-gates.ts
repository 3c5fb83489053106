import { type Answers, entriesOf } from '../../platform/forms/index.ts';
import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../platform/time/index.ts';
import { formComplete, opportunityGiven, signed } from './application-gates.ts';
import type { Gate, GateResult } from './gate.ts';
import { blocked, type GateOutcome, inSection, passed } from './gate-outcome.ts';
import type { ReportFacts } from './report-gates.ts';

/** What has to be there before a request to change conditions goes out. */
export const changeGateIds = ['CC-1', 'CC-2', 'CC-3', 'CC-4'] as const;
export type ChangeGateId = (typeof changeGateIds)[number];

const form2023: RuleSource = {
  name: 'MHCS application to change conditions of discharge, June 2023',
  mark: 'verified',
};
const ours: RuleSource = { name: 'Ownwords: what is asked for can be understood', mark: 'design' };

type GateRule = DatedRule<Gate> & { readonly id: ChangeGateId };
const gate = (id: ChangeGateId, source: RuleSource, value: Gate): GateRule => ({
  ...{ id, version: '1', source, inForceFrom: '2023-06-01', value },
});
const texts = <N extends string>(name: N, audience: Gate['audience']) =>
  ({ title: `gates.${name}.title`, needs: `gates.${name}.needs`, audience }) as const;

/** Every gate as dated data. */
export const changeGates: readonly GateRule[] = [
  gate('CC-1', form2023, texts('as1', 'closed')),
  gate('CC-2', ours, texts('cc2', 'open')),
  gate('CC-3', ours, texts('ax1', 'open')),
  gate('CC-4', form2023, texts('cc4', 'open')),
];
datedRules(changeGates);

/** CC-2: whatever is kept, changed or ended names a condition, and whatever is changed or new has its words. */
export function changesAreWhole({ answers }: { readonly answers: Answers }): GateOutcome {
  const said = (text: unknown) => String(text ?? '').trim() !== '';
  const unclear = entriesOf(answers.changes).filter(({ what, now, wording }) => {
    const needsWords = what === 'change' || what === 'new';
    return (what !== 'new' && !said(now)) || (needsWords && !said(wording));
  });
  if (unclear.length === 0) return passed;
  return blocked('gates.cc2.unclear', inSection('3', 'changes'), { count: unclear.length });
}

const checks: Readonly<Record<ChangeGateId, (facts: ReportFacts, today: Temporal.PlainDate) => GateOutcome>> =
  { 'CC-1': formComplete, 'CC-2': changesAreWhole, 'CC-3': opportunityGiven, 'CC-4': signed };

/**
 * Checks every gate of a request to change conditions.
 * @param facts the request and the case
 * @param today the day; each gate is taken in the version in force on it
 * @returns one result for each gate, in order; throws RuleProblem when a gate is not in force on the day
 */
export function checkChangeGates(facts: ReportFacts, today: Temporal.PlainDate): readonly GateResult[] {
  return changeGateIds.map(id => {
    const { version, value } = ruleInForce(changeGates, id, today);
    return { gate: id, version, title: value.title, audience: value.audience, ...checks[id](facts, today) };
  });
}
