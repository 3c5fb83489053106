import type { PaperDocument } from './model.ts';

// The printer and the writer of Word files weigh more than all else that a page needs; most of the day nobody prints.

/** As `documentToPdf` in to-pdf.ts, which is loaded with the first paper. */
export async function documentToPdf(document: PaperDocument): Promise<Uint8Array> {
  const printer = await import('./to-pdf.ts');
  return printer.documentToPdf(document);
}

/** As `documentToWord` in to-word.ts, which is loaded with the first paper. */
export async function documentToWord(document: PaperDocument): Promise<Uint8Array> {
  const writer = await import('./to-word.ts');
  return writer.documentToWord(document);
}
