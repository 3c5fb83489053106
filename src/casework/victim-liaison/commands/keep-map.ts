import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { FileKind, Scan } from '../../../platform/files/index.ts';

/** A picture of a map, sealed already with the key of the partition. */
export type SealedMap = {
  caseId: number;
  request: number;
  kind: FileKind;
  scan: Scan;
  sealed: Buffer;
  actor: Actor;
};

/**
 * Keeps the picture of the map of an exclusion zone inside the partition; it leaves it by no way.
 * @throws the database's OW143 for a request that is no zone, is released or taken back
 */
export async function keepMap(
  tx: Tx,
  { caseId, request, kind, scan, sealed, actor }: SealedMap,
): Promise<void> {
  await tx.db
    .insertInto('victim.zone_map')
    .values({
      ...{ case_id: caseId, request_id: request, media_type: kind, scan, sealed },
      recorded_by: actor.accountId,
    })
    .execute();
  tx.record('victim.map.kept', { caseId, detail: { request } });
}
