import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';

/** Whether somebody can sign in themselves. */
export type OwnAccount = {
  caseId: number;
  familyName: string;
  givenNames: string;
  reference: string;
  /** Null while they have no account. */
  username: string | null;
  hasPassphrase: boolean;
};

/**
 * The account of the person whose case it is, for those who have them in their care. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readOwnAccount(tx: Tx, caseId: number): Promise<OwnAccount> {
  const { rows } = await sql<OwnAccount>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, o.username, coalesce(o.has_passphrase, false) as "hasPassphrase"
    from casework.patient p left join lateral casework.own_account(p.case_id) o on true
    where p.case_id = ${caseId}`.execute(tx.db);
  return found(rows[0]);
}
