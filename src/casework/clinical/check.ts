import { z } from 'zod';
import { documentToHtml, pdfOf, wordOf } from '../../platform/documents/index.ts';
import { type Audience, checkAnswers, clearDown, formTextsIn } from '../../platform/forms/index.ts';
import { textOf } from '../../platform/language/index.ts';
import { type Answer, type Ask, idParams, type Route, route } from '../../platform/web/index.ts';
import { readStatements } from '../../voice/index.ts';
import { attachmentPaths } from '../attachments/paths.ts';
import { showAttached } from '../attachments/show.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { kindRules } from '../rules/document-kinds.ts';
import type { ApplicationAsk } from './application.ts';
import { applicationPaper } from './application-paper.ts';
import { careTeam } from './care-team.ts';
import { clinicalPaths } from './paths.ts';
import { type ApplicationFile, readApplication } from './queries/read-application.ts';
import { headOf } from './show.ts';
import { sectionTitle, shownGaps } from './task-list.ts';
import { audienceFor, walkedFor } from './walked.ts';

async function checkPage({ tx, params, t }: ApplicationAsk): Promise<Answer> {
  const file = await readApplication(tx, params.id);
  const audience = audienceFor(file);
  const isDraft = file.state === 'draft';
  const walked = walkedFor(file, audience);
  const sections = checkAnswers(walked, {
    audience,
    texts: formTextsIn(t),
    ...(isDraft
      ? { changeAt: (section, field) => `${clinicalPaths.section(file.id, section)}#${field}` }
      : {}),
  });
  return {
    page: 'casework/clinical/views/check.njk',
    title: wordsOfKind(file.kind, t)(isDraft ? 'casework.tasks.check' : 'casework.tasks.read'),
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      sections: sections.map(one => ({ ...one, title: sectionTitle(walked.form, one.section, t) })),
      gaps: isDraft ? shownGaps(file, t) : [],
      dropped: isDraft ? droppedOf(file, t) : [],
      attached: attachedOf(file, t),
      to: {
        print: clinicalPaths.print(file.id),
        pdf: clinicalPaths.pdf(file.id),
        word: clinicalPaths.word(file.id),
        submit: clinicalPaths.submit(file.id),
        attachments: attachmentPaths.all(file.id),
      },
    },
    about: { caseId: file.caseId, detail: { application: file.id } },
  };
}

/** The files that go with it, part by part; what was removed does not. */
function attachedOf({ id, attached }: ApplicationFile, t: ApplicationAsk['t']) {
  return (['open', 'closed'] as const)
    .map(part => ({
      title: t(`attachments.${part}`),
      files: showAttached(
        attached[part].filter(({ removedAt }) => removedAt === null),
        { t, href: file => attachmentPaths.file(id, part, file) },
      ),
    }))
    .filter(({ files }) => files.length > 0);
}

/** The answers that fall away at submission, because they belong to questions that no longer apply. */
export function droppedOf(file: ApplicationFile, t: ApplicationAsk['t']): string[] {
  return clearDown(walkedFor(file, audienceFor(file))).dropped.map(({ section, label, question }) =>
    [section, label ? textOf(t, label) : question].filter(Boolean).join(': '),
  );
}

const partQuery = z.object({ part: z.enum(['open']).optional().catch(undefined) });
type PrintAsk = Ask<z.infer<typeof idParams>, z.infer<typeof partQuery>>;

// The open version can be asked for by anybody; the closed one only by those who may read it.
async function paperFor({ tx, params, query, t }: PrintAsk) {
  const file = await readApplication(tx, params.id);
  const audience: Audience = query.part === 'open' ? 'open' : audienceFor(file);
  const statements = await readStatements(tx, file.occasionId);
  const about = { caseId: file.caseId, detail: { application: file.id, part: audience } };
  if (statements.length > 0) {
    const ids = statements.map(({ id }) => id);
    tx.record('voice.statement.read', { caseId: file.caseId, detail: { statements: ids } });
  }
  return { file, about, paper: applicationPaper({ file, audience, statements, t }) };
}

const nameOf = ({ kind, id }: ApplicationFile) => `${kindRules[kind].form}-${id}`;

export const checkRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clinicalPaths.check(':id'),
    access: careTeam,
    audit: 'casework.document.read',
    params: idParams,
    handle: checkPage,
  }),
  route({
    method: 'GET',
    path: clinicalPaths.print(':id'),
    access: careTeam,
    audit: 'casework.document.printed',
    params: idParams,
    query: partQuery,
    handle: async ask => {
      const { file, about, paper } = await paperFor(ask);
      return {
        page: 'casework/clinical/views/paper.njk',
        title: paper.title,
        backHref: clinicalPaths.check(file.id),
        model: { html: documentToHtml(paper), files: [] },
        about,
      };
    },
  }),
  route({
    method: 'GET',
    path: clinicalPaths.pdf(':id'),
    access: careTeam,
    audit: 'casework.document.printed',
    params: idParams,
    query: partQuery,
    handle: async ask => {
      const { file, about, paper } = await paperFor(ask);
      return { ...(await pdfOf(paper, nameOf(file))), about };
    },
  }),
  route({
    method: 'GET',
    path: clinicalPaths.word(':id'),
    access: careTeam,
    audit: 'casework.document.printed',
    params: idParams,
    query: partQuery,
    handle: async ask => {
      const { file, about, paper } = await paperFor(ask);
      return { ...(await wordOf(paper, nameOf(file))), about };
    },
  }),
];
