import { isTextKey, type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showDay, showDaysLeft } from '../../platform/time/index.ts';
import { recallPaths } from '../recall/paths.ts';
import type { Ower } from '../rules/clocks/clock-work.ts';
import { keptDaysLeft, keptState } from '../rules/clocks/kept-clock.ts';
import { clockName } from '../rules/clocks/names.ts';
import { priorities } from '../rules/clocks/priorities.ts';
import { caseClockStates } from '../rules/clocks/reading.ts';
import { documentOfDuty } from '../rules/clocks/recall-duties.ts';
import { isEscalated } from '../rules/clocks/reminders.ts';
import type { ListedClock, Notice } from './queries/listed.ts';

const owerTexts: Record<Ower, TextKey> = {
  hospital: 'clocks.owedBy.hospital',
  supervisors: 'clocks.owedBy.supervisors',
  section: 'clocks.owedBy.section',
  person: 'clocks.owedBy.person',
  nobody: 'clocks.owedBy.nobody',
};

/** A clock as a row of a list prints it. */
export type ShownClock = {
  readonly what: string;
  readonly owedBy: string;
  readonly state: { text: string; colour: string };
  readonly left: string;
  readonly day: { iso: string; text: string };
  readonly notes: readonly string[];
  /** Empty while it is not. */
  readonly escalated: string;
};

const why = (reason: string, t: Translate) => (isTextKey(reason) ? t(reason) : reason);

function notesOf(clock: ListedClock, notice: Notice | null, t: Translate): string[] {
  const { pausedOn, pauseReason, expectedOn } = clock;
  return [
    ...(pausedOn && pauseReason
      ? [t('clocks.note.paused', { day: showDay(pausedOn, t), reason: why(pauseReason, t) })]
      : []),
    ...(expectedOn ? [t('clocks.note.expected', { day: showDay(expectedOn, t) })] : []),
    ...(notice
      ? [
          t(notice.step === 'escalated' ? 'clocks.note.escalated' : 'clocks.note.reminded', {
            day: showDay(notice.sentOn, t),
          }),
        ]
      : []),
  ];
}

/** How long there is. What stands still has so many days once it runs again, and what is no law yet has none. */
export function showLeft(
  clock: Omit<ListedClock, 'id' | 'caseId'>,
  { t, today }: { t: Translate; today: Temporal.PlainDate },
): string {
  const state = keptState(clock, today.toString());
  const count = keptDaysLeft(clock, today);
  if (state === 'not in force') return '';
  if (state === 'paused') return t(clock.workingDays ? 'clocks.left.working' : 'clocks.left.days', { count });
  return showDaysLeft(count, clock.workingDays ? 'workingDays' : 'calendarDays', t, state === 'overdue');
}

/**
 * Puts one clock into words.
 * @param notice the last reminder that was sent for it, if any
 */
export function showClock(
  clock: ListedClock,
  { t, today, notice }: { t: Translate; today: Temporal.PlainDate; notice: Notice | null },
): ShownClock {
  const state = caseClockStates[keptState(clock, today.toString())];
  return {
    what: t(clockName(clock.kind)),
    owedBy: t(owerTexts[clock.owedBy]),
    state: { text: t(state.text), colour: state.colour },
    left: showLeft(clock, { t, today }),
    day: { iso: clock.dueOn, text: showDay(clock.dueOn, t) },
    notes: notesOf(clock, notice, t),
    escalated: isEscalated(clock, today) ? t('clocks.escalated') : '',
  };
}

/** The page on which something is done that a recall left; undefined for a clock whose page is that of its case. */
export function hrefOfClock(clock: ListedClock): string | undefined {
  const document = documentOfDuty(clock);
  return document === undefined ? undefined : recallPaths.after(document);
}

/** How urgent a clock is, in words: the scheme of the section. */
export function showPriority(rank: number, t: Translate): string {
  const priority = priorities[rank - 1] ?? 'other';
  return textOf(
    t,
    `clocks.priority.${priority.replace(/ (\w)/g, (_all, letter: string) => letter.toUpperCase())}`,
  );
}
