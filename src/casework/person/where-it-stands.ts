import type { TextKey, Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { askedInPaper, showAsked } from '../papers/words-of-asked.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { decisionClock } from '../rules/clocks.ts';
import { kindRules } from '../rules/document-kinds.ts';
import { type DocumentState, isOver } from '../rules/document-states.ts';
import type { Followed } from './queries.ts';

/** Each state in the person's words. An application that came back is a draft again, in a later round. */
const words: Record<DocumentState | 'sent back', TextKey> = {
  draft: 'my.state.draft',
  submitted: 'my.state.submitted',
  'waiting for information': 'my.state.waiting',
  'awaiting authorisation': 'my.state.deciding',
  decided: 'my.state.decided',
  returned: 'my.state.sentBack',
  'sent back': 'my.state.sentBack',
  withdrawn: 'my.state.withdrawn',
  'ended with the case': 'my.state.ended',
};

type Stands = Pick<Followed, 'kind' | 'state' | 'round' | 'statements'> & Partial<Pick<Followed, 'again'>>;

/** Where an application stands, in a few plain sentences; and what becomes of words that nobody answers any more. */
export function whereItStands({ kind, state, round, statements, again }: Stands, t: Translate): string {
  if (state === 'decided' && again?.isAsked) return t('again.my.state.asked');
  const say = wordsOfKind(kind, t);
  const stands = say(words[state === 'draft' && round > 1 ? 'sent back' : state]);
  return state === 'ended with the case' && statements > 0
    ? `${stands} ${say('my.state.endedWords')}`
    : stands;
}

/** The states in which the decision clock is the Ministry's. */
const withMinistry: readonly DocumentState[] = [
  'submitted',
  'waiting for information',
  'awaiting authorisation',
];

/**
 * The clock as the person reads it: by when the Ministry should answer, how long is left, or that it stands still
 * and why. Undefined while nobody's clock runs.
 */
export function clockInWords(
  followed: Pick<Followed, 'state' | 'dueOn' | 'pausedOn' | 'view'>,
  today: Temporal.PlainDate,
  t: Translate,
): string | undefined {
  if (followed.view) return viewInWords(followed, today, t);
  if (!withMinistry.includes(followed.state)) return undefined;
  const clock = decisionClock({ dueOn: followed.dueOn, pausedOn: followed.pausedOn, isOver: false }, today);
  if (!clock) return undefined;
  if (followed.pausedOn) return t('my.clock.paused', { since: showDay(followed.pausedOn, t) });
  const day = showDay(clock.dueOn, t);
  return clock.state === 'overdue'
    ? t('my.clock.late', { day, count: -clock.daysLeft })
    : t('my.clock.running', { day, count: clock.daysLeft });
}

/** How it stands with the view of the clinician on what the person asks for: when it was asked for, and what came of it. */
function viewInWords(
  { state, view }: Pick<Followed, 'state' | 'view'>,
  today: Temporal.PlainDate,
  t: Translate,
): string | undefined {
  if (!view || isOver({ state })) return undefined;
  const days = { asked: showDay(view.askedOn, t), day: showDay(view.dueOn, t) };
  if (view.wentOnOn) return t('own.view.wentOn', { ...days, on: showDay(view.wentOnOn, t) });
  if (state !== 'draft') return t('own.view.given');
  return t(view.dueOn < today.toString() ? 'own.view.late' : 'own.view.awaited', days);
}

/** The leave that is asked for, as a list in words: as it was sent, or before that as the person was shown it. */
export function askedInWords(
  { kind, askedFor, askedShown }: Pick<Followed, 'kind' | 'askedFor' | 'askedShown'>,
  t: Translate,
): string {
  const say = wordsOfKind(kind, t);
  if (!kindRules[kind].asks) return say('my.asked');
  const types = showAsked(askedFor.length > 0 ? askedFor : askedInPaper(askedShown ?? []), t, 'plain');
  if (types.length === 0) return say('my.asked.notYet');
  return new Intl.ListFormat(t.language === 'cy' ? 'cy' : 'en-GB').format(types);
}

/** One step on the way of an application: behind, where it is now, or still to come. */
export type Step = { text: string; place: 'done' | 'now' | 'next' };

const steps = [
  'my.step.shown',
  'my.step.words',
  'my.step.sent',
  'my.step.deciding',
  'my.step.answer',
] as const;

/** The five steps of an application, and how far it has come. Words may still be said while they are decided on. */
export function stepsOf(followed: Followed, t: Translate): Step[] {
  const reached = stepsBehind(followed);
  return steps.map((key, index) => {
    const unsaid = key === 'my.step.words' && followed.statements === 0;
    const place = index === reached ? 'now' : index > reached || unsaid ? 'next' : 'done';
    return { text: wordsOfKind(followed.kind, t)(key), place };
  });
}

function stepsBehind({ state, statements, view }: Followed): number {
  if (view && state === 'draft') return 2;
  if (state === 'decided') return steps.length;
  if (withMinistry.includes(state)) return 3;
  return statements > 0 ? 2 : 1;
}

/** Whether the person may still say something that goes with this application. */
export function maySpeak({ state, kind, open }: Pick<Followed, 'state' | 'kind' | 'open'>): boolean {
  // After a recall its occasion stays open for who could not be asked before.
  if (state === 'decided') return open && kindRules[kind].leavesDuties === true;
  return !isOver({ state });
}
