import { sql } from 'kysely';
import { z } from 'zod';
import type { Pools, Tx } from '../database/index.ts';
import { asWorker } from '../database/index.ts';
import { type Job, job } from '../jobs/index.ts';
import { letterOf, type Mail } from './letter.ts';
import { NotSent, type Post } from './post.ts';

/** Where links lead, and the post, if there is one. */
export type MailSettings = { baseUrl: string; post: Post | undefined };

/**
 * The job that sends one mail. A mail that has been sent is not sent again, and while one worker sends it another
 * waits. What failed is tried again by the queue, each time after a longer pause. Without a post the mail waits.
 */
export function sendMail(settings: MailSettings): Job {
  return job({
    task: 'send-mail',
    payload: z.object({ mail: z.number().int().positive() }),
    async run(context, { mail }) {
      const { post } = settings;
      if (!post) return;
      const failure = await context.transaction(tx => sendOne(tx, mail, { ...settings, post }));
      if (failure) throw new NotSent(failure);
    },
  });
}

/** Sends one mail and notes that it went, or answers why it did not. */
async function sendOne(tx: Tx, id: number, by: { baseUrl: string; post: Post }): Promise<string | undefined> {
  // The server is waited for inside this transaction: nobody else may send the same mail in the meantime.
  await sql`set local idle_in_transaction_session_timeout = '60s'`.execute(tx.db);
  const unsent = await tx.db
    .selectFrom('platform.mail')
    .select(['id', 'tries'])
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!unsent) return undefined;
  const failure = await trySending(tx, id, by);
  await tx.db
    .updateTable('platform.mail')
    .set({
      tries: unsent.tries + 1,
      last_error: failure ?? null,
      ...(failure ? {} : { sent_at: sql<string>`now()` }),
    })
    .where('id', '=', id)
    .execute();
  tx.record(failure ? 'platform.mail.not-sent' : 'platform.mail.sent', {
    detail: { mail: id, try: unsent.tries + 1 },
  });
  return failure === noAddress ? undefined : failure;
}

/** Many people on a ward have no e-mail; trying again would not give them one. */
const noAddress = 'no address';

async function trySending(
  tx: Tx,
  id: number,
  by: { baseUrl: string; post: Post },
): Promise<string | undefined> {
  const { rows } = await sql<
    Mail & { address: string | null }
  >`select * from platform.mail_to_send(${id}) left join platform.news_of(${id}) on true`.execute(tx.db);
  const mail = rows[0];
  if (!mail?.address) return noAddress;
  try {
    await by.post.send({ id, to: mail.address, letter: letterOf(mail, by.baseUrl) });
    return undefined;
  } catch (error) {
    return error instanceof NotSent ? error.message : 'unknown';
  }
}

/**
 * Asks once more for mail that waits without a job, because there was no post or every try failed. For the start
 * of a worker that has a post. Nobody wants a month-old call to look at something.
 */
export async function askForWaitingMail(pools: Pools): Promise<void> {
  await asWorker(pools, 'start', tx =>
    sql`select jobs.enqueue('send-mail', json_build_object('mail', m.id), 'mail ' || m.id) from platform.mail m
      where m.sent_at is null and m.written_at > now() - interval '30 days'
        and m.last_error is distinct from ${noAddress}
        and not exists (select 1 from graphile_worker.jobs j
          where j.key = 'mail ' || m.id and j.attempts < j.max_attempts)`.execute(tx.db),
  );
}

/** How many mails wait unsent, for the sentence that a start without a post prints. */
export async function countWaitingMail(pools: Pools): Promise<number> {
  const { rows } = await pools.worker.query(
    'select count(*) as waiting from platform.mail where sent_at is null',
  );
  return Number(rows[0].waiting);
}
