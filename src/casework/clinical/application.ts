import { z } from 'zod';
import { sectionStates, sectionTexts, type Task, wordsOf } from '../../platform/forms/index.ts';
import { type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import { type Answer, type Ask, type Route, route } from '../../platform/web/index.ts';
import { type Outcome, type Standing, standing as standingOf } from '../../voice/index.ts';
import { mayWithdraw, reopenApplication, withdrawApplication } from './commands/withdraw-application.ts';
import { gatesFor } from './gates.ts';
import { clinicalPaths } from './paths.ts';
import { careTeam } from './patients.ts';
import { type ApplicationFile, readApplication } from './queries/read-application.ts';
import { headOf, showClock, showTypes } from './show.ts';
import { answersOf, gapsFor, leaveForm, tasksFor } from './walked.ts';

export const idParams = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });
export type ApplicationAsk = Ask<z.infer<typeof idParams>, unknown>;

/** The sections under the headings of the task list. */
const groups: readonly { title: TextKey; sections: readonly string[] }[] = [
  { title: 'casework.tasks.who', sections: ['1', '2'] },
  { title: 'casework.tasks.leave', sections: ['3a', '3b', '3c', '3d', '3e', '3f', '3g', '3h'] },
  { title: 'casework.tasks.health', sections: ['4a', '4b', '4c', '4d', '4e', '4f', '4g', '4h', '4i'] },
  { title: 'casework.tasks.others', sections: ['5', '6', '7', '8'] },
  { title: 'casework.tasks.end', sections: ['9a', '9b'] },
];

const standingTexts: Record<Outcome, { text: TextKey; tag: string }> = {
  invited: { text: 'casework.standing.invited', tag: 'light-blue' },
  'not now': { text: 'casework.standing.notNow', tag: 'yellow' },
  declined: { text: 'casework.standing.declined', tag: 'grey' },
  unable: { text: 'casework.standing.unable', tag: 'yellow' },
  said: { text: 'casework.standing.said', tag: 'green' },
};

/** How it stands with the person's words, as a tag. */
export function showStanding(
  standing: Pick<Standing, 'outcome'>,
  t: Translate,
): { text: string; colour: string } {
  if (!standing.outcome) return { text: t('casework.standing.nobodyAsked'), colour: 'blue' };
  const { text, tag } = standingTexts[standing.outcome];
  return { text: t(text), colour: tag };
}

function shownTask(file: ApplicationFile, task: Task, t: Translate) {
  const state = sectionStates[task.state];
  const changed = [...file.open, ...file.closed]
    .filter(kept => kept.section === task.section)
    .sort((one, other) => (one.changedAt < other.changedAt ? 1 : -1))[0];
  return {
    section: task.section,
    title: `${task.section}. ${textOf(t, task.title)}`,
    href: task.state === 'not needed' ? '' : clinicalPaths.section(file.id, task.section),
    state: { text: textOf(t, state.text), tag: state.tag },
    gaps: task.gaps > 0 && task.state === 'in progress' ? t('casework.tasks.gaps', { count: task.gaps }) : '',
    changed: changed?.changedBy
      ? t('casework.tasks.changed', { name: changed.changedBy, when: showMoment(changed.changedAt, t) })
      : '',
  };
}

function shownGroups(file: ApplicationFile, t: Translate) {
  const tasks = tasksFor(file);
  return groups
    .map(({ title, sections }) => ({
      title: t(title),
      tasks: tasks.filter(({ section }) => sections.includes(section)).map(task => shownTask(file, task, t)),
    }))
    .filter(group => group.tasks.length > 0);
}

/** What is still missing, each with the address of its answer. */
export function shownGaps(file: ApplicationFile, t: Translate) {
  return gapsFor(file).map(gap => ({
    href: `${clinicalPaths.section(file.id, gap.section)}#${gap.field}`,
    text: `${gap.section}: ${textOf(t, gap.label)}`,
  }));
}

function consultationsTag(file: ApplicationFile, t: Translate) {
  const open = file.consultations.filter(one => one.answeredAt === null).length;
  if (file.consultations.length === 0) return { text: t('casework.tasks.nobodyAsked'), colour: 'blue' };
  return open > 0
    ? { text: t('casework.tasks.waitingFor', { count: open }), colour: 'light-blue' }
    : { text: t('casework.tasks.allAnswered'), colour: 'green' };
}

/** How many gates still block; only for those who may read the closed part, since most gates speak of it. */
function blockedCount(file: ApplicationFile, standing: Standing, today: Temporal.PlainDate): number {
  const on = today.toString();
  // Sight and signature are given on the way out, so they are not counted as missing before.
  const gates = gatesFor(file, { standing, today, sightConfirmedOn: on, signature: { name: '-', on } });
  return gates.filter(gate => gate.state === 'blocked').length;
}

async function applicationPage({ tx, params, today, t }: ApplicationAsk): Promise<Answer> {
  const file = await readApplication(tx, params.id);
  const standing = await standingOf(tx, file.occasionId);
  const asked = file.askedFor.length > 0 ? file.askedFor : wordsOf(answersOf(file.open).leaveTypes);
  return {
    page: 'casework/clinical/views/application.njk',
    title: t('casework.application.title'),
    backHref: clinicalPaths.patient(file.caseId),
    model: {
      head: headOf(file, t),
      asked: showTypes(asked, t),
      clock: showClock(file, today, t),
      groups: file.state === 'draft' ? shownGroups(file, t) : [],
      gaps: file.state === 'draft' ? shownGaps(file, t) : [],
      blocked: file.state === 'draft' && file.mayReadClosed ? blockedCount(file, standing, today) : 0,
      standing: showStanding(standing, t),
      consultations: consultationsTag(file, t),
      openRequest: file.requests.some(request => request.answeredAt === null),
      hasRequests: file.requests.length > 0,
      isDecided: file.state === 'decided' || file.state === 'returned',
      hasConsent: file.state === 'decided' && file.outcome !== 'refuse',
      undertakingOpen: file.undertaking?.metOn === null,
      mayWithdraw: mayWithdraw(file),
      mayReopen: file.leads && file.state === 'returned',
      isClosedCase: file.caseClosedOn !== null,
      to: addressesOf(file.id),
    },
    about: { caseId: file.caseId, detail: { application: file.id } },
  };
}

function addressesOf(id: number) {
  const { check, consultations, words, submit, information, decision, leave, withdraw, reopen, print } =
    clinicalPaths;
  return {
    check: check(id),
    consultations: consultations(id),
    words: words(id),
    submit: submit(id),
    information: information(id),
    decision: decision(id),
    leave: leave(id),
    withdraw: withdraw(id),
    reopen: reopen(id),
    print: print(id),
  };
}

/** The title of a section with its number. */
export function sectionTitle(id: string, t: Translate): string {
  const section = leaveForm.sections.find(one => one.id === id);
  return section ? `${id}. ${textOf(t, sectionTexts(leaveForm, section).title)}` : id;
}

export const applicationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.application(':id'),
    access: careTeam,
    audit: 'casework.application.read',
    params: idParams,
    handle: applicationPage,
  }),
  route({
    method: 'POST',
    path: clinicalPaths.withdraw(':id'),
    access: careTeam,
    audit: 'by the command',
    params: idParams,
    handle: async ({ tx, params }) => {
      await withdrawApplication(tx, await readApplication(tx, params.id));
      return { goTo: clinicalPaths.application(params.id), say: 'casework.application.withdrawn' };
    },
  }),
  route({
    method: 'POST',
    path: clinicalPaths.reopen(':id'),
    access: careTeam,
    audit: 'by the command',
    params: idParams,
    handle: async ({ tx, params }) => {
      await reopenApplication(tx, await readApplication(tx, params.id));
      return { goTo: clinicalPaths.application(params.id), say: 'casework.application.reopened' };
    },
  }),
];
