import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { Notice } from '../../../platform/mail/index.ts';

/** Writes to everybody who stands in a case in one of these capacities today, by name or by their unit. */
export async function tellCapacities(
  tx: Tx,
  caseId: number,
  { capacities, subject, path }: Notice & { capacities: readonly string[] },
): Promise<void> {
  await sql`
    select platform.queue_mail(told.id, ${subject}, ${path}) from (
      select c.account_id as id from people.circle c
      where c.case_id = ${caseId} and c.capacity = any (${[...capacities]}) and c.account_id is not null
        and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())
      union
      select m.account_id from people.circle c
      join people.membership m on m.unit_id = c.unit_id and m.role = c.capacity
      where c.case_id = ${caseId} and c.capacity = any (${[...capacities]})
        and c.from_on <= access.today() and (c.until_on is null or c.until_on > access.today())
        and m.from_on <= access.today() and (m.until_on is null or m.until_on > access.today())
    ) told`.execute(tx.db);
}
