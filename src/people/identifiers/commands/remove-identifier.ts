import type { Tx } from '../../../platform/database/index.ts';
import { endIdentifier } from './end-identifier.ts';

/**
 * Takes a wrong number away; it stays in the history.
 * @throws the database's OW004 when somebody was faster
 */
export async function removeIdentifier(
  tx: Tx,
  { id, caseId }: { id: number; caseId: number },
): Promise<void> {
  await endIdentifier(tx, id);
  tx.record('people.identifier.removed', { caseId, detail: { identifier: id } });
}
