import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Entry } from '../entry.ts';

/** A keyword as the thesaurus says it, in both languages, with its term; as it was typed where no term has it. */
export type ShownKeyword = {
  readonly label: string;
  readonly labelCy: string | null;
  readonly term: number | null;
};

/**
 * A record as it stands: in the library, withdrawn with a reason, or gone into another one. What went into one that was
 * withdrawn is withdrawn too.
 */
export type LibraryRecord = {
  readonly number: number;
  readonly version: number;
  readonly state: 'public' | 'withdrawn' | 'merged';
  readonly mergedInto: number | null;
  readonly withdrawnBecause: string | null;
  readonly entry: Entry;
  /** Its keywords as the thesaurus says them; the entry has them as they were typed. */
  readonly keywords: readonly ShownKeyword[];
  /** ISO moment. */
  readonly changedAt: string;
};

/** The keywords of the record `r` as the thesaurus says them, in the order in which they were typed. */
export const shownKeywords = sql`(select coalesce(json_agg(json_build_object('label', s.shown, 'term', s.term, 'labelCy', t.label_cy) order by s.place), '[]')
  from (select k.shown, k.term, min(k.place) as place
    from evidence.keywords_of(r.entry) with ordinality k (typed, shown, term, place) group by k.shown, k.term) s
  left join evidence.term t on t.id = s.term)`;

/** What withdraws the record `r` beside its own state: it went into another, which was withdrawn, and says the same. */
export const withdrawnWith = sql`left join lateral (select w.state, w.withdrawn_because from evidence.record w
  where r.state = 'merged' and w.number = evidence.stayed(r.number) and w.state = 'withdrawn') w on true`;

/** What `LibraryRecord` says of the record `r` beside its keywords. */
export const recordColumns = sql`r.number, r.version, coalesce(w.state, r.state) as state, r.merged_into as "mergedInto",
  coalesce(w.withdrawn_because, r.withdrawn_because) as "withdrawnBecause", r.entry, to_json(r.changed_at) #>> '{}' as "changedAt"`;

/**
 * Reads records by their numbers, in the order asked for; those that never were are left out. One query.
 * Everybody may read them.
 */
export async function readRecords(tx: Tx, numbers: readonly number[]): Promise<LibraryRecord[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<LibraryRecord>`
    select ${recordColumns}, ${shownKeywords} as keywords
    from unnest(${[...numbers]}::int[]) with ordinality u (number, place) join evidence.record r on r.number = u.number
    ${withdrawnWith}
    order by u.place`.execute(tx.db);
  return rows;
}

/** One record, or nothing where there never was one of that number. */
export async function readRecord(tx: Tx, number: number): Promise<LibraryRecord | undefined> {
  const [record] = await readRecords(tx, [number]);
  return record;
}
