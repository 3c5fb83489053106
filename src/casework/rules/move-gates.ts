import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../platform/time/index.ts';
import { formComplete, opportunityGiven, signed } from './application-gates.ts';
import { offenderManagerHeard } from './custody-gates.ts';
import type { DocumentKind } from './document-kinds.ts';
import { blocked, type GateOutcome, inSection, passed } from './gate-outcome.ts';
import type { LeaveFacts } from './leave-facts.ts';
import type { Gate, GateResult } from './leave-gates.ts';
import { pictureConfirmed } from './report-gates.ts';
import { textOf } from './said-in-form.ts';

/** The requests that move somebody from one place to another. */
export type MoveKind = Extract<DocumentKind, 'transfer' | 'remission'>;

/** What these gates look at: what those of leave do, and what was taken over and not confirmed. */
export type MoveFacts = LeaveFacts & { readonly toConfirm: readonly string[] };

type Check = (facts: MoveFacts, today: Temporal.PlainDate) => GateOutcome;
type GateRow = DatedRule<Gate> & { readonly check: Check };

const ours = (reference: string): RuleSource => ({
  name: 'Ownwords: what has to be there before a request goes to MHCS',
  reference,
  mark: 'design',
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
