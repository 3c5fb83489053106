import { type Form, sectionStates, sectionTexts, type Task } from '../../platform/forms/index.ts';
import { type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import type { Outcome, Standing } from '../../voice/index.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';
import { carriedIn } from './carried.ts';
import { shownPart } from './parts.ts';
import { clinicalPaths } from './paths.ts';
import type { ApplicationFile } from './queries/read-application.ts';
import { gapsFor, tasksFor } from './walked.ts';

type Group = { readonly title: TextKey; readonly sections: readonly string[] };

/** The sections of each kind of document under the headings of the task list. */
const groups: Readonly<Record<DocumentKind, readonly Group[]>> = {
  'leave application': [
    { title: 'casework.tasks.who', sections: ['1', '2'] },
    { title: 'casework.tasks.leave', sections: ['3a', '3b', '3c', '3d', '3e', '3f', '3g', '3h'] },
    { title: 'casework.tasks.health', sections: ['4a', '4b', '4c', '4d', '4e', '4f', '4g', '4h', '4i'] },
    { title: 'casework.tasks.others', sections: ['5', '6', '7', '8'] },
    { title: 'casework.tasks.end', sections: ['9a', '9b'] },
  ],
  'annual report': [
    { title: 'casework.tasks.who', sections: ['1', '2'] },
    { title: 'casework.tasks.health', sections: ['3', '4', '5', '6', '7', '8', '9', '10', '11'] },
    { title: 'casework.tasks.others', sections: ['12', '13'] },
    { title: 'casework.tasks.leaveTaken', sections: ['14'] },
    { title: 'casework.tasks.end', sections: ['15', '16', '17'] },
  ],
  'lifting of restrictions': [
    { title: 'casework.tasks.who', sections: ['1', '2'] },
    { title: 'casework.tasks.asked', sections: ['3a', '3b'] },
    {
      title: 'casework.tasks.health',
      sections: ['4a', '4b', '4c', '4d', '4e', '4f', '4g', '4h', '4i', '4j'],
    },
    { title: 'casework.tasks.others', sections: ['5', '6', '7', '8'] },
    { title: 'casework.tasks.end', sections: ['9a', '9b'] },
  ],
  'change of conditions': [
    { title: 'casework.tasks.who', sections: ['1'] },
    { title: 'casework.tasks.asked', sections: ['2', '3'] },
    { title: 'casework.tasks.others', sections: ['4'] },
  ],
  'discharge application': [
    { title: 'casework.tasks.who', sections: ['1', '2'] },
    { title: 'casework.tasks.discharge', sections: ['3a', '3b', '3c', '3d', '3e', '3f', '3g'] },
    { title: 'casework.tasks.leaveTaken', sections: ['3h'] },
    {
      title: 'casework.tasks.health',
      sections: ['4a', '4b', '4c', '4d', '4e', '4f', '4g', '4h', '4i', '4j'],
    },
    { title: 'casework.tasks.others', sections: ['5', '6', '7', '8'] },
    { title: 'casework.tasks.end', sections: ['9a', '9b'] },
  ],
  transfer: [
    { title: 'casework.tasks.who', sections: ['1', '2'] },
    { title: 'moves.tasks.move', sections: ['3', '4', '5'] },
    { title: 'casework.tasks.health', sections: ['6', '7'] },
    { title: 'casework.tasks.end', sections: ['8'] },
  ],
  remission: [
    { title: 'casework.tasks.who', sections: ['1', '2'] },
    { title: 'moves.tasks.move', sections: ['3', '4'] },
    { title: 'casework.tasks.health', sections: ['5', '6'] },
    { title: 'casework.tasks.others', sections: ['7'] },
    { title: 'casework.tasks.end', sections: ['8'] },
  ],
  'leave report': [
    { title: 'casework.tasks.who', sections: ['1', '2'] },
    { title: 'casework.tasks.leaveTaken', sections: ['3', '4', '5'] },
    { title: 'casework.tasks.end', sections: ['6'] },
  ],
  // In parts, each with its own hand.
  'discharge report': [],
  'prison transfer': [],
  'own discharge request': [],
  'own lifting request': [],
  recall: [
    { title: 'casework.tasks.who', sections: ['1'] },
    { title: 'recall.tasks.why', sections: ['2', '3'] },
    { title: 'recall.tasks.how', sections: ['4', '5', '6'] },
  ],
  'urgent recall': [{ title: 'recall.tasks.why', sections: ['1', '2'] }],
  'medical leave': [
    { title: 'casework.tasks.who', sections: ['1', '2'] },
    { title: 'casework.tasks.leave', sections: ['3', '4'] },
    { title: 'casework.tasks.health', sections: ['5'] },
    { title: 'casework.tasks.end', sections: ['6'] },
  ],
  'extended leave': [
    { title: 'casework.tasks.who', sections: ['1', '2'] },
    { title: 'casework.tasks.leave', sections: ['3a', '3d', '3g', '3h'] },
    { title: 'casework.tasks.health', sections: ['4c', '4h', '4i'] },
    { title: 'casework.tasks.others', sections: ['5', '6', '7'] },
    { title: 'casework.tasks.end', sections: ['9b'] },
  ],
};

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
  const isToConfirm = task.state !== 'not needed' && carriedIn(file, task.section).length > 0;
  const changed = [...file.open, ...file.closed]
    .filter(kept => kept.section === task.section)
    .sort((one, other) => (one.changedAt < other.changedAt ? 1 : -1))[0];
  return {
    section: task.section,
    title: `${task.section}. ${textOf(t, task.title)}`,
    href: task.state === 'not needed' ? '' : clinicalPaths.section(file.id, task.section),
    state: isToConfirm
      ? { text: t('casework.carried.toConfirm'), tag: 'govuk-tag--yellow' }
      : { text: textOf(t, state.text), tag: state.tag },
    gaps: task.gaps > 0 && task.state === 'in progress' ? t('casework.tasks.gaps', { count: task.gaps }) : '',
    // What was only taken over was written by nobody here.
    changed:
      changed?.changedBy && !isToConfirm
        ? t('casework.tasks.changed', { name: changed.changedBy, when: showMoment(changed.changedAt, t) })
        : '',
  };
}

type ShownGroup = {
  readonly title: string;
  readonly tasks: readonly ReturnType<typeof shownTask>[];
} & Partial<ReturnType<typeof shownPart>>;

/** The sections that the reader may see, under their headings or in the parts in which they are signed. */
export function shownGroups(file: ApplicationFile, t: Translate): readonly ShownGroup[] {
  const tasks = tasksFor(file);
  if (file.parts.length > 0)
    return file.parts.map(part => ({
      ...shownPart(file, part, t),
      tasks: tasks
        .filter(({ section }) => part.sections.includes(section))
        .map(task => shownTask(file, task, t)),
    }));
  return groups[file.kind]
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

/** How far asking others has come. */
export function consultationsTag(file: ApplicationFile, t: Translate) {
  const open = file.consultations.filter(one => one.answeredAt === null).length;
  if (file.consultations.length === 0) return { text: t('casework.tasks.nobodyAsked'), colour: 'blue' };
  return open > 0
    ? { text: t('casework.tasks.waitingFor', { count: open }), colour: 'light-blue' }
    : { text: t('casework.tasks.allAnswered'), colour: 'green' };
}

/** The title of a section of a form with its number. */
export function sectionTitle(form: Form, id: string, t: Translate): string {
  const section = form.sections.find(one => one.id === id);
  return section ? `${id}. ${textOf(t, sectionTexts(form, section).title)}` : id;
}
