import type { SourceMark } from '../time/index.ts';

/** Who a part may be shown to: "open" to the person it is about, "closed" never to them by any door. */
export type Audience = 'open' | 'closed';

/** Something known about the case that is not an answer: an authority for detention, a level. */
export type FactValue = string | number | boolean | readonly string[];
export type Facts = Readonly<Record<string, FactValue | undefined>>;

/** A condition as data, so that a form can be stored, compared and shown beside its source. */
export type Condition =
  | { readonly answer: string; readonly is: string }
  | { readonly answer: string; readonly includes: string }
  | { readonly answer: string; readonly answered: true }
  | { readonly fact: string; readonly is: string | number | boolean }
  | { readonly fact: string; readonly in: readonly string[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export const questionKinds = [
  'text',
  'long-text',
  'date',
  'whole-number',
  'yes-no',
  'choice',
  'choices',
  'email',
  'phone',
  'entries',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

type Asked = {
  readonly id: string;
  /**
   * "by rule": a rule of the room says when it is needed, so it is neither listed as missing nor called optional.
   */
  readonly required?: boolean | Condition | 'by rule';
  readonly shownWhen?: Condition;
  /** Set only where it differs from the section's. */
  readonly audience?: Audience;
  /** Says that the catalogue holds a hint for this question. */
  readonly hint?: true;
  /** Where it is asked in the words of another form: what the keys of that one begin with. */
  readonly texts?: string;
};

export type TextQuestion = Asked & {
  readonly kind: 'text' | 'long-text' | 'email' | 'phone';
  readonly maxLength?: number;
  /** A token of the HTML autocomplete attribute; only for what the person filling it in knows of themselves. */
  readonly autocomplete?: string;
};
export type DateQuestion = Asked & { readonly kind: 'date'; readonly notAfterToday?: true };
export type NumberQuestion = Asked & {
  readonly kind: 'whole-number';
  readonly min?: number;
  readonly max?: number;
};
export type YesNoQuestion = Asked & { readonly kind: 'yes-no' };
export type ChoiceQuestion = Asked & {
  readonly kind: 'choice' | 'choices';
  readonly options: readonly string[];
};
export type SimpleQuestion = TextQuestion | DateQuestion | NumberQuestion | YesNoQuestion | ChoiceQuestion;

/** A group of questions answered again for each thing: each incident, each document, each earlier leave. */
export type EntriesQuestion = Asked & {
  readonly kind: 'entries';
  readonly questions: readonly SimpleQuestion[];
};
export type Question = SimpleQuestion | EntriesQuestion;

export type Section = {
  readonly id: string;
  readonly audience: Audience;
  readonly shownWhen?: Condition;
  /** Says that the catalogue holds an introduction to this section. */
  readonly intro?: true;
  /** Where its title and introduction are those of another form: what the keys of that one begin with. */
  readonly texts?: string;
  readonly questions: readonly Question[];
};

/** Where a form comes from, and how far that source was followed. */
export type FormSource = {
  readonly name: string;
  readonly dated: string;
  readonly mark: SourceMark;
  readonly note?: string;
};

export type Form = {
  readonly id: string;
  readonly version: number;
  /** What every text key of this form begins with. */
  readonly texts: string;
  readonly source: FormSource;
  readonly inForceFrom: string;
  /** Every fact that a condition may ask for, and who may learn of it. */
  readonly facts: Readonly<Record<string, Audience>>;
  readonly sections: readonly Section[];
};

/**
 * Who may see one question.
 * @returns the question's own audience where it has one, else its section's
 */
export function audienceOf(section: Section, question: { readonly audience?: Audience }): Audience {
  return question.audience ?? section.audience;
}

/**
 * Whether a reader of one part may see a question. Whoever may read the closed part may read the open one too.
 */
export function isFor(
  reader: Audience,
  section: Section,
  question: { readonly audience?: Audience },
): boolean {
  return reader === 'closed' || audienceOf(section, question) === 'open';
}

/**
 * Finds a section by its id.
 * @returns the section, or undefined when a stale or invented address names one that is not there
 */
export function sectionOf(form: Form, id: string): Section | undefined {
  return form.sections.find(section => section.id === id);
}

/** Every question of a form in its order; the questions inside a group are not listed. */
export function questionsIn(form: Form): readonly Question[] {
  return form.sections.flatMap(section => section.questions);
}
