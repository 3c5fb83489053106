import type { TextKey, Translate } from '../../platform/language/index.ts';
import { dayOf, showDay, zone } from '../../platform/time/index.ts';
import { keyOfKind } from '../papers/words-of-kind.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';
import type { LeaveEventKind } from './queries/read-application.ts';
import type { ListedAgain, ListedApplication, PatientRecord } from './queries/read-patients.ts';

/** One thing that happened, as the timeline macro shows it. */
export type TimelineItem = {
  readonly title: string;
  readonly byline?: string;
  readonly date: { readonly iso: string; readonly text: string };
};

const leaveTexts: Record<LeaveEventKind, TextKey> = {
  granted: 'casework.timeline.granted',
  started: 'casework.timeline.leaveStarted',
  suspended: 'casework.timeline.suspended',
  resumed: 'casework.timeline.resumed',
  completed: 'casework.timeline.completed',
  withdrawn: 'again.timeline.leaveWithdrawn',
};

const decisions: Record<NonNullable<ListedApplication['outcome']>, TextKey> = {
  grant: 'casework.timeline.grant',
  'grant in part': 'casework.timeline.grantInPart',
  refuse: 'casework.timeline.refuse',
  note: 'casework.timeline.note',
  'note with concern': 'casework.timeline.noteWithConcern',
  return: 'casework.timeline.return',
};

type Happening = { title: TextKey; at: string; application: number; by?: string | null };

function ofApplication(application: ListedApplication): Happening[] {
  const { id, kind, submittedAt, decidedAt, outcome } = application;
  return [
    {
      title: keyOfKind(kind, 'casework.timeline.started'),
      at: application.createdAt,
      application: id,
      by: application.createdBy,
    },
    ...(submittedAt
      ? [{ title: keyOfKind(kind, 'casework.timeline.submitted'), at: submittedAt, application: id }]
      : []),
    ...(decidedAt && outcome
      ? [{ title: keyOfKind(kind, decisions[outcome]), at: decidedAt, application: id }]
      : []),
  ];
}

const cameOfIt: Record<string, TextKey> = {
  declined: 'again.timeline.declined',
  'taken back': 'again.timeline.takenBack',
};

/** What was decided before, that somebody asked for it to be looked at again, and what came of it. */
function ofAgain(
  { documentId: application, askedAt, state, endedAt, before }: ListedAgain,
  kind: DocumentKind,
): Happening[] {
  const said = cameOfIt[state] ?? 'again.timeline.decided';
  return [
    ...(before ? [{ title: keyOfKind(kind, decisions[before.kind]), at: before.issuedAt, application }] : []),
    { title: 'again.timeline.asked', at: askedAt, application },
    ...(endedAt ? [{ title: said, at: endedAt, application } as const] : []),
  ];
}

// Leave is recorded by the day: on its day it comes after what has an hour.
const endOf = (day: string): string =>
  Temporal.PlainDate.from(day)
    .add({ days: 1 })
    .toZonedDateTime(zone)
    .toInstant()
    .subtract({ seconds: 1 })
    .toString();

const kindOf = ({ applications }: PatientRecord, id: number): DocumentKind =>
  applications.find(one => one.id === id)?.kind ?? 'leave application';

/**
 * What happened in a case that the care team may know of, the latest first.
 * @param patient the record
 * @param t the language
 */
export function timelineOf(patient: PatientRecord, t: Translate): TimelineItem[] {
  const happenings: Happening[] = [
    ...patient.applications.flatMap(ofApplication),
    ...patient.again.flatMap(one => ofAgain(one, kindOf(patient, one.documentId))),
    ...patient.statements.map(({ documentId, sealedAt }) => ({
      title: keyOfKind(kindOf(patient, documentId), 'casework.timeline.said'),
      at: sealedAt,
      application: documentId,
    })),
    ...patient.leave.map(event => ({
      title: leaveTexts[event.kind],
      at: endOf(event.onDay),
      application: event.documentId,
      by: event.recordedBy,
    })),
  ];
  return happenings
    .map((happening, place) => ({ ...happening, place, moment: Temporal.Instant.from(happening.at) }))
    .toSorted((one, other) => Temporal.Instant.compare(other.moment, one.moment) || other.place - one.place)
    .map(({ title, moment, application, by }) => {
      const day = dayOf(moment);
      return {
        title: t(title, { number: application }),
        date: { iso: day.toString(), text: showDay(day, t) },
        ...(by ? { byline: by } : {}),
      };
    });
}
