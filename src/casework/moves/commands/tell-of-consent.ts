import type { Tx } from '../../../platform/database/index.ts';
import { clinicalPaths } from '../../clinical/paths.ts';
import { tellCapacities } from '../../mhcs/commands/tell-capacities.ts';
import { personPaths } from '../../person/paths.ts';
import { type DocumentKind, kindRules } from '../../rules/document-kinds.ts';

type Of = { readonly caseId: number; readonly documentId: number; readonly kind: DocumentKind };

/** Writes to those who answer for a document, to the person and to their helpers that there is something to see in it. */
export async function tellOfConsent(tx: Tx, { caseId, documentId, kind }: Of): Promise<void> {
  const { ledBy, closedBy } = kindRules[kind];
  const subject = 'mail.something';
  await tellCapacities(tx, caseId, {
    ...{ capacities: [...new Set([...ledBy, ...closedBy])], subject },
    path: clinicalPaths.application(documentId),
  });
  await tellCapacities(tx, caseId, {
    ...{ capacities: ['subject', 'advocate', 'solicitor'], subject },
    path: personPaths.application(documentId),
  });
}
