import type { Actor, Tx } from '../../../../platform/database/index.ts';
import { type Draft, isSameDraft } from '../draft.ts';
import type { DecisionFile, KeptDecision } from '../queries/read-decision-file.ts';
import { refuseUnlessWritable } from '../workable.ts';

type Save = {
  readonly file: DecisionFile;
  readonly draft: Draft;
  /** The version that the page was drawn from; 0 when there was no draft yet. */
  readonly version: number;
  readonly actor: Actor;
};

/**
 * Keeps the draft of a decision: what goes into the letter in one record, the answer to the person in its own.
 * @param save what was read from the page
 * @returns the new version; or "conflict" when somebody else saved since, and nothing may be kept of this transaction
 * @throws a refusal with 409 when the decision is with the second person, was made, or the application is over
 */
export async function saveDraft(tx: Tx, save: Save): Promise<number | 'conflict'> {
  const { file, draft } = save;
  refuseUnlessWritable(file);
  const kept = file.decision;
  // Two people who wrote the same are in no conflict.
  const isKept = kept !== null && isSameDraft(kept, draft);
  const saved = isKept ? kept : await write(tx, save);
  if (!saved) return 'conflict';
  tx.record('casework.decision.saved', {
    caseId: file.caseId,
    detail: { application: file.id, decision: saved.id, version: saved.version },
  });
  return saved.version;
}

type Saved = Pick<KeptDecision, 'id' | 'version'> | undefined;

async function write(tx: Tx, save: Save): Promise<Saved> {
  return save.file.decision === null ? begin(tx, save) : change(tx, save, save.file.decision.id);
}

const besides = ({ onLiberty, testMet, testWhy, reportBy }: Draft) => ({
  report_by: reportBy,
  on_liberty: onLiberty,
  test_met: testMet,
  test_why: testWhy,
});

async function begin(tx: Tx, { file, draft, version, actor }: Save): Promise<Saved> {
  if (version !== 0) return undefined;
  const { again } = file;
  const begun = await tx.db
    .insertInto('casework.decision')
    .values({
      document_id: file.id,
      case_id: file.caseId,
      ...(again ? { reconsiders: again.before.id } : {}),
      kind: draft.kind,
      granted: draft.granted,
      conditions: draft.conditions,
      reasons: draft.reasons,
      ...besides(draft),
      author_id: actor.accountId,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning(['id', 'version'])
    .executeTakeFirst();
  if (!begun) return undefined;
  await tx.db
    .insertInto('casework.answer_to_person')
    .values({
      decision_id: begun.id,
      case_id: file.caseId,
      document_id: file.id,
      kind: draft.kind,
      text: draft.answer,
      conditions: draft.answerConditions,
    })
    .execute();
  return begun;
}

async function change(tx: Tx, { draft, version }: Save, id: number): Promise<Saved> {
  const changed = await tx.db
    .updateTable('casework.decision')
    .set({
      kind: draft.kind,
      granted: draft.granted,
      conditions: draft.conditions,
      reasons: draft.reasons,
      ...besides(draft),
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', 'in', ['draft', 'sent back'])
    .returning(['id', 'version'])
    .executeTakeFirst();
  if (!changed) return undefined;
  await tx.db
    .updateTable('casework.answer_to_person')
    .set({ kind: draft.kind, text: draft.answer, conditions: draft.answerConditions })
    .where('decision_id', '=', id)
    .execute();
  return changed;
}
