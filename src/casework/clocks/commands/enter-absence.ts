import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { TextKey } from '../../../platform/language/index.ts';
import { tell } from '../../../platform/mail/index.ts';
import { found, notAllowed } from '../../../platform/web/index.ts';
import { mayAllocate } from '../../mhcs/roles.ts';
import { clockPaths } from '../paths.ts';

export type NewAbsence = {
  readonly accountId: number;
  readonly coverId: number;
  readonly fromOn: Temporal.PlainDate;
  /** The last day away. */
  readonly lastOn: Temporal.PlainDate;
};
type Field = 'who' | 'cover' | 'from-day' | 'last-day';
export type AbsenceRefusal = { readonly field: Field; readonly says: TextKey };

/**
 * Says who covers for somebody who is away, from when until when; the cover is told by mail. Somebody enters their own
 * absence; whoever leads a team, anybody's.
 * @returns why it cannot be entered, or nothing
 * @throws a refusal: 403 for the absence of somebody else, 404 for somebody who is not of the section
 */
export async function enterAbsence(
  tx: Tx,
  { absence, actor, today }: { absence: NewAbsence; actor: Actor; today: Temporal.PlainDate },
): Promise<AbsenceRefusal | undefined> {
  const { accountId, coverId, fromOn, lastOn } = absence;
  if (accountId !== actor.accountId && !mayAllocate(actor)) throw notAllowed('clocks.cover.refusal.notYours');
  const wrong = wrongDays(absence, today);
  if (wrong) return wrong;
  if (accountId === coverId) return { field: 'cover', says: 'clocks.cover.refusal.self' };
  await areOfSection(tx, [accountId, coverId]);
  const untilOn = lastOn.add({ days: 1 });
  const entered = await tx.db
    .insertInto('casework.absence')
    .values({
      ...{ account_id: accountId, cover_id: coverId, entered_by: actor.accountId },
      ...{ from_on: fromOn.toString(), until_on: untilOn.toString() },
    })
    // Of two who enter days that overlap, at one moment or one after the other, the second is told.
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!entered) return { field: 'from-day', says: 'clocks.cover.refusal.overlaps' };
  tx.record('casework.cover.entered', {
    detail: { of: accountId, by: coverId, from: fromOn.toString(), until: untilOn.toString() },
  });
  if (coverId !== actor.accountId)
    await tell(tx, coverId, { subject: 'mail.something', path: clockPaths.cover() });
  return undefined;
}

const longestDays = 366;

function wrongDays({ fromOn, lastOn }: NewAbsence, today: Temporal.PlainDate): AbsenceRefusal | undefined {
  if (Temporal.PlainDate.compare(lastOn, fromOn) < 0)
    return { field: 'last-day', says: 'clocks.cover.refusal.order' };
  if (Temporal.PlainDate.compare(lastOn, today) < 0)
    return { field: 'last-day', says: 'clocks.cover.refusal.past' };
  if (fromOn.until(lastOn).days > longestDays)
    return { field: 'last-day', says: 'clocks.cover.refusal.long' };
  return undefined;
}

async function areOfSection(tx: Tx, accountIds: readonly number[]): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct m.account_id)::int as n from people.membership m
    where m.account_id = any (${[...accountIds]}::bigint[]) and m.role = any (access.deciders())
      and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())`.execute(tx.db);
  if (rows[0]?.n !== accountIds.length) throw found(undefined);
}
