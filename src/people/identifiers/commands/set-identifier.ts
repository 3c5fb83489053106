import type { Tx } from '../../../platform/database/index.ts';
import type { StoredKind } from '../queries/read-identifiers.ts';
import { endIdentifier } from './end-identifier.ts';

export type SetIdentifier = {
  readonly personId: number;
  /** The case on whose page it is done, for the audit. */
  readonly caseId: number;
  readonly kind: StoredKind;
  /** As `readIdentifier` gave it. */
  readonly value: string;
  readonly typed: string;
  readonly source: string;
  /** The number that it corrects, if there is one. */
  readonly replaces: number | undefined;
};

/**
 * Records a number of a person. One that stood there ends and stays in the history. A number that somebody else has
 * already is taken as well: refusing it would tell that they exist.
 * @throws what the database refuses: a shape or check that does not stand, a person whose case is shut
 */
export async function setIdentifier(tx: Tx, set: SetIdentifier): Promise<void> {
  const { personId, caseId, kind, value, typed, source, replaces } = set;
  if (replaces !== undefined) await endIdentifier(tx, replaces);
  const { id } = await tx.db
    .insertInto('people.identifier')
    .values({ person_id: personId, kind, value, typed, source })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('people.identifier.set', { caseId, detail: { identifier: id, replaces: replaces ?? null } });
}
