import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { Representation } from '../queries/read-victim.ts';

/** Of which victim of which case, who writes it down, and the words, sealed. */
type Said = { caseId: number; victimId: number; actor: Actor; sealed: Buffer; givenOn: string };

const row = ({ caseId, victimId, actor, sealed, givenOn }: Said) => ({
  ...{ case_id: caseId, victim_id: victimId, sealed, given_on: givenOn, recorded_by: actor.accountId },
});

/** Keeps what a victim represents, as they said it; it cannot be changed afterwards. */
export async function keepRepresentation(
  tx: Tx,
  said: Said & { about: Representation['about'] },
): Promise<void> {
  const { id } = await tx.db
    .insertInto('victim.representation')
    .values({ ...row(said), about: said.about })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('victim.representation.kept', { caseId: said.caseId, detail: { representation: id } });
}

/**
 * Keeps a victim's personal statement. It leads nowhere: it has no influence on the decision, and is not sent to the
 * patient, the clinician or the tribunal (design brief, section 6.5).
 */
export async function keepStatement(tx: Tx, said: Said & { language: 'en' | 'cy' | 'other' }): Promise<void> {
  const { id } = await tx.db
    .insertInto('victim.personal_statement')
    .values({ ...row(said), language: said.language })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('victim.statement.kept', { caseId: said.caseId, detail: { statement: id } });
}
