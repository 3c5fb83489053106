import { type DatedRule, datedRules, ruleInForce } from '../../../platform/time/index.ts';
import type { Ower } from './clock-work.ts';
import type { Day } from './facts.ts';
import type { KeptClock } from './kept-clock.ts';
import { laterOf } from './reading.ts';
import { recallClocks } from './recall-duties.ts';
import { ownDefault, since } from './sources.ts';

/** Who is told: those who owe it, those who lead casework in the section, or the person and their helpers. */
export type Told = 'hospital' | 'supervisors' | 'section' | 'managers' | 'person';

/** One step of reminding, counted in days from the day it is due (below zero, before it), or from a day of the clock. */
export type ReminderStep = {
  readonly step: string;
  readonly on: 'soon' | 'opens' | number;
  readonly to: readonly Told[];
  /** Marked on the page as escalated from then on. */
  readonly escalates?: true;
};

const duty = (to: Told, first: number, escalatedAfter: number): readonly ReminderStep[] => [
  { step: 'soon', on: 'soon', to: [to] },
  { step: 'nearly', on: first, to: [to] },
  { step: 'late', on: 1, to: [to] },
  { step: 'escalated', on: escalatedAfter, to: [to, 'managers'], escalates: true },
];

// What follows a recall is due in hours or few days: a mail on its day, and two days later whoever leads.
const afterRecall = (to: Told): readonly ReminderStep[] => [
  { step: 'soon', on: 'soon', to: [to] },
  { step: 'late', on: 1, to: [to] },
  { step: 'escalated', on: 2, to: [to, 'managers'], escalates: true },
];

const steps: Readonly<
  Record<Exclude<Ower, 'nobody'> | `recall-${'hospital' | 'section'}`, readonly ReminderStep[]>
> = {
  hospital: duty('hospital', -7, 14),
  supervisors: duty('supervisors', -3, 7),
  section: duty('section', -2, 3),
  'recall-hospital': afterRecall('hospital'),
  'recall-section': afterRecall('section'),
  person: [
    { step: 'opens', on: 'opens', to: ['person'] },
    { step: 'soon', on: 'soon', to: ['person'] },
  ],
};

/** When somebody is reminded, by who owes it. What MHCS does itself about a late report was not found. */
export const reminderRules: readonly DatedRule<readonly ReminderStep[]>[] = datedRules(
  Object.entries(steps).map(([ower, value]) => ({
    ...{ id: `reminders-${ower}`, version: '1', inForceFrom: since.firstYear, value },
    source: ownDefault('reminders and escalation of late reports were not found in any paper of MHCS'),
  })),
);

type Reminded = Pick<
  KeptClock,
  'kind' | 'owedBy' | 'dueOn' | 'soonOn' | 'opensOn' | 'pausedOn' | 'expectedOn' | 'inForce'
>;

function dayOf({ on }: ReminderStep, { dueOn, soonOn, opensOn }: Reminded): Day | null {
  if (on === 'soon') return soonOn;
  if (on === 'opens') return opensOn;
  const counted = Temporal.PlainDate.from(dueOn).add({ days: on }).toString();
  // A clock of a few days is not reminded of before it is due soon.
  return on < 0 ? laterOf(counted, soonOn) : counted;
}

// Nobody is chased for what stands still, for what is no law yet, or before the day for which it was promised.
const isQuiet = ({ pausedOn, inForce, expectedOn }: Reminded, today: Day) =>
  pausedOn !== null || !inForce || (expectedOn !== null && today <= expectedOn);

type Reached = { readonly step: ReminderStep; readonly on: Day };

function reachedBy(clock: Reminded, today: Temporal.PlainDate): readonly Reached[] {
  if (clock.owedBy === 'nobody' || isQuiet(clock, today.toString())) return [];
  const ladder = recallClocks.includes(clock.kind) ? `recall-${clock.owedBy}` : clock.owedBy;
  const { value } = ruleInForce(reminderRules, `reminders-${ladder}`, today);
  return value.flatMap(step => {
    const on = dayOf(step, clock);
    return on !== null && on <= today.toString() ? [{ step, on }] : [];
  });
}

/**
 * The steps of reminding that have come for a clock, the last one last. When several have come at once, the last one
 * is sent and the others are only noted.
 * @param clock the clock as it is kept
 * @param today the day; throws RuleProblem when no rule is in force on it
 */
export function stepsReached(clock: Reminded, today: Temporal.PlainDate): readonly ReminderStep[] {
  return reachedBy(clock, today).map(({ step }) => step);
}

/**
 * The step that is to be sent now, if any.
 * @param clock the clock as it is kept
 * @param before the steps that were sent or noted for this due day, and the day on which clocks began to be kept: a
 *   right that opened before it is not told afterwards
 * @param today the day
 */
export function stepToSend(
  clock: Reminded,
  { sent, since }: { readonly sent: readonly string[]; readonly since: Day },
  today: Temporal.PlainDate,
): ReminderStep | undefined {
  const last = reachedBy(clock, today).at(-1);
  if (last === undefined || sent.includes(last.step.step)) return undefined;
  // Of a right that opened long ago nobody is told as if it were new; a duty is there whenever it was met.
  const isOld = clock.opensOn !== null && last.on < since;
  return isOld ? undefined : last.step;
}

/**
 * Whether a clock counts as escalated: the page says so too.
 * @param clock the clock as it is kept
 * @param today the day
 */
export function isEscalated(clock: Reminded, today: Temporal.PlainDate): boolean {
  return stepsReached(clock, today).some(({ escalates }) => escalates === true);
}
