import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { textIn } from '../../../platform/language/index.ts';
import { found } from '../../../platform/web/index.ts';
import { answerOnPaper } from '../../papers/answer-to-person.ts';
import { readDecision } from '../../papers/read-decision.ts';
import { personPaths } from '../../person/paths.ts';
import type { Asker, Ground } from '../../rules/reconsideration.ts';

/** By the person in their own words, whoever writes them down; or by somebody else, on a ground and with reasons. */
export type ToAsk =
  | { readonly as: 'subject' | 'advocate' | 'ward_staff'; readonly inWordsOfPerson: true }
  | { readonly as: Exclude<Asker, 'subject'>; readonly ground: Ground; readonly why: string };

/**
 * Asks for what was decided to be looked at again, which opens an occasion of its own for the person's words: the answer
 * that is looked at is what they are shown. When somebody else asks, the person is told and may say something too.
 * @returns the occasion; of the person's own asking nothing is sent before their words are sealed
 * @throws a refusal: 404 for whoever may not ask; the database's OW270 when nothing was decided that can be looked at
 *   again, OW271 when somebody has asked already, OW040 when the case is closed
 */
export async function askAgain(tx: Tx, documentId: number, ask: ToAsk): Promise<number> {
  const decision = await readDecision(tx, documentId);
  const { language } = decision;
  const shown = answerOnPaper(decision, textIn(language === 'cy' ? 'cy' : 'en', false));
  const words = 'inWordsOfPerson' in ask;
  const { rows } = await sql<{ occasion: number | null; reconsideration: number | null }>`
    select reconsideration, occasion from casework.ask_again(${documentId}, ${ask.as}, ${words ? null : ask.ground},
      ${words ? '' : ask.why}, ${JSON.stringify(shown)}::jsonb)`.execute(tx.db);
  const occasion = found(rows[0]?.occasion);
  if (!words) await tellPerson(tx, decision.caseId, documentId);
  tx.record(words ? 'casework.again.begun' : 'casework.again.asked', {
    caseId: decision.caseId,
    detail: {
      application: documentId,
      decision: decision.decisionId,
      again: rows[0]?.reconsideration ?? null,
    },
  });
  return occasion;
}

/** Writes to the person that something was asked or taken back: a link, and no word of it. */
export async function tellPerson(tx: Tx, caseId: number, documentId: number): Promise<void> {
  await sql`
    select platform.queue_mail(a.id, 'voice.mail.invited', ${personPaths.application(documentId)})
    from people.circle c join people.account a on a.id = c.account_id and a.email is not null
    where c.case_id = ${caseId} and c.capacity = 'subject' and c.until_on is null`.execute(tx.db);
}
