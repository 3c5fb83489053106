import type { TextKey } from '../../platform/language/index.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';
import type { DocumentState } from '../rules/document-states.ts';
import { canBeReconsidered } from '../rules/reconsideration.ts';

/** What says whether a decision can be asked to be looked at again. */
export type Decided = {
  readonly kind: DocumentKind;
  readonly state: DocumentState;
  readonly caseClosedOn: string | null;
  /** That the section took back the consent that was given. */
  readonly consentWithdrawn: object | boolean | null;
};

/**
 * Why it cannot be asked for, or undefined when it can. What was sent back as incomplete was not decided, so it is sent
 * again and not looked at again; a report decides nothing, and a
 * consent to leave that was taken back is asked for anew.
 */
export function whyNotAsk({ kind, state, caseClosedOn, consentWithdrawn }: Decided): TextKey | undefined {
  if (!canBeReconsidered(kind)) return 'again.cannot.kind';
  if (state === 'returned') return 'again.cannot.returned';
  if (state !== 'decided') return 'again.cannot.notDecided';
  if (consentWithdrawn) return 'again.cannot.consentWithdrawn';
  return caseClosedOn === null ? undefined : 'again.cannot.closed';
}
