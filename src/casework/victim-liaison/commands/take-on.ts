import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/**
 * Makes the actor the first liaison officer of a case that they can name by two identifiers.
 * @returns the case; undefined when there is none, it does not fit, or somebody else stands there: which, nobody learns
 */
export async function takeOn(
  tx: Tx,
  { reference, bornOn }: { reference: string; bornOn: string },
): Promise<number | undefined> {
  const { rows } = await sql<{
    id: number | null;
  }>`select victim.take_on(${reference}, ${bornOn}) as id`.execute(tx.db);
  return taken(tx, rows[0]?.id ?? undefined);
}

/** The same for a case in which a clinician asked the actor. */
export async function takeOnAsked(tx: Tx, caseId: number): Promise<number | undefined> {
  const { rows } = await sql<{ id: number | null }>`select victim.take_on_asked(${caseId}) as id`.execute(
    tx.db,
  );
  return taken(tx, rows[0]?.id ?? undefined);
}

function taken(tx: Tx, caseId: number | undefined): number | undefined {
  // A try that found nothing is kept too: who guesses at references shall be seen.
  if (caseId === undefined) tx.record('victim.case.not-found');
  else tx.record('victim.case.taken-on', { caseId });
  return caseId;
}
