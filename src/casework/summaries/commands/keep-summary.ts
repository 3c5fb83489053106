import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { Summarised } from '../../rules/victims/may-be-told.ts';
import type { Summary } from '../queries/read-summaries.ts';

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

/** A draft as it was read. */
type Draft = Pick<Summary, 'id' | 'writtenAt'>;

/**
 * Changes both versions of a draft; whoever changes them has written them, and cannot issue them.
 * @throws a refusal with 409 when it is issued, or was changed since it was read
 */
export async function rewriteSummary(
  tx: Tx,
  { caseId, draft, versions, actor }: { caseId: number; draft: Draft; versions: Versions; actor: Actor },
): Promise<void> {
  const { id, writtenAt } = draft;
  const changed = await tx.db
    .updateTable('casework.decision_summary')
    .set({ text: versions.text, written_by: actor.accountId })
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .where('issued_at', 'is', null)
    .where('written_at', '=', writtenAt)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw tooLate('summaries.refusal.changed');
  await tx.db
    .updateTable('casework.outside_summary')
    .set({ text: versions.outsideText })
    .where('summary_id', '=', id)
    .execute();
  tx.record('casework.summary.written', { caseId, detail: { summary: id } });
}

/**
 * Issues both versions at once, as they were read.
 * @throws a refusal with 409 when they were issued or changed since; the database's OW006 for whoever wrote them
 */
export async function issueSummary(tx: Tx, caseId: number, { id, writtenAt }: Draft): Promise<void> {
  const stands = await tx.db
    .selectFrom('casework.decision_summary')
    .select('id')
    .where('id', '=', id)
    .where('written_at', '=', writtenAt)
    .where('issued_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!stands) throw tooLate('summaries.refusal.changed');
  await sql`select casework.issue_summary(${id})`.execute(tx.db);
  tx.record('casework.summary.issued', { caseId, detail: { summary: id } });
}
