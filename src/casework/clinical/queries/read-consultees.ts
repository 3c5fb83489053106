import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { type Consultee, consultees } from '../../rules/leave-facts.ts';

/** Somebody who could be asked. */
export type Candidate = { role: Consultee; accountId: number; name: string; unit: string };

/** Everybody who holds one of the roles that are consulted today, by unit and name. */
export async function readConsultees(tx: Tx): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select m.role, a.id as "accountId", a.display_name as name, u.name as unit
    from people.membership m
    join people.account a on a.id = m.account_id
    join people.unit u on u.id = m.unit_id
    where m.role = any (${[...consultees]}::text[]) and m.from_on <= access.today()
      and (m.until_on is null or m.until_on > access.today())
      and (a.ended_on is null or a.ended_on > access.today())
    order by u.name, a.display_name limit 2000`.execute(tx.db);
  return rows;
}
