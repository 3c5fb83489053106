import { type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { duplicatePaths } from './paths.ts';
import { type LikelyPair, mostPairs, type Side } from './queries/likely-pairs.ts';
import type { LookedAt, MergeState } from './queries/looked-at.ts';
import { whyAlike } from './rules-alike.ts';

/** Everything the list of likely duplicates shows. */
export function allModel(pairs: readonly LikelyPair[], { merges, notSame }: LookedAt, t: Translate) {
  return {
    pairs: pairs.slice(0, mostPairs).map(({ one, other, alike }) => ({
      href: duplicatePaths.pair(one.id, other.id),
      sides: [sideText(one, t), sideText(other, t)],
      why: whyAlike(alike).map(key => t(key)),
    })),
    more: pairs.length > mostPairs ? t('duplicates.likely.more', { count: mostPairs }) : '',
    merges: merges.map(merge => ({
      href: pairPath(merge.keptId, merge.mergedId),
      names: [merge.kept, merge.merged],
      said: t('duplicates.said', { name: merge.proposer, reason: merge.reason }),
      state: stateTag(merge.state, t),
    })),
    notSame: notSame.map(({ oneId, otherId, one, other, sayer, reason }) => ({
      href: duplicatePaths.pair(oneId, otherId),
      names: [one, other],
      said: t('duplicates.said', { name: sayer, reason }),
    })),
  };
}

/** The page of a pair, whichever of the two is named first. */
export const pairPath = (one: number, other: number): string =>
  duplicatePaths.pair(Math.min(one, other), Math.max(one, other));

const sideText = (side: Side, t: Translate): string =>
  [nameInLists(side), side.bornOn ? showDay(side.bornOn, t) : '', ...side.references]
    .filter(Boolean)
    .join(', ');

const colours: Partial<Record<MergeState, string>> = {
  proposed: 'yellow',
  merged: 'green',
  'undo proposed': 'orange',
};

function stateTag(state: MergeState, t: Translate) {
  return { text: textOf(t, `duplicates.state.${state.replace(' ', '-')}`), colour: colours[state] ?? 'grey' };
}
