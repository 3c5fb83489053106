import type { Tx } from '../../../platform/database/index.ts';
import { type DocumentKind, kindRules } from '../../rules/document-kinds.ts';
import { dutiesAfter, dutyDue } from '../../rules/recall/duties.ts';

type Issued = {
  readonly document: {
    readonly id: number;
    readonly caseId: number;
    readonly kind: DocumentKind;
    readonly askedFor: readonly string[];
  };
  readonly decisionId: number;
  readonly hasSpoken: boolean;
  readonly now: Temporal.Instant;
};

/** Writes down what a recall that was just issued leaves to be done, each until a moment by the rule of its day. */
export async function leaveDuties(tx: Tx, { document, decisionId, hasSpoken, now }: Issued): Promise<void> {
  const duties = dutiesAfter({
    alone: !kindRules[document.kind].secondPerson,
    // Whatever else was asked for came without medical evidence.
    hasEvidence: document.askedFor.includes('recall'),
    hasSpoken,
  });
  await tx.db
    .insertInto('casework.recall_duty')
    .values(
      duties.map(duty => {
        const { at, rule } = dutyDue(duty, now);
        return {
          ...{ case_id: document.caseId, document_id: document.id, decision_id: decisionId },
          ...{ duty, due_at: at.toString(), rule },
        };
      }),
    )
    .execute();
  tx.record('casework.recall.left', {
    caseId: document.caseId,
    detail: { application: document.id, decision: decisionId, duties: duties.length },
  });
}
