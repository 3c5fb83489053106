import type { PaperDocument } from './model.ts';
import { documentToPdf, documentToWord } from './when-asked-for.ts';

/** What a page hands out to be kept. */
export type PaperFile = {
  readonly send: Uint8Array;
  readonly type: string;
  readonly fileName: string;
};

/** A paper as tagged PDF. `name` never holds a name of a person; it gets its ending here. */
export async function pdfOf(paper: PaperDocument, name: string): Promise<PaperFile> {
  return { send: await documentToPdf(paper), type: 'application/pdf', fileName: `${name}.pdf` };
}

/** The same as Word. */
export async function wordOf(paper: PaperDocument, name: string): Promise<PaperFile> {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return { send: await documentToWord(paper), type, fileName: `${name}.docx` };
}
