import { type DecisionKind, type DocumentKind, kindRules } from './document-kinds.ts';

/**
 * How a decision is looked at again. No paper of the section says how it does that [D]: a decision that was issued is
 * never changed, whoever looks at it again is somebody new, and it takes no lower a level than before. The person asks
 * in their own words; everybody else names one of these grounds beside their reasons.
 */
export const grounds = ['new facts', 'an error', 'changed circumstances'] as const;
export type Ground = (typeof grounds)[number];

/** Who can ask: the person, and those who help, treat or supervise them; or the section itself. */
export const askers = [
  'subject',
  'advocate',
  'solicitor',
  'responsible_clinician',
  'social_supervisor',
  'clinical_supervisor',
  'section',
] as const;
export type Asker = (typeof askers)[number];

/** What was decided, as far as it says whether the next decision is the same. */
export type Made = {
  readonly kind: DecisionKind;
  readonly granted: readonly string[];
  readonly conditions: readonly string[];
};

/** One decision in the line of those on a document: who had a hand in it, and which level it took. */
export type Link = {
  readonly id: number;
  readonly reconsiders: number | null;
  /** Everybody who wrote in it, answered words for it, or issued it. */
  readonly hands: readonly number[];
  readonly level: number;
};

/**
 * Whether what is decided on a kind of document can be looked at again: what can be refused can. A report that was
 * read decides nothing, so its next one or a letter says more. An urgent recall is read by a second person in any case.
 */
export function canBeReconsidered(kind: DocumentKind): boolean {
  return kindRules[kind].outcomes.includes('refuse');
}

/** What can come of looking again: whatever could have come of it first. It is never sent back as incomplete. */
export function outcomesAgain(kind: DocumentKind): readonly DecisionKind[] {
  return kindRules[kind].outcomes.filter(outcome => outcome !== 'return');
}

const sameIn = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((entry, place) => entry === other[place]);
const sorted = (entries: readonly string[]) => [...entries].sort();

/** Whether a decision stands as it was, or another takes its place: another outcome, scope or condition. */
export function becameOf(before: Made, now: Made): 'stands' | 'replaced' {
  const stands =
    before.kind === now.kind &&
    sameIn(sorted(before.granted), sorted(now.granted)) &&
    sameIn(before.conditions, now.conditions);
  return stands ? 'stands' : 'replaced';
}

/** The level that it takes: that of today, and never a lower one than a decision before it. */
export function levelAgain(neededToday: number, before: readonly Pick<Link, 'level'>[]): number {
  return Math.max(neededToday, ...before.map(({ level }) => level));
}

/** Whether somebody had a hand in a decision that is looked at again, and so cannot be the second person. */
export function hadAHand(account: number, before: readonly Pick<Link, 'hands'>[]): boolean {
  return before.some(({ hands }) => hands.includes(account));
}

/** Somebody who would issue a decision that looks again at another. */
export type SecondPerson = {
  readonly account: number;
  readonly held: number;
  /** Everybody who wrote in the new decision. */
  readonly wrote: readonly number[];
};

/** Why a decision cannot follow: it looks at another than the last, or the second person is not new or high enough. */
export type NotNext = 'not the last' | 'wrote it' | 'had a hand' | 'level';

/**
 * Whether a decision can be issued as the next in the line of its document.
 * @param line every decision that was issued, the first first
 * @param next which decision it looks at, the level that the delegation table asks today, and who would issue it
 */
export function whyNotNext(
  line: readonly Link[],
  next: { readonly reconsiders: number; readonly neededToday: number; readonly by: SecondPerson },
): NotNext | undefined {
  const { reconsiders, neededToday, by } = next;
  if (line.at(-1)?.id !== reconsiders) return 'not the last';
  if (by.wrote.includes(by.account)) return 'wrote it';
  if (hadAHand(by.account, line)) return 'had a hand';
  return by.held < levelAgain(neededToday, line) ? 'level' : undefined;
}
