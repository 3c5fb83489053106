import type { TextKey, Translate } from '../../platform/language/index.ts';
import { dayOf, workingDaysBetween } from '../../platform/time/index.ts';
import { attachmentPaths } from '../attachments/paths.ts';
import { showAttached } from '../attachments/show.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { keyOfKind } from '../papers/words-of-kind.ts';
import { askedIn } from '../rules/asked-in.ts';
import type { Consultee } from '../rules/leave-facts.ts';
import type { ApplicationAsk } from './application.ts';
import { shownReply } from './consultation-forms.ts';
import { gatesFor } from './gates.ts';
import { nameInSentences } from './names.ts';
import { clinicalPaths } from './paths.ts';
import type { ApplicationFile, KeptConsultation } from './queries/read-application.ts';
import type { Candidate } from './queries/read-consultees.ts';
import { showDayOf } from './show.ts';
import { answersOf } from './walked.ts';

/** A question as it was typed. */
export type TypedQuestion = {
  readonly consultee: string;
  readonly account: string;
  readonly question: string;
};

/** Why somebody has to be asked: what the gates need. */
export function neededFor(file: ApplicationFile, today: Temporal.PlainDate): Map<Consultee, TextKey[]> {
  const nobody = { outcome: undefined, why: null, askAgainOn: null };
  const needed = new Map<Consultee, TextKey[]>();
  for (const gate of gatesFor(file, { standing: nobody, today })) {
    if (gate.state !== 'blocked' || gate.where.to !== 'consultation') continue;
    needed.set(gate.where.consultee, [...(needed.get(gate.where.consultee) ?? []), gate.title]);
  }
  return needed;
}

/** One consultation with its trail, in words. */
export function shownConsultation(
  file: ApplicationFile,
  kept: KeptConsultation,
  { t, today }: Pick<ApplicationAsk, 't' | 'today'>,
) {
  const since = dayOf(Temporal.Instant.from(kept.askedAt));
  const lastReminder = kept.reminders.at(-1);
  return {
    name: kept.name,
    askedBy: kept.askedBy ?? '',
    askedOn: showDayOf(kept.askedAt, t),
    question: kept.question,
    days: t('casework.consult.days', { count: Math.max(0, workingDaysBetween(since, today)) }),
    state: kept.answeredAt
      ? { text: t('casework.consult.stateAnswered'), colour: 'green' }
      : { text: t('casework.consult.stateWaiting'), colour: 'yellow' },
    answeredOn: kept.answeredAt ? showDayOf(kept.answeredAt, t) : '',
    reply: kept.answeredAt ? shownReply(kept.consultee, kept.answer ?? {}, t) : [],
    reminders: kept.reminders.map(reminder => ({
      on: showDayOf(reminder.sentAt, t),
      by: reminder.sentBy ?? t('casework.consult.bySystem'),
    })),
    remind: clinicalPaths.remind(file.id, kept.id),
    files: showAttached(
      file.attached.closed.filter(one => one.consultationId === kept.id && one.removedAt === null),
      { t, href: id => attachmentPaths.file(file.id, 'closed', id) },
    ),
    attach: attachmentPaths.toConsultation(file.id, kept.id),
    remindedToday: lastReminder ? dayOf(Temporal.Instant.from(lastReminder.sentAt)).equals(today) : false,
  };
}

type AskForm = {
  file: ApplicationFile;
  consultee: Consultee;
  candidates: readonly Candidate[];
  typed: TypedQuestion | undefined;
  t: Translate;
};

/** The form to ask somebody, as it was typed or with a question to begin from. */
export function askForm({ file, consultee, candidates, typed, t }: AskForm) {
  const again = typed?.consultee === consultee ? typed : undefined;
  const types = showAsked(askedIn(file.kind, answersOf(file.open)), t).join('; ');
  return {
    candidates: candidates
      .filter(({ role }) => role === consultee)
      .map(({ accountId, name, unit }) => ({
        value: String(accountId),
        text: `${name}, ${unit}`,
        selected: again?.account === String(accountId),
      })),
    question:
      again?.question ??
      t(keyOfKind(file.kind, `casework.consult.ask.${consultee}` as TextKey), {
        name: nameInSentences(file),
        types: types || t('casework.patient.noTypes'),
      }),
    again: again !== undefined,
  };
}
