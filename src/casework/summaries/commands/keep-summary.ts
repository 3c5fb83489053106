import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { found, tooLate } from '../../../platform/web/index.ts';
import type { Summarised } from '../../rules/victims/may-be-told.ts';

/** Both versions of a summary: the person's, and the one without medical detail. */
export type Versions = { readonly text: string; readonly outsideText: string };
export type NewSummary = Versions & { what: Summarised; decidedOn: string };

/** Keeps both versions as a draft. */
export async function writeSummary(
  tx: Tx,
  { caseId, summary, actor }: { caseId: number; summary: NewSummary; actor: Actor },
): Promise<void> {
  const { what, decidedOn, text, outsideText } = summary;
  const both = { case_id: caseId, what, decided_on: decidedOn };
  const { id } = await tx.db
    .insertInto('casework.decision_summary')
    .values({ ...both, text, written_by: actor.accountId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('casework.outside_summary')
    .values({ ...both, summary_id: id, text: outsideText })
    .execute();
  tx.record('casework.summary.written', { caseId, detail: { summary: id } });
}

/**
 * Changes both versions of a draft; whoever changes them has written them, and cannot issue them.
 * @throws a refusal with 409 when it is issued
 */
export async function rewriteSummary(
  tx: Tx,
  { caseId, id, versions, actor }: { caseId: number; id: number; versions: Versions; actor: Actor },
): Promise<void> {
  const changed = await tx.db
    .updateTable('casework.decision_summary')
    .set({ text: versions.text, written_by: actor.accountId })
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .where('issued_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw tooLate('platform.refusal.decided');
  await tx.db
    .updateTable('casework.outside_summary')
    .set({ text: versions.outsideText })
    .where('summary_id', '=', id)
    .execute();
  tx.record('casework.summary.written', { caseId, detail: { summary: id } });
}

/**
 * Issues both versions at once.
 * @throws a refusal with 404; the database's OW006 for whoever wrote it, and OW001 when it is issued
 */
export async function issueSummary(tx: Tx, caseId: number, id: number): Promise<void> {
  const { rows } = await sql<{ id: number | null }>`select casework.issue_summary(${id}) as id`.execute(
    tx.db,
  );
  found(rows[0]?.id);
  tx.record('casework.summary.issued', { caseId, detail: { summary: id } });
}
