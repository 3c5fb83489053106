import { tooLate } from '../../../platform/web/index.ts';
import type { Statement } from '../../../voice/index.ts';
import { nameInSentences } from '../../clinical/names.ts';
import { type AnsweredPart, beforeOf, type DecisionOnPaper } from '../../papers/read-decision.ts';
import { grantedBy } from './draft.ts';
import type { Work } from './open-work.ts';
import { partsOf } from './parts.ts';

/**
 * What both papers are made from, out of what a page has read already: before it is issued, as it would go out.
 * @throws a refusal with 409 while no decision is chosen, since there is nothing to lay out
 */
export function paperOf({ file, statements }: Work): DecisionOnPaper {
  const { decision, again } = file;
  if (!decision?.kind) throw tooLate('mhcs.decision.refusal.noKind');
  const granted = decision.issuedAt ? decision.granted : grantedBy(decision, file.askedFor);
  return {
    ...{ caseId: file.caseId, documentId: file.id, document: file.kind },
    ...{ decisionId: decision.id, kind: decision.kind },
    ...{ issuedAt: decision.issuedAt, submittedAt: file.submittedAt, askedFor: file.askedFor },
    granted,
    ...{ name: nameInSentences(file), language: file.wording.language, reference: file.reference },
    ...{ authority: file.authority, namedPlace: file.namedPlace, hospital: file.hospital },
    clinician: file.clinician,
    answer: decision.answer,
    answerConditions: decision.answerConditions,
    reportBy: decision.reportBy,
    letter: {
      ...{ conditions: decision.conditions, reasons: decision.reasons },
      ...{ testMet: decision.testMet, testWhy: decision.testWhy },
      ...{ authoriser: decision.authoriser, job: decision.authoriserJob },
    },
    parts: statements.flatMap(answeredParts),
    before:
      again && beforeOf(again.before, { kind: decision.kind, granted, conditions: decision.conditions }),
    withoutView: file.withoutView,
    earlier: [],
    requests: [],
  };
}

function answeredParts(statement: Statement): AnsweredPart[] {
  const { route, scribeName, language, sealedAt, code } = statement;
  return partsOf([statement]).map(({ statementId, prompt, text, reply }) => ({
    ...{ statementId, prompt, text, route, scribe: scribeName, language, sealedAt, code },
    replyKind: reply?.kind ?? null,
    reply: reply?.text ?? null,
  }));
}
