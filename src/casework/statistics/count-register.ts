import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { cameTable, endedTable, type Flow, movedTable, type People, statusTable } from './count-tables.ts';
import { exact } from './exact-edition.ts';
import type { Edition, Numbers, YearsEnd } from './numbers.ts';
import { lastDayOf, yearsBefore } from './periods.ts';
import { dimensions, placeOf } from './tables.ts';

type Series = { on: string; status: string; people: number };
type OfYears = { series: Series[]; flows: Flow[] };
/** The day on which people are counted, and today, before which years have ended. */
type Asked = { day: Temporal.PlainDate; today: Temporal.PlainDate };
/** The people of a day, and the years before today. */
export type Register = { people: readonly Edition[]; years: Numbers };

const mostYears = 10;

/** The register exactly, as far as the reader may see the cases: a day, and the years before. One or two queries. */
export async function countRegister(tx: Tx, { day, today }: Asked): Promise<Register> {
  const { rows } = await sql<{ people: People[]; version: string }>`select
    (select coalesce(json_agg(c), '[]') from casework.count_people(${day.toString()}) c) as people, ${version} as version`.execute(
    tx.db,
  );
  const { people = [], version: found = '' } = rows[0] ?? {};
  return {
    people: dimensions.map(name => exact(name, { period: day, asAt: day }, statusTable(name, people))),
    years: await yearsOf(tx, today, `${today.year} ${found}`),
  };
}

/**
 * What changes when anything of the register that this reader sees is recorded: it grows by rows, and a correction is a
 * row too.
 */
const version = sql<string>`concat_ws(' ', current_database(), access.cases_shut(),
  (select concat(count(*), ' ', max(m.id)) from casework.movement m), (select concat(count(*), ' ', max(a.id)) from casework.authority a))`;

/** Years that have ended, for as long as nothing more is recorded: they are counted from the whole register. */
const kept = new Map<string, Numbers>();
const mostKept = 20;

async function yearsOf(tx: Tx, today: Temporal.PlainDate, found: string): Promise<Numbers> {
  const known = kept.get(found);
  if (known) return known;
  const { series, flows } = await countYears(tx, today);
  const years = yearsBefore(today, mostYears);
  const numbers = {
    editions: years.flatMap(year => ofYear(year, flows)),
    yearsEnds: years.map(year => yearsEnd(lastDayOf(year).toString(), series)),
  };
  kept.set(found, numbers);
  const [oldest] = kept.size > mostKept ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
  return numbers;
}

async function countYears(tx: Tx, today: Temporal.PlainDate): Promise<OfYears> {
  const years = yearsBefore(today, mostYears);
  const days = years.map(year => lastDayOf(year).toString());
  const [from, until] = [years[0], today.with({ month: 1, day: 1 })].map(String);
  const { rows } = await sql<OfYears>`select
    (select coalesce(json_agg(json_build_object('on', c.on_day, 'status', c.status, 'people', c.people)), '[]')
      from casework.count_series(${days}::date[]) c) as series,
    (select coalesce(json_agg(c), '[]') from casework.count_flows(${from}, ${until}) c) as flows`.execute(
    tx.db,
  );
  return rows[0] ?? { series: [], flows: [] };
}

function yearsEnd(on: string, series: readonly Series[]): YearsEnd {
  const at = (place: string) =>
    series
      .filter(row => row.on === on && placeOf(row.status) === place)
      .reduce((sum, { people }) => sum + people, 0);
  const [hospital, discharged] = [at('hospital'), at('discharged')];
  return { on, hospital, discharged, total: hospital + discharged };
}

function ofYear(period: Temporal.PlainDate, flows: readonly Flow[]): Edition[] {
  const when = { period, asAt: lastDayOf(period) };
  const ofThis = flows.filter(({ year }) => year === period.year);
  return [
    exact('came', when, cameTable(ofThis)),
    exact('moved', when, movedTable(ofThis)),
    exact('ended', when, endedTable(ofThis)),
  ];
}
