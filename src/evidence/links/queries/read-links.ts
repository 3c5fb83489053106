import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Entry } from '../../record/entry.ts';
import type { LinkState, Standing } from '../judge.ts';

/** A record's address as librarians see it. Moments are ISO. */
export type Link = Pick<Standing, 'state' | 'why' | 'status' | 'movedTo' | 'failingSince'> & {
  readonly record: number;
  readonly version: number;
  readonly title: string;
  readonly language: string | null;
  readonly url: string;
  readonly archivedUrl: string | null;
  readonly askedAt: string | null;
};

const columns = sql`l.record, r.version, r.title, r.entry ->> 'language' as language, l.url, r.entry ->> 'archivedUrl' as "archivedUrl", l.state, l.why, l.status,
  l.moved_to as "movedTo", l.failing_since as "failingSince", to_json(l.asked_at) #>> '{}' as "askedAt"`;
const links = sql`evidence.link l join evidence.record r on r.number = l.record`;

export const linksOnPage = 50;

/** Addresses in a state, a page of them and one more where there are others; those that failed first stand first. */
export async function readLinks(tx: Tx, state: LinkState, page: number): Promise<Link[]> {
  const { rows } = await sql<Link>`select ${columns} from ${links} where l.state = ${state}
    order by l.failing_since, l.record limit ${linksOnPage + 1} offset ${(page - 1) * linksOnPage}::int`.execute(
    tx.db,
  );
  return rows;
}

/** Every address with which a librarian has something to do. */
export async function readTroubled(tx: Tx): Promise<Link[]> {
  const { rows } =
    await sql<Link>`select ${columns} from ${links} where l.state in ('dead', 'moved', 'failing', 'closed')
    order by l.state, l.failing_since, l.record`.execute(tx.db);
  return rows;
}

/** How many addresses are in each state. */
export async function countLinks(tx: Tx): Promise<Readonly<Partial<Record<LinkState, number>>>> {
  const { rows } = await sql<{ state: LinkState; count: number }>`
    select state, count(*)::int as count from evidence.link group by state`.execute(tx.db);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** The address of a record that stands, with the record. Throws a refusal with 404 where it has none. */
export async function readLink(tx: Tx, number: number): Promise<Link & { readonly entry: Entry }> {
  const { rows } = await sql<Link & { entry: Entry }>`
    select ${columns}, r.entry from ${links} where l.record = ${number}::int and ${sql<SqlBool>`r.state = 'public'`}`.execute(
    tx.db,
  );
  return found(rows[0]);
}
