import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { fitsStatus } from '../../rules/document-kinds.ts';
import type { Askable } from '../queries/read-askable.ts';
import { askedStill, kindOfWish, type Wish } from '../wishes.ts';

type Beginning = { askable: Askable; wish: Wish; actor: Actor };

/**
 * Begins to write what somebody asks for; one that was begun is taken up again, by whomever it was begun.
 * @returns its number
 * @throws a refusal with 409 when the case is closed or nobody is restricted in it yet, or the same was sent and is not decided
 */
export async function beginAsking(tx: Tx, { askable, wish, actor }: Beginning): Promise<number> {
  const kind = kindOfWish[wish];
  const begun = askable.drafts.find(draft => draft.kind === kind);
  if (begun) {
    tx.record('casework.own.taken-up', { caseId: askable.caseId, detail: { draft: begun.id, kind } });
    return begun.id;
  }
  if (askable.closedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (!fitsStatus(kind, askable.status)) throw tooLate('own.refusal.notYet');
  if (askable.underWay.some(one => one.kind === kind)) throw tooLate('own.refusal.askedAlready');
  const { id } = await tx.db
    .insertInto('casework.own_draft')
    .values({
      case_id: askable.caseId,
      kind,
      asked: askedStill(wish, [], askable.status),
      begun_by: actor.accountId,
    })
    // Begun at the same moment by the other of the two, or in another tab: it is one.
    .onConflict(conflict =>
      conflict.columns(['case_id', 'kind']).doUpdateSet({ changed_at: sql`own_draft.changed_at` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('casework.own.begun', { caseId: askable.caseId, detail: { draft: id, kind } });
  return id;
}
