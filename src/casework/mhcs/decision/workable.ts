import type { TextKey } from '../../../platform/language/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { DecisionFile } from './queries/read-decision-file.ts';

type Standing = Pick<DecisionFile, 'state' | 'decision' | 'caseClosedOn'>;

/** The states in which MHCS works on an application; while information is awaited a decision may be drafted too. */
const underWay: readonly DecisionFile['state'][] = ['submitted', 'waiting for information'];

/** Why a decision cannot be written at this moment, or undefined when it can. */
export function whyNotWritable({ state, decision, caseClosedOn }: Standing): TextKey | undefined {
  if (decision?.state === 'issued') return 'platform.refusal.decided';
  if (caseClosedOn !== null) return 'casework.refusal.caseClosed';
  if (state === 'awaiting authorisation') return 'mhcs.decision.refusal.awaiting';
  return underWay.includes(state) ? undefined : 'platform.refusal.notInThisState';
}

/** @throws a refusal with 409 in words when the decision cannot be written at this moment */
export function refuseUnlessWritable(file: Standing): void {
  const why = whyNotWritable(file);
  if (why) throw tooLate(why);
}
