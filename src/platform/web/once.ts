import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor, Tx } from '../database/index.ts';
import { type Body, one } from './body.ts';
import { Refusal } from './refusal.ts';

const keyShape = z.uuid();

/** A new hidden key, for the next form. */
export function newOnce(): string {
  return randomUUID();
}

/** A submission of a form: new, or a second click whose first has already been done. */
export type Once = { kind: 'new'; key: string } | { kind: 'done'; outcome: string };

/** What was sent: to which address, of which route, and the name of the file, if there was one. */
type SentForm = { route: string; address: string; body: Body; fileName: string | undefined };

/**
 * Takes the form's hidden key as the first act of its transaction. A second click waits here until the first
 * has committed, and then gets its outcome.
 * @throws Refusal 400 without a key, 422 when the same key comes with another body
 */
export async function takeOnce(tx: Tx, actor: Actor, form: SentForm): Promise<Once> {
  const given = one(form.body, '_once');
  if (!keyShape.safeParse(given).success) throw new Refusal(400, 'platform.refusal.noKey');
  const key = keyOf(given, form.address);
  const bodyHash = hashOf(form);
  const taken = await tx.db
    .insertInto('platform.submission')
    .values({ once: key, account_id: actor.accountId, route: form.route, body_hash: bodyHash })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  if (taken.numInsertedOrUpdatedRows === 1n) return { kind: 'new', key };
  const first = await tx.db
    .selectFrom('platform.submission')
    .select(['body_hash', 'outcome'])
    .where('once', '=', key)
    .executeTakeFirst();
  if (!first?.outcome || !first.body_hash.equals(bodyHash))
    throw new Refusal(422, 'platform.refusal.otherBody');
  return { kind: 'done', outcome: first.outcome };
}

/** Keeps where the first click went, for the second. */
export async function keepOutcome(tx: Tx, key: string, outcome: string): Promise<void> {
  await tx.db.updateTable('platform.submission').set({ outcome }).where('once', '=', key).execute();
}

// All forms of a page carry one key, and each is sent to an address of its own: a list has a button in every row.
function keyOf(given: string, address: string): string {
  const hash = createHash('sha256').update(JSON.stringify([given.toLowerCase(), address]));
  return hash.digest('hex').slice(0, 32);
}

function hashOf({ body, fileName }: SentForm): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([fileName ?? null]));
  for (const name of Object.keys(body).sort()) {
    if (!name.startsWith('_csrf')) hash.update(JSON.stringify([name, body[name]]));
  }
  return hash.digest();
}
