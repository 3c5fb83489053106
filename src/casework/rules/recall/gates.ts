import { type Answers, wordsOf } from '../../../platform/forms/index.ts';
import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../../platform/time/index.ts';
import { formComplete, opportunityGiven, signed } from '../application-gates.ts';
import type { Gate, GateResult } from '../gate.ts';
import { blocked, byException, type GateOutcome, inSection, passed } from '../gate-outcome.ts';
import type { ReportFacts } from '../report-gates.ts';
import { textOf } from '../said-in-form.ts';

/** What has to be there before a recall is asked for. */
export const recallGateIds = ['RC-1', 'RC-2', 'RC-3', 'RC-4', 'RC-5'] as const;
export type RecallGateId = (typeof recallGateIds)[number];

/** What these gates look at. */
export type RecallFacts = Omit<ReportFacts, 'toConfirm'>;

const practice: RuleSource = {
  name: 'MHCS, recall of conditionally discharged restricted patients; mentalhealthlaw.co.uk, Recall',
  mark: 'verified',
};
const ours: RuleSource = {
  name: 'Ownwords: who cannot safely be asked before is asked afterwards',
  mark: 'design',
};

type GateRule = DatedRule<Gate> & { readonly id: RecallGateId };
const gate = (
  id: RecallGateId,
  source: RuleSource,
  [number, audience]: [number: 1 | 2 | 3 | 4 | 5, Gate['audience']],
): GateRule => ({
  ...{ id, version: '1', source, inForceFrom: '2024-01-01' },
  value: { title: `recall.gate.rc${number}.title`, needs: `recall.gate.rc${number}.needs`, audience },
});

/** Every gate of a recall as dated data. */
export const recallGates: readonly GateRule[] = [
  gate('RC-1', ours, [1, 'closed']),
  gate('RC-2', practice, [2, 'open']),
  gate('RC-3', practice, [3, 'open']),
  gate('RC-4', ours, [4, 'closed']),
  gate('RC-5', ours, [5, 'open']),
];
datedRules(recallGates);

/** For how long a medical opinion is up to date. The law says “up-to-date” and no number: the days are ours. */
export const evidenceAge: readonly DatedRule<{ readonly days: number }>[] = datedRules([
  {
    ...{ id: 'recall-evidence', version: '2026-1', inForceFrom: '2024-01-01', value: { days: 14 } },
    source: {
      name: 'Ownwords default for “up-to-date”, to be replaced by the number of MHCS',
      mark: 'design',
    },
  },
]);

/** Whether recall is asked for as in an emergency, in which medical evidence follows. */
export const isEmergency = (answers: Answers): boolean =>
  wordsOf(answers.urgency).includes('recall-emergency');

/**
 * RC-2: reasonable grounds that something significant has happened or emerged. A condition that was not kept is
 * neither needed for that nor enough. Source: section 42(3) as the courts read it; mentalhealthlaw.co.uk, Recall.
 */
function grounds({ answers }: RecallFacts): GateOutcome {
  return textOf(answers, 'groundsKind') === 'breach'
    ? blocked('recall.gate.rc2.breachAlone', inSection('2', 'groundsKind'))
    : passed;
}

/** RC-3: up-to-date medical evidence, except in an emergency; then why, and the day on which it follows. */
function evidence({ answers }: RecallFacts, today: Temporal.PlainDate): GateOutcome {
  if (isEmergency(answers)) {
    const follows = textOf(answers, 'evidenceFollowsOn');
    if (textOf(answers, 'emergencyWhy') === undefined || follows === undefined)
      return blocked('recall.gate.rc3.whyEmergency', inSection('3', 'emergencyWhy'));
    if (follows < today.toString())
      return blocked('recall.gate.rc3.followsPast', inSection('3', 'evidenceFollowsOn-day'));
    return byException('emergency', 'recall.gate.rc3.exception', { recordedOn: today.toString() });
  }
  const on = textOf(answers, 'evidenceOn');
  if (on === undefined || textOf(answers, 'evidence') === undefined)
    return blocked('recall.gate.rc3.none', inSection('3', 'evidence'));
  const { days } = ruleInForce(evidenceAge, 'recall-evidence', today).value;
  return on < today.subtract({ days }).toString()
    ? blocked('recall.gate.rc3.old', inSection('3', 'evidenceOn-day'), { days })
    : passed;
}

/** RC-4: the person could say their part, or could not safely be asked yet and is asked afterwards. */
function askedOrAfterwards(facts: RecallFacts, today: Temporal.PlainDate): GateOutcome {
  const afterwards = textOf(facts.answers, 'askedWhen') === 'afterwards';
  if (!afterwards) return opportunityGiven(facts, today);
  if (textOf(facts.answers, 'notAskedWhy') === undefined)
    return blocked('recall.gate.rc4.why', inSection('6', 'notAskedWhy'));
  return byException('asked afterwards', 'recall.gate.rc4.exception', { recordedOn: today.toString() });
}

const checks: Readonly<Record<RecallGateId, (facts: RecallFacts, today: Temporal.PlainDate) => GateOutcome>> =
  {
    'RC-1': formComplete,
    'RC-2': grounds,
    'RC-3': evidence,
    'RC-4': askedOrAfterwards,
    'RC-5': signed,
  };

/**
 * Checks every gate of a recall.
 * @param facts what was written, and what came of asking the person
 * @param today the day; each gate is taken in the version in force on it
 * @returns one result for each gate, in order; throws RuleProblem when a gate is not in force on the day
 */
export function checkRecallGates(facts: RecallFacts, today: Temporal.PlainDate): readonly GateResult[] {
  return recallGateIds.map(id => {
    const { version, value } = ruleInForce(recallGates, id, today);
    return { gate: id, version, title: value.title, audience: value.audience, ...checks[id](facts, today) };
  });
}
