import type { TextKey, Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import {
  type Answer,
  boxesOf,
  type DayBoxes,
  emptyBoxes,
  type FieldProblem,
  idParams,
  isStorable,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { showWithdrawn } from '../moves/show-moves.ts';
import type { ApplicationAsk } from './application.ts';
import { careTeam } from './care-team.ts';
import { meetUndertaking } from './commands/meet-undertaking.ts';
import { leaveOf, nextLeaveEvents, recordLeave } from './commands/record-leave.ts';
import { readPastDay } from './date-field.ts';
import { clinicalPaths } from './paths.ts';
import { type ApplicationFile, type LeaveEventKind, readApplication } from './queries/read-application.ts';
import { headOf } from './show.ts';

const eventTexts: Record<LeaveEventKind, TextKey> = {
  granted: 'casework.leave.granted',
  started: 'casework.leave.started',
  suspended: 'casework.leave.suspended',
  resumed: 'casework.leave.resumed',
  completed: 'casework.leave.completed',
  withdrawn: 'again.leave.withdrawn',
};

type Again = {
  kind?: string;
  day?: DayBoxes;
  note?: string;
  notified?: DayBoxes;
  problems: readonly FieldProblem[];
};

async function leavePage(ask: ApplicationAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const file = await readApplication(tx, params.id);
  return {
    page: 'casework/clinical/views/leave.njk',
    title: t('casework.tasks.record'),
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      events: leaveOf(file).map(event => ({
        what: t(eventTexts[event.kind]),
        on: showDay(event.onDay, t),
        by: event.recordedBy ?? '',
        note: event.note,
      })),
      choices: file.leads ? choicesFor(file, again?.kind, t) : [],
      day: again?.day ?? boxesOf(today),
      note: again?.note ?? '',
      action: clinicalPaths.leave(file.id),
      withdrawn: file.consentWithdrawn && showWithdrawn(file.consentWithdrawn, t),
      undertaking: undertakingOf(file, t),
      notified: again?.notified ?? emptyBoxes,
      notifyAction: clinicalPaths.undertaking(file.id),
    },
    problems: again?.problems,
    about: { caseId: file.caseId, detail: { application: file.id } },
  };
}

function choicesFor(file: ApplicationFile, chosen: string | undefined, t: Translate) {
  return nextLeaveEvents(file).map(kind => ({ kind, text: t(eventTexts[kind]), checked: kind === chosen }));
}

/** The promise to notify MAPPA; nobody but those who read the closed part learns of it. */
function undertakingOf({ undertaking }: ApplicationFile, t: Translate) {
  if (!undertaking) return null;
  return {
    given: t('casework.undertaking.given', { day: showDay(undertaking.givenOn, t) }),
    met: undertaking.metOn ? t('casework.undertaking.met', { day: showDay(undertaking.metOn, t) }) : '',
  };
}

async function record(ask: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, t, today, actor } = ask;
  const day = readPastDay(body, 'on', { what: 'casework.leave.day', today, t });
  const note = one(body, 'note');
  const typed = { kind: one(body, 'kind'), day: day.typed, note };
  const problems: FieldProblem[] = [];
  const kind = kindOf(typed.kind);
  if (!kind) problems.push({ field: 'kind', text: t('casework.leave.choose') });
  if (!day.ok) problems.push(day.problem);
  if (!isStorable(note)) problems.push({ field: 'note', text: t('platform.problem.unstorable') });
  if (note.length > 20_000)
    problems.push({ field: 'note', text: t('casework.problem.tooLong', { max: 20_000 }) });
  if (!kind || !day.ok || problems.length > 0) return leavePage(ask, { ...typed, problems });
  const file = await readApplication(tx, params.id);
  const problem = await recordLeave(tx, { file, kind, onDay: day.day, note, actor, today });
  if (problem) {
    const field = problem.field === 'day' ? 'on-day' : problem.field;
    return leavePage(ask, { ...typed, problems: [{ field, text: t(problem.says) }] });
  }
  return { goTo: clinicalPaths.leave(file.id), say: 'casework.leave.recorded' };
}

const kinds: readonly LeaveEventKind[] = ['granted', 'started', 'suspended', 'resumed', 'completed'];
const kindOf = (typed: string) => kinds.find(kind => kind === typed);

async function notify(ask: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, t, today } = ask;
  const day = readPastDay(body, 'notified', { what: 'casework.undertaking.day', today, t });
  if (!day.ok) return leavePage(ask, { notified: day.typed, problems: [day.problem] });
  await meetUndertaking(tx, { file: await readApplication(tx, params.id), metOn: day.day });
  return { goTo: clinicalPaths.leave(params.id), say: 'casework.undertaking.recorded' };
}

export const leaveRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.leave(':id'),
    access: careTeam,
    audit: 'casework.leave.read',
    params: idParams,
    handle: ask => leavePage(ask),
  }),
  route({
    method: 'POST',
    path: clinicalPaths.leave(':id'),
    access: careTeam,
    audit: 'by the command',
    params: idParams,
    handle: record,
  }),
  route({
    method: 'POST',
    path: clinicalPaths.undertaking(':id'),
    access: careTeam,
    audit: 'by the command',
    params: idParams,
    handle: notify,
  }),
];
