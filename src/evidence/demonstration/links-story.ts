import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/index.ts';

const gone = 'An invented handbook of ward councils, whose publisher is no more';
const url = 'https://handbooks.fennmarsh.invalid/ward-councils.pdf';
const entry = {
  ...{ type: 'guidance', title: gone, year: 2009, language: 'en', country: 'England and Wales', url },
  creators: [{ role: 'author', name: 'Fennmarsh Council Network (invented)' }],
  keywords: ['Patient councils'],
  archivedUrl: `https://archive.lantern.invalid/2012/${url}`,
  summary:
    'This handbook is invented. It shows what is said where an address leads nowhere and a copy was kept.',
};

/**
 * Tells of addresses that were asked: one is dead, and its record keeps a copy; one of the invented library that is harvested
 * moved. By the owner of the tables; nobody is asked. Told once.
 */
export async function tellLinksStory(db: Kysely<DB>, today: Temporal.PlainDate): Promise<void> {
  const ago = (days: number) => today.subtract({ days }).toString();
  const { rows } = await sql<{ number: number }>`
    insert into evidence.record (entry, came_by) select ${JSON.stringify(entry)}::jsonb, 'demonstration'
    where not exists (select from evidence.record r where r.title = ${gone}) returning number`.execute(db);
  const [made] = rows;
  if (!made) return;
  await sql`update evidence.link set state = 'dead', why = 'notFound', status = 404, failing_since = ${ago(12)}, failed_on = ${ago(2)},
    failed_days = 4, asked_at = now() - interval '2 days', next_at = now() + interval '28 days' where record = ${made.number}`.execute(
    db,
  );
  await sql`update evidence.link set state = 'moved', why = null, status = 301, moved_to = url || '/read', asked_at = now() - interval '1 day',
    next_at = now() + interval '29 days' where url = 'https://library.larkmoor.invalid/p3'`.execute(db);
}
