import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** One change in the library, and who made it; nobody where the program did. */
export type NewestChange = {
  readonly record: number;
  readonly version: number;
  readonly state: 'public' | 'withdrawn' | 'merged';
  readonly title: string;
  readonly language: string | null;
  readonly note: string | null;
  readonly name: string | null;
  readonly changedAt: string;
};

export const changesOnPage = 50;

/** The newest changes, a page of them and one more where there are others; for librarians, nobody else gets any. */
export async function newestChanges(tx: Tx, page: number): Promise<NewestChange[]> {
  const { rows } = await sql<NewestChange>`
    select c.record, c.version, c.state, c.title, r.entry ->> 'language' as language, c.note, c.name, to_json(c.changed_at) #>> '{}' as "changedAt"
    from evidence.newest_changes(${(page - 1) * changesOnPage}::int, ${changesOnPage + 1}::int) c
    join evidence.record r on r.number = c.record order by c.changed_at desc, c.record desc, c.version desc`.execute(
    tx.db,
  );
  return rows;
}
