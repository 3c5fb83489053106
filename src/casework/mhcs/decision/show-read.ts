import type { Translate } from '../../../platform/language/index.ts';
import { showMoment } from '../../../platform/time/index.ts';
import { showStatements } from '../../../voice/index.ts';
import { showInstruments } from '../../papers/instrument.ts';
import { showAgainFor, showEarlier } from '../../reconsideration/show-again.ts';
import { headOf } from './head.ts';
import type { Work } from './open-work.ts';
import { decisionPaths } from './paths.ts';
import { levelFor } from './readiness.ts';
import { showRulesUsed } from './show-rules-used.ts';
import { showDecisionState, showKind, showLevel } from './words.ts';
import { whyNotWritable } from './workable.ts';

/** A decision to be read: as it waits for the second person, and as it was issued. */
export function readModel(work: Work, t: Translate): Record<string, unknown> {
  const { file, statements } = work;
  const { decision } = file;
  const why = whyNotWritable(file);
  const waits = decision?.state === 'awaiting authorisation';
  return {
    head: headOf(file, t),
    why: why ? t(why) : '',
    kind: decision ? showKind(decision.kind, t) : '',
    again: showAgainFor(file, t),
    earlier: showEarlier(file.earlier, t),
    state: decision && showDecisionState(decision.state, t),
    author: decision?.author ?? '',
    authoriser: decision?.authoriser ?? '',
    issued: decision?.issuedAt ? showMoment(decision.issuedAt, t) : '',
    level: waits ? showLevel(levelFor(file), t) : undefined,
    hasPapers: decision?.kind != null,
    instruments: showInstruments(decision?.instruments ?? [], t),
    used: decision?.state === 'issued' ? showRulesUsed(decision.rules, t) : [],
    statements: showStatements(statements, t),
    paths: {
      letter: decisionPaths.letter(file.id),
      answer: decisionPaths.answer(file.id),
      ...(waits && file.state === 'awaiting authorisation'
        ? { takeBack: decisionPaths.takeBack(file.id), authorise: decisionPaths.authorise(file.id) }
        : {}),
    },
  };
}
