import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../../platform/time/index.ts';
import { formComplete, opportunityGiven, partsSigned, signed } from '../application-gates.ts';
import type { Gate, GateResult } from '../gate.ts';
import { blocked, doesNotApply, type GateOutcome, inSection, passed } from '../gate-outcome.ts';
import type { ReportFacts } from '../report-gates.ts';
import { textOf } from '../said-in-form.ts';
import { doctorsOf, reportAge } from './doctors.ts';

/** What has to be there before a transfer from prison goes to MHCS. */
export const prisonGateIds = [
  ...(['PT-1', 'PT-2', 'PT-3', 'PT-4', 'PT-5', 'PT-6', 'PT-7', 'PT-8', 'PT-9'] as const),
] as const;
export type PrisonGateId = (typeof prisonGateIds)[number];

/** What these gates look at. */
export type PrisonFacts = Omit<ReportFacts, 'toConfirm'> & {
  /** The parts that nobody has signed and that sending does not sign. */
  readonly toSign: readonly string[];
};

const act = (reference: string): RuleSource => ({
  name: 'Mental Health Act 1983',
  reference,
  mark: 'verified',
});
const background = (reference: string): RuleSource => ({ ...act(reference), mark: 'background' });
const ours = (reference: string): RuleSource => ({
  name: 'Ownwords: what has to be there before a request goes to MHCS',
  reference,
  mark: 'design',
});

type GateRule = DatedRule<Gate> & { readonly id: PrisonGateId };
type Named = readonly [name: string, audience: Gate['audience']];
const gate = (id: PrisonGateId, source: RuleSource, [name, audience]: Named): GateRule => ({
  ...{ id, version: '1', source, inForceFrom: '2024-01-01' },
  value: { title: `${name}.title`, needs: `${name}.needs`, audience } as Gate,
});

/** Every gate of a transfer from prison as dated data. */
export const prisonGates: readonly GateRule[] = [
  gate('PT-1', ours('AS-1'), ['gates.as1', 'closed']),
  gate('PT-2', ours('DR-3'), ['gates.parts', 'open']),
  gate('PT-3', act('sections 47(1) and 48(1)'), ['prison.gate.twoDoctors', 'open']),
  gate('PT-4', background('section 54(1)'), ['prison.gate.approved', 'open']),
  gate('PT-5', ours('up-to-date evidence'), ['prison.gate.fresh', 'open']),
  gate('PT-6', act('section 50(2)'), ['prison.gate.release', 'open']),
  gate('PT-7', ours('a bed'), ['prison.gate.bed', 'open']),
  gate('PT-8', ours('AX-1'), ['gates.ax1', 'open']),
  gate('PT-9', ours('LG-13'), ['prison.gate.signed', 'open']),
];
datedRules(prisonGates);

/**
 * PT-3: two registered medical practitioners, and not the same one twice. Who signed which part the database knows; on
 * paper their numbers in the register of doctors tell them apart. Source: sections 47(1) and 48(1).
 */
function twoDoctors({ answers }: PrisonFacts): GateOutcome {
  const [one, other] = doctorsOf(answers);
  const unread = [one, other].find(({ gmc }) => !/^\d{7}$/.test(gmc));
  if (unread) return blocked('prison.gate.twoDoctors.number', inSection(unread.section, `${unread.id}Gmc`));
  return one.gmc === other.gmc
    ? blocked('prison.gate.twoDoctors.same', inSection(other.section, `${other.id}Gmc`))
    : passed;
}

/** PT-4: one of the two at least is approved under section 12. */
function oneApproved({ answers }: PrisonFacts): GateOutcome {
  return doctorsOf(answers).some(({ approved }) => approved)
    ? passed
    : blocked('prison.gate.approved.none', inSection('C1', 'doctor2Approved'));
}

/** PT-5: neither doctor saw the person too long ago. The law gives no number: the days are ours. */
function reportsFresh({ answers }: PrisonFacts, today: Temporal.PlainDate): GateOutcome {
  const { days } = ruleInForce(reportAge, 'prison-report-age', today).value;
  const since = today.subtract({ days }).toString();
  const unseen = doctorsOf(answers).find(({ seenOn }) => seenOn === '');
  if (unseen) return blocked('prison.gate.fresh.missing', inSection(unseen.section, `${unseen.id}Seen-day`));
  const old = doctorsOf(answers).find(({ seenOn }) => seenOn < since);
  return old
    ? blocked('prison.gate.fresh.old', inSection(old.section, `${old.id}Seen-day`), { days })
    : passed;
}

/** PT-6: the restrictions would end with the release date, so it lies ahead; an indeterminate sentence has none. */
function releaseAhead({ answers }: PrisonFacts, today: Temporal.PlainDate): GateOutcome {
  if (textOf(answers, 'custodyKind') !== 'prison-sentenced') return doesNotApply;
  const releaseOn = textOf(answers, 'releaseOn');
  return releaseOn === undefined || releaseOn > today.toString()
    ? passed
    : blocked('prison.gate.release.passed', inSection('A2', 'releaseOn-day'));
}

/** PT-7: a hospital has said that a bed is there, and by which day. */
function bedThere({ answers }: PrisonFacts, today: Temporal.PlainDate): GateOutcome {
  if (textOf(answers, 'receivingHospital') === undefined)
    return blocked('prison.gate.bed.none', inSection('D1', 'receivingHospital'));
  return (textOf(answers, 'bedBy') ?? '') >= today.toString()
    ? passed
    : blocked('prison.gate.bed.passed', inSection('D1', 'bedBy-day'));
}

type Check = (facts: PrisonFacts, today: Temporal.PlainDate) => GateOutcome;
const checks: Readonly<Record<PrisonGateId, Check>> = {
  'PT-1': formComplete,
  'PT-2': partsSigned,
  'PT-3': twoDoctors,
  'PT-4': oneApproved,
  'PT-5': reportsFresh,
  'PT-6': releaseAhead,
  'PT-7': bedThere,
  'PT-8': opportunityGiven,
  'PT-9': signed,
};

/**
 * Checks every gate of a transfer from prison.
 * @param facts what was written and signed, and what came of asking the person
 * @param today the day; each gate is taken in the version in force on it
 * @returns one result for each gate, in order; throws RuleProblem when a gate is not in force on the day
 */
export function checkPrisonGates(facts: PrisonFacts, today: Temporal.PlainDate): readonly GateResult[] {
  return prisonGateIds.map(id => {
    const { version, value } = ruleInForce(prisonGates, id, today);
    return { gate: id, version, title: value.title, audience: value.audience, ...checks[id](facts, today) };
  });
}

/** The gates that what came on paper has to pass: two doctors, one approved, both lately, a date ahead, a bed. */
export const paperGateIds: readonly PrisonGateId[] = ['PT-3', 'PT-4', 'PT-5', 'PT-6', 'PT-7'];
