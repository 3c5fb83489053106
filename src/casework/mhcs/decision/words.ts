import { markedIn, type Piece, type TextKey, type Translate } from '../../../platform/language/index.ts';
import { showDay } from '../../../platform/time/index.ts';
import { promptTitle } from '../../../voice/index.ts';
import type { DecisionKind } from '../../papers/read-decision.ts';
import type { PartToAnswer } from './parts.ts';
import { decisionPaths } from './paths.ts';
import type { KeptDecision, Level } from './queries/read-decision-file.ts';
import type { Lack, NotAuthoriser } from './readiness.ts';

const kinds: Record<DecisionKind, TextKey> = {
  grant: 'mhcs.decision.kind.grant',
  'grant in part': 'mhcs.decision.kind.grantInPart',
  refuse: 'mhcs.decision.kind.refuse',
  note: 'mhcs.decision.kind.note',
  'note with concern': 'mhcs.decision.kind.noteWithConcern',
  return: 'mhcs.decision.kind.return',
};

/** A decision in few words, or that none is chosen yet. */
export function showKind(kind: DecisionKind | null, t: Translate): string {
  return t(kind === null ? 'mhcs.decision.kind.none' : kinds[kind]);
}

const states: Record<KeptDecision['state'], { text: TextKey; colour: string }> = {
  draft: { text: 'mhcs.decision.state.draft', colour: 'blue' },
  'awaiting authorisation': { text: 'mhcs.decision.state.awaiting', colour: 'purple' },
  'sent back': { text: 'mhcs.decision.state.sentBack', colour: 'orange' },
  issued: { text: 'mhcs.decision.state.issued', colour: 'green' },
};

/** How far a decision has come, as a tag. */
export function showDecisionState(state: KeptDecision['state'], t: Translate) {
  return { text: t(states[state].text), colour: states[state].colour };
}

const lacks: Record<Exclude<Lack['what'], 'reply'>, { text: TextKey; field: string }> = {
  kind: { text: 'mhcs.decision.lack.kind', field: 'kind' },
  granted: { text: 'mhcs.decision.lack.granted', field: 'granted' },
  'all granted': { text: 'mhcs.decision.lack.allGranted', field: 'granted' },
  reasons: { text: 'mhcs.decision.lack.reasons', field: 'reasons' },
  answer: { text: 'mhcs.decision.lack.answer', field: 'answer' },
  test: { text: 'discharge.lack.test', field: 'testMet' },
  'test not met': { text: 'discharge.lack.notMet', field: 'testMet' },
  'not in force': { text: 'discharge.lack.notInForce', field: 'kind' },
  'one of them': { text: 'discharge.lack.oneOfThem', field: 'granted' },
  conditions: { text: 'discharge.lack.conditions', field: 'condition-0' },
  'no conditions': { text: 'discharge.lack.noConditions', field: 'condition-0' },
  'plain words': { text: 'discharge.lack.plainWords', field: 'rule-0' },
  gaps: { text: 'discharge.lack.gaps', field: 'condition-0' },
  liberty: { text: 'discharge.lack.liberty', field: 'condition-0' },
  'nothing changes': { text: 'discharge.lack.nothingChanges', field: 'condition-0' },
  relaxes: { text: 'discharge.lack.relaxes', field: 'condition-0' },
  'not supervised': { text: 'discharge.lack.notSupervised', field: 'condition-0' },
};

/** What is missing, each with where to put it right. */
export function showLacks(id: number, missing: readonly Lack[], t: Translate) {
  return missing.map(lack => ({
    text: lack.what === 'reply' ? showUnanswered(lack.part, t) : t(lacks[lack.what].text),
    href: `${decisionPaths.decision(id)}#${lack.what === 'reply' ? lack.part.field : lacks[lack.what].field}`,
  }));
}

function showUnanswered(part: PartToAnswer, t: Translate): string {
  return t('mhcs.decision.lack.reply', { part: promptTitle(part.prompt, t) });
}

const flags: Record<Level['flag'], TextKey> = {
  none: 'mhcs.decision.level.none',
  noteworthy: 'mhcs.decision.level.noteworthy',
  extremism: 'mhcs.decision.level.extremism',
};

/** Which authority level is needed, why, and by which row of the delegation table. */
export function showLevel(needed: Level | undefined, t: Translate): { needed: string; source: Piece[] } {
  if (!needed) return { needed: t('mhcs.decision.level.unknown'), source: [] };
  const from = showDay(needed.inForceFrom, t);
  return {
    needed: t(flags[needed.flag], { level: needed.level }),
    source: markedIn('en', { source: needed.source }, ({ source }) =>
      t('mhcs.decision.level.source', { source, from }),
    ),
  };
}

const reasons: Record<NotAuthoriser, TextKey> = {
  'wrote it': 'mhcs.authorise.wroteIt',
  'had a hand': 'again.authorise.hadAHand',
  level: 'mhcs.authorise.levelTooLow',
};

/** Why somebody cannot authorise, said to them. */
export function showWhyNot(
  why: NotAuthoriser,
  level: { held: number; needed: number },
  t: Translate,
): string {
  return t(reasons[why], level);
}
