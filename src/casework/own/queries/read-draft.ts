import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { AskingPromptId } from '../../../voice/index.ts';
import type { CaseStatus } from '../../rules/document-kinds.ts';
import { askedStill, type OwnKind, wishOf } from '../wishes.ts';

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
  /** What can still be asked for of what was chosen. */
  asked: string[];
  parts: Partial<Record<AskingPromptId, string>>;
};

/**
 * Reads it. One query; the database shows it to nobody else.
 * @throws a refusal with 404 when there is none, or not for the actor
 */
export function readDraft(tx: Tx, id: number): Promise<OwnDraft> {
  return read(tx, id, sql``);
}

/**
 * The same for whoever sends it, held until the commit: what the other keeps meanwhile is not thrown away with it.
 * @throws as `readDraft`
 */
export function readDraftToSend(tx: Tx, id: number): Promise<OwnDraft> {
  return read(tx, id, sql`for update of d`);
}

async function read(tx: Tx, id: number, held: RawBuilder<unknown>): Promise<OwnDraft> {
  const { rows } = await sql<OwnDraft>`
    select d.id, d.case_id as "caseId", k.closed_on as "closedOn", d.kind, p.mhcs_reference as reference, p.status,
      trim(concat(p.given_names, ' ', p.family_name)) as person, p.team_id as "teamId", d.asked, d.parts
    from casework.own_draft d join people.case k on k.id = d.case_id join casework.patient p on p.case_id = d.case_id
    where d.id = ${id} ${held}`.execute(tx.db);
  const draft = found(rows[0]);
  return { ...draft, asked: askedStill(wishOf(draft.kind), draft.asked, draft.status) };
}
