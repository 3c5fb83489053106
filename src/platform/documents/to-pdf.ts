import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFamilies, fontFamiliesOfLastResort, paperFonts } from './fonts.ts';
import { layOut, PaperProblem, type Sheet } from './layout.ts';
import type { PaperDocument } from './model.ts';
import { typstSheet } from './typst-sheet.ts';

const template = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8');

// Made on first use: reading the fonts takes some 50 ms, which a program that prints nothing need not spend.
let kept: NodeCompiler | undefined;

function compiler(): NodeCompiler {
  // The template reads no file; the workspace only has to exist.
  kept ??= NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: paperFonts() }] });
  return kept;
}

function printed(sheet: Sheet, fonts: readonly string[]): Uint8Array {
  const inputs = { sheet: JSON.stringify({ ...typstSheet(sheet), fonts }) };
  const { result } = compiler().compile({ mainFileContent: template, inputs });
  if (result === null) throw new PaperProblem('The document could not be laid out.');
  return compiler().pdf(result, { pdfStandard: 'ua-1' });
}

// Typst looks through the fonts of the machine by the first letter of a cluster. For a rare mark on a common
// letter it finds the fonts that it has already tried, gives up, and PDF/UA-1 refuses the document; only then
// is the font of last resort named outright.
function printedSomehow(sheet: Sheet): Uint8Array {
  try {
    return printed(sheet, fontFamilies);
  } catch {
    return printed(sheet, fontFamiliesOfLastResort);
  }
}

/**
 * Prints a document as tagged PDF/UA-1, with its title, its language and its marking on every page.
 *
 * Text is exact but for what paper cannot show: a tab is four spaces, spaces at the end of a line have no
 * ink, U+FEFF becomes U+2060, control characters appear as their picture, and a letter that no font has is a box whose text is
 * still the letter.
 * @param document the document
 * @returns the bytes of the file; the same document gives the same bytes
 * @throws PaperProblem when there is no title, a table has no columns, or a row has more cells than columns, or when it cannot
 *   be printed; its message never quotes the document
 */
export async function documentToPdf(document: PaperDocument): Promise<Uint8Array> {
  const sheet = layOut(document);
  try {
    return printedSomehow(sheet);
  } catch {
    // Typst's own message may quote the text that it stumbled over, and errors reach the log.
    throw new PaperProblem('The document could not be printed as PDF/UA-1.');
  } finally {
    // Without this, everything ever printed stays in Typst's cache, and with it people's words in memory.
    compiler().evictCache(0);
  }
}
