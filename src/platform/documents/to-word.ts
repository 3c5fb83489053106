import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { layOut, type Sheet } from './layout.ts';
import type { PaperDocument } from './model.ts';
import { wordBlock, wordSummary } from './word-blocks.ts';
import { wordNumbering, wordStyles } from './word-styles.ts';
import { wordParagraph, wordRuns } from './word-words.ts';
import { visibleOnPaper } from './writing.ts';

const [pageMark, pagesMark] = ['{page}', '{pages}'];

// Word counts the pages itself, so the sentence is cut where its two numbers stand, in whatever order the
// language has them.
function pageLineRun(sheet: Sheet): TextRun {
  const parts = sheet.pageLine(pageMark, pagesMark).split(/(\{pages?\})/);
  const children = parts.map(part => {
    if (part === pageMark) return PageNumber.CURRENT;
    return part === pagesMark ? PageNumber.TOTAL_PAGES : part;
  });
  return new TextRun({ children });
}

function marginLine(children: readonly ParagraphChild[], alignment: 'center' | 'right'): Paragraph {
  return new Paragraph({
    style: 'Margin',
    alignment: AlignmentType[alignment === 'center' ? 'CENTER' : 'RIGHT'],
    children,
  });
}

function markingLines(sheet: Sheet): Paragraph[] {
  return sheet.marking === null ? [] : [marginLine(wordRuns(sheet.marking, { bold: true }), 'center')];
}

function footerOf(sheet: Sheet): Footer {
  const reference = sheet.reference === null ? [] : [...wordRuns(sheet.reference), new TextRun('   ')];
  return new Footer({
    children: [...markingLines(sheet), marginLine([...reference, pageLineRun(sheet)], 'right')],
  });
}

/**
 * Writes a document as a Word file with real headings, lists and tables, so that it can be read aloud and
 * edited.
 *
 * Spaces, tabs and line breaks are kept exactly. A Word file is XML, so a character that XML 1.0 forbids is
 * shown as its visible picture; CRLF, CR and LF all become Word's line break.
 * @param document the document
 * @returns the bytes of the .docx file
 * @throws PaperProblem when there is no title, a table has no columns, or a row has more cells than columns
 */
export async function documentToWord(document: PaperDocument): Promise<Uint8Array> {
  const sheet = layOut(document);
  const file = new Document({
    title: visibleOnPaper(sheet.title),
    creator: 'Ownwords',
    lastModifiedBy: 'Ownwords',
    styles: wordStyles(sheet),
    numbering: wordNumbering,
    sections: [
      {
        headers: { default: new Header({ children: markingLines(sheet) }) },
        footers: { default: footerOf(sheet) },
        children: [
          wordParagraph(sheet.title, {}, { heading: HeadingLevel.TITLE }),
          ...wordSummary(sheet.about),
          ...sheet.blocks.flatMap(wordBlock),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}
