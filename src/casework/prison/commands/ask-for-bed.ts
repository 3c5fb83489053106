import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import type { ApplicationFile } from '../../clinical/queries/read-application.ts';

export type AskForBed = {
  readonly file: Pick<ApplicationFile, 'id' | 'caseId' | 'state'>;
  readonly hospital: number;
  /** The responsible clinician there who examines the person, where one does. */
  readonly clinician: number | null;
};

/**
 * The prison asks a hospital for a bed: its Mental Health Act office comes into the case and writes part D, and
 * the clinician who examines the person can write a report. Those who were asked before go.
 * @throws a refusal with 409 once the request was sent; the database refuses anybody but the prison, any unit but a
 *   hospital, and a clinician who does not work there
 */
export async function askForBed(tx: Tx, { file, hospital, clinician }: AskForBed): Promise<void> {
  if (file.state !== 'draft') throw tooLate('casework.refusal.notDraft');
  await sql`select casework.ask_for_bed(${file.id}, ${hospital}, ${clinician})`.execute(tx.db);
  tx.record('casework.bed.asked', {
    caseId: file.caseId,
    detail: { application: file.id, hospital, clinician },
  });
}
