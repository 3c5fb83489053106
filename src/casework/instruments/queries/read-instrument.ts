import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Matter } from '../../rules/delegation.ts';
import type { InstrumentForm } from '../../rules/instruments.ts';

/** An instrument as it was on the day on which it was issued. */
export type Instrument = {
  id: number;
  caseId: number;
  documentId: number;
  decisionId: number;
  matter: Matter;
  form: InstrumentForm;
  power: string;
  number: string;
  person: string;
  bornOn: string | null;
  reference: string;
  authority: string;
  hospital: string;
  toPlace: string;
  conditions: string[];
  issuedBy: string;
  job: string;
  levelHeld: number;
  levelNeeded: number;
  issuedAt: string;
  /** When a decision that looked again at the first took its place. */
  takenBackAt: string | null;
};

/** @throws a refusal with 404 when there is none that the reader may see, as there is for the patient. One query. */
export async function readInstrument(tx: Tx, id: number): Promise<Instrument> {
  const { rows } = await sql<Instrument>`
    select i.id, i.case_id as "caseId", i.document_id as "documentId", i.decision_id as "decisionId", i.matter, i.form,
      i.power, i.number, i.person, i.born_on as "bornOn", i.reference, i.authority, i.hospital, i.to_place as "toPlace",
      i.conditions, i.issued_by as "issuedBy", i.issued_job as job, i.level_held as "levelHeld",
      i.level_needed as "levelNeeded", i.issued_at as "issuedAt",
      i.taken_back_at as "takenBackAt"
    from casework.instrument i where i.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}
