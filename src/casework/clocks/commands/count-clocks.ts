import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { clocksOf } from '../../rules/clocks/clocks-of.ts';
import { type KeptClock, keptClock } from '../../rules/clocks/kept-clock.ts';
import { isThere } from '../../rules/clocks/reading.ts';
import { type FactsOfCase, readFacts } from '../queries/read-facts.ts';
import { keepReportsDue } from './keep-reports-due.ts';

/** How many cases are counted in one transaction: a fraction of a second of work. */
export const casesAtOnce = 100;

/** How many cases were counted, and how many rows changed by it. */
export type Counted = { readonly cases: number; readonly changed: number };

/**
 * Counts the clocks of some cases anew and keeps them: one row for each clock that runs, none for what has stopped.
 * Only the program counts; a case that somebody is recording something of at this moment is passed over and stays
 * marked. Counting again changes nothing.
 * @param which one case by its number, or as many as are waiting
 * @param today the day
 */
export async function countClocks(
  tx: Tx,
  which: number | 'waiting',
  today: Temporal.PlainDate,
): Promise<Counted> {
  const caseIds = await takeCases(tx, which, today);
  if (caseIds.length === 0) return { cases: 0, changed: 0 };
  const facts = await readFacts(tx, caseIds);
  const changed =
    (await keep(
      tx,
      caseIds,
      facts.flatMap(one => rowsOf(one, today)),
    )) + (await keepReportsDue(tx, facts, today));
  if (changed > 0) {
    const caseId = which === 'waiting' ? null : which;
    tx.record('casework.clocks.counted', { caseId, detail: { cases: caseIds, changed } });
  }
  return { cases: caseIds.length, changed };
}

// A case that is closed is counted once more, and then rests until something is put right in it.
async function takeCases(tx: Tx, which: number | 'waiting', today: Temporal.PlainDate): Promise<number[]> {
  const day = sql`${today.toString()}::date`;
  const one = which === 'waiting' ? sql`` : sql`and c.case_id = ${which}`;
  const { rows } = await sql<{ caseId: number }>`
    update casework.counted set on_day = ${day} where case_id = any (array(
      select c.case_id from casework.counted c join people.case k on k.id = c.case_id
      where (c.on_day is null or (c.on_day < ${day} and k.closed_on is null)) ${one}
      order by c.case_id limit ${casesAtOnce} for update of c skip locked))
    returning case_id as "caseId"`.execute(tx.db);
  return rows.map(({ caseId }) => caseId);
}

/** Where each part of a kept clock stands in its row. */
const columnOf = {
  startedOn: 'started_on',
  dueOn: 'due_on',
  soonOn: 'soon_on',
  opensOn: 'opens_on',
  workingDays: 'working_days',
  pausedOn: 'paused_on',
  pauseReason: 'pause_reason',
  pausedLeft: 'paused_left',
  expectedOn: 'expected_on',
  toldOn: 'told_on',
  inForce: 'in_force',
  owedBy: 'owed_by',
  rank: 'rank',
  why: 'why',
  ruleVersion: 'rule_version',
  source: 'source',
} as const satisfies Record<Exclude<keyof KeptClock, 'kind' | 'of'>, string>;
const parts = Object.keys(columnOf) as (keyof typeof columnOf)[];

type Row = Readonly<Record<string, string | number | boolean | null>>;

function rowsOf({ caseId, facts }: FactsOfCase, today: Temporal.PlainDate): Row[] {
  return clocksOf(facts, today)
    .map(clock => keptClock(clock, today))
    .filter(isThere)
    .map(kept => ({
      ...{ case_id: caseId, kind: kept.kind, of: kept.of },
      ...Object.fromEntries(parts.map(part => [columnOf[part], kept[part]])),
    }));
}

const columns = (of = '') => sql.raw(parts.map(part => `${of}${columnOf[part]}`).join(', '));

/** Makes the rows of the cases these and no others, touching only what differs. */
async function keep(tx: Tx, caseIds: readonly number[], rows: readonly Row[]): Promise<number> {
  const { rows: said } = await sql<{ changed: number }>`
    with fresh as materialized (
      select case_id, kind, of, ${columns()}
      from jsonb_populate_recordset(null::casework.clock, ${JSON.stringify(rows)}::jsonb)
    ), gone as (
      delete from casework.clock c where c.case_id = any (${[...caseIds]}::bigint[])
        and not exists (select from fresh f where f.case_id = c.case_id and f.kind = c.kind and f.of = c.of) returning c.id
    ), came as (
      insert into casework.clock (case_id, kind, of, ${columns()}) select * from fresh
      on conflict (case_id, kind, of) do update set (${columns()}) = (${columns('excluded.')})
      where (${columns('clock.')}) is distinct from (${columns('excluded.')})
      returning id
    )
    select ((select count(*) from gone) + (select count(*) from came))::int as changed`.execute(tx.db);
  return said[0]?.changed ?? 0;
}
