import type { Language } from '../language/index.ts';

/** Words that a person said, exactly as they said them. */
export type SpokenWords = {
  readonly text: string;
  readonly spokenBy: string;
  /** BCP 47 tag of the words when it is not the language of the document. */
  readonly language?: string;
  /** How the words came here, such as "Written down by Sam Example". */
  readonly note?: string;
};

/** What was answered to somebody's words. */
export type Reply = {
  readonly text: string;
  /** Who answers; without it the document only says "Reply". */
  readonly by?: string;
  /** Stands in place of "Reply", for instance when words could not be considered and the reason is given. */
  readonly label?: string;
};

export type SummaryRow = { readonly key: string; readonly value: string };

export type Heading = { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string };
export type Paragraph = { readonly kind: 'paragraph'; readonly text: string };
export type Quotation = { readonly kind: 'quotation' } & SpokenWords;
export type List = { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean };
export type Table = {
  readonly kind: 'table';
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly firstColumnIsHeading?: boolean;
};
export type Summary = { readonly kind: 'summary'; readonly rows: readonly SummaryRow[] };
export type Answered = { readonly kind: 'answered'; readonly words: SpokenWords; readonly reply: Reply };
export type Signature = {
  readonly kind: 'signature';
  readonly name: string;
  readonly role: string;
  /** Already formatted, in the language of the document. */
  readonly signedOn: string;
  readonly electronically?: boolean;
};
export type Notice = { readonly kind: 'notice'; readonly text: string; readonly title?: string };
export type Rule = { readonly kind: 'rule' };
export type PageBreak = { readonly kind: 'pageBreak' };

/** One piece of a document. Plain data: it can be stored, hashed and laid out again years later. */
export type Block =
  | Heading
  | Paragraph
  | Quotation
  | List
  | Table
  | Summary
  | Answered
  | Signature
  | Notice
  | Rule
  | PageBreak;

export type PaperDocument = {
  readonly title: string;
  readonly language: Language;
  /** Protective marking, such as "OFFICIAL-SENSITIVE (when complete)"; stands on every page. */
  readonly marking?: string;
  readonly reference?: string;
  /** Already formatted, in the language of the document. */
  readonly datedOn?: string;
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  /** "large" is for paper handed to a person: 18 point, one thing under the other. */
  readonly print?: 'standard' | 'large';
  readonly blocks: readonly Block[];
};
