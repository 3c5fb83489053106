import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { TribunalKind } from '../../rules/tribunal/grounds.ts';

export type ListedCase = {
  readonly caseId: number;
  readonly familyName: string;
  readonly givenNames: string;
  readonly reference: string;
  /** What is before the tribunal, and the next day of hearing. */
  readonly open: readonly {
    readonly id: number;
    readonly kind: TribunalKind;
    readonly madeOn: string;
    readonly hearingOn: string | null;
  }[];
};

const reporting = sql`access.cases_as('responsible_clinician', 'ward_staff', 'mha_office', 'clinical_supervisor', 'social_supervisor')`;

/** The reader's patients whose case is before the tribunal. One query. */
export const listForCareTeam = (tx: Tx): Promise<ListedCase[]> =>
  list(tx, reporting, sql`where open <> '[]'::jsonb`);

/** Everybody whom the reader helps as advocate or solicitor, before the tribunal or not. One query. */
export const listForHelper = (tx: Tx): Promise<ListedCase[]> =>
  list(tx, sql`access.cases_as('advocate', 'solicitor')`, sql``);

async function list(tx: Tx, cases: RawBuilder<unknown>, which: RawBuilder<unknown>): Promise<ListedCase[]> {
  const { rows } = await sql<ListedCase>`
    with mine as materialized (
      select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames", p.mhcs_reference as reference,
        p.family_key, p.given_key, (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind,
          'madeOn', c.made_on, 'hearingOn', (select max(s.on_day) from casework.tribunal_step s where s.tribunal_id = c.id
            and s.kind in ('hearing', 'adjourned') and s.superseded_by is null and not s.struck_out)) order by c.made_on, c.id), '[]')
          from casework.tribunal_case c where c.case_id = p.case_id and not exists (select from casework.tribunal_result r
            where r.tribunal_id = c.id and r.superseded_by is null and not r.struck_out
              and r.outcome <> 'deferred conditional discharge')) as open
      from casework.patient p where p.case_id = any ((select ${cases})::bigint[])
    )
    select * from mine ${which} order by family_key, given_key, "caseId" limit 500`.execute(tx.db);
  return rows;
}
