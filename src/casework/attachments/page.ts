import { allFileKinds, receiveFile } from '../../platform/files/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { type Again, drawForm, type Field, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, one } from '../../platform/web/index.ts';
import type { ApplicationAsk } from '../clinical/application.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { type ApplicationFile, readApplication } from '../clinical/queries/read-application.ts';
import { headOf } from '../clinical/show.ts';
import type { Attached } from './attached.ts';
import { attachFile } from './commands/attach-file.ts';
import { fileField, titleField } from './fields.ts';
import { attachmentPaths, type Part } from './paths.ts';
import { showAttached } from './show.ts';

const partField: Field = {
  ...{ kind: 'one', name: 'part', label: 'attachments.part', need: 'attachments.part.need' },
  choices: [
    { value: 'open', text: 'attachments.part.open' },
    { value: 'closed', text: 'attachments.part.closed' },
  ],
};

/** Whoever reads the open part alone is not asked which. */
const fieldsFor = ({ mayReadClosed }: ApplicationFile, { files }: ApplicationAsk): Field[] => [
  titleField,
  ...(mayReadClosed ? [partField] : []),
  fileField(files),
];

/** The files of a document that the reader may see, and while it is a draft a form for another. */
export async function attachmentsPage(ask: ApplicationAsk, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const file = await readApplication(tx, params.id);
  const mayAttach = file.state === 'draft' && file.caseClosedOn === null;
  const parts: readonly Part[] = file.mayReadClosed ? ['open', 'closed'] : ['open'];
  return {
    page: 'casework/attachments/views/attachments.njk',
    title: t('attachments.title'),
    backHref: clinicalPaths.application(file.id),
    model: {
      head: headOf(file, t),
      isClosedCase: file.caseClosedOn !== null,
      parts: parts.map(part => ({
        id: part,
        title: t(`attachments.${part}`),
        who: t(`attachments.${part}.who`),
        files: shownFiles(file, part, t),
      })),
      form:
        mayAttach &&
        drawForm(t, {
          ...{ action: attachmentPaths.all(file.id), fields: fieldsFor(file, ask), again },
          button: 'attachments.add.button',
        }),
    },
    about: { caseId: file.caseId, detail: { application: file.id } },
    problems: again?.problems,
  };
}

function shownFiles(document: ApplicationFile, part: Part, t: Translate) {
  const files = document.attached[part];
  const href = (id: number) => attachmentPaths.file(document.id, part, id);
  return showAttached(files, { t, href }).map((shown, index) => {
    const file = files[index];
    return file ? { ...shown, fileName: file.fileName, ...standing(document, { part, file }, t) } : shown;
  });
}

/** How far a file has come, and what can be done with it now. */
function standing(document: ApplicationFile, { part, file }: { part: Part; file: Attached }, t: Translate) {
  const mayMove =
    document.caseClosedOn === null &&
    file.handedOverAt === null &&
    (document.state === 'draft' || (document.state === 'returned' && file.consultationId !== null));
  const state = file.handedOverAt
    ? t('attachments.state.handedOver')
    : file.letOutAt && !file.removedAt
      ? t('attachments.state.letOut')
      : '';
  return {
    state: [file.consultationId ? t('attachments.state.answer') : '', state].filter(Boolean).join(' '),
    removed: file.removedAt ? t('attachments.state.removed') : '',
    action: mayMove ? move(document.id, { part, file }, t) : undefined,
  };
}

function move(id: number, { part, file }: { part: Part; file: Attached }, t: Translate) {
  if (file.removedAt)
    return { href: attachmentPaths.putBack(id, part, file.id), text: t('attachments.putBack') };
  return {
    href: attachmentPaths.remove(id, part, file.id),
    text: t('attachments.remove'),
    warning: file.letOutAt ? t('attachments.remove.shown') : '',
  };
}

/** Attaches what the form carries. */
export async function attach(ask: ApplicationAsk): Promise<Answer> {
  const { tx, params, body, t, actor, files } = ask;
  const document = await readApplication(tx, params.id);
  const read = readFields(fieldsFor(document, ask), body, t);
  const received = await receiveFile({ file: ask.file, rules: files, kinds: allFileKinds });
  const problems = [
    ...read.problems,
    ...(received.ok ? [] : [{ field: 'file', text: t(received.says, received.values) }]),
  ];
  if (!received.ok || problems.length > 0) return attachmentsPage(ask, { typed: read, problems });
  const part = document.mayReadClosed && one(body, 'part') === 'closed' ? 'closed' : 'open';
  const title = (read.texts.title ?? '').trim();
  await attachFile(tx, { document, part, title, file: received.file, actor });
  return { goTo: attachmentPaths.all(document.id), say: 'attachments.said.added' };
}
