import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { ApplicationState } from '../../clinical/queries/read-application.ts';
import type { DocumentKind } from '../../rules/document-kinds.ts';

/** What a command needs to know of an application before it changes something. */
export type OpenApplication = {
  id: number;
  kind: DocumentKind;
  caseId: number;
  occasionId: number;
  state: ApplicationState;
  askedFor: string[];
  formVersion: string;
  caseworkerId: number | null;
  dueOn: string | null;
  pausedOn: string | null;
};

/**
 * The application as it stands now, for a command.
 * @throws a refusal with 404 when the actor may not see it, or it was never handed to the section
 */
export async function openApplication(tx: Tx, id: number): Promise<OpenApplication> {
  const row = await tx.db
    .selectFrom('casework.document')
    .select([
      'id',
      'kind',
      'case_id as caseId',
      'occasion_id as occasionId',
      'state',
      'asked_for as askedFor',
      'form_version as formVersion',
      'caseworker_id as caseworkerId',
      'due_on as dueOn',
      'paused_on as pausedOn',
    ])
    .where('id', '=', id)
    .where('submitted_at', 'is not', null)
    .executeTakeFirst();
  return found(row) as OpenApplication;
}
