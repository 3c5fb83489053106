import type { TextKey } from '../../../platform/language/index.ts';
import { type DatedRule, datedRules, rulesInForce } from '../../../platform/time/index.ts';
import { day } from '../clocks/reading.ts';
import { since, tribunalRules } from '../clocks/sources.ts';
import type { TribunalRefusal } from './may-apply.ts';
import type { StepKind } from './step-kinds.ts';

/** The reports of which a tribunal can direct that the person does not read them, by the step that sent them. */
export const reportsToWithhold = [
  'hospital reports sent',
  'clinician report sent',
  'social report sent',
  'state comments sent',
] as const satisfies readonly StepKind[];
export type WithheldReport = (typeof reportsToWithhold)[number];

export const withholdingStates = ['asked', 'directed', 'refused', 'lifted'] as const;
export type WithholdingState = (typeof withholdingStates)[number];

/** What can follow a state; `none` is a report of which nothing was asked. */
type Follows = Readonly<Record<WithholdingState | 'none', readonly WithholdingState[]>>;
const begins: readonly WithholdingState[] = ['asked', 'directed'];

/**
 * Material whose disclosure would be likely to cause serious harm is kept from the person by a direction of the
 * tribunal, and by nothing else; the parties otherwise get everything that is filed.
 */
export const withholdingRules: readonly DatedRule<Follows>[] = datedRules([
  {
    ...{ id: 'rule 14(2)', version: '2008-11', inForceFrom: since.tribunalRules2008 },
    source: tribunalRules('rule 14(2)', 'verified'),
    value: {
      ...{
        none: begins,
        asked: ['directed', 'refused'],
        directed: ['lifted'],
        refused: begins,
        lifted: begins,
      },
    },
  },
]);

export type Withholding = { readonly report: WithheldReport; readonly state: WithholdingState };

/** What stands of a report now: the last that was recorded of it. */
export const withholdingOf = <W extends Withholding>(
  all: readonly W[],
  report: WithheldReport,
): W | undefined => all.findLast(one => one.report === report);

export type AskedWithholding = Withholding & {
  readonly onDay: string;
  readonly before: readonly Withholding[];
  readonly tribunal: { readonly madeOn: string; readonly sent: readonly StepKind[] };
  readonly today: string;
};

const refusal = (field: string, says: TextKey): TribunalRefusal => ({
  field,
  says,
  rule: 'SI 2008/2699 r14(2)',
});

/**
 * Whether it can be recorded that a report is to be kept from the person, or no longer.
 * @returns why not, or nothing
 */
export function refuseWithholding(asked: AskedWithholding): TribunalRefusal | undefined {
  const { report, state, onDay, before, tribunal, today } = asked;
  if (!tribunal.sent.includes(report)) return refusal('report', 'tribunal.refusal.notSent');
  if (onDay > today) return refusal('withheld-day', 'tribunal.refusal.future');
  if (onDay < tribunal.madeOn) return refusal('withheld-day', 'tribunal.refusal.beforeMade');
  const follows = rulesInForce(withholdingRules, day(onDay))[0]?.value;
  return follows?.[withholdingOf(before, report)?.state ?? 'none'].includes(state)
    ? undefined
    : refusal('state', 'tribunal.refusal.withholding');
}
