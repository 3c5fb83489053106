import type { Actor, Tx } from '../../../platform/database/index.ts';
import { wordsOf } from '../../../platform/forms/index.ts';
import type { TextKey } from '../../../platform/language/index.ts';
import { dayOf } from '../../../platform/time/index.ts';
import { notAllowed } from '../../../platform/web/index.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import { type LeaveStart, mayLeaveStart } from '../../rules/leave-start.ts';
import type { ApplicationFile, KeptLeaveEvent, LeaveEventKind } from '../queries/read-application.ts';
import { answersOf } from '../walked.ts';

const next: Record<LeaveEventKind | 'nothing', readonly LeaveEventKind[]> = {
  nothing: ['granted'],
  granted: ['started', 'suspended'],
  started: ['suspended', 'completed'],
  resumed: ['suspended', 'completed'],
  suspended: ['resumed', 'completed'],
  completed: [],
  withdrawn: ['granted'],
};

/** The leave of this application only, in the order in which it was recorded. */
export function leaveOf(file: ApplicationFile): readonly KeptLeaveEvent[] {
  return file.leaveEvents.filter(event => event.documentId === file.id);
}

/** What may be recorded next; without consent only that somebody came back, and nothing after completion. */
export function nextLeaveEvents(file: ApplicationFile): readonly LeaveEventKind[] {
  if (kindRules[file.kind].leave !== true || file.state !== 'decided') return [];
  const events = leaveOf(file);
  const last = events.at(-1)?.kind ?? 'nothing';
  if (file.outcome === 'grant' || file.outcome === 'grant in part') {
    // What goes on without consent is stopped or over; nothing of it begins.
    return file.consentWithdrawn
      ? next[last].filter(kind => kind === 'suspended' || kind === 'completed')
      : next[last];
  }
  // Whoever was out when the consent was taken back comes back.
  return last === 'withdrawn' && events.some(({ kind }) => kind === 'started') ? ['completed'] : [];
}

/** Whether leave may start on a day, by the later half of gate LG-4. */
export function mayStart(file: ApplicationFile, onDay: Temporal.PlainDate): LeaveStart {
  const answers = answersOf(file.closed);
  const [level] = wordsOf(answers.mappaLevel);
  const [notifiedOn] = wordsOf(answers.mappaNotifiedOn);
  const { undertaking } = file;
  return mayLeaveStart(
    {
      ...(level === undefined ? {} : { mappaLevel: Number(level) }),
      ...(notifiedOn === undefined ? {} : { notifiedOn }),
      ...(undertaking
        ? {
            undertaking: {
              givenOn: undertaking.givenOn,
              ...(undertaking.metOn ? { metOn: undertaking.metOn } : {}),
            },
          }
        : {}),
    },
    onDay,
  );
}

type RecordLeave = {
  readonly file: ApplicationFile;
  readonly kind: LeaveEventKind;
  readonly onDay: Temporal.PlainDate;
  readonly note: string;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/** Why an event cannot be recorded: the sentence, and the field that it is about. */
export type LeaveProblem = { readonly field: 'kind' | 'day' | 'note'; readonly says: TextKey };

/**
 * Records what became of the leave: the clinician grants it within the consent and manages it (Mental Health Act
 * 1983, section 17 with section 41(3)(c)(i)).
 * @returns what stands in the way, with nothing written; or nothing when it was recorded
 * @throws a refusal with 403 for anybody but the responsible clinician
 */
export async function recordLeave(tx: Tx, record: RecordLeave): Promise<LeaveProblem | undefined> {
  const { file, kind, onDay, note, actor } = record;
  if (!file.leads) throw notAllowed('casework.refusal.onlyClinician');
  const problem = problemOf(record);
  if (problem) return problem;
  await tx.db
    .insertInto('casework.leave_event')
    .values({
      document_id: file.id,
      case_id: file.caseId,
      kind,
      on_day: onDay.toString(),
      note,
      recorded_by: actor.accountId,
    })
    .execute();
  tx.record('casework.leave.recorded', {
    caseId: file.caseId,
    detail: { application: file.id, event: kind },
  });
  return undefined;
}

function problemOf({ file, kind, onDay, note, today }: RecordLeave): LeaveProblem | undefined {
  if (!nextLeaveEvents(file).includes(kind)) return { field: 'kind', says: 'casework.leave.notNext' };
  const before = leaveOf(file).at(-1)?.onDay ?? decidedOn(file);
  if (onDay.toString() > today.toString()) return { field: 'day', says: 'casework.leave.future' };
  if (before !== undefined && onDay.toString() < before)
    return { field: 'day', says: 'casework.leave.tooEarly' };
  if (kind === 'suspended' && note.trim() === '')
    return { field: 'note', says: 'casework.leave.whySuspended' };
  if (kind !== 'started' && kind !== 'resumed') return undefined;
  const start = mayStart(file, onDay);
  return start.may ? undefined : { field: 'kind', says: start.reason };
}

function decidedOn({ decidedAt }: ApplicationFile): string | undefined {
  return decidedAt === null ? undefined : dayOf(Temporal.Instant.from(decidedAt)).toString();
}
