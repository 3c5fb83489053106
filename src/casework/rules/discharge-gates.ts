import { type DatedRule, datedRules, type RuleSource, ruleInForce } from '../../platform/time/index.ts';
import { formComplete, opportunityGiven, signed } from './application-gates.ts';
import { counterTerrorismHeard, offenderManagerHeard, remissionReasoned } from './custody-gates.ts';
import type { Gate, GateResult } from './gate.ts';
import { blocked, doesNotApply, type GateOutcome, inSection, passed } from './gate-outcome.ts';
import type { LeaveFacts } from './leave-facts.ts';
import { mappaInformation, mappaLevel2And3 } from './mappa-gates.ts';
import { pictureConfirmed } from './report-gates.ts';
import { newZone, officerReached, victimHeard, victimStatusSaid } from './victim-gates.ts';

/** What has to be there before an application for discharge goes out. */
export const dischargeGateIds = [
  'DA-1',
  'DA-2',
  'DA-3',
  'DA-4',
  'DA-5',
  'DA-6',
  'DA-7',
  'DA-8',
  'DA-9',
  'DA-10',
  'DA-11',
  'DA-12',
  'DA-13',
  'DA-14',
] as const;
export type DischargeGateId = (typeof dischargeGateIds)[number];

/** What these gates look at: what those of leave do, and what was taken over and not confirmed. */
export type DischargeFacts = LeaveFacts & { readonly toConfirm: readonly string[] };

const form2022: RuleSource = {
  name: 'MHCS discharge application, version 2.1 (February 2022)',
  mark: 'seen in a copy',
};
// The leave form prints these; that they are asked of a discharge too, which takes the person further, is ours.
const asOfLeave = (gate: string): RuleSource => ({
  name: 'Ownwords: who is heard before leave is heard before discharge',
  reference: `gate ${gate} of the MHCS leave application form 2024`,
  mark: 'design',
});

type GateRule = DatedRule<Gate> & { readonly id: DischargeGateId };
const gate = (id: DischargeGateId, source: RuleSource, value: Gate): GateRule => ({
  ...{ id, version: '1', source, inForceFrom: '2022-02-24', value },
});
const texts = <N extends string>(name: N, audience: Gate['audience']) =>
  ({ title: `gates.${name}.title`, needs: `gates.${name}.needs`, audience }) as const;

/** Every gate as dated data. */
export const dischargeGates: readonly GateRule[] = [
  gate('DA-1', form2022, texts('as1', 'closed')),
  gate('DA-2', asOfLeave('AS-2'), texts('as2', 'closed')),
  gate('DA-3', asOfLeave('LG-3'), texts('lg3', 'closed')),
  gate('DA-4', asOfLeave('LG-4'), texts('da4', 'closed')),
  gate('DA-5', asOfLeave('LG-5'), texts('lg5', 'closed')),
  gate('DA-6', asOfLeave('LG-6'), texts('lg6', 'closed')),
  gate('DA-7', asOfLeave('LG-7'), texts('lg7', 'closed')),
  gate('DA-8', asOfLeave('LG-8'), texts('lg8', 'closed')),
  gate('DA-9', asOfLeave('LG-9'), texts('lg9', 'closed')),
  gate('DA-10', asOfLeave('LG-10'), texts('lg10', 'closed')),
  gate('DA-11', asOfLeave('LG-11'), texts('lg11', 'open')),
  gate('DA-12', asOfLeave('LG-12'), texts('lg12', 'closed')),
  gate('DA-13', form2022, texts('lg13', 'open')),
  gate('DA-14', asOfLeave('AX-1'), texts('ax1', 'open')),
];
datedRules(dischargeGates);

/** DA-4: at level 1 the MAPPA I notification was sent. Who is discharged is out: a promise for later is not enough. */
function mappaNotified({ mappa }: DischargeFacts, today: Temporal.PlainDate): GateOutcome {
  if (mappa.level !== 1) return doesNotApply;
  const isNotified = mappa.notifiedOn !== undefined && mappa.notifiedOn <= today.toString();
  return isNotified ? passed : blocked('gates.da4.notNotified', inSection('5', 'mappaNotifiedOn'));
}

const checks: Readonly<
  Record<DischargeGateId, (facts: DischargeFacts, today: Temporal.PlainDate) => GateOutcome>
> = {
  'DA-1': formComplete,
  'DA-2': pictureConfirmed,
  'DA-3': mappaInformation,
  'DA-4': mappaNotified,
  'DA-5': mappaLevel2And3,
  'DA-6': officerReached,
  'DA-7': victimHeard,
  'DA-8': victimStatusSaid,
  'DA-9': newZone,
  'DA-10': offenderManagerHeard,
  'DA-11': remissionReasoned,
  'DA-12': counterTerrorismHeard,
  'DA-13': signed,
  'DA-14': opportunityGiven,
};

/**
 * Checks every gate of an application for discharge.
 * @param facts the application and the case
 * @param today the day; each gate is taken in the version in force on it
 * @returns one result for each gate, in order; throws RuleProblem when a gate is not in force on the day
 */
export function checkDischargeGates(facts: DischargeFacts, today: Temporal.PlainDate): readonly GateResult[] {
  return dischargeGateIds.map(id => {
    const { version, value } = ruleInForce(dischargeGates, id, today);
    return { gate: id, version, title: value.title, audience: value.audience, ...checks[id](facts, today) };
  });
}
