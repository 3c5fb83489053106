import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { TextKey } from '../../../platform/language/index.ts';
import { clockColumns, type ListedClock } from './listed.ts';

export type MyClock = ListedClock & { readonly person: string; readonly why: TextKey };

/** The running clocks about the actor that are open to them. One query. */
export const readMyClocks = (tx: Tx): Promise<MyClock[]> => read(tx, sql`access.cases_as('subject')`);

/** Likewise of those whom the actor helps as advocate or solicitor. One query. */
export const readClocksOfThoseIHelp = (tx: Tx): Promise<MyClock[]> =>
  read(tx, sql`access.cases_as('advocate', 'solicitor')`);

async function read(tx: Tx, cases: RawBuilder<unknown>): Promise<MyClock[]> {
  const { rows } = await sql<MyClock>`
    select ${clockColumns}, trim(concat(p.given_names, ' ', p.family_name)) as person
    from casework.clock c join casework.patient p on p.case_id = c.case_id
    where c.case_id = any ((select ${cases})::bigint[]) and c.kind = any (casework.open_clocks())
    order by p.family_key, p.given_key, c.case_id, c.due_on, c.id limit 500`.execute(tx.db);
  return rows;
}
