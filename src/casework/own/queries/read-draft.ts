import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { AskingPromptId } from '../../../voice/index.ts';
import type { CaseStatus } from '../../rules/document-kinds.ts';
import type { OwnKind } from '../wishes.ts';

/** What is being written and was not sent: the person's, and theirs who may ask for them. */
export type OwnDraft = {
  id: number;
  caseId: number;
  closedOn: string | null;
  kind: OwnKind;
  person: string;
  reference: string;
  status: CaseStatus;
  teamId: number;
  asked: string[];
  parts: Partial<Record<AskingPromptId, string>>;
};

/**
 * Reads it. One query; the database shows it to nobody else.
 * @throws a refusal with 404 when there is none, or not for the actor
 */
export async function readDraft(tx: Tx, id: number): Promise<OwnDraft> {
  const { rows } = await sql<OwnDraft>`
    select d.id, d.case_id as "caseId", k.closed_on as "closedOn", d.kind, p.mhcs_reference as reference, p.status,
      trim(concat(p.given_names, ' ', p.family_name)) as person, p.team_id as "teamId", d.asked, d.parts
    from casework.own_draft d join people.case k on k.id = d.case_id join casework.patient p on p.case_id = d.case_id
    where d.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}
