import { dayOf } from '../../../platform/time/index.ts';
import type { Statement } from '../../../voice/index.ts';
import { decisionRule } from '../../rules/clocks.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import type { DecisionFile } from './queries/read-decision-file.ts';
import { levelFor } from './readiness.ts';

type Decided = {
  readonly file: DecisionFile;
  readonly statements: readonly Statement[];
  readonly today: Temporal.PlainDate;
};

/** What a decision rests on, kept with it, so that it can be read years later by the law of its day. */
export type RulesUsed = {
  readonly delegation: {
    id: number;
    flag: string;
    level: number;
    inForceFrom: string;
    source: string;
  } | null;
  /** The decision that it looks at again, and the level below which it could not be taken because of it. */
  readonly reconsiders?: { id: number; floor: number };
  readonly clocks: readonly string[];
  readonly form: string;
  readonly gates: readonly { gate: string; version: string }[];
  readonly submission: { id: number; round: number; shown: number | null } | null;
  readonly statements: readonly { id: number; code: string }[];
};

/**
 * The versions of every rule that a decision used, and what was read before it was made.
 * @param decided the decision with its application, the statements that stood, and the day
 */
export function rulesUsed({ file, statements, today }: Decided): RulesUsed {
  const level = levelFor(file);
  const { submission, again } = file;
  return {
    ...(again ? { reconsiders: { id: again.before.id, floor: again.floor } } : {}),
    delegation: level
      ? {
          ...{ id: level.id, flag: level.flag, level: level.level },
          ...{ inForceFrom: level.inForceFrom, source: level.source },
        }
      : null,
    clocks: clocksUsed(file, today),
    form: file.formVersion,
    gates: (submission?.gates ?? []).map(({ gate, version }) => ({ gate, version })),
    submission: submission && { id: submission.id, round: submission.round, shown: submission.shown },
    statements: statements.map(({ id, code }) => ({ id, code })),
  };
}

function clocksUsed(file: DecisionFile, today: Temporal.PlainDate): string[] {
  if (!kindRules[file.kind].decisionClock || file.again) return [];
  const began = file.submittedAt ? dayOf(Temporal.Instant.from(file.submittedAt)) : today;
  const { id, version } = decisionRule(file, began);
  return [`${id} ${version}`];
}
