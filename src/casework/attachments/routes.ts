import { z } from 'zod';
import { type Answer, type Ask, idNumber, idParams, type Route, route } from '../../platform/web/index.ts';
import { careTeam } from '../clinical/care-team.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { openAttachment } from './attached.ts';
import { putAttachmentBack, removeAttachment } from './commands/remove-attachment.ts';
import { evidenceRoutes } from './evidence.ts';
import { attach, attachmentsPage } from './page.ts';
import { attachmentPaths, type Part } from './paths.ts';
import { serveFile } from './serve.ts';

const fileParams = idParams.extend({ part: z.enum(['open', 'closed']), attachment: idNumber });
const openParams = idParams.extend({ attachment: idNumber });
type FileAsk = Ask<z.infer<typeof fileParams>, unknown>;

async function send(
  { tx, files }: Ask<unknown, unknown>,
  id: number,
  which: { part: Part; attachment: number },
): Promise<Answer> {
  const { part, attachment } = which;
  const kept = await openAttachment(tx, { document: id, part, id: attachment });
  const about = { caseId: kept.caseId, detail: { application: id, part, attachment } };
  return serveFile({ ...kept, called: `attachment-${attachment}` }, { files, about });
}

async function moved({ tx, params }: FileAsk, how: 'remove' | 'put back'): Promise<Answer> {
  const which = { document: params.id, part: params.part, id: params.attachment };
  await (how === 'remove' ? removeAttachment(tx, which) : putAttachmentBack(tx, which));
  return {
    goTo: attachmentPaths.all(params.id),
    say: how === 'remove' ? 'attachments.said.removed' : 'attachments.said.putBack',
  };
}

/** Files that hang on a document: attached by the care team, read by whoever reads the part they hang on. */
export const attachmentRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: attachmentPaths.all(':id'), access: careTeam },
    ...{ audit: 'casework.attachments.listed', params: idParams },
    handle: ask => attachmentsPage(ask),
  }),
  route({
    ...{ method: 'POST', path: attachmentPaths.all(':id'), access: careTeam, takesFile: 'whole' },
    ...{ audit: 'by the command', params: idParams },
    handle: attach,
  }),
  route({
    ...{ method: 'GET', path: attachmentPaths.file(':id', ':part', ':attachment'), access: careTeam },
    ...{ audit: 'casework.attachment.read', params: fileParams },
    handle: ask => send(ask, ask.params.id, ask.params),
  }),
  route({
    ...{ method: 'POST', path: attachmentPaths.remove(':id', ':part', ':attachment'), access: careTeam },
    ...{ audit: 'by the command', params: fileParams },
    handle: ask => moved(ask, 'remove'),
  }),
  route({
    ...{ method: 'POST', path: attachmentPaths.putBack(':id', ':part', ':attachment'), access: careTeam },
    ...{ audit: 'by the command', params: fileParams },
    handle: ask => moved(ask, 'put back'),
  }),
  route({
    ...{ method: 'GET', path: attachmentPaths.forPerson(':id', ':attachment') },
    access: ['subject', 'advocate', 'solicitor'],
    ...{ audit: 'casework.attachment.read', params: openParams },
    handle: ask => send(ask, ask.params.id, { part: 'open', attachment: ask.params.attachment }),
  }),
  route({
    ...{ method: 'GET', path: attachmentPaths.forSection(':id', ':part', ':attachment'), access: mhcsRoles },
    ...{ audit: 'casework.attachment.read', params: fileParams },
    handle: ask => send(ask, ask.params.id, ask.params),
  }),
  ...evidenceRoutes,
];
