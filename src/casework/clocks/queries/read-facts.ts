import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { CaseFacts, Report } from '../../rules/clocks/facts.ts';
import { factsFromRegister } from '../../rules/clocks/from-register.ts';
import type { Authority } from '../../rules/register/authority-days.ts';
import type { Movement } from '../../rules/register/history.ts';

type Found = {
  caseId: number;
  knownSince: string;
  authorities: Authority[];
  movements: Movement[];
  reports: Report[];
};

/** The facts of a case that its clocks are counted from. */
export type FactsOfCase = { readonly caseId: number; readonly facts: CaseFacts };

/** What the clocks of these cases are counted from, as the program itself reads it: no name, no word. One query. */
export async function readFacts(tx: Tx, caseIds: readonly number[]): Promise<FactsOfCase[]> {
  const { rows } = await sql<Found>`
    select case_id as "caseId", known_since as "knownSince", authorities, movements, reports
    from casework.clock_facts(${[...caseIds]}::bigint[])`.execute(tx.db);
  return rows.map(({ caseId, knownSince, authorities, movements, reports }) => ({
    caseId,
    facts: {
      ...{ reports, reportsKnownSince: knownSince, tribunalKnownSince: knownSince },
      ...factsFromRegister({ authorities, movements }),
    },
  }));
}
