import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import { tell } from '../../../platform/mail/index.ts';
import { notFound } from '../../../platform/web/index.ts';
import { type Consent, type HelperRole, readConsents, readOwnCase } from './queries.ts';

/** Whom the person lets in, what for, and the first day on which it is over. */
export type Giving = {
  readonly accountId: number;
  readonly role: HelperRole;
  readonly mayWrite: boolean;
  /** Whether they may ask for things for the person; who may, writes down what the person says in them. */
  readonly mayAsk?: boolean;
  readonly untilOn: Temporal.PlainDate;
  readonly actor: Actor;
};

/**
 * Lets a helper into the person's case until a day, and tells the helper.
 * @throws a refusal: 404 when the person has no open case; 409 when the account helps nobody in that role, or helps
 *   here already
 */
export async function giveConsent(
  tx: Tx,
  { accountId, role, mayWrite, mayAsk = false, untilOn, actor }: Giving,
): Promise<void> {
  const caseId = await readOwnCase(tx);
  if (caseId === undefined) throw notFound();
  await tx.db
    .insertInto('people.consent')
    .values({
      case_id: caseId,
      account_id: accountId,
      capacity: role,
      may_write: mayWrite,
      may_ask: mayAsk,
      until_on: untilOn.toString(),
      given_by: actor.accountId,
    })
    .execute();
  await tell(tx, accountId, { subject: 'my.mail.consent', path: '/people-i-help' });
  tx.record('people.consent.given', {
    caseId,
    detail: { account: accountId, write: mayWrite, ask: mayAsk, until: untilOn.toString() },
  });
}

/**
 * Takes a consent back: from this moment the helper sees nothing more of the case.
 * @returns the consent as it was
 * @throws a refusal: 404 when it is not the person's or does not count any more
 */
export async function withdrawConsent(tx: Tx, id: number): Promise<Consent> {
  const consent = (await readConsents(tx)).find(each => each.id === id);
  if (!consent?.isOpen) throw notFound();
  await sql`update people.consent set withdrawn_at = now() where id = ${id}`.execute(tx.db);
  tx.record('people.consent.withdrawn', { caseId: consent.caseId, detail: { consent: id } });
  return consent;
}
