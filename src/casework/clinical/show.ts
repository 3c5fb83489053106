import type { TextKey, Translate } from '../../platform/language/index.ts';
import { dayOf, showDay, showDaysLeft } from '../../platform/time/index.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { decisionClock } from '../rules/clocks.ts';
import { kindRules } from '../rules/document-kinds.ts';
import { nameInLists } from './names.ts';
import { clinicalPaths } from './paths.ts';
import type { ApplicationFile, ApplicationState } from './queries/read-application.ts';

/** A state in words and colour. */
export type Tag = { readonly text: string; readonly colour: string };

const states: Record<ApplicationState, { text: TextKey; colour: string }> = {
  draft: { text: 'casework.state.draft', colour: 'blue' },
  submitted: { text: 'casework.state.submitted', colour: 'purple' },
  'waiting for information': { text: 'casework.state.waiting', colour: 'yellow' },
  'awaiting authorisation': { text: 'casework.state.authorising', colour: 'purple' },
  decided: { text: 'casework.state.decided', colour: 'green' },
  returned: { text: 'casework.state.returned', colour: 'orange' },
  withdrawn: { text: 'casework.state.withdrawn', colour: 'grey' },
  'ended with the case': { text: 'casework.state.ended', colour: 'grey' },
};

const outcomes: Record<NonNullable<ApplicationFile['outcome']>, { text: TextKey; colour: string }> = {
  grant: { text: 'casework.outcome.grant', colour: 'green' },
  'grant in part': { text: 'casework.outcome.grantInPart', colour: 'green' },
  refuse: { text: 'casework.outcome.refuse', colour: 'red' },
  note: { text: 'casework.outcome.note', colour: 'green' },
  'note with concern': { text: 'casework.outcome.noteWithConcern', colour: 'yellow' },
  return: { text: 'casework.outcome.return', colour: 'orange' },
};

/** Where an application stands; once it is decided, what was decided. */
export function showState(
  {
    state,
    outcome,
    kind,
  }: Pick<ApplicationFile, 'state' | 'outcome'> & Partial<Pick<ApplicationFile, 'kind'>>,
  t: Translate,
): Tag {
  if (state === 'draft' && kind && kindRules[kind].ofThePerson)
    return { text: t('own.state.view'), colour: 'yellow' };
  const { text, colour } = state === 'decided' && outcome ? outcomes[outcome] : states[state];
  return { text: kind ? wordsOfKind(kind, t)(text) : t(text), colour };
}

type Clock = Pick<ApplicationFile, 'dueOn' | 'pausedOn' | 'state'>;

/**
 * The decision clock as one sentence, the same for everybody who may see the application.
 * @returns the sentence, or nothing before submission and after the decision
 */
export function showClock(
  { dueOn, pausedOn, state }: Clock,
  today: Temporal.PlainDate,
  t: Translate,
): string {
  const runs =
    state === 'submitted' || state === 'waiting for information' || state === 'awaiting authorisation';
  const reading = runs ? decisionClock({ dueOn, pausedOn, isOver: false }, today) : undefined;
  if (!reading) return '';
  const day = showDay(reading.dueOn, t);
  if (pausedOn !== null) return t('casework.clock.paused', { since: showDay(pausedOn, t) });
  const isLate = reading.state === 'overdue';
  const left = showDaysLeft(reading.daysLeft, 'workingDays', t, isLate);
  return t(isLate ? 'casework.clock.overdue' : 'casework.clock.due', { day, left });
}

/** When a report that is being written is due; nothing once it is sent, or while its clock was not counted. */
export function showReportDue(
  { state, reportDueOn }: Pick<ApplicationFile, 'state' | 'reportDueOn'>,
  today: Temporal.PlainDate,
  t: Translate,
): string {
  if (reportDueOn === null || (state !== 'draft' && state !== 'returned')) return '';
  const isLate = reportDueOn < today.toString();
  return t(isLate ? 'casework.clock.reportLate' : 'casework.clock.reportDue', {
    day: showDay(reportDueOn, t),
  });
}

/** Until when the view of the clinician is awaited, or that the section went on without it. */
export function showViewDue(
  { state, viewDueOn, wentOnAt }: Pick<ApplicationFile, 'state' | 'viewDueOn' | 'wentOnAt'>,
  today: Temporal.PlainDate,
  t: Translate,
): string {
  if (viewDueOn === null) return '';
  if (wentOnAt !== null) return t('own.clinician.wentOn', { day: showDayOf(wentOnAt, t) });
  if (state !== 'draft') return '';
  const isLate = viewDueOn < today.toString();
  return t(isLate ? 'own.clinician.late' : 'own.clinician.due', { day: showDay(viewDueOn, t) });
}

/** The London day of a moment, as people write it. */
export function showDayOf(at: string, t: Translate): string {
  return showDay(dayOf(Temporal.Instant.from(at)), t);
}

/** What stands at the head of every page of an application. */
export function headOf(file: ApplicationFile, t: Translate) {
  return {
    id: file.id,
    name: nameInLists(file),
    reference: file.reference,
    state: showState(file, t),
    leads: file.leads,
    mayReadClosed: file.mayReadClosed,
    isDraft: file.state === 'draft',
    href: clinicalPaths.application(file.id),
    /** For what a view says otherwise of a report. */
    say: wordsOfKind(file.kind, t),
  };
}
