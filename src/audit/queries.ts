import { sql } from 'kysely';
import type { Tx } from '../platform/database/index.ts';
import type { Filter } from './filter.ts';

/**
 * Audit rows, newest first. The name of an account is there only where the reader may know it: the names of
 * patients stay numbers to an auditor.
 * @param most at most so many
 */
export async function auditRows(tx: Tx, filter: Filter, most: number) {
  let query = tx.db
    .selectFrom('audit.event as e')
    .leftJoin('people.account as a', 'a.id', 'e.account_id')
    .select([
      ...(['e.id', 'e.at', 'e.account_id', 'a.display_name as name', 'e.capacity', 'e.event'] as const),
      ...(['e.case_id', 'e.detail', 'e.purpose', 'e.request_id'] as const),
    ])
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(most);
  if (filter.from) query = query.where('e.at', '>=', filter.from);
  if (filter.until) query = query.where('e.at', '<', filter.until);
  if (filter.event) query = query.where(sql<boolean>`e.event ^@ ${filter.event}`);
  if (filter.account !== undefined) query = query.where('e.account_id', '=', filter.account);
  if (filter.caseId !== undefined) query = query.where('e.case_id', '=', filter.caseId);
  if (filter.before) {
    const { at, id } = filter.before;
    query = query.where(sql<boolean>`(e.at, e.id) < (${at}::timestamptz, ${id}::bigint)`);
  }
  return query.execute();
}

export type ListedRow = Awaited<ReturnType<typeof auditRows>>[number];
