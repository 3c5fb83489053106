import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { ReportKind } from '../../rules/clocks/facts.ts';
import { reportsDue } from '../../rules/clocks/reports-due.ts';
import { since } from '../../rules/clocks/sources.ts';
import type { FactsOfCase } from '../queries/read-facts.ts';

const documentOf = {
  annual: 'annual report',
  discharge: 'discharge report',
} as const satisfies Record<ReportKind, string>;

const first = Temporal.PlainDate.from(since.firstYear);

/**
 * Keeps which reports of some cases fell due until today and when each came, so that whoever counts years need not read
 * the whole register: these rows and no others, touching only what differs.
 * @returns how many rows changed
 */
export async function keepReportsDue(
  tx: Tx,
  cases: readonly FactsOfCase[],
  today: Temporal.PlainDate,
): Promise<number> {
  const rows = cases.flatMap(({ caseId, facts }) =>
    reportsDue(facts, { from: first, until: today }).map(({ kind, dueOn, receivedOn }) => ({
      ...{ case_id: caseId, kind: documentOf[kind], due_on: dueOn, received_on: receivedOn },
    })),
  );
  const caseIds = cases.map(({ caseId }) => caseId);
  const { rows: said } = await sql<{ changed: number }>`
    with fresh as materialized (
      select case_id, kind, due_on, received_on from jsonb_populate_recordset(null::casework.report_due, ${JSON.stringify(rows)}::jsonb)
    ), gone as (
      delete from casework.report_due d where d.case_id = any (${caseIds}::bigint[])
        and not exists (select from fresh f where (f.case_id, f.kind, f.due_on) = (d.case_id, d.kind, d.due_on)) returning d.case_id
    ), came as (
      insert into casework.report_due (case_id, kind, due_on, received_on) select * from fresh
      on conflict (case_id, kind, due_on) do update set received_on = excluded.received_on
      where report_due.received_on is distinct from excluded.received_on returning case_id
    )
    select ((select count(*) from gone) + (select count(*) from came))::int as changed`.execute(tx.db);
  return said[0]?.changed ?? 0;
}
