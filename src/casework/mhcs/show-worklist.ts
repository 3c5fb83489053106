import { type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { keptWords } from '../../platform/web/look/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import type { Priority } from '../rules/clocks/priorities.ts';
import { decisionClock, dueAfterPause } from '../rules/clocks.ts';
import { kindRules } from '../rules/document-kinds.ts';
import { mhcsPaths } from './paths.ts';
import type { WorklistRow } from './queries/worklist.ts';

/** One row as the view prints it: nothing is left to work out in the template. */
export type ShownRow = {
  id: number;
  href: string;
  caseHref: string;
  name: string;
  reference: string;
  hospital: string;
  asked: string;
  flags: { text: string; colour: string }[];
  priority: string;
  submitted: string;
  due: string;
  dueDay: string;
  dueColour: string;
  caseworker: string;
  spoken: string;
};

/** Of a few teams, in both languages. */
const kept = keptWords<WorklistRow, ShownRow>(2000);

/** Puts the rows of a worklist, each a `WorklistRow` as JSON, into words. */
export const showRows = (rows: readonly string[], t: Translate, today: Temporal.PlainDate) =>
  kept(rows, { t, today }, () => rowTexts(t, today));

/** What is asked for; of a document that asks for nothing what it is. */
function askedIn({ kind, askedFor, forView, again }: WorklistRow, t: Translate): string {
  const asked =
    showAsked(askedFor, t, 'short').join(', ') || wordsOfKind(kind, t)('casework.application.title');
  if (again) return `${t('again.worklist', { who: textOf(t, `again.who.${again}`) })}. ${asked}`;
  if (!kindRules[kind].ofThePerson) return asked;
  return t(forView ? 'own.worklist.forView' : 'own.worklist.asked', { asked });
}

function rowTexts(t: Translate, today: Temporal.PlainDate): (row: WorklistRow) => ShownRow {
  const flagsOf = flagTexts(t);
  const due = dueTexts(t, today);
  return row => ({
    id: row.id,
    href: mhcsPaths.application(row.id),
    caseHref: mhcsPaths.case(row.caseId),
    name: nameInLists(row),
    reference: row.reference,
    hospital: row.hospital,
    asked: askedIn(row, t),
    flags: flagsOf(row),
    priority: row.priority ? t(priorityTexts[row.priority]) : '',
    submitted: showDay(row.submittedOn, t),
    ...due(row),
    caseworker: row.caseworker ?? t('mhcs.worklist.nobody'),
    spoken: t(row.spoken ? 'mhcs.worklist.spoken' : 'mhcs.worklist.notSpoken'),
  });
}

const priorityTexts = {
  critical: 'mhcs.priority.critical',
  'fast track': 'mhcs.priority.fastTrack',
  'hospital transfer': 'mhcs.priority.hospitalTransfer',
  other: 'mhcs.priority.other',
  'community leave': 'mhcs.priority.communityLeave',
} as const satisfies Record<Priority, TextKey>;

/** The flags of a case as tags; they are the section's to know, and never the person's. */
export function flagTexts(
  t: Translate,
): (row: { noteworthy: boolean; extremism: string }) => ShownRow['flags'] {
  const noteworthy = { text: t('mhcs.flag.noteworthy'), colour: 'purple' };
  const extremism = { text: t('mhcs.flag.extremism'), colour: 'red' };
  return row => [
    ...(row.noteworthy ? [noteworthy] : []),
    ...(row.extremism === 'high' || row.extremism === 'critical' ? [extremism] : []),
  ];
}

const colours: Partial<Record<string, string>> = {
  overdue: 'red',
  'due soon': 'yellow',
  paused: 'grey',
};

/** When each application is due; worked out once for a day, since working days are counted one by one. */
export function dueTexts(t: Translate, today: Temporal.PlainDate) {
  const known = new Map<string, Pick<ShownRow, 'due' | 'dueDay' | 'dueColour'>>();
  return ({ dueOn, pausedOn }: { dueOn: string | null; pausedOn: string | null }) => {
    const key = `${dueOn} ${pausedOn}`;
    const said = known.get(key) ?? dueText({ dueOn, pausedOn }, t, today);
    known.set(key, said);
    return said;
  };
}

function dueText(
  kept: { dueOn: string | null; pausedOn: string | null },
  t: Translate,
  today: Temporal.PlainDate,
) {
  const clock = decisionClock({ ...kept, isOver: false }, today);
  if (!clock) return { due: '', dueDay: '', dueColour: 'grey' };
  const isLate = clock.state === 'overdue';
  const left = t(isLate ? 'mhcs.due.late' : 'mhcs.due.left', { count: Math.abs(clock.daysLeft) });
  return {
    due: clock.state === 'paused' ? t('mhcs.worklist.paused') : left,
    dueDay: showDay(kept.pausedOn === null ? clock.dueOn : onceItRuns(clock.dueOn, kept.pausedOn, today), t),
    dueColour: colours[clock.state] ?? 'blue',
  };
}

/** What stands still falls due later by as long as it has: the list of clocks tells the same day. */
const onceItRuns = (dueOn: Temporal.PlainDate, pausedOn: string, today: Temporal.PlainDate) =>
  dueAfterPause(dueOn, Temporal.PlainDate.from(pausedOn), today);

export const tabTexts = {
  all: 'mhcs.tab.all',
  new: 'mhcs.tab.new',
  progress: 'mhcs.tab.progress',
  waiting: 'mhcs.tab.waiting',
  soon: 'mhcs.tab.soon',
  overdue: 'mhcs.tab.overdue',
  authorisation: 'mhcs.tab.authorisation',
} as const satisfies Record<string, TextKey>;
