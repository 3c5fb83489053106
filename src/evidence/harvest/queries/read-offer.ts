import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { Entry } from '../../record/entry.ts';

/** A record that somebody worked on here, and what another library says now. */
export type Offer = {
  readonly record: number;
  readonly version: number;
  readonly title: string;
  readonly entry: Entry;
  readonly offered: Entry;
  /** ISO moment. */
  readonly offeredAt: string;
  /** The other library's name. */
  readonly name: string;
};

/** Reads what is offered for a record. Throws a refusal with 404 where there is nothing, or whoever asks is no librarian. */
export async function readOffer(tx: Tx, repository: number, record: number): Promise<Offer> {
  const { rows } = await sql<Offer>`
    select r.number as record, r.version, r.title, r.entry, h.offered, to_json(h.offered_at) #>> '{}' as "offeredAt", o.answer ->> 'name' as name
    from evidence.harvested h join evidence.record r on r.number = h.record join evidence.repository o on o.id = h.repository
    where h.repository = ${repository} and h.record = ${record}::int and h.offered is not null`.execute(
    tx.db,
  );
  return found(rows[0]);
}
