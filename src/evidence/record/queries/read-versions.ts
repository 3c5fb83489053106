import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Entry } from '../entry.ts';

/** A state in which a record was. Its name is there for librarians only. */
export type RecordVersion = {
  readonly version: number;
  readonly state: 'public' | 'withdrawn' | 'merged';
  readonly note: string | null;
  readonly changedAt: string;
  readonly name: string | null;
  /** Whether the record is withdrawn now, or the one that it went into. */
  readonly isWithdrawnNow: boolean;
};

/** The versions of a record, the newest first. */
export async function readVersions(tx: Tx, number: number): Promise<RecordVersion[]> {
  const { rows } = await sql<RecordVersion>`
    select v.version, v.state, v.note, to_json(v.changed_at) #>> '{}' as "changedAt", b.name,
      (select w.state = 'withdrawn' from evidence.record w where w.number = evidence.stayed(v.record)) as "isWithdrawnNow"
    from evidence.record_version v left join evidence.changed_by(${number}::int) b on b.version = v.version
    where v.record = ${number}::int order by v.version desc`.execute(tx.db);
  return rows;
}

/** What a record said in each of these versions. */
export async function readEntries(
  tx: Tx,
  number: number,
  versions: readonly number[],
): Promise<ReadonlyMap<number, Entry>> {
  const { rows } = await sql<{ version: number; entry: Entry }>`
    select v.version, v.entry from evidence.record_version v
    where v.record = ${number}::int and v.version = any (${[...versions]}::int[])`.execute(tx.db);
  return new Map(rows.map(({ version, entry }) => [version, entry]));
}
