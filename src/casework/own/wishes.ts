import { type AskingPromptId, askingPrompts } from '../../voice/index.ts';
import { dischargeTypes } from '../forms/discharge-proposal.ts';
import type { CaseStatus, DocumentKind } from '../rules/document-kinds.ts';

/** What a person can ask for themselves (Mental Health Act 1983, section 42(2) and section 42(1)). */
export const wishes = ['discharge', 'restrictions'] as const;
export type Wish = (typeof wishes)[number];

export const kindOfWish = {
  discharge: 'own discharge request',
  restrictions: 'own lifting request',
} as const satisfies Record<Wish, DocumentKind>;
export type OwnKind = (typeof kindOfWish)[Wish];

/** The wish to which a kind belongs. */
export function wishOf(kind: OwnKind): Wish {
  return kind === kindOfWish.discharge ? 'discharge' : 'restrictions';
}

/** What can be ticked: whoever has left hospital on conditions asks to be free of them, and to leave nothing else. */
export function choicesOf(wish: Wish, status: CaseStatus): readonly string[] {
  if (wish === 'restrictions') return ['lifting-of-restrictions'];
  const isOut = status === 'conditionally discharged' || status === 'in custody';
  return dischargeTypes.filter(type => !isOut || type === 'absolute-discharge');
}

/**
 * What was chosen, as far as it can be asked for in this status: it may have changed since. Where there is no choice, there
 * is nothing to choose.
 */
export function askedStill(wish: Wish, asked: readonly string[], status: CaseStatus): string[] {
  const offered = choicesOf(wish, status);
  return offered.length === 1 ? [...offered] : asked.filter(one => offered.includes(one));
}

/** Which questions are asked: nobody whose restrictions end has to say where they will live. */
export function promptsOf(wish: Wish): readonly AskingPromptId[] {
  return askingPrompts.map(({ id }) => id).filter(id => wish === 'discharge' || id !== 'live');
}

/** The pages in their order: what is asked for, where there is a choice, and each question by itself. */
export function stepsOf(wish: Wish, status: CaseStatus): readonly string[] {
  return [...(choicesOf(wish, status).length > 1 ? ['what'] : []), ...promptsOf(wish)];
}
