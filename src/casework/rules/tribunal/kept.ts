import type { Day, TribunalCase } from '../clocks/facts.ts';
import { laterOf } from '../clocks/reading.ts';
import type { TribunalKind } from './grounds.ts';
import type { Outcome } from './results.ts';
import type { StepKind } from './step-kinds.ts';

/** A case before the tribunal as clocks need it: only what stands, without what was struck out. */
export type KeptTribunal = {
  readonly id: number;
  readonly kind: TribunalKind;
  readonly madeOn: Day;
  readonly steps: readonly { readonly kind: StepKind; readonly onDay: Day }[];
  readonly results: readonly { readonly outcome: Outcome; readonly decidedOn: Day }[];
};

type Dated<K extends string> = { readonly [key in K]: Day } | undefined;
const said = <K extends string>(key: K, day: Day | undefined): Dated<K> =>
  day === undefined ? undefined : ({ [key]: day } as { readonly [key in K]: Day });

function daysOf({ steps, results }: KeptTribunal) {
  const on = (kind: StepKind) => steps.find(step => step.kind === kind)?.onDay;
  const clinician = on('clinician report sent');
  const social = on('social report sent');
  // Both supervisors report; their reports have come with the later one.
  const both = clinician !== undefined && social !== undefined ? laterOf(clinician, social) : undefined;
  const withdrawn = results.find(({ outcome }) => outcome === 'withdrawn')?.decidedOn;
  return {
    ...said('hospitalAskedOn', on('reports asked')),
    ...said('hospitalStatementOn', on('hospital reports sent')),
    ...said('supervisorsNamedOn', on('supervisors named')),
    ...said('supervisorsReportsOn', both),
    ...said('commentsOn', on('state comments sent')),
    ...said('withdrawnOn', withdrawn),
    ...said('consideredOn', withdrawn === undefined ? results.at(-1)?.decidedOn : undefined),
  };
}

/**
 * What the clocks of a case read of its cases before the tribunal. One that was entered by mistake never was.
 * @param kept the cases with their standing steps and results, in order
 */
export function tribunalFacts(kept: readonly KeptTribunal[]): TribunalCase[] {
  return kept
    .filter(({ results }) => results.every(({ outcome }) => outcome !== 'entered by mistake'))
    .map(one => ({ id: String(one.id), kind: one.kind, madeOn: one.madeOn, ...daysOf(one) }));
}
