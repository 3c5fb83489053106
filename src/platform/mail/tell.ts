import { sql } from 'kysely';
import type { Tx } from '../database/index.ts';
import type { TextKey } from '../language/index.ts';
import type { NewsLink } from './letter.ts';

/** A mail names no case: only a subject that says nothing, and a path behind the sign-in. */
export type Notice = { subject: TextKey; path: string };

/** News of what anybody may read: how much there is, the first of it by name, and where one can have no more. */
export type News = {
  readonly path: string;
  readonly news: number;
  readonly stopPath: string;
  readonly links: readonly NewsLink[];
};

/** Writes one mail to one account, which goes out when the transaction is kept. */
export async function tell(tx: Tx, accountId: number, { subject, path }: Notice): Promise<void> {
  await sql`select platform.queue_mail(${accountId}, ${subject}, ${path})`.execute(tx.db);
}

/** Writes one letter of news to one account, which goes out when the transaction is kept. For jobs only. */
export async function tellNews(
  tx: Tx,
  accountId: number,
  { path, news, stopPath, links }: News,
): Promise<void> {
  const titles = links.map(({ title }) => title);
  const paths = links.map(link => link.path);
  await sql`select platform.queue_news(${accountId}, ${path}, ${news}::int, ${stopPath}, ${titles}::text[], ${paths}::text[])`.execute(
    tx.db,
  );
}
