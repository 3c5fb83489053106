import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../platform/time/index.ts';
import { earlierLeaveReported, formComplete, opportunityGiven, signed } from './application-gates.ts';
import { counterTerrorismHeard, offenderManagerHeard, remissionReasoned } from './custody-gates.ts';
import type { Gate, GateResult } from './gate.ts';
import type { GateOutcome } from './gate-outcome.ts';
import { informationInTime } from './information-clock.ts';
import type { LeaveFacts } from './leave-facts.ts';
import { mappaInformation, mappaLevel1, mappaLevel2And3 } from './mappa-gates.ts';
import { pictureConfirmed } from './report-gates.ts';
import { newZone, officerReached, victimHeard, victimStatusSaid } from './victim-gates.ts';

/** LG are the hard gates of the 2024 form, in the numbering of the design brief; AX is its Annex A; CP is our own. */
export const gateIds = [
  'LG-1',
  'LG-2',
  'LG-3',
  'LG-4',
  'LG-5',
  'LG-6',
  'LG-7',
  'LG-8',
  'LG-9',
  'LG-10',
  'LG-11',
  'LG-12',
  'LG-13',
  'LG-14',
  'AX-1',
  'CP-1',
] as const;
export type GateId = (typeof gateIds)[number];

const form2024 = (reference: string): RuleSource => ({
  name: 'MHCS leave application form 2024',
  reference,
  mark: 'seen in a copy',
});
const govUk: RuleSource = {
  name: 'GOV.UK, Report on completed leave for restricted patients, updated 2 August 2019',
  url: 'https://www.gov.uk/government/publications/completed-leave-report',
  mark: 'verified',
};

const ours: RuleSource = {
  name: 'Ownwords: what was said in an earlier document is not said again by nobody',
  mark: 'design',
};

type GateRule = DatedRule<Gate> & { readonly id: GateId };

const gate = (id: GateId, source: RuleSource, value: Gate): GateRule => ({
  id,
  version: '1',
  source,
  inForceFrom: '2024-11-20',
  value,
});

const texts = <N extends string>(name: N) =>
  ({ title: `gates.${name}.title`, needs: `gates.${name}.needs` }) as const;

/** Every gate as dated data; how each is checked stands in `checks`. */
export const leaveGates: readonly GateRule[] = [
  gate('LG-1', form2024('instructions'), { ...texts('lg1'), audience: 'closed' }),
  gate('LG-2', form2024('instructions'), { ...texts('lg2'), audience: 'open' }),
  gate('LG-3', form2024('section 5'), { ...texts('lg3'), audience: 'closed' }),
  gate('LG-4', form2024('section 5'), { ...texts('lg4'), audience: 'closed' }),
  gate('LG-5', form2024('section 5'), { ...texts('lg5'), audience: 'closed' }),
  gate('LG-6', form2024('section 6'), { ...texts('lg6'), audience: 'closed' }),
  gate('LG-7', form2024('section 6'), { ...texts('lg7'), audience: 'closed' }),
  gate('LG-8', form2024('section 6'), { ...texts('lg8'), audience: 'closed' }),
  gate('LG-9', form2024('section 6'), { ...texts('lg9'), audience: 'closed' }),
  gate('LG-10', form2024('section 7'), { ...texts('lg10'), audience: 'closed' }),
  gate('LG-11', form2024('section 7'), { ...texts('lg11'), audience: 'open' }),
  gate('LG-12', form2024('section 4h'), { ...texts('lg12'), audience: 'closed' }),
  gate('LG-13', form2024('signature'), { ...texts('lg13'), audience: 'open' }),
  gate('LG-14', govUk, { ...texts('lg14'), audience: 'open' }),
  gate('AX-1', form2024('Annex A'), { ...texts('ax1'), audience: 'open' }),
  gate('CP-1', ours, { ...texts('as2'), audience: 'closed' }),
];
datedRules(leaveGates);

type Check = (facts: LeaveFacts, today: Temporal.PlainDate) => GateOutcome;

const checks: Readonly<Record<GateId, Check>> = {
  'LG-1': formComplete,
  'LG-2': informationInTime,
  'LG-3': mappaInformation,
  'LG-4': mappaLevel1,
  'LG-5': mappaLevel2And3,
  'LG-6': officerReached,
  'LG-7': victimHeard,
  'LG-8': victimStatusSaid,
  'LG-9': newZone,
  'LG-10': offenderManagerHeard,
  'LG-11': remissionReasoned,
  'LG-12': counterTerrorismHeard,
  'LG-13': signed,
  'LG-14': earlierLeaveReported,
  'AX-1': opportunityGiven,
  'CP-1': ({ toConfirm = [] }) => pictureConfirmed({ toConfirm }),
};

/**
 * Checks every gate.
 * @param facts the application and the case, as `leaveFactsFrom` gathers them
 * @param today the day; each gate is taken in the version in force on it
 * @returns one result for each gate, in order; throws RuleProblem when a gate is not in force on the day, since
 *   to let an application through unchecked is to guess the rule
 */
export function checkLeaveGates(facts: LeaveFacts, today: Temporal.PlainDate): readonly GateResult[] {
  return gateIds.map(id => {
    const { version, value } = ruleInForce(leaveGates, id, today);
    return { gate: id, version, title: value.title, audience: value.audience, ...checks[id](facts, today) };
  });
}

/**
 * Whether a document may be submitted.
 * @param results what the check of its gates gave
 * @param ids the gates of its kind
 * @returns true only when every gate was checked and none is blocked
 */
export function maySubmit(results: readonly GateResult[], ids: readonly string[] = gateIds): boolean {
  return ids.every(id => {
    const ofGate = results.filter(({ gate }) => gate === id);
    return ofGate.length > 0 && ofGate.every(({ state }) => state !== 'blocked');
  });
}
