import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Matter } from '../../rules/delegation.ts';
import type { DocumentKind } from '../../rules/document-kinds.ts';
import type { InstrumentForm } from '../../rules/instruments.ts';
import type { RecallDuty } from '../../rules/recall/duties.ts';

/** One thing that a recall left to be done. */
export type KeptDuty = {
  id: number;
  duty: RecallDuty;
  dueAt: string;
  metAt: string | null;
  metBy: string | null;
  text: string;
};

/** A recall with everything that is left to be done after it. */
export type AfterRecall = {
  id: number;
  caseId: number;
  occasionId: number;
  kind: DocumentKind;
  familyName: string;
  givenNames: string;
  reference: string;
  hospital: string;
  duties: KeptDuty[];
  /** The warrant, for those who may read it. */
  instruments: { id: number; form: InstrumentForm; matter: Matter }[];
};

/**
 * What is left to be done after a decision, as far as the reader may see it. One query.
 * @throws a refusal with 404 for whoever may not see the document
 */
export async function readAfterRecall(tx: Tx, documentId: number): Promise<AfterRecall> {
  const { rows } = await sql<AfterRecall>`
    select d.id, d.case_id as "caseId", d.occasion_id as "occasionId", d.kind, p.family_name as "familyName",
      p.given_names as "givenNames", p.mhcs_reference as reference, p.hospital_name as hospital,
      (select coalesce(json_agg(json_build_object('id', y.id, 'duty', y.duty, 'dueAt', y.due_at, 'metAt', y.met_at,
          'metBy', a.display_name, 'text', y.text) order by y.met_at is not null, y.due_at, y.id), '[]')
        from casework.recall_duty y left join people.account a on a.id = y.met_by where y.document_id = d.id) as duties,
      (select coalesce(json_agg(json_build_object('id', i.id, 'form', i.form, 'matter', i.matter) order by i.id), '[]')
        from casework.instrument i where i.document_id = d.id) as instruments
    from casework.document d join casework.patient p on p.case_id = d.case_id
    where d.id = ${documentId} and d.state <> 'draft'`.execute(tx.db);
  return found(rows[0]);
}
