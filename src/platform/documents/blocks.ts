import type {
  Answered,
  Heading,
  List,
  Notice,
  PageBreak,
  Paragraph,
  Quotation,
  Reply,
  Rule,
  Signature,
  SpokenWords,
  Summary,
  SummaryRow,
  Table,
} from './model.ts';

/** A heading; level 1 stands right under the title of the document. */
export const heading = (level: Heading['level'], text: string): Heading => ({ kind: 'heading', level, text });

/** Running text. Its line breaks are kept. */
export const paragraph = (text: string): Paragraph => ({ kind: 'paragraph', text });

/** A person's own words, with who said them and how they came here. */
export const quotation = (words: SpokenWords): Quotation => ({ kind: 'quotation', ...words });

/** A list with bullets. */
export const bullets = (...items: readonly string[]): List => ({ kind: 'list', items });

/** A list whose order matters. */
export const steps = (...items: readonly string[]): List => ({ kind: 'list', items, numbered: true });

/** A table. A row shorter than the head gets empty cells; a longer one is refused when it is laid out. */
export const table = (parts: Omit<Table, 'kind'>): Table => ({ kind: 'table', ...parts });

/** Questions and answers, or names and values, one pair to a row. */
export const summary = (...rows: readonly SummaryRow[]): Summary => ({ kind: 'summary', rows });

/** A person's words and the reply to exactly those words. */
export const answered = (words: SpokenWords, reply: Reply): Answered => ({ kind: 'answered', words, reply });

/** Who signed, in which role, on which day. */
export const signature = (parts: Omit<Signature, 'kind'>): Signature => ({ kind: 'signature', ...parts });

/** Something the reader must not miss. */
export const notice = (text: string, title?: string): Notice =>
  title === undefined ? { kind: 'notice', text } : { kind: 'notice', text, title };

/** A line across the page. */
export const rule: Rule = { kind: 'rule' };

/** What follows starts on a new sheet of paper. */
export const pageBreak: PageBreak = { kind: 'pageBreak' };
