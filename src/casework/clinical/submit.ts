import {
  type Answer,
  type DayBoxes,
  emptyBoxes,
  type FieldProblem,
  idParams,
  isStorable,
  notAllowed,
  one,
  type ReadDay,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { standing as standingOf } from '../../voice/index.ts';
import { keyOfKind } from '../papers/words-of-kind.ts';
import type { GateResult } from '../rules/gate.ts';
import type { ApplicationAsk } from './application.ts';
import { careTeam } from './care-team.ts';
import { droppedOf } from './check.ts';
import { submitApplication } from './commands/submit-application.ts';
import { readPastDay } from './date-field.ts';
import { gatesFor, mayGoOut } from './gates.ts';
import { nameInSentences } from './names.ts';
import { clinicalPaths } from './paths.ts';
import { readApplication } from './queries/read-application.ts';
import { headOf, showDayOf } from './show.ts';
import { showGates } from './show-gates.ts';
import { isSameName } from './signature.ts';
import { onlyWhoLeads } from './who-leads.ts';
import { standingLine } from './words.ts';

type Typed = { seen: string; sight: DayBoxes; note: string; name: string };
const nothingTyped: Typed = { seen: '', sight: emptyBoxes, note: '', name: '' };

type Again = {
  typed: Typed;
  problems?: readonly FieldProblem[];
  gates?: readonly GateResult[];
  status: 409 | 422;
};

async function submitPage(ask: ApplicationAsk, again?: Again): Promise<Answer> {
  const { tx, params, today, t, actor } = ask;
  const file = await readApplication(tx, params.id);
  if (!file.leads) throw notAllowed(onlyWhoLeads(file.kind));
  if (file.state !== 'draft') throw tooLate('casework.refusal.notDraft');
  const standing = await standingOf(tx, file.occasionId);
  const on = today.toString();
  // Sight and signature are given on this very page, so the list shows them as given.
  const gates =
    again?.gates ??
    gatesFor(file, { standing, today, sightConfirmedOn: on, signature: { name: actor.name, on } });
  return {
    page: 'casework/clinical/views/submit.njk',
    title: t('casework.tasks.submit'),
    status: again?.status ?? 200,
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      person: nameInSentences(file),
      gates: showGates(file.id, gates, t),
      isOpen: mayGoOut(file, gates) && file.caseClosedOn === null,
      isClosedCase: file.caseClosedOn !== null,
      dropped: droppedOf(file, t),
      standing: standingLine(standing, t),
      wordsHref: clinicalPaths.words(file.id),
      action: clinicalPaths.submit(file.id),
      signAs: actor.name,
      typed: again?.typed ?? nothingTyped,
      shownOn: file.shownAt ? showDayOf(file.shownAt, t) : '',
    },
    ...(again?.problems ? { problems: again.problems } : {}),
    about: { caseId: file.caseId, detail: { application: file.id } },
  };
}

async function send(ask: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, today, now, actor } = ask;
  const sight = readPastDay(body, 'sight', { what: 'casework.submit.sightDay', today, t: ask.t });
  const typed = {
    seen: one(body, 'seen'),
    sight: sight.typed,
    note: one(body, 'note'),
    name: one(body, 'name'),
  };
  const problems = problemsOf(typed, sight, ask);
  if (!sight.ok || problems.length > 0) return submitPage(ask, { typed, problems, status: 422 });
  const submitted = await submitApplication(tx, {
    documentId: params.id,
    actor,
    signedName: actor.name,
    sightConfirmedOn: sight.day,
    sightNote: typed.note,
    today,
    now,
  });
  if (!submitted.ok) return submitPage(ask, { typed, gates: submitted.gates, status: 409 });
  return {
    goTo: clinicalPaths.application(params.id),
    say: keyOfKind(submitted.kind, 'casework.submit.done'),
  };
}

function problemsOf(typed: Typed, sight: ReadDay, { t, actor }: ApplicationAsk): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (typed.seen !== 'yes') problems.push({ field: 'seen', text: t('casework.submit.seenNeeded') });
  if (!sight.ok) problems.push(sight.problem);
  if (!isStorable(typed.note)) problems.push({ field: 'note', text: t('platform.problem.unstorable') });
  if (typed.note.length > 20_000)
    problems.push({ field: 'note', text: t('casework.problem.tooLong', { max: 20_000 }) });
  if (!isSameName(typed.name, actor.name))
    problems.push({ field: 'signed', text: t('casework.submit.nameDiffers', { name: actor.name }) });
  return problems;
}

export const submitRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.submit(':id'),
    access: careTeam,
    audit: 'casework.submission.opened',
    params: idParams,
    handle: ask => submitPage(ask),
  }),
  route({
    method: 'POST',
    path: clinicalPaths.submit(':id'),
    access: careTeam,
    audit: 'by the command',
    params: idParams,
    handle: send,
  }),
];
