import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { DocumentKind } from '../../rules/document-kinds.ts';
import type { MovementCode } from '../../rules/register/movement-kinds.ts';

/** Something that a decision consented to, and what became of it. Days as 'YYYY-MM-DD'. */
export type AuthorisedMove = {
  id: number;
  caseId: number;
  documentId: number;
  documentKind: DocumentKind;
  /** Which of the things asked for. */
  asked: string;
  /** The movement of the register that it allows. */
  movement: MovementCode;
  authorisedOn: string;
  state: 'stands' | 'done' | 'will not happen' | 'withdrawn';
  /** The day on which the movement happened, once it did. */
  actualOn: string | null;
  reason: string;
  /** Why it ended, as the person reads it. */
  plain: string;
};

const columns = sql`m.id, m.case_id as "caseId", m.document_id as "documentId", m.asked, m.movement,
  m.authorised_on as "authorisedOn", m.state, m.reason, m.plain,
  (select d.kind from casework.document d where d.id = m.document_id) as "documentKind",
  (select done.actual_on from casework.movement done where done.id = m.movement_id) as "actualOn"`;

/**
 * What was authorised, as a column of JSON for the query of a page.
 * @param where which of them; the table is called m
 */
export const movesAsJson = (where: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select coalesce(json_agg(one order by one.id), '[]')
  from (select ${columns} from casework.authorised_move m where ${where}) one)`;

/** What was authorised in a case, the first first; nothing of a case that the actor does not see. */
export async function movesOfCase(tx: Tx, caseId: number): Promise<AuthorisedMove[]> {
  const { rows } = await sql<AuthorisedMove>`
    select ${columns} from casework.authorised_move m where m.case_id = ${caseId} order by m.id`.execute(
    tx.db,
  );
  return rows;
}

/**
 * One thing that was authorised.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readMove(tx: Tx, id: number): Promise<AuthorisedMove> {
  const { rows } = await sql<AuthorisedMove>`
    select ${columns} from casework.authorised_move m where m.id = ${id}`.execute(tx.db);
  return found(rows[0]);
}

/**
 * The consents of a case that a movement put right may have happened by: none for one that used its own, or of which it
 * was said already why it is apart, as long as it stays what it was.
 */
export async function movesToSettle(
  tx: Tx,
  corrects: { readonly id: number; readonly kind: string },
  movement: { readonly kind: string },
): Promise<AuthorisedMove[]> {
  const { rows } = await sql<AuthorisedMove>`
    select ${columns} from casework.movement c join casework.authorised_move m on m.case_id = c.case_id
    where c.id = ${corrects.id} and not (${corrects.kind === movement.kind} and (c.apart_because <> ''
      or exists (select from casework.authorised_move used where used.movement_id = c.id)))
    order by m.id`.execute(tx.db);
  return rows;
}
