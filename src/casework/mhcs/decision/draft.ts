import { type Body, many, one } from '../../../platform/web/index.ts';
import { type DecisionKind, decisionKinds } from '../../rules/document-kinds.ts';
import { printOf } from './prints.ts';

/** What is written of a decision before it is issued: the letter's part and, apart from it, the person's. */
export type Draft = {
  kind: DecisionKind | null;
  /** With "grant in part": which of the kinds of leave asked for. */
  granted: string[];
  conditions: string[];
  reasons: string;
  /** The answer to the person, in plain words. */
  answer: string;
  /** The conditions as the person reads them. */
  answerConditions: string[];
  /** Of a discharge: which conditions deprive of liberty, in their order. */
  onLiberty: boolean[];
  /** Where the law sets a test of its own: whether it is met, and why. */
  testMet: boolean | null;
  testWhy: string;
  /** Of leave: the day by which a report on it is asked for, as YYYY-MM-DD; null where none is. */
  reportBy: string | null;
};
export type DraftField = keyof Draft;

export const draftFields = [
  'kind',
  'granted',
  'conditions',
  'reasons',
  'answer',
  'answerConditions',
  'onLiberty',
  'testMet',
  'testWhy',
  'reportBy',
] as const satisfies readonly DraftField[];

export const emptyDraft: Draft = {
  kind: null,
  granted: [],
  conditions: [],
  reasons: '',
  answer: '',
  answerConditions: [],
  onLiberty: [],
  testMet: null,
  testWhy: '',
  reportBy: null,
};

/** More conditions than anybody could keep. */
export const mostConditions = 60;

type Can = {
  readonly askedFor: readonly string[];
  readonly kinds?: readonly DecisionKind[];
  readonly reportBy?: string | null;
  /** Each condition stands beside its plain words, as those of a discharge do. */
  readonly inPairs?: boolean;
};

/**
 * Reads a draft from a form. Every text is taken as it was typed; boxes left empty are no conditions.
 * @param body the form
 * @param can what can be granted, what can be decided at all, how conditions are written, and the day that was read
 */
export function draftIn(
  body: Body,
  { askedFor, kinds = decisionKinds, inPairs = false, reportBy = null }: Can,
): Draft {
  const kind = one(body, 'kind');
  const granted = many(body, 'granted');
  const met = one(body, 'testMet');
  return {
    kind: kinds.find(one => one === kind) ?? null,
    granted: askedFor.filter(type => granted.includes(type)),
    reasons: one(body, 'reasons'),
    answer: one(body, 'answer'),
    testMet: met === '' ? null : met === 'yes',
    testWhy: one(body, 'testWhy'),
    reportBy,
    ...(inPairs ? pairsIn(body) : listsIn(body)),
  };
}

type Conditions = Pick<Draft, 'conditions' | 'answerConditions' | 'onLiberty'>;

function listsIn(body: Body): Conditions {
  const filled = (name: string) => many(body, name).filter(text => text.trim() !== '');
  return { conditions: filled('condition'), answerConditions: filled('rule'), onLiberty: [] };
}

function pairsIn(body: Body): Conditions {
  const [wordings, plain, liberty] = [many(body, 'condition'), many(body, 'rule'), many(body, 'liberty')];
  const rows = Array.from({ length: Math.max(wordings.length, plain.length) }, (_, place) => ({
    ...{ wording: wordings[place] ?? '', plain: plain[place] ?? '' },
    onLiberty: liberty.includes(String(place)),
  })).filter(row => row.wording.trim() !== '' || row.plain.trim() !== '');
  return {
    conditions: rows.map(({ wording }) => wording),
    answerConditions: rows.map(row => row.plain),
    onLiberty: rows.map(row => row.onLiberty),
  };
}

/** True when both say the same, to the letter. */
export function isSameDraft(one: Draft, other: Draft): boolean {
  return draftFields.every(field => printOf(one[field]) === printOf(other[field]));
}

/** The kinds of leave that a decision of this draft grants. */
export function grantedBy({ kind, granted }: Draft, askedFor: readonly string[]): string[] {
  if (kind === 'grant') return [...askedFor];
  return kind === 'grant in part' ? askedFor.filter(type => granted.includes(type)) : [];
}

/** Short prints of what a page was drawn from, so that a conflict can tell what each of two people changed. */
export function printsOf(draft: Draft): string {
  return draftFields.map(field => `${field}-${printOf(draft[field])}`).join(' ');
}

/**
 * Brings two drafts together: what I left as the page had it is taken from the other; where I wrote, mine stands,
 * and theirs is shown beside it.
 * @param base the prints of what my page was drawn from
 */
export function mergedDrafts(base: string, { mine, theirs }: { mine: Draft; theirs: Draft }): Draft {
  const untouched = new Set(
    base.split(' ').filter(pair => draftFields.some(field => pair === `${field}-${printOf(mine[field])}`)),
  );
  const isUntouched = (field: DraftField) => untouched.has(`${field}-${printOf(mine[field])}`);
  const theirsToTake = draftFields.filter(isUntouched).map(field => [field, theirs[field]]);
  return { ...mine, ...Object.fromEntries(theirsToTake) };
}
