import { z } from 'zod';
import { type Ask, found, idNumber } from '../../../platform/web/index.ts';
import { readStatements, type Statement } from '../../../voice/index.ts';
import { type DecisionFile, readDecisionFile } from './queries/read-decision-file.ts';

export const ofApplication = z.object({
  id: idNumber,
});
export type DecisionAsk = Ask<z.infer<typeof ofApplication>, unknown>;

/** A decision with what was said for it, as one reader finds them. */
export type Work = {
  readonly file: DecisionFile;
  readonly statements: readonly Statement[];
  readonly today: Temporal.PlainDate;
};

/**
 * Opens the decision on an application and the person's words, in two queries.
 * @throws a refusal with 404 for whoever may not see the case
 */
export async function openWork({ tx, params, today }: DecisionAsk): Promise<Work> {
  const file = await readDecisionFile(tx, params.id, today);
  return { file, statements: await readStatements(tx, file.occasionId), today };
}

/** Opens them for a page that shows the words: that they were read is recorded. */
export async function openToRead(ask: DecisionAsk): Promise<Work> {
  const work = await openWork(ask);
  recordReading(ask, work);
  return work;
}

/** Records that the words on a page were opened. */
export function recordReading({ tx }: Pick<DecisionAsk, 'tx'>, { file, statements }: Work): void {
  if (statements.length === 0) return;
  tx.record('voice.statement.read', {
    caseId: file.caseId,
    detail: { application: file.id, statements: statements.map(({ id }) => id) },
  });
}

/** What the audit says of a page about a decision: ids and versions. */
export function aboutDecision({ file }: Pick<Work, 'file'>) {
  return {
    caseId: file.caseId,
    detail: {
      application: file.id,
      decision: file.decision?.id ?? null,
      version: file.decision?.version ?? null,
      submission: file.submission?.id ?? null,
    },
  };
}

/** The file of a decision that has been begun. @throws a refusal with 404 when there is none */
export function begun(file: DecisionFile) {
  return { ...file, decision: found(file.decision) };
}
