import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { asOwner, type DB } from '../platform/database/index.ts';
import { hashOf, newToken } from '../platform/web/index.ts';

/**
 * A new installation has nobody who could invite anybody. Until somebody has a passphrase, every start makes an
 * invitation for the first administrator; the one before is worth nothing then.
 * @returns the token of the invitation, or undefined when somebody can sign in
 */
export function inviteFirstAdministrator(adminUrl: string): Promise<string | undefined> {
  return asOwner(adminUrl, async db => {
    const someone = await db
      .selectFrom('people.credential')
      .select('account_id')
      .where('passphrase_hash', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    if (someone) return undefined;
    const account = await firstAccount(db);
    const token = newToken();
    await db.deleteFrom('people.invitation').where('account_id', '=', account).execute();
    await db
      .insertInto('people.invitation')
      .values({
        token_hash: Buffer.from(hashOf(token), 'hex'),
        account_id: account,
        expires_at: sql<string>`now() + interval '7 days'`,
      })
      .execute();
    await sql`select audit.record('people.account.invited', null, ${JSON.stringify({ account, first: true })}::jsonb, 'start', null)`.execute(
      db,
    );
    return token;
  });
}

async function firstAccount(db: Kysely<DB>): Promise<number> {
  const known = await db
    .selectFrom('people.account')
    .select('id')
    .where('username', '=', 'administrator')
    .executeTakeFirst();
  if (known) return known.id;
  const unit = await db
    .insertInto('people.unit')
    .values({ kind: 'system', name: 'Ownwords' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const account = await db
    .insertInto('people.account')
    .values({ username: 'administrator', display_name: 'Administrator', job_title: 'System administrator' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('people.membership')
    .values({ account_id: account.id, unit_id: unit.id, role: 'administrator' })
    .execute();
  return account.id;
}
