import { leaveKindsOfAYear } from '../forms/annual-report-2025.ts';

/** What the leave record holds of one consent: what was granted, and what became of it, in order. */
export type RecordedLeave = {
  readonly documentId: number;
  readonly granted: readonly string[];
  readonly events: readonly { readonly kind: string; readonly onDay: string; readonly note: string }[];
};

/** The same as a report asks for it. */
export type LeaveTaken = {
  readonly leave: readonly { readonly kind: string; readonly from: string; readonly until?: string }[];
  readonly stops: readonly { readonly on: string; readonly by: 'clinician'; readonly why: string }[];
  /** The last day on which something was recorded. */
  readonly lastOn: string;
};

/** The box of the form for a kind of leave; both kinds of extended leave share one. */
function boxOf(asked: string): string | undefined {
  return leaveKindsOfAYear.find(
    kind => asked === kind || (kind === 'extended' && asked.startsWith('extended-')),
  );
}

/**
 * What leave was taken, out of the leave record: one entry for each kind of leave of a consent under which leave was
 * started, from its start to its completion, and every time that the clinician stopped it.
 * Source: the report is to be up to date on all leave (GOV.UK, Report on completed leave, updated 2 August 2019).
 * @param recorded every consent with its record
 * @returns undefined where no leave was started
 */
export function leaveTakenIn(recorded: readonly RecordedLeave[]): LeaveTaken | undefined {
  const taken = recorded.flatMap(one => {
    const from = dayOf(one, 'started');
    return from === undefined ? [] : [{ ...one, from }];
  });
  const days = taken.flatMap(({ events }) => events.map(({ onDay }) => onDay)).sort();
  const lastOn = days.at(-1);
  if (lastOn === undefined) return undefined;
  return { lastOn, leave: taken.flatMap(entriesOf), stops: taken.flatMap(stopsOf) };
}

const dayOf = ({ events }: RecordedLeave, kind: string) => events.find(event => event.kind === kind)?.onDay;

function entriesOf({ from, ...one }: RecordedLeave & { from: string }): LeaveTaken['leave'] {
  const { granted } = one;
  const until = dayOf(one, 'completed');
  const days = { from, ...(until === undefined ? {} : { until }) };
  const boxes = granted.map(boxOf).filter(kind => kind !== undefined);
  return [...new Set(boxes)].map(kind => ({ kind, ...days }));
}

const stopsOf = ({ events }: RecordedLeave): LeaveTaken['stops'] =>
  events
    .filter(({ kind }) => kind === 'suspended')
    .map(({ onDay, note }) => ({ on: onDay, by: 'clinician', why: note }));
