import { showIdentifier } from '../../people/index.ts';
import type { Actor } from '../../platform/database/index.ts';
import { type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { type Body, type FieldProblem, one as oneOf } from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { duplicatePaths } from './paths.ts';
import type { LookedAt, Merge } from './queries/looked-at.ts';
import type { Pair, PersonRecord } from './queries/read-pair.ts';
import { whyAlike } from './rules-alike.ts';

export type ShownPair = {
  pair: Pair;
  said: LookedAt;
  actor: Actor;
  t: Translate;
  body: Body;
  problems: readonly FieldProblem[];
};

/** Two records side by side, why they may be one person, and what can be done about it now. */
export function pairModel({ pair, said, actor, t, body, problems }: ShownPair): Record<string, unknown> {
  const { one, other, alike } = pair;
  const [merge] = said.merges;
  const [notSame] = said.notSame;
  return {
    why: whyAlike(alike).map(key => t(key)),
    rows: rowsOf(one, other, t),
    choices: [one, other].map((side, place) => ({
      value: side.id,
      text: `${t(place === 0 ? 'duplicates.record.first' : 'duplicates.record.second')}: ${nameInLists(side)}`,
      chosen: oneOf(body, 'kept') === String(side.id),
    })),
    proposeHref: duplicatePaths.propose(one.id, other.id),
    notSameHref: duplicatePaths.notSame(one.id, other.id),
    typed: { reason: oneOf(body, 'reason'), differentReason: oneOf(body, 'differentReason') },
    wrong: Object.fromEntries(problems.map(({ field, text }) => [field, text])),
    merge: merge && shownMerge(merge, actor, t),
    notSame: notSame && {
      text: t('duplicates.said', { name: notSame.sayer, reason: notSame.reason }),
      href: duplicatePaths.takeBack(notSame.id),
    },
  };
}

function shownMerge(merge: Merge, actor: Actor, t: Translate) {
  const { state, kept, reason, proposer, undoProposer, undoReason } = merge;
  const undo = state === 'undo proposed';
  const asker = undo ? merge.undoProposedBy : merge.proposedBy;
  return {
    state,
    href: duplicatePaths.merge(merge.id),
    mine: asker === actor.accountId,
    text:
      state === 'proposed'
        ? t('duplicates.proposedBy', { name: proposer, kept, reason })
        : t('duplicates.joined', { kept }),
    undoText: undo
      ? t('duplicates.undoProposedBy', { name: undoProposer ?? '', reason: undoReason ?? '' })
      : '',
  };
}

function rowsOf(one: PersonRecord, other: PersonRecord, t: Translate) {
  const row = (label: string, of: (side: PersonRecord) => string[]) => {
    const sides = [of(one), of(other)];
    return { label, sides, differs: sides[0]?.join() !== sides[1]?.join() };
  };
  const none = (texts: string[], text: string) => (texts.length > 0 ? texts : [text]);
  return [
    row(t('duplicates.familyName'), side => [side.familyName]),
    row(t('duplicates.givenNames'), side => [side.givenNames]),
    row(t('duplicates.otherNames'), side => [side.otherNames]),
    row(t('duplicates.born'), side => [side.bornOn ? showDay(side.bornOn, t) : t('duplicates.born.unknown')]),
    row(t('duplicates.numbers'), ({ numbers }) =>
      none(
        numbers.map(
          ({ kind, value }) => `${textOf(t, `identifiers.kind.${kind}`)}: ${showIdentifier(kind, value)}`,
        ),
        t('duplicates.numbers.none'),
      ),
    ),
    row(t('duplicates.cases'), ({ cases }) =>
      none(
        cases.map(({ reference, authority, hospital }) =>
          t('duplicates.case', { reference, authority, hospital }),
        ),
        t('duplicates.cases.none'),
      ),
    ),
  ];
}
