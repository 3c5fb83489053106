import type { Work } from './clocks/facts.ts';
import type { Priority } from './clocks/priorities.ts';
import { priorityOf, priorityRules } from './clocks/priority.ts';
import type { DocumentKind } from './document-kinds.ts';

const leave = {
  'compassionate-day': 'compassionate leave',
  'compassionate-overnight': 'compassionate leave',
  'escorted-day': 'escorted leave',
  'escorted-overnight': 'escorted leave',
  'unescorted-day': 'unescorted leave',
  'unescorted-overnight': 'unescorted leave',
} as const satisfies Record<string, Work>;

const discharge = {
  'conditional-discharge': 'discharge',
  'absolute-discharge': 'discharge',
  'supervised-discharge': 'supervised discharge',
} as const satisfies Record<string, Work>;

/** What stands here instead of something asked for: everything of the kind, and what its form says is urgent. */
const anything = '';
const urgent = 'urgent';

/** Which work of the triage each thing is that a document asks for. Reports ask for nothing and have no place in it. */
const works: Readonly<Partial<Record<DocumentKind, Readonly<Record<string, Work>>>>> = {
  'leave application': leave,
  'medical leave': { [anything]: 'medical leave', [urgent]: 'urgent medical leave' },
  'extended leave': { [anything]: 'extended leave' },
  transfer: {
    'level-transfer': 'level transfer',
    'hospital-transfer': 'hospital transfer',
    'trial-leave': 'trial leave',
  },
  remission: { [anything]: 'remission' },
  'prison transfer': { [anything]: 'prison transfer' },
  recall: { [anything]: 'recall' },
  'urgent recall': { [anything]: 'recall' },
  'change of conditions': { [anything]: 'change of conditions' },
  'lifting of restrictions': { [anything]: 'lifting of restrictions' },
  'own lifting request': { [anything]: 'lifting of restrictions' },
  'discharge application': discharge,
  'own discharge request': discharge,
};

/** What a document asks for; more than one thing may be. */
export type Asked = {
  readonly kind: DocumentKind;
  readonly askedFor: readonly string[];
  readonly isUrgent?: boolean;
};

/**
 * How urgent a document is: of several things that it asks for, the first in rank counts.
 * @param asked the kind, what is asked for, and whether its form says that it is urgent
 * @param on the day whose scheme counts
 * @returns the last priority for whatever the triage does not place
 */
export function priorityFor({ kind, askedFor, isUrgent }: Asked, on: Temporal.PlainDate): Priority {
  const asked = [...askedFor, anything, ...(isUrgent ? [urgent] : [])];
  const found = Object.entries(works[kind] ?? {}).filter(([one]) => asked.includes(one));
  const rules = found.map(([, work]) => priorityOf(work, on).value);
  return rules.toSorted((one, other) => one.rank - other.rank)[0]?.priority ?? 'community leave';
}

/** One row of casework.work_priority: which priority something that is asked for has, from when until when. */
export type WorkPriority = {
  readonly kind: DocumentKind;
  readonly asked: string;
  readonly priority: Priority;
  readonly rank: number;
  readonly inForceFrom: string;
  readonly inForceUntil: string | null;
  readonly source: string;
};

/**
 * The order in which the worklist can be read, as data: the triage of 2018 for each kind of document and each thing
 * that it asks for. Of several things the first in rank counts.
 * Source: Delays in Mental Health Casework decisions, update of 29 January 2018 (casework/rules/clocks/priority.ts).
 */
export function workPriorities(): readonly WorkPriority[] {
  return (Object.entries(works) as [DocumentKind, Readonly<Record<string, Work>>][]).flatMap(([kind, asks]) =>
    Object.entries(asks).flatMap(([asked, work]) =>
      priorityRules
        .filter(({ value }) => value.work.includes(work))
        .map(({ value: { priority, rank }, inForceFrom, inForceUntil = null, source }) => ({
          ...{ kind, asked, priority, rank, inForceFrom, inForceUntil, source: source.name },
        })),
    ),
  );
}
