import { type Translate, textIn } from '../language/index.ts';
import type {
  Block,
  Heading,
  List,
  Notice,
  PageBreak,
  PaperDocument,
  Paragraph,
  Rule,
  Signature,
  SpokenWords,
  Summary,
  SummaryRow,
  Table,
} from './model.ts';
import { languageTag } from './writing.ts';

/** Words with everything said around them settled: who spoke, how it came here, in which language. */
export type LaidOutWords = {
  readonly text: string;
  readonly saidBy: string;
  readonly note: string | null;
  readonly language: string | null;
};

export type LaidOutBlock =
  | Heading
  | Paragraph
  | List
  | Table
  | Summary
  | Rule
  | PageBreak
  | Notice
  | ({ readonly kind: 'quotation' } & LaidOutWords)
  | {
      readonly kind: 'answered';
      readonly words: LaidOutWords;
      readonly reply: SummaryRow;
      readonly beside: boolean;
    }
  | { readonly kind: 'signature'; readonly label: string; readonly lines: readonly string[] };

/** A document in which every label has been put into words, so that the three renderers cannot differ. */
export type Sheet = {
  readonly title: string;
  readonly language: PaperDocument['language'];
  readonly marking: string | null;
  readonly reference: string | null;
  readonly large: boolean;
  /** Who it is from and to, its reference and its date. */
  readonly about: readonly SummaryRow[];
  readonly blocks: readonly LaidOutBlock[];
  /** "Page 1 of 2", with the two numbers as given. */
  readonly pageLine: (page: string, pages: string) => string;
};

/** A document cannot be put on paper as it stands. The message never quotes the document. */
export class PaperProblem extends Error {
  override readonly name = 'PaperProblem';
}

function aboutOf(document: PaperDocument, t: Translate): SummaryRow[] {
  const rows = [
    { key: t('documents.to'), value: document.to?.join('\n') },
    { key: t('documents.from'), value: document.from?.join('\n') },
    { key: t('documents.reference'), value: document.reference },
    { key: t('documents.date'), value: document.datedOn },
  ];
  return rows.flatMap(({ key, value }) => (value === undefined || value === '' ? [] : [{ key, value }]));
}

function wordsOf(words: SpokenWords, t: Translate): LaidOutWords {
  const language = words.language === undefined ? null : languageTag(words.language);
  const saidBy = t('documents.saidBy', { name: words.spokenBy });
  return { text: words.text, saidBy, note: words.note ?? null, language };
}

// Half a line is wide enough for a few sentences; a long statement in a narrow column tires the reader.
const longestBeside = 700;

function answeredOf(block: Extract<Block, { kind: 'answered' }>, large: boolean, t: Translate): LaidOutBlock {
  const { by, label, text } = block.reply;
  const unnamed = by === undefined ? t('documents.reply') : t('documents.replyFrom', { name: by });
  const longest = Math.max(block.words.text.length, text.length);
  return {
    kind: 'answered',
    words: wordsOf(block.words, t),
    reply: { key: label ?? unnamed, value: text },
    beside: !large && longest <= longestBeside,
  };
}

function signatureOf(block: Signature, t: Translate): LaidOutBlock {
  const label = block.electronically ? t('documents.signedElectronically') : t('documents.signed');
  return { kind: 'signature', label, lines: [block.name, block.role, block.signedOn] };
}

// A row that is too short would shift every cell after it on paper; a row that is too long would lose words.
function tableOf(block: Table): Table {
  const width = block.head.length;
  if (width === 0) throw new PaperProblem('A table needs at least one column heading.');
  if (block.rows.some(row => row.length > width)) {
    throw new PaperProblem('A table has a row with more cells than column headings.');
  }
  const rows = block.rows.map(row => [...row, ...Array<string>(width - row.length).fill('')]);
  return { ...block, rows };
}

function blockOf(block: Block, large: boolean, t: Translate): LaidOutBlock {
  switch (block.kind) {
    case 'quotation':
      return { kind: 'quotation', ...wordsOf(block, t) };
    case 'answered':
      return answeredOf(block, large, t);
    case 'signature':
      return signatureOf(block, t);
    case 'table':
      return tableOf(block);
    case 'heading':
    case 'paragraph':
    case 'list':
    case 'summary':
    case 'notice':
    case 'rule':
    case 'pageBreak':
      return block;
  }
}

// PDF/UA-1 (ISO 14289-1, 7.4.2) refuses a heading that skips a level, and a screen reader's outline suffers
// from it in every format; a heading is therefore raised to one below the heading before it.
function withoutSkippedLevels(blocks: readonly LaidOutBlock[]): LaidOutBlock[] {
  let above = 0;
  // An empty heading says nothing, and PDF/UA-1 refuses the document for it.
  const told = blocks.filter(block => block.kind !== 'heading' || block.text.trim() !== '');
  return told.map(block => {
    if (block.kind !== 'heading') return block;
    above = Math.min(block.level, above + 1);
    return { ...block, level: above as Heading['level'] };
  });
}

/**
 * Puts every label of a document into words, once for all renderers.
 * @param document the document as its author composed it
 * @returns the sheet that HTML, PDF and Word are made from
 * @throws PaperProblem when there is no title, a table has no columns, or a row has more cells than columns
 */
export function layOut(document: PaperDocument): Sheet {
  // PDF/UA-1 and WCAG 2.4.2 both require a title; without one, a reader with many papers open cannot tell them apart.
  if (document.title.trim() === '') throw new PaperProblem('A document needs a title.');
  const t = textIn(document.language);
  const large = document.print === 'large';
  return {
    title: document.title,
    language: document.language,
    marking: document.marking ?? null,
    reference: document.reference ?? null,
    large,
    about: aboutOf(document, t),
    blocks: withoutSkippedLevels(document.blocks.map(block => blockOf(block, large, t))),
    pageLine: (page, pages) => t('documents.page', { page, pages }),
  };
}
