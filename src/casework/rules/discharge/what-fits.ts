import { type DocumentKind, kindRules } from '../document-kinds.ts';
import { isMet, type LegalTest, legalTest, type TestedMatter } from './legal-tests.ts';

/** What is written of a decision, as far as the law of discharge asks for it. */
export type DischargeDraft = {
  readonly kind: string | null;
  readonly conditions: readonly string[];
  /** The same conditions in plain words, in the same order. */
  readonly answerConditions: readonly string[];
  /** Which of them deprive of liberty, in the same order. */
  readonly onLiberty: readonly boolean[];
  /** Whether the test of the law is met, and why. */
  readonly testMet: boolean | null;
  readonly testWhy: string;
};

/** Why a decision on a discharge cannot be issued as it stands. */
export type DischargeLack =
  | 'test'
  | 'test not met'
  | 'not in force'
  | 'one of them'
  | 'conditions'
  | 'no conditions'
  | 'plain words'
  | 'gaps'
  | 'liberty'
  | 'not supervised';

export type Deciding = {
  readonly kind: DocumentKind;
  readonly askedFor: readonly string[];
  /** What the draft would grant. */
  readonly granted: readonly string[];
  readonly today: Temporal.PlainDate;
};

/** Which test of the law stands behind something that is asked for. */
export function testedIn(kind: DocumentKind, asked: readonly string[]): TestedMatter | undefined {
  const { matters = {} } = kindRules[kind].asks ?? {};
  return asked.map(one => matters[one]?.test).find(test => test !== undefined);
}

/** The test that the Secretary of State answers in a decision; undefined where the law sets none on that day. */
export function testToAnswer({
  kind,
  askedFor,
  today,
}: Pick<Deciding, 'kind' | 'askedFor' | 'today'>): LegalTest | undefined {
  const tested = testedIn(kind, askedFor);
  return tested && legalTest(tested, 'Secretary of State', today);
}

/**
 * What the law of discharge still asks of a decision. The database refuses the same at the issue (OW180 to OW185).
 * A test is answered with reasons whatever is decided, because whoever asked has a right to know it; and only where it
 * is met can that be granted. An absolute discharge has no conditions; every other has at least one (ours: a conditional
 * discharge without any is a slip of the pen). One that deprives of liberty makes the discharge a supervised one.
 * Source: Mental Health Act 1983, section 42; design brief, sections 2.2 and 7.
 * @param draft the decision as it is written
 * @param deciding what is decided on, and the day
 * @returns every reason why not, in the order of the page
 */
export function lacksOfDischarge(draft: DischargeDraft, deciding: Deciding): readonly DischargeLack[] {
  if (draft.kind === 'return') return [];
  return [
    ...lacksOfTest(draft, deciding),
    ...(kindRules[deciding.kind].asks?.oneOfThem && deciding.granted.length > 1
      ? (['one of them'] as const)
      : []),
    ...(kindRules[deciding.kind].setsConditions ? lacksOfConditions(draft, deciding.granted) : []),
  ];
}

function lacksOfTest(draft: DischargeDraft, deciding: Deciding): DischargeLack[] {
  const grantsTested = testedIn(deciding.kind, deciding.granted) !== undefined;
  const test = testToAnswer(deciding);
  if (!test) return grantsTested ? ['not in force'] : [];
  if (draft.testMet === null || draft.testWhy.trim() === '') return ['test'];
  const said = Object.fromEntries(test.parts.map(part => [part, draft.testMet === true]));
  return grantsTested && !isMet(test, said) ? ['test not met'] : [];
}

function lacksOfConditions(draft: DischargeDraft, granted: readonly string[]): DischargeLack[] {
  const [one] = granted;
  if (one === undefined) return [];
  const { conditions, answerConditions, onLiberty } = draft;
  if (one === 'absolute-discharge') return conditions.length > 0 ? ['no conditions'] : [];
  const isSupervised = one === 'supervised-discharge';
  const deprives = onLiberty.some(each => each);
  return [
    ...(conditions.length === 0 ? (['conditions'] as const) : []),
    ...(isPaired(conditions, answerConditions) ? [] : (['plain words'] as const)),
    ...([...conditions, ...answerConditions].some(hasGap) ? (['gaps'] as const) : []),
    ...(isSupervised && !deprives ? (['liberty'] as const) : []),
    ...(!isSupervised && deprives ? (['not supervised'] as const) : []),
  ];
}

const isPaired = (conditions: readonly string[], plain: readonly string[]) =>
  conditions.length === plain.length && [...conditions, ...plain].every(text => text.trim() !== '');

// Standard conditions have gaps to fill in: “to live at [address]”.
const hasGap = (text: string) => /\[[^\]]*\]/.test(text);
