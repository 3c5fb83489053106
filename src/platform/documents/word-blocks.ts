import { BorderStyle, HeadingLevel, type Paragraph, Table, TableCell, TableRow, WidthType } from 'docx';
import type { LaidOutBlock, LaidOutWords } from './layout.ts';
import type { SummaryRow, Table as TableBlock } from './model.ts';
import { wordParagraph } from './word-words.ts';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const hairline = { style: BorderStyle.SINGLE, size: 4, color: 'C3CDD0' } as const;
const borders = {
  top: none,
  bottom: hairline,
  left: none,
  right: none,
  insideHorizontal: hairline,
  insideVertical: none,
};
const margins = { top: 80, bottom: 80, left: 60, right: 120 };

const headingLevels = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
} as const;

function cellOf(content: readonly Paragraph[], percent: number): TableCell {
  return new TableCell({
    children: [...content],
    margins,
    width: { size: percent, type: WidthType.PERCENTAGE },
  });
}

function tableOf(rows: readonly TableRow[]): Table {
  return new Table({ rows: [...rows], borders, width: { size: 100, type: WidthType.PERCENTAGE } });
}

const afterTable = () => wordParagraph('', { style: 'AfterTable' });

function tableBlock(block: TableBlock): (Paragraph | Table)[] {
  const percent = Math.floor(100 / block.head.length);
  const cell = (text: string, bold: boolean) =>
    cellOf([wordParagraph(text, { style: 'Cell', bold })], percent);
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.head.map(text => cell(text, true)),
  });
  const rows = block.rows.map(
    row =>
      new TableRow({
        children: row.map((text, index) => cell(text, index === 0 && block.firstColumnIsHeading === true)),
      }),
  );
  return [wordParagraph(block.caption, { style: 'Caption' }), tableOf([head, ...rows]), afterTable()];
}

/**
 * Names and values as a table of two columns; nothing for no rows, which Word would refuse as a table.
 * @param rows the pairs
 * @returns the table and the space after it
 */
export function wordSummary(rows: readonly SummaryRow[]): (Paragraph | Table)[] {
  if (rows.length === 0) return [];
  const pair = ({ key, value }: SummaryRow) =>
    new TableRow({
      children: [
        cellOf([wordParagraph(key, { style: 'Cell', bold: true })], 32),
        cellOf([wordParagraph(value, { style: 'Cell' })], 68),
      ],
    });
  return [tableOf(rows.map(pair)), afterTable()];
}

function spoken(words: LaidOutWords): Paragraph[] {
  const note = words.note === null ? [] : [wordParagraph(words.note, { style: 'Note' })];
  return [
    wordParagraph(words.saidBy, { style: 'SaidBy' }),
    wordParagraph(words.text, { style: 'Quote', language: words.language }),
    ...note,
  ];
}

const replied = ({ key, value }: SummaryRow) => [
  wordParagraph(key, { style: 'SaidBy' }),
  wordParagraph(value, { style: 'Reply' }),
];

function answeredBlock(block: Extract<LaidOutBlock, { kind: 'answered' }>): (Paragraph | Table)[] {
  if (!block.beside) return [...spoken(block.words), ...replied(block.reply)];
  const row = new TableRow({ children: [cellOf(spoken(block.words), 50), cellOf(replied(block.reply), 50)] });
  return [tableOf([row]), afterTable()];
}

function signatureBlock(label: string, lines: readonly string[]): Paragraph[] {
  const keepNext = { keepNext: true };
  return [
    wordParagraph(label, { style: 'Note' }, keepNext),
    ...lines.map((line, index) =>
      wordParagraph(
        line,
        { style: 'SignatureLine', bold: index === 0 },
        index < lines.length - 1 ? keepNext : {},
      ),
    ),
  ];
}

/**
 * One block of a sheet as what Word calls it: real headings, lists and tables.
 * @param block the block
 * @param index its place in the document; each numbered list counts from one by itself
 * @returns paragraphs and tables in reading order
 */
export function wordBlock(block: LaidOutBlock, index: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [wordParagraph(block.text, {}, { heading: headingLevels[block.level] })];
    case 'paragraph':
      return [wordParagraph(block.text)];
    case 'quotation':
      return spoken(block);
    case 'list': {
      const marker = block.numbered
        ? { numbering: { reference: 'steps', level: 0, instance: index } }
        : { bullet: { level: 0 } };
      return block.items.map(item => wordParagraph(item, {}, marker));
    }
    case 'table':
      return tableBlock(block);
    case 'summary':
      return wordSummary(block.rows);
    case 'answered':
      return answeredBlock(block);
    case 'signature':
      return signatureBlock(block.label, block.lines);
    case 'notice': {
      const title =
        block.title === undefined ? [] : [wordParagraph(block.title, { style: 'Notice', bold: true })];
      return [...title, wordParagraph(block.text, { style: 'Notice' })];
    }
    case 'rule':
      return [wordParagraph('', { style: 'Rule' })];
    case 'pageBreak':
      return [wordParagraph('', { style: 'AfterTable' }, { pageBreakBefore: true })];
  }
}
