import { type DatedRule, datedRules, rulesInForce } from '../../../platform/time/index.ts';
import { clocksOf } from '../clocks/clocks-of.ts';
import type { CaseFacts, Day } from '../clocks/facts.ts';
import { factsKnownOn } from '../clocks/known.ts';
import { day } from '../clocks/reading.ts';
import { since, tribunalRules } from '../clocks/sources.ts';
import { standingOn } from '../clocks/standing.ts';
import { type KeptTribunal, tribunalFacts } from './kept.ts';
import { type StepKind, stepKinds } from './step-kinds.ts';

/** Who writes the reports: the hospital of somebody detained, or the two supervisors of somebody discharged. */
export type ReportsBy = 'hospital' | 'supervisors';
/** In which capacity a step is recorded; `section` is everybody of MHCS. */
export const recorders = [
  'section',
  'responsible_clinician',
  'mha_office',
  'clinical_supervisor',
  'social_supervisor',
] as const;
export type Recorder = (typeof recorders)[number];

export type StepLaw = {
  readonly reportsBy: readonly ReportsBy[];
  readonly recordedBy: readonly Recorder[];
  /** Its day may lie ahead. */
  readonly ahead?: true;
  /** It may happen more than once. */
  readonly again?: true;
  /** The clocks of which one begins with it. */
  readonly begins?: readonly string[];
};

const both: readonly ReportsBy[] = ['hospital', 'supervisors'];
const comments = ['state-comments', 'state-comments-on-recall'];
const hospital = ['responsible_clinician', 'mha_office'] as const;
const law: Record<StepKind, StepLaw> = {
  received: { reportsBy: both, recordedBy: ['section'] },
  'reports asked': {
    ...{ reportsBy: ['hospital'], recordedBy: ['section', 'mha_office'], begins: ['hospital-statement'] },
  },
  'supervisors named': {
    ...{ reportsBy: ['supervisors'], recordedBy: ['section'], begins: ['supervisors-reports'] },
  },
  'hospital reports sent': {
    ...{ reportsBy: ['hospital'], recordedBy: ['section', ...hospital], begins: comments },
  },
  'clinician report sent': {
    ...{ reportsBy: ['supervisors'], recordedBy: ['section', ...hospital, 'clinical_supervisor'] },
    begins: comments,
  },
  'social report sent': {
    ...{ reportsBy: ['supervisors'], recordedBy: ['section', 'social_supervisor'], begins: comments },
  },
  'words sent': {
    ...{ reportsBy: both, recordedBy: [...hospital, 'clinical_supervisor', 'social_supervisor'] },
  },
  'state comments sent': { reportsBy: both, recordedBy: ['section'] },
  hearing: { reportsBy: both, recordedBy: ['section'], ahead: true },
  adjourned: { reportsBy: both, recordedBy: ['section'], ahead: true, again: true },
};

/** What is done in a case before the tribunal, and who records it. */
export const stepRules: readonly DatedRule<StepLaw>[] = datedRules(
  stepKinds.map(kind => ({
    ...{ id: kind, version: '2012-04', inForceFrom: since.tribunalRules2008, value: law[kind] },
    source: tribunalRules('rule 32 as amended by SI 2012/500; who records it here is our own', 'verified'),
  })),
);

/** What holds of a kind of step on a day; undefined before the tribunal of these rules was there. */
export const stepLawOn = (kind: StepKind, on: Day): StepLaw | undefined =>
  rulesInForce(stepRules, day(on)).find(({ id }) => id === kind)?.value;

/** Who reports: where the person stood when the case came to the tribunal decides it, as for its clocks. */
export function reportsBy(facts: CaseFacts, madeOn: Day): ReportsBy {
  const { is } = standingOn(factsKnownOn(facts, day(madeOn)), madeOn);
  return is === 'conditionally discharged' ? 'supervisors' : 'hospital';
}

type Recording = {
  readonly as: readonly Recorder[];
  readonly reportsBy: ReportsBy;
  readonly done: readonly StepKind[];
  readonly maySendWords: boolean;
  readonly today: Day;
};

/**
 * The steps that can be recorded now: those of the reader that have not been taken. A hearing is adjourned once it is
 * listed, and the person's words go only if they said yes.
 */
export function stepsToRecord(recording: Recording): StepKind[] {
  const { as, done, maySendWords, today } = recording;
  return stepKinds.filter(kind => {
    const rule = stepLawOn(kind, today);
    if (!rule?.reportsBy.includes(recording.reportsBy)) return false;
    if (!rule.recordedBy.some(who => as.includes(who))) return false;
    if (kind === 'adjourned') return done.includes('hearing');
    if (kind === 'words sent' && !maySendWords) return false;
    return rule.again === true || !done.includes(kind);
  });
}

/** A day by which something is due, with the rule that set it. */
export type DueBy = { readonly on: Day; readonly rule: string };

/**
 * By when what a step calls for is due: read from the clock that begins with it, so that the two cannot differ.
 * @param step what is about to be recorded
 * @param at the case before the tribunal, all of that person's, and the facts of their case
 */
export function dueAfter(
  step: { readonly kind: StepKind; readonly onDay: Day },
  at: { readonly id: number; readonly tribunals: readonly KeptTribunal[]; readonly facts: CaseFacts },
): DueBy | undefined {
  const begins = stepLawOn(step.kind, step.onDay)?.begins ?? [];
  const kept = at.tribunals.map(one => (one.id === at.id ? { ...one, steps: [...one.steps, step] } : one));
  const tribunalCases = tribunalFacts(kept);
  const clock = clocksOf({ ...at.facts, tribunalCases }, day(step.onDay)).find(
    ({ id, of }) => of === String(at.id) && begins.includes(id),
  );
  return clock && { on: clock.due.toString(), rule: `${clock.id} ${clock.version}` };
}
