import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Tx } from '../../platform/database/index.ts';
import { countPeople } from './count-people.ts';
import { cameTable, endedTable, type Flow, movedTable } from './count-tables.ts';
import { exact } from './exact-edition.ts';
import type { Edition, Numbers, YearsEnd } from './numbers.ts';
import { lastDayOf, yearsBefore } from './periods.ts';
import { type RegisterColumns, readRegister } from './read-register.ts';
import { dimensions, placeOf } from './tables.ts';

type Series = { on: string; status: string; people: number };
type OfYears = { series: Series[]; flows: Flow[] };
/** The day on which people are counted, and today, before which years have ended. */
type Asked = { day: Temporal.PlainDate; today: Temporal.PlainDate };
/** The people of a day, and the years before today. */
export type Register = { people: readonly Edition[]; years: Numbers };

const mostYears = 10;

/** The register exactly, as far as the reader may see the cases: a day, and the years before. One to three queries. */
export async function countRegister(tx: Tx, { day, today }: Asked): Promise<Register> {
  const { rows } = await sql<{ version: string }>`select casework.register_version() as version`.execute(
    tx.db,
  );
  const { version = '' } = rows[0] ?? {};
  const people = countPeople(await keptIn(registers, version, () => readRegister(tx)), day);
  return {
    people: dimensions.map(name => exact(name, { period: day, asAt: day }, people[name])),
    years: await keptIn(ofYears, `${today.year} ${version}`, () => readYears(tx, today)),
  };
}

/**
 * What was read of the register, for as long as nothing more is recorded in it: reading every day of everybody takes a
 * tenth of a second. The version tells apart what different readers may see.
 */
const registers = new LRUCache<string, RegisterColumns>({ max: 10 });
const ofYears = new LRUCache<string, Numbers>({ max: 20 });

async function keptIn<Kept extends object>(
  kept: LRUCache<string, Kept>,
  version: string,
  read: () => Promise<Kept>,
): Promise<Kept> {
  const before = kept.get(version);
  if (before) return before;
  const anew = await read();
  kept.set(version, anew);
  return anew;
}

async function readYears(tx: Tx, today: Temporal.PlainDate): Promise<Numbers> {
  const { series, flows } = await countYears(tx, today);
  const years = yearsBefore(today, mostYears);
  return {
    editions: years.flatMap(year => ofYear(year, flows)),
    yearsEnds: years.map(year => yearsEnd(lastDayOf(year).toString(), series)),
  };
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
