import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../platform/time/index.ts';
import { earlierLeaveReported, formComplete, opportunityGiven, signed } from './application-gates.ts';
import { counterTerrorismHeard, offenderManagerHeard, remissionReasoned } from './custody-gates.ts';
import type { DocumentKind } from './document-kinds.ts';
import type { Gate, GateResult } from './gate.ts';
import { blocked, type GateOutcome, inSection, passed } from './gate-outcome.ts';
import type { LeaveFacts } from './leave-facts.ts';
import { mappaInformation, mappaLevel1, mappaLevel2And3 } from './mappa-gates.ts';
import { pictureConfirmed } from './report-gates.ts';
import { textOf } from './said-in-form.ts';
import { newZone, officerReached, victimHeard, victimStatusSaid } from './victim-gates.ts';

/** The requests that take somebody from one place to another, for good or on leave. */
export type MoveKind = Extract<DocumentKind, 'transfer' | 'remission' | 'medical leave' | 'extended leave'>;

/** What these gates look at: what those of leave do, and what was taken over and not confirmed. */
export type MoveFacts = LeaveFacts & { readonly toConfirm: readonly string[] };

type Check = (facts: MoveFacts, today: Temporal.PlainDate) => GateOutcome;
type GateRow = DatedRule<Gate> & { readonly check: Check };

const ours = (reference: string): RuleSource => ({
  name: 'Ownwords: what has to be there before a request goes to MHCS',
  reference,
  mark: 'design',
});
const form2024 = (reference: string): RuleSource => ({
  name: 'MHCS leave application form 2024',
  reference,
  mark: 'seen in a copy',
});
const act = (reference: string): RuleSource => ({
  name: 'Mental Health Act 1983',
  reference,
  mark: 'verified',
});

function row(id: string, source: RuleSource, { name, audience, check }: Named): GateRow {
  const value = { title: `gates.${name}.title`, needs: `gates.${name}.needs`, audience } as Gate;
  return { id, version: '1', source, inForceFrom: '2026-01-01', value, check };
}
type Named = { readonly name: string; readonly audience: Gate['audience']; readonly check: Check };

/** What every request has to have: complete, confirmed, the person asked, signed. */
const general = (prefix: string): readonly GateRow[] => [
  row(`${prefix}-1`, ours('AS-1'), { name: 'as1', audience: 'closed', check: formComplete }),
  row(`${prefix}-2`, ours('AS-2'), { name: 'as2', audience: 'closed', check: pictureConfirmed }),
  row(`${prefix}-3`, ours('AX-1'), { name: 'ax1', audience: 'open', check: opportunityGiven }),
  row(`${prefix}-4`, ours('LG-13'), { name: 'lg13', audience: 'open', check: signed }),
];

/** TR-5: the responsible clinician of the other hospital has taken the person on, on a day that is said. */
function takenOn({ answers }: MoveFacts, today: Temporal.PlainDate): GateOutcome {
  if (answers.accepted !== 'yes') return blocked('gates.tr5.notAccepted', inSection('4', 'accepted'));
  const on = textOf(answers, 'acceptedOn');
  if (on === undefined || on > today.toString())
    return blocked('gates.tr5.undated', inSection('4', 'acceptedOn'));
  return passed;
}

const waysUnder: Readonly<Record<string, readonly string[]>> = {
  s45A: ['remission-prison', 'remission-licence'],
  's47/49': ['remission-prison', 'remission-licence'],
  's48/49': ['remission-remand'],
};

/** RM-5: what is asked for is what the law knows under this authority (sections 50(1), 51(3) and 53(2)). */
function wayFits({ answers, authorities }: MoveFacts): GateOutcome {
  const way = textOf(answers, 'remissionWay');
  const fits = authorities.some(authority => way !== undefined && waysUnder[authority]?.includes(way));
  return fits ? passed : blocked('gates.rm5.otherWay', inSection('3', 'remissionWay'));
}

/** ML-5: this form is for cases that are marked as high profile; for others no form of MHCS is known. */
function highProfile({ answers }: MoveFacts): GateOutcome {
  return answers.highProfile === 'yes'
    ? passed
    : blocked('gates.ml5.notThisForm', inSection('3', 'highProfile'));
}

const asOfLeave = (reference: string): RuleSource => ({
  name: 'Ownwords: who is heard before leave is heard before extended leave',
  reference,
  mark: 'design',
});
const heard = (place: number, leaveGate: string, audience: Gate['audience'], check: Check): GateRow =>
  row(`EL-${place}`, asOfLeave(leaveGate), {
    ...{ name: leaveGate.toLowerCase().replace('-', ''), audience, check },
  });

const gates: Readonly<Record<MoveKind, readonly GateRow[]>> = {
  transfer: [
    ...general('TR'),
    row('TR-5', ours('section 19 with section 41(3)(c)(ii)'), {
      ...{ name: 'tr5', audience: 'open', check: takenOn },
    }),
  ],
  remission: [
    ...general('RM'),
    row('RM-5', act('sections 50(1), 51(3), 53(2)'), { name: 'rm5', audience: 'open', check: wayFits }),
    row('RM-6', ours('LG-10'), { name: 'lg10', audience: 'closed', check: offenderManagerHeard }),
  ],
  'medical leave': [
    ...general('ML'),
    row('ML-5', form2024('instructions'), { name: 'ml5', audience: 'closed', check: highProfile }),
  ],
  'extended leave': [
    ...general('EL'),
    heard(5, 'LG-3', 'closed', mappaInformation),
    heard(6, 'LG-4', 'closed', mappaLevel1),
    heard(7, 'LG-5', 'closed', mappaLevel2And3),
    heard(8, 'LG-6', 'closed', officerReached),
    heard(9, 'LG-7', 'closed', victimHeard),
    heard(10, 'LG-8', 'closed', victimStatusSaid),
    heard(11, 'LG-9', 'closed', newZone),
    heard(12, 'LG-10', 'closed', offenderManagerHeard),
    heard(13, 'LG-11', 'open', remissionReasoned),
    heard(14, 'LG-12', 'closed', counterTerrorismHeard),
    heard(15, 'LG-14', 'open', earlierLeaveReported),
  ],
};
for (const rules of Object.values(gates)) datedRules(rules);

/** The gates of a kind of request, in order. */
export const moveGateIds = (kind: MoveKind): readonly string[] => gates[kind].map(({ id }) => id);

/**
 * Checks every gate of a request.
 * @param facts the request and the case
 * @param today the day; each gate is taken in the version in force on it
 * @returns one result for each gate, in order; throws RuleProblem when a gate is not in force on the day
 */
export function checkMoveGates(
  kind: MoveKind,
  facts: MoveFacts,
  today: Temporal.PlainDate,
): readonly GateResult[] {
  return gates[kind].map(({ id, check }) => {
    const { version, value } = ruleInForce(gates[kind], id, today);
    return { gate: id, version, title: value.title, audience: value.audience, ...check(facts, today) };
  });
}
