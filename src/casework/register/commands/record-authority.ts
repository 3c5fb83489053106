import type { Actor, Tx } from '../../../platform/database/index.ts';
import { type AuthorityRefusal, refuseAuthority } from '../../rules/register/may-hold.ts';
import type { Entry, KeptAuthority } from '../queries/read-entry.ts';

export type NewAuthority = Pick<
  KeptAuthority,
  'kind' | 'orderOn' | 'receivedOn' | 'endedOn' | 'releaseOn' | 'expiresOn' | 'precedence' | 'court'
>;

export type RecordAuthority = {
  readonly entry: Entry;
  readonly authority: NewAuthority;
  readonly corrects?: KeptAuthority | undefined;
  /** It never was: the row takes the place of the one it corrects and counts for nothing. */
  readonly struckOut?: boolean;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Adds a detention authority, or corrects one. The one that governs stands with the patient from then on.
 * @returns why it may not be recorded, or nothing
 * @throws the database's own refusal when somebody was faster
 */
export async function recordAuthority(
  tx: Tx,
  { entry, authority, corrects, struckOut = false, actor, today }: RecordAuthority,
): Promise<AuthorityRefusal | undefined> {
  const refusal = struckOut ? undefined : refuseAuthority(authority, today.toString());
  if (refusal) return refusal;
  const { id } = await tx.db
    .insertInto('casework.authority')
    .values({
      case_id: entry.caseId,
      kind: authority.kind,
      order_on: authority.orderOn,
      received_on: authority.receivedOn,
      ended_on: authority.endedOn,
      release_on: authority.releaseOn,
      expires_on: authority.expiresOn,
      precedence: authority.precedence,
      court: authority.court,
      recorded_by: actor.accountId,
      corrects: corrects?.id ?? null,
      struck_out: struckOut,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const event = corrects ? 'casework.authority.corrected' : 'casework.authority.recorded';
  const detail = corrects ? { authority: id, corrects: corrects.id } : { authority: id };
  tx.record(event, { caseId: entry.caseId, detail });
  return undefined;
}
