import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found, notAllowed } from '../../../platform/web/index.ts';
import type { CaseStatus, DocumentKind } from '../../rules/document-kinds.ts';
import type { DocumentState } from '../../rules/document-states.ts';
import type { OwnKind } from '../wishes.ts';

/** A case in which the actor may ask for something, and what is under way in it. */
export type Askable = {
  caseId: number;
  closedOn: string | null;
  person: string;
  status: CaseStatus;
  teamId: number;
  drafts: { id: number; kind: OwnKind }[];
  /** What the person was shown or has sent and is not over, whoever asks for it. */
  underWay: { id: number; kind: DocumentKind; state: DocumentState }[];
};

/**
 * Reads the case of the actor, or that of somebody for whom they may ask. One query.
 * @param caseId the case; without one the actor's own
 * @throws a refusal: 404 when it is not theirs, 403 for a helper whom the person did not let ask
 */
export async function readAskable(tx: Tx, caseId?: number): Promise<Askable> {
  const which = caseId === undefined ? sql`k.id = any (access.cases_as('subject'))` : sql`k.id = ${caseId}`;
  const { rows } = await sql<Askable & { mayAsk: boolean }>`
    select k.id as "caseId", k.closed_on as "closedOn", p.status, p.team_id as "teamId",
      trim(concat(p.given_names, ' ', p.family_name)) as person, k.id = any (casework.cases_to_ask_in()) as "mayAsk",
      (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind)), '[]')
       from casework.own_draft d where d.case_id = k.id) as drafts,
      (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'state', d.state) order by d.id), '[]')
       from casework.document d where d.case_id = k.id and not casework.is_over(d.state)
         and (d.state <> 'draft' or d.round > 1 or exists (select from voice.shown w where w.occasion_id = d.occasion_id))) as "underWay"
    from people.case k join casework.patient p on p.case_id = k.id
    where ${which} and k.id = any (access.cases_as('subject', 'advocate', 'solicitor'))
    order by k.closed_on nulls first, k.id limit 1`.execute(tx.db);
  const { mayAsk, ...askable } = found(rows[0]);
  if (!mayAsk) throw notAllowed('own.refusal.notLet');
  return askable;
}
