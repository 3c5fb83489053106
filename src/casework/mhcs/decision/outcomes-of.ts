import { type DecisionKind, kindRules } from '../../rules/document-kinds.ts';
import { outcomesAgain } from '../../rules/reconsideration.ts';
import type { DecisionFile } from './queries/read-decision-file.ts';

/** What can come of a document now: nothing that is looked at again is sent back as incomplete. */
export function outcomesOf({ kind, again }: Pick<DecisionFile, 'kind' | 'again'>): readonly DecisionKind[] {
  return again ? outcomesAgain(kind) : kindRules[kind].outcomes;
}
