import { dischargeKinds } from './kinds/discharge.ts';
import type { DocumentKind, KindRules } from './kinds/kind-rules.ts';
import { leaveKinds } from './kinds/leave.ts';
import { moveKinds } from './kinds/moves.ts';
import { ownKinds } from './kinds/own.ts';
import { prisonKinds } from './kinds/prison.ts';
import { recallKinds } from './kinds/recall.ts';
import { reportKinds } from './kinds/reports.ts';

export {
  type AskedMatter,
  type CaseStatus,
  type DecisionKind,
  type DocumentKind,
  decisionKinds,
  documentKinds,
  type KindPart,
  type KindRules,
} from './kinds/kind-rules.ts';

/** In what each kind of document differs; its source stands with it. */
export const kindRules: Readonly<Record<DocumentKind, KindRules>> = {
  ...leaveKinds,
  ...reportKinds,
  ...dischargeKinds,
  ...ownKinds,
  ...moveKinds,
  ...recallKinds,
  ...prisonKinds,
};

/**
 * Whether a kind of document can be about somebody of this status: only who was discharged on conditions is recalled,
 * and for somebody who is no restricted patient yet nothing is asked but to come to hospital.
 */
export function fitsStatus(kind: DocumentKind, status: string): boolean {
  return kindRules[kind].onlyOf?.some(one => one === status) ?? status !== 'before';
}
