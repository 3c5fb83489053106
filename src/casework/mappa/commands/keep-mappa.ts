import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { found, notAllowed } from '../../../platform/web/index.ts';
import { mappaPaths } from '../paths.ts';

const subject = 'mail.something';

/**
 * Refers a case: keeps the day on which form MAPPA I was sent, and lets the coordinator into the case.
 * @throws a refusal with 403 for whoever is not the responsible clinician, or chose no coordinator
 */
export async function referToMappa(
  tx: Tx,
  { caseId, coordinator, sentOn }: { caseId: number; coordinator: number; sentOn: string },
): Promise<void> {
  const { rows } = await sql<{ id: number | null }>`
    select casework.refer_to_mappa(${caseId}, ${coordinator}, ${sentOn}::date) as id`.execute(tx.db);
  const notice = rows[0]?.id;
  if (notice == null) throw notAllowed('mappa.refusal.refer');
  await sql`select platform.queue_mail(${coordinator}, ${subject}, ${mappaPaths.case(caseId)})`.execute(
    tx.db,
  );
  tx.record('casework.mappa.referred', { caseId, detail: { notice } });
}

export type NewStanding = {
  readonly category: number | null;
  readonly level: number | null;
  readonly fromOn: string;
  readonly why: string | null;
};

/** Keeps category and level from a day on; those of before stay readable. */
export async function keepStanding(
  tx: Tx,
  { caseId, standing, actor }: { caseId: number; standing: NewStanding; actor: Actor },
): Promise<void> {
  const { category, level, fromOn, why } = standing;
  await tx.db
    .insertInto('casework.mappa_standing')
    .values({ case_id: caseId, category, level, from_on: fromOn, why, recorded_by: actor.accountId })
    .execute();
  await tellClinician(tx, caseId);
  tx.record('casework.mappa.standing', { caseId });
}

export type NewComment = { readonly agency: string; readonly saidOn: string; readonly text: string };

/** Keeps what an agency said. The person reads it only if the Chair agrees. */
export async function keepComment(
  tx: Tx,
  { caseId, comment, actor }: { caseId: number; comment: NewComment; actor: Actor },
): Promise<void> {
  const { agency, saidOn, text } = comment;
  await tx.db
    .insertInto('casework.mappa_comment')
    .values({ case_id: caseId, agency, said_on: saidOn, text, recorded_by: actor.accountId })
    .execute();
  await tellClinician(tx, caseId);
  tx.record('casework.mappa.comment', { caseId });
}

const tellClinician = (tx: Tx, caseId: number) =>
  tell(tx, caseId, { capacity: 'responsible_clinician', path: mappaPaths.case(caseId) });

async function tell(
  tx: Tx,
  caseId: number,
  { capacity, path }: { capacity: 'responsible_clinician' | 'subject'; path: string },
): Promise<void> {
  await sql`select casework.mail_around(${caseId}, ${capacity}, ${subject}, ${path})`.execute(tx.db);
}

export type ChairSays = {
  readonly agrees: boolean;
  readonly chair: string;
  readonly decidedOn: string;
  readonly why: string | null;
  /** What the person may read; the comment itself, or less. */
  readonly words: string | null;
};

/**
 * Keeps whether the Chair agrees that the person reads a comment, and opens or closes it. The last decision holds.
 * @throws a refusal with 404 for a comment of a case in which the actor does not coordinate
 */
export async function recordChair(
  tx: Tx,
  { caseId, comment, says }: { caseId: number; comment: number; says: ChairSays },
): Promise<void> {
  const { agrees, chair, decidedOn, why, words } = says;
  const { rows } = await sql<{ id: number | null }>`
    select casework.record_chair(${comment}, ${agrees}, ${chair}, ${decidedOn}::date, ${why}, ${words}) as id`.execute(
    tx.db,
  );
  found(rows[0]?.id);
  if (agrees) await tell(tx, caseId, { capacity: 'subject', path: mappaPaths.mine() });
  tx.record('casework.mappa.chair', { caseId, detail: { comment, agrees } });
}
