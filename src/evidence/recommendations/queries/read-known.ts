import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

/** The organisations and the themes that most recommendations have, each written as it stands. One query. */
export async function readKnown(tx: Tx): Promise<{ addressees: string[]; themes: string[] }> {
  const { rows } = await sql<{ addressees: string[]; themes: string[] }>`select
    array(select a.name from evidence.addressee a left join evidence.recommended_to t on t.addressee = a.id
      where a.merged_into is null group by a.id order by count(t.recommendation) desc, a.name limit 20) as addressees,
    array(select r.theme from evidence.recommendation r where r.struck_because is null
      group by r.theme order by count(*) desc, r.theme limit 20) as themes`.execute(tx.db);
  return rows[0] ?? { addressees: [], themes: [] };
}
