import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { isStorable } from '../../../platform/web/index.ts';

export type HelperRole = 'advocate' | 'solicitor';
/** Somebody at work who could be asked to help. */
export type FoundHelper = { accountId: number; role: HelperRole; name: string; place: string };

/** A consent as the person sees it; days as "2026-11-22", `untilOn` the first day on which it is over. */
export type Consent = {
  id: number;
  caseId: number;
  capacity: HelperRole;
  name: string;
  place: string;
  mayWrite: boolean;
  mayAsk: boolean;
  /** Whether they helped before it and go on helping after it. */
  staysIn: boolean;
  fromOn: string;
  untilOn: string;
  withdrawnAt: string | null;
  isOpen: boolean;
};

/** The person's own restricted case that is open, or `undefined` when there is none. */
export async function readOwnCase(tx: Tx): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from people.case where id = any (access.cases_as('subject')) and room = 'casework' and closed_on is null
    order by id limit 1`.execute(tx.db);
  return rows[0]?.id;
}

/** Every consent that the person ever gave, those that count first. */
export async function readConsents(tx: Tx): Promise<Consent[]> {
  const { rows } = await sql<Consent>`
    select c.id, c.case_id as "caseId", c.capacity, c.name, c.place, c.may_write as "mayWrite", c.may_ask as "mayAsk", c.circle_id is null as "staysIn", c.from_on as "fromOn",
      c.until_on as "untilOn", c.withdrawn_at as "withdrawnAt", people.consent_stands(c) as "isOpen"
    from people.consent c
    where c.case_id = any (access.cases_as('subject'))
    order by "isOpen" desc, c.id desc`.execute(tx.db);
  return rows;
}

/** Solicitors and advocates whose own name, or whose firm’s or service’s, has a word that begins so; at most twenty. */
export async function findHelpers(tx: Tx, lookedFor: string): Promise<FoundHelper[]> {
  // No name holds what PostgreSQL cannot keep.
  if (!isStorable(lookedFor)) return [];
  const { rows } = await sql<FoundHelper>`
    select account_id as "accountId", role, name, place from people.helpers_called(${lookedFor})`.execute(
    tx.db,
  );
  return rows;
}
