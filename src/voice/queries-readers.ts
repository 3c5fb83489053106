import { sql } from 'kysely';
import type { Tx } from '../platform/database/index.ts';

/** Somebody who will read what the person says. The section that decides has no account and no name of a person. */
export type Reader = {
  accountId: number | null;
  name: string;
  capacity: string;
  job: string | null;
  unit: string | null;
};

/** Everybody whom the access rules let read the statements of a case today. One query. */
export async function readersOfCase(tx: Tx, caseId: number): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select account_id as "accountId", name, capacity, job_title as job, unit
    from access.readers_of_case(${caseId})`.execute(tx.db);
  return rows;
}

/** Somebody opened the person's words. */
export type Opened = { eventId: number; at: string; name: string; capacity: string; unit: string | null };

/** Who opened the actor's own words, newest first, before the event `before`. One query. */
export async function whoOpenedMyWords(
  tx: Tx,
  page: { before: number | null; limit: number },
): Promise<Opened[]> {
  const { rows } = await sql<Opened>`
    select o.event_id as "eventId", o.at, o.name, o.capacity, o.unit
    from unnest(access.cases_as('subject')) mine (case_id)
    cross join lateral access.who_opened(mine.case_id, ${page.before}, ${page.limit}) o
    order by o.event_id desc limit ${page.limit}`.execute(tx.db);
  return rows;
}
