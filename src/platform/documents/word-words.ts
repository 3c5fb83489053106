import { type IParagraphOptions, Paragraph, type ParagraphChild, Tab, TextRun } from 'docx';
import { linesOf, runsRightToLeft, visibleOnPaper } from './writing.ts';

/** How a piece of text looks and in which language it is. */
export type Manner = {
  readonly style?: string;
  readonly bold?: boolean;
  readonly language?: string | null;
};

// Word keeps neither a tab nor a line end inside its text element: each has an element of its own.
function lineRun(line: string, isFirst: boolean, rightToLeft: boolean, manner: Manner): TextRun {
  const children = line.split('\t').flatMap((part, index) => (index === 0 ? [part] : [new Tab(), part]));
  const { language } = manner;
  return new TextRun({
    children,
    ...(rightToLeft ? { rightToLeft } : {}),
    ...(isFirst ? {} : { break: 1 }),
    ...(manner.bold ? { bold: true } : {}),
    ...(language ? { language: { value: language, bidirectional: language } } : {}),
  });
}

/**
 * A text as the runs of a Word paragraph: every space, tab and line break kept.
 * @param text any text; what XML 1.0 forbids is made visible (see `visibleOnPaper`)
 * @param manner its look and language
 * @returns one run for each line
 */
export function wordRuns(text: string, manner: Manner = {}): ParagraphChild[] {
  const rightToLeft = runsRightToLeft(text);
  return linesOf(visibleOnPaper(text)).map((line, index) => lineRun(line, index === 0, rightToLeft, manner));
}

/**
 * A text as one Word paragraph, set from the side that its first letter asks for.
 * @param text any text
 * @param manner its style, weight and language
 * @param options anything else that the paragraph needs
 * @returns the paragraph
 */
export function wordParagraph(text: string, manner: Manner = {}, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    ...options,
    ...(manner.style === undefined ? {} : { style: manner.style }),
    ...(runsRightToLeft(text) ? { bidirectional: true } : {}),
    children: wordRuns(text, manner),
  });
}
