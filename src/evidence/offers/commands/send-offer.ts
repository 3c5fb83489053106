import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Language } from '../../../platform/language/index.ts';
import type { Entry } from '../../record/entry.ts';

export type NewOffer = {
  readonly reference: string;
  readonly entry: Entry;
  readonly because: string;
  /** For the answer; forgotten with it. */
  readonly email: string | undefined;
  readonly language: Language;
  /** From where it comes, as nobody can read it. */
  readonly sentFrom: string;
};

/**
 * Puts an offer into the queue of the librarians. Whoever sends it cannot read it again; the same once more changes nothing.
 * @throws the database's OW480 and OW481 where too many came
 */
export async function sendOffer(tx: Tx, offer: NewOffer): Promise<void> {
  await sql`insert into evidence.offer (reference, entry, because, email, language, sent_from)
    values (${offer.reference}, ${JSON.stringify(offer.entry)}::jsonb, ${offer.because}, ${offer.email ?? null}, ${offer.language}, ${offer.sentFrom})
    on conflict do nothing`.execute(tx.db);
  tx.record('evidence.offer.sent');
}
