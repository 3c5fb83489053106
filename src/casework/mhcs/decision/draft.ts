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
};
export type DraftField = keyof Draft;

export const draftFields = [
  'kind',
  'granted',
  'conditions',
  'reasons',
  'answer',
  'answerConditions',
] as const satisfies readonly DraftField[];

export const emptyDraft: Draft = {
  kind: null,
  granted: [],
  conditions: [],
  reasons: '',
  answer: '',
  answerConditions: [],
};

/** More conditions than anybody could keep. */
export const mostConditions = 60;

/**
 * Reads a draft from a form. Every text is taken as it was typed; boxes left empty are no conditions.
 * @param body the form
 * @param can the kinds of leave that can be granted, and what can be decided at all
 */
export function draftIn(
  body: Body,
  { askedFor, kinds = decisionKinds }: { askedFor: readonly string[]; kinds?: readonly DecisionKind[] },
): Draft {
  const kind = one(body, 'kind');
  const granted = many(body, 'granted');
  const filled = (name: string) => many(body, name).filter(text => text.trim() !== '');
  return {
    kind: kinds.find(one => one === kind) ?? null,
    granted: askedFor.filter(type => granted.includes(type)),
    conditions: filled('condition'),
    reasons: one(body, 'reasons'),
    answer: one(body, 'answer'),
    answerConditions: filled('rule'),
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
