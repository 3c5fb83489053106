import type { Actor, Tx } from '../../../platform/database/index.ts';
import { notAllowed, tooLate } from '../../../platform/web/index.ts';
import { type Statement, writeReply } from '../../../voice/index.ts';
import { tellOfAnswer } from '../../mhcs/decision/commands/tell-of-answer.ts';
import { partsOf } from '../../mhcs/decision/parts.ts';
import type { DecisionFile } from '../../mhcs/decision/queries/read-decision-file.ts';
import { levelNeeded } from '../../mhcs/decision/readiness.ts';

type Decline = {
  readonly file: DecisionFile;
  /** What the person said for it, as whoever answers has read it: of what came since they have read nothing. */
  readonly statements: readonly Statement[];
  readonly reason: string;
  readonly actor: Actor;
};

/**
 * Says that a decision is not looked at again, with a reason in plain words: that is the answer to everything that the
 * person said for it, and what was decided stands. Whoever says so could have decided it, and had no hand in it.
 * @throws a refusal: 403 for whoever wrote or issued what was decided, or holds too low a level; 409 when it is being
 *   decided already. The database refuses the same (OW003, OW007, OW272).
 */
export async function declineAgain(tx: Tx, { file, statements, reason, actor }: Decline): Promise<void> {
  const { again, caseId, occasionId } = file;
  if (again?.state !== 'asked') throw tooLate('again.refusal.notAsked');
  const why = whyNotDecline(file);
  if (why === 'had a hand') throw notAllowed('again.refusal.hadAHand');
  if (why === 'level') throw notAllowed('platform.refusal.authorityLevel');
  for (const { statementId, prompt } of partsOf(statements).filter(part => !part.reply))
    await writeReply(tx, {
      ...{ caseId, occasionId, statementId, prompt, actor },
      ...{ kind: 'not considered', text: reason },
    });
  const declined = await tx.db
    .updateTable('casework.reconsideration')
    .set({ state: 'declined', reason })
    .where('id', '=', again.id)
    .where('state', '=', 'asked')
    .returning('id')
    .executeTakeFirst();
  if (!declined) throw tooLate('again.refusal.notAsked');
  await tellOfAnswer(tx, file);
  tx.record('casework.again.declined', {
    caseId,
    detail: { application: file.id, decision: again.before.id, again: again.id },
  });
}

/** Why the reader cannot say no to it; undefined when they can. */
export function whyNotDecline(file: DecisionFile): 'had a hand' | 'level' | undefined {
  const { me, again } = file;
  if (again?.hands.includes(me.accountId)) return 'had a hand';
  const needed = levelNeeded(file);
  return needed === undefined || me.level < needed ? 'level' : undefined;
}
