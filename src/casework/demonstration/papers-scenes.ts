import { documentToPdf, paragraph } from '../../platform/documents/index.ts';
import type { ReceivedFile } from '../../platform/files/index.ts';
import { attachFile } from '../attachments/commands/attach-file.ts';
import type { Part } from '../attachments/paths.ts';
import { keepReceived } from '../received/commands/keep-received.ts';
import type { ReceivedKind } from '../received/kinds.ts';
import type { OfCase } from './case-scenes.ts';
import type { Played } from './play.ts';
import { playing, type Stage } from './stage.ts';

/** A sheet of paper with an invented text on it, as somebody would hand it in. */
async function sheet(title: string, text: string): Promise<ReceivedFile> {
  const bytes = await documentToPdf({
    title,
    language: 'en',
    blocks: [paragraph(text)],
  });
  return {
    name: `${title.toLowerCase().replaceAll(' ', '-')}.pdf`,
    kind: 'application/pdf',
    scan: 'not scanned',
    bytes: Buffer.from(bytes),
  };
}

/** The clinician hangs a file on a part of the draft. */
export async function attached(
  stage: Stage,
  { id, caseId, clinician }: Played,
  { part, title, text }: { part: Part; title: string; text: string },
): Promise<void> {
  const file = await sheet(title, text);
  const document = { id, caseId, caseClosedOn: null };
  await playing(await stage.as(clinician), (tx, actor) =>
    attachFile(tx, { document, part, title, file, actor }),
  );
}

/** The section keeps what came by post or e-mail. */
export async function cameOnPaper(
  stage: Stage,
  { caseId }: OfCase,
  came: { kind: ReceivedKind; title: string; fromWhom: string; text: string; isOpen: boolean },
): Promise<void> {
  const { text, ...about } = came;
  const file = await sheet(came.title, text);
  await playing(await stage.as('robin.quill'), (tx, actor) =>
    keepReceived(tx, { ...about, caseId, document: null, receivedOn: stage.today.toString(), file, actor }),
  );
}
