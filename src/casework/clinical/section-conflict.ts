import {
  type Answers,
  components,
  formTextsIn,
  type ShownAnswer,
  shownAnswers,
} from '../../platform/forms/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import type { Answer } from '../../platform/web/index.ts';
import { versionOf } from './commands/save-section.ts';
import type { OpenSection, SectionAsk } from './open-section.ts';
import { clinicalPaths } from './paths.ts';
import { drawnFrom, mergedAnswers } from './section-version.ts';
import { headOf } from './show.ts';
import { sectionTitle } from './task-list.ts';

/**
 * Two people changed one section: the second sees both texts side by side, and the section below them, with what
 * only one of the two changed already taken over. Nothing is saved until they choose.
 * @param current the section as it is kept now
 * @param mine the answers that the second sent
 */
export function conflictPage(current: OpenSection, { t, body }: SectionAsk, mine: Answers): Answer {
  const { file, section, walked, audience } = current;
  const texts = formTextsIn(t);
  const merged = mergedAnswers(section, body, { mine, theirs: walked.answers });
  const kept = lastChange(current);
  return {
    page: 'casework/clinical/views/section-conflict.njk',
    title: t('casework.conflict.title'),
    status: 409,
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      section: sectionTitle(walked.form, section.id, t),
      who: kept?.changedBy ?? '',
      when: kept ? showMoment(kept.changedAt, t) : '',
      differences: differencesOf(current, mine, texts),
      components: components(section, {
        ...walked,
        answers: { ...withoutSection(current), ...merged },
        audience,
        texts,
      }),
      drawn: drawnFrom(current, walked.answers, versionOf(file, section.id)),
      action: clinicalPaths.section(file.id, section.id),
    },
    about: { caseId: file.caseId, detail: { application: file.id, section: section.id } },
  };
}

function lastChange({ file, section }: OpenSection) {
  return [...file.open, ...file.closed]
    .filter(kept => kept.section === section.id)
    .sort((one, other) => (one.changedAt < other.changedAt ? 1 : -1))[0];
}

function withoutSection({ section, walked }: OpenSection): Answers {
  const own = new Set(section.questions.map(({ id }) => id));
  return Object.fromEntries(Object.entries(walked.answers).filter(([id]) => !own.has(id)));
}

type Difference = { label: string; theirs: string; mine: string };

function differencesOf(
  current: OpenSection,
  mine: Answers,
  texts: ReturnType<typeof formTextsIn>,
): readonly Difference[] {
  const shownOf = (answers: Answers): readonly ShownAnswer[] =>
    shownAnswers({ ...current.walked, answers }, { audience: current.audience, texts }).find(
      shown => shown.section === current.section.id,
    )?.answers ?? [];
  const theirs = shownOf(current.walked.answers);
  const own = shownOf({ ...withoutSection(current), ...mine });
  const fields = [...new Set([...theirs, ...own].map(({ field }) => field))];
  return fields.flatMap(field => {
    const there = theirs.find(answer => answer.field === field);
    const here = own.find(answer => answer.field === field);
    if (there?.value === here?.value) return [];
    const about = here ?? there;
    const label = about?.entry === undefined ? (about?.label ?? '') : `${about.entry}: ${about.label}`;
    const empty = texts.say('forms.notAnswered');
    return [{ label, theirs: there?.value ?? empty, mine: here?.value ?? empty }];
  });
}
