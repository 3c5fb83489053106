import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Creator, Entry } from '../../record/entry.ts';
import type { RecordType } from '../../record/kinds.ts';

/** What a list of results shows of a record. */
export type ListedRecord = {
  readonly number: number;
  readonly title: string;
  readonly type: RecordType;
  readonly year: number | null;
  /** The first thirty of its authors. */
  readonly creators: readonly Creator[];
  readonly authors: number;
  readonly publisher: string | null;
  readonly container: string | null;
  /** In which it is written, as the record says it. */
  readonly language: string | null;
  /** No more than its beginning. */
  readonly summary: string | null;
  /** What else a reference manager takes from a list: all that is short. */
  readonly brief: Omit<Entry, 'creators'>;
};

/** Reads what a list shows of records, in the order asked for; those that are no longer in the library are left out. */
export async function readHits(tx: Tx, numbers: readonly number[]): Promise<ListedRecord[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<ListedRecord>`
    select r.number, r.title, r.type, r.year, jsonb_path_query_array(r.entry, '$.creators[0 to 29]') as creators,
      coalesce(jsonb_array_length(r.entry -> 'creators'), 0) as authors, r.entry ->> 'publisher' as publisher,
      r.entry ->> 'container' as container, r.entry ->> 'language' as language, left(r.entry ->> 'summary', 2000) as summary,
      r.entry - '{creators,summary,notes,keywords,others,rights}'::text[] as brief
    from unnest(${[...numbers]}::int[]) with ordinality u (number, place)
    join evidence.record r on r.number = u.number and r.state = 'public'
    order by u.place`.execute(tx.db);
  return rows;
}
