import type { z } from 'zod';
import { allFileKinds, receiveFile } from '../../platform/files/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { type Again, drawForm, readFields } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  found,
  idNumber,
  idParams,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { readApplication } from '../clinical/queries/read-application.ts';
import { headOf } from '../clinical/show.ts';
import { attachFile } from './commands/attach-file.ts';
import { fileField, titleField } from './fields.ts';
import { attachmentPaths } from './paths.ts';

/** Asking others is the closed part: not even the ward team learns of it here. */
const askers = ['responsible_clinician', 'mha_office'] as const;
const evidenceParams = idParams.extend({ consultation: idNumber });
type EvidenceAsk = Ask<z.infer<typeof evidenceParams>, unknown>;

const fieldsFor = ({ files }: EvidenceAsk) => [titleField, fileField(files)];

async function consultationOf({ tx, params }: EvidenceAsk) {
  const file = await readApplication(tx, params.id);
  return { file, asked: found(file.consultations.find(({ id }) => id === params.consultation)) };
}

async function evidencePage(ask: EvidenceAsk, again?: Again): Promise<Answer> {
  const { t } = ask;
  const { file, asked } = await consultationOf(ask);
  const role = t(`people.role.${asked.consultee}` as TextKey);
  return {
    page: 'casework/attachments/views/evidence.njk',
    title: t('attachments.evidence'),
    backHref: clinicalPaths.consultations(file.id),
    model: {
      head: headOf(file, t),
      about: t('attachments.evidence.intro', { role, name: asked.name }),
      form: drawForm(t, {
        ...{ action: attachmentPaths.toConsultation(file.id, asked.id), fields: fieldsFor(ask), again },
        button: 'attachments.add.button',
      }),
    },
    about: { caseId: file.caseId, detail: { application: file.id, consultation: asked.id } },
    problems: again?.problems,
  };
}

async function keepEvidence(ask: EvidenceAsk): Promise<Answer> {
  const { tx, body, t, actor, files } = ask;
  const read = readFields(fieldsFor(ask), body, t);
  const received = await receiveFile({ file: ask.file, rules: files, kinds: allFileKinds });
  const problems = [
    ...read.problems,
    ...(received.ok ? [] : [{ field: 'file', text: t(received.says, received.values) }]),
  ];
  if (!received.ok || problems.length > 0) return evidencePage(ask, { typed: read, problems });
  const { file: document, asked } = await consultationOf(ask);
  await attachFile(tx, {
    ...{ document, part: 'closed', consultationId: asked.id, file: received.file, actor },
    title: (read.texts.title ?? '').trim(),
  });
  return { goTo: clinicalPaths.consultations(document.id), say: 'attachments.said.added' };
}

/** What somebody who was consulted answered by letter or as Word, because they are not here yet. */
export const evidenceRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: attachmentPaths.toConsultation(':id', ':consultation'), access: askers },
    ...{ audit: 'casework.consultation.read', params: evidenceParams },
    handle: ask => evidencePage(ask),
  }),
  route({
    ...{ method: 'POST', path: attachmentPaths.toConsultation(':id', ':consultation'), access: askers },
    ...{ audit: 'by the command', params: evidenceParams, takesFile: 'whole' },
    handle: keepEvidence,
  }),
];
