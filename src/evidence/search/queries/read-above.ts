import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** The labels of terms that are part of another, each with the labels of all that stand above it. One query. */
export async function readAbove(tx: Tx): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await sql<{ label: string; above: string[] }>`
    with recursive up (term, above) as (
      select term, broader from evidence.term_broader
      union select u.term, b.broader from up u join evidence.term_broader b on b.term = u.above
    )
    select t.label, array_agg(a.label order by a.label) as above
    from up u join evidence.term t on t.id = u.term join evidence.term a on a.id = u.above
    group by t.label order by t.label`.execute(tx.db);
  return Object.fromEntries(rows.map(({ label, above }) => [label, above]));
}
