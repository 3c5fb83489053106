import type { Actor, Tx } from '../../platform/database/index.ts';
import type { Part, SpeakingRoute } from '../statement.ts';

/** What is to be sealed: the words, and how they came to be written. */
export type ToSeal = {
  caseId: number;
  occasionId: number;
  /** The version of what is asked for that the person had before them. */
  shownId: number;
  actor: Actor;
  parts: readonly Part[];
  route: SpeakingRoute;
  language: string;
  scribeName?: string | null;
  scribeRole?: string | null;
  support?: string | null;
};

/** What the person gets in their hand. */
export type Receipt = { id: number; code: string; sealedAt: string };

/**
 * Seals a statement: from now on nobody can change a letter of it. The database makes its time, hash and code,
 * names a scribe by their account, and refuses when the decision has been made (OW001). The writer's draft ends.
 */
export async function sealStatement(tx: Tx, what: ToSeal): Promise<Receipt> {
  const { caseId, occasionId, actor } = what;
  const { hash, ...sealed } = await tx.db
    .insertInto('voice.statement')
    .values({
      case_id: caseId,
      occasion_id: occasionId,
      shown_id: what.shownId,
      entered_by: actor.accountId,
      route: what.route,
      scribe_name: what.scribeName ?? (what.route === 'typed' ? null : actor.name),
      scribe_role: what.scribeRole ?? null,
      language: what.language,
      support: what.support ?? null,
      parts: JSON.stringify(what.parts),
    })
    .returning(['id', 'code', 'sealed_at as sealedAt', 'hash'])
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('voice.opportunity')
    .values({ case_id: caseId, occasion_id: occasionId, outcome: 'said', recorded_by: actor.accountId })
    .execute();
  await tx.db
    .deleteFrom('voice.draft')
    .where('occasion_id', '=', occasionId)
    .where('account_id', '=', actor.accountId)
    .execute();
  // The hash stands in the audit's own chain: whoever writes a statement anew with a new hash is found out.
  const detail = {
    statement: sealed.id,
    occasion: occasionId,
    shown: what.shownId,
    hash: hash.toString('hex'),
  };
  tx.record('voice.statement.sealed', { caseId, detail });
  return sealed;
}
