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
  | 'not supervised'
  | 'nothing changes'
  | 'relaxes';

/** A condition that holds, as far as a change is measured by it. */
export type HeldNow = { readonly wording: string; readonly plain: string; readonly onLiberty: boolean };

export type Deciding = {
  readonly kind: DocumentKind;
  readonly askedFor: readonly string[];
  /** What the draft would grant. */
  readonly granted: readonly string[];
  /** The conditions that hold in the case. */
  readonly inForce: readonly HeldNow[];
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
    ...lacksOfConditions(draft, deciding),
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

function lacksOfConditions(draft: DischargeDraft, deciding: Deciding): DischargeLack[] {
  const [one] = deciding.granted;
  const sets = kindRules[deciding.kind].setsConditions;
  if (one === undefined || sets === undefined) return [];
  return sets === 'at once' ? lacksOfChange(draft, deciding) : lacksOfDischargeWith(draft, one);
}

/** The conditions as they are to hold, out of a draft. */
export function conditionsOf({ conditions, answerConditions, onLiberty }: DischargeDraft): HeldNow[] {
  return conditions.map((wording, place) => {
    return { wording, plain: answerConditions[place] ?? '', onLiberty: onLiberty[place] === true };
  });
}

const isSame = (one: HeldNow, other: HeldNow) =>
  one.wording === other.wording && one.plain === other.plain && one.onLiberty === other.onLiberty;

/** What a change ends and what it sets: whatever stands in both lists stays as it is. */
export function changeOf<H extends HeldNow, N extends HeldNow>(inForce: readonly H[], wanted: readonly N[]) {
  return {
    ends: inForce.filter(held => !wanted.some(each => isSame(each, held))),
    sets: wanted.filter(each => !inForce.some(held => isSame(each, held))),
  };
}

/**
 * A change may not add a condition that deprives of liberty, which is for a supervised discharge; and what ends or
 * eases one is a matter of its own.
 */
function lacksOfChange(draft: DischargeDraft, { granted, inForce }: Deciding): DischargeLack[] {
  const { ends, sets } = changeOf(inForce, conditionsOf(draft));
  const eases = ends.some(held => held.onLiberty);
  const deprives = sets.filter(one => one.onLiberty).length > ends.filter(one => one.onLiberty).length;
  return [
    ...(ends.length + sets.length === 0 ? (['nothing changes'] as const) : []),
    ...lacksOfWords(draft),
    ...(deprives ? (['not supervised'] as const) : []),
    ...(eases && !granted.includes('relaxing-liberty') ? (['relaxes'] as const) : []),
  ];
}

function lacksOfWords({ conditions, answerConditions }: DischargeDraft): DischargeLack[] {
  return [
    ...(isPaired(conditions, answerConditions) ? [] : (['plain words'] as const)),
    ...([...conditions, ...answerConditions].some(hasGap) ? (['gaps'] as const) : []),
  ];
}

function lacksOfDischargeWith(draft: DischargeDraft, one: string): DischargeLack[] {
  const { conditions, onLiberty } = draft;
  if (one === 'absolute-discharge') return conditions.length > 0 ? ['no conditions'] : [];
  const isSupervised = one === 'supervised-discharge';
  const deprives = onLiberty.some(each => each);
  return [
    ...(conditions.length === 0 ? (['conditions'] as const) : []),
    ...lacksOfWords(draft),
    ...(isSupervised && !deprives ? (['liberty'] as const) : []),
    ...(!isSupervised && deprives ? (['not supervised'] as const) : []),
  ];
}

const isPaired = (conditions: readonly string[], plain: readonly string[]) =>
  conditions.length === plain.length && [...conditions, ...plain].every(text => text.trim() !== '');

// Standard conditions have gaps to fill in: “to live at [address]”.
const hasGap = (text: string) => /\[[^\]]*\]/.test(text);
