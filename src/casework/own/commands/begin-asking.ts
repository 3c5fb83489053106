import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tooLate } from '../../../platform/web/index.ts';
import { fitsStatus } from '../../rules/document-kinds.ts';
import type { Askable } from '../queries/read-askable.ts';
import { choicesOf, kindOfWish, type Wish } from '../wishes.ts';

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
  const choices = choicesOf(wish, askable.status);
  const { id } = await tx.db
    .insertInto('casework.own_draft')
    .values({
      case_id: askable.caseId,
      kind,
      // Where there is no choice, there is nothing to ask.
      asked: choices.length === 1 ? [...choices] : [],
      begun_by: actor.accountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record('casework.own.begun', { caseId: askable.caseId, detail: { draft: id, kind } });
  return id;
}
