import {
  components,
  errorList,
  type FormTexts,
  formTextsIn,
  readSection,
  type SectionReading,
  sectionTexts,
  textsOf,
} from '../../platform/forms/index.ts';
import { textOf } from '../../platform/language/index.ts';
import {
  type Answer,
  notAllowed,
  one,
  type PageAnswer,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { careTeam } from './care-team.ts';
import { carriedIn, markCarried, marksOf } from './carried.ts';
import { saveSection, versionOf } from './commands/save-section.ts';
import { type OpenSection, openSection, type SectionAsk, sectionParams } from './open-section.ts';
import { mayWrite, partOf } from './parts.ts';
import { clinicalPaths } from './paths.ts';
import { conflictPage } from './section-conflict.ts';
import { drawnFrom, versionIn } from './section-version.ts';
import { headOf } from './show.ts';
import { sectionTitle } from './task-list.ts';
import { tasksFor } from './walked.ts';

/** What can stand on a section's page besides what was saved. */
type Redrawn = { reading?: SectionReading; status?: number };

/** The page of one section. */
export function sectionPage(
  opened: OpenSection,
  { t }: Pick<SectionAsk, 't'>,
  again: Redrawn = {},
): PageAnswer {
  const { file, section, audience, walked } = opened;
  const texts = formTextsIn(t);
  const { reading } = again;
  const drawn = drawnFrom(opened, walked.answers, versionOf(file, section.id));
  return {
    page: 'casework/clinical/views/section.njk',
    title: sectionTitle(walked.form, section.id, t),
    status: again.status ?? 200,
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      intro: section.intro ? textOf(t, sectionTexts(walked.form, section).intro) : '',
      isClosed: section.audience === 'closed',
      keptBack: audience === 'closed' && section.audience === 'open' ? keptBackIn(opened, texts) : [],
      components: markCarried(
        components(section, {
          ...walked,
          audience,
          texts,
          ...(reading ? { typed: reading.typed, errors: reading.errors } : {}),
        }),
        marksOf(opened, t),
      ),
      toConfirm: carriedIn(file, section.id).length > 0,
      confirmHint: wordsOfKind(file.kind, t)('casework.carried.hint'),
      drawn,
      action: clinicalPaths.section(file.id, section.id),
      keep: clinicalPaths.keepSection(file.id, section.id),
    },
    problems: errorList(reading?.errors ?? [], texts).map(({ text, href }) => ({
      text,
      field: href.slice(1),
    })),
    about: { caseId: file.caseId, detail: { application: file.id, section: section.id } },
  };
}

/** The questions of an open section whose answers the person does not read, so that whoever writes knows. */
function keptBackIn({ section, walked }: OpenSection, texts: FormTexts): string[] {
  return section.questions
    .filter(question => question.audience === 'closed')
    .map(question => texts.say(textsOf(walked.form, question).label));
}

function read(opened: OpenSection, { body, today }: SectionAsk): SectionReading {
  const { section, audience, walked } = opened;
  return readSection(section, body, { ...walked, audience, today: today.toString() });
}

async function sendSection(ask: SectionAsk): Promise<Answer> {
  const opened = await openSection(ask);
  refuseUnlessWritable(opened);
  const reading = read(opened, ask);
  if (reading.edited) {
    return { ...sectionPage(opened, ask, { reading: { ...reading, errors: [] } }), nothingDone: true };
  }
  if (reading.errors.length > 0) return sectionPage(opened, ask, { reading, status: 422 });
  const saved = await saveSection(ask.tx, {
    ...opened,
    answers: reading.answers,
    version: versionIn(ask.body),
    confirmed: one(ask.body, 'confirmed') === 'yes',
    actor: ask.actor,
    now: ask.now,
  });
  if (saved === 'conflict') return conflictPage(await openSection(ask), ask, reading.answers);
  return { goTo: nextAddress(opened, one(ask.body, 'then')), say: 'casework.section.saved' };
}

/** @throws a refusal: 403 for a part that is another’s, 409 for one that was signed or a document that was sent */
function refuseUnlessWritable({ file, section }: OpenSection): void {
  if (file.state !== 'draft') throw tooLate('casework.refusal.notDraft');
  const part = partOf(file, section.id);
  if (part && !part.isMine) throw notAllowed('parts.refusal.another');
  if (part?.signature) throw tooLate('parts.refusal.signed');
}

function nextAddress({ file, section }: OpenSection, then: string): string {
  if (then === 'list') return clinicalPaths.application(file.id);
  const part = partOf(file, section.id);
  const tasks = tasksFor(file)
    .filter(task => task.state !== 'not needed' || task.section === section.id)
    .filter(task => partOf(file, task.section) === part);
  const next = tasks[tasks.findIndex(task => task.section === section.id) + 1];
  if (part && !next) return clinicalPaths.application(file.id);
  return next ? clinicalPaths.section(file.id, next.section) : clinicalPaths.check(file.id);
}

/** What is typed is kept while it is typed; what cannot be read yet stays as it was saved before. */
async function keepDraft(ask: SectionAsk): Promise<Answer> {
  const opened = await openSection(ask);
  if (opened.file.state !== 'draft' || !mayWrite(opened.file, opened.section.id))
    return { json: { message: ask.t('casework.refusal.notDraft') }, status: 409 };
  const { answers } = read(opened, ask);
  const saved = await saveSection(ask.tx, {
    ...opened,
    answers,
    version: versionIn(ask.body),
    actor: ask.actor,
    now: ask.now,
  });
  if (saved === 'conflict') return { json: { message: ask.t('casework.conflict.autosave') }, status: 409 };
  return { json: { fields: drawnFrom(opened, answers, saved), sessionEndsAt: ask.actor.endsAt } };
}

export const sectionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.section(':id', ':section'),
    access: careTeam,
    audit: 'casework.section.read',
    params: sectionParams,
    handle: async ask => {
      const opened = await openSection(ask);
      // Where there is nothing to fill in, or not for the reader, the answers are read on one page.
      return opened.file.state === 'draft' && mayWrite(opened.file, opened.section.id)
        ? sectionPage(opened, ask)
        : { goTo: clinicalPaths.check(opened.file.id), about: { caseId: opened.file.caseId } };
    },
  }),
  route({
    method: 'POST',
    path: clinicalPaths.section(':id', ':section'),
    access: careTeam,
    audit: 'by the command',
    params: sectionParams,
    handle: sendSection,
  }),
  route({
    method: 'POST',
    path: clinicalPaths.keepSection(':id', ':section'),
    access: careTeam,
    audit: 'by the command',
    params: sectionParams,
    once: false,
    handle: keepDraft,
  }),
];
