import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Entry } from '../../record/entry.ts';

/** A record that looks like what is offered, and by which rules. */
export type Alike = { readonly number: number; readonly title: string; readonly why: readonly string[] };

const mostAlike = 5;

/** Whether another offer can be taken in, and what in the library looks like it. One query. */
export async function readBefore(
  tx: Tx,
  { entry, sentFrom }: { entry: Entry; sentFrom: string },
): Promise<{ full: 'address' | 'all' | null; alike: Alike[] }> {
  const { rows } = await sql<{ full: 'address' | 'all' | null; alike: Alike[] }>`
    select evidence.offers_are_full(${sentFrom}) as full,
      (select coalesce(json_agg(a), '[]') from evidence.alike(${JSON.stringify(entry)}::jsonb, ${mostAlike}) a) as alike`.execute(
    tx.db,
  );
  return rows[0] ?? { full: null, alike: [] };
}

/** What became of an offer, as far as whoever sent it may know. */
export type OfferAnswer = {
  readonly state: 'waiting' | 'taken' | 'refused';
  readonly answer: string | null;
  readonly record: number | null;
  readonly title: string;
  readonly offeredAt: string;
  readonly wantsAnswer: boolean;
};

/** The answer to an offer by its number; nothing where there is none. */
export async function readAnswer(tx: Tx, reference: string): Promise<OfferAnswer | undefined> {
  const { rows } = await sql<OfferAnswer>`
    select a.state, a.answer, a.record, a.title, to_json(a.offered_at) #>> '{}' as "offeredAt", a.wants_answer as "wantsAnswer"
    from evidence.offer_answer(${reference}) a`.execute(tx.db);
  return rows[0];
}

/** An offer as librarians see it. */
export type Offer = {
  readonly id: number;
  readonly reference: string;
  readonly entry: Entry;
  readonly because: string;
  readonly wantsAnswer: boolean;
  readonly offeredAt: string;
  readonly state: 'waiting' | 'taken' | 'refused' | 'spam';
  readonly answer: string | null;
  readonly record: number | null;
  readonly alike: readonly Alike[];
};

const columns = sql`o.id, o.reference, o.entry, o.because, o.wants_answer as "wantsAnswer",
  to_json(o.offered_at) #>> '{}' as "offeredAt", o.state, o.answer, o.record,
  (select coalesce(json_agg(a), '[]') from evidence.alike(o.entry, ${sql.lit(mostAlike)}) a) as alike`;

/** The offers that wait, or that were thrown away, the oldest first, with what looks like each, and how many of either there are. One query. */
export async function readQueue(
  tx: Tx,
  { state, from, most }: { state: 'waiting' | 'spam'; from: number; most: number },
): Promise<{ offers: Offer[]; total: number; thrown: number }> {
  const { rows } = await sql<{ offers: Offer[]; total: number; thrown: number }>`
    select (select count(*)::int from evidence.offer where state = ${state}) as total,
      (select count(*)::int from evidence.offer where state = 'spam') as thrown,
      (select coalesce(json_agg(q order by q."offeredAt", q.id), '[]') from (select ${columns} from evidence.offer o
        where o.state = ${state} order by o.offered_at, o.id offset ${from} limit ${most}) q) as offers`.execute(
    tx.db,
  );
  return rows[0] ?? { offers: [], total: 0, thrown: 0 };
}

/** One offer, and the ones that wait before and after it. One query. */
export async function readOffer(
  tx: Tx,
  id: number,
): Promise<(Offer & { readonly before: number | null; readonly after: number | null }) | undefined> {
  const { rows } = await sql<Offer & { before: number | null; after: number | null }>`
    select ${columns},
      (select b.id from evidence.offer b where b.state = 'waiting' and (b.offered_at, b.id) < (o.offered_at, o.id)
        order by b.offered_at desc, b.id desc limit 1) as before,
      (select b.id from evidence.offer b where b.state = 'waiting' and (b.offered_at, b.id) > (o.offered_at, o.id)
        order by b.offered_at, b.id limit 1) as after
    from evidence.offer o where o.id = ${id}::bigint`.execute(tx.db);
  return rows[0];
}
