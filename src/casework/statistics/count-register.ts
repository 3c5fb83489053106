import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { cameTable, endedTable, type Flow, movedTable, type People, statusTable } from './count-tables.ts';
import { exact } from './exact-edition.ts';
import type { Edition, Numbers, YearsEnd } from './numbers.ts';
import { lastDayOf, yearsBefore } from './periods.ts';
import { dimensions, placeOf } from './tables.ts';

type Series = { on: string; status: string; people: number };
type Counted = { people: People[]; series: Series[]; flows: Flow[] };
/** The day on which people are counted, and today, before which years have ended. */
type Asked = { day: Temporal.PlainDate; today: Temporal.PlainDate };

const mostYears = 10;

/** The register exactly, as far as the reader may see the cases, in one round trip: a day, and the years before. */
export async function countRegister(tx: Tx, asked: Asked): Promise<Numbers> {
  const { people, series, flows } = await countAll(tx, asked);
  const { day, today } = asked;
  const years = yearsBefore(today, mostYears);
  return {
    editions: [
      ...dimensions.map(name => exact(name, { period: day, asAt: day }, statusTable(name, people))),
      ...years.flatMap(year => ofYear(year, flows)),
    ],
    yearsEnds: years.map(year => yearsEnd(lastDayOf(year).toString(), series)),
  };
}

async function countAll(tx: Tx, { day, today }: Asked): Promise<Counted> {
  const years = yearsBefore(today, mostYears);
  const days = years.map(year => lastDayOf(year).toString());
  const [from, until] = [years[0], today.with({ month: 1, day: 1 })].map(String);
  const { rows } = await sql<Counted>`select
    (select coalesce(json_agg(c), '[]') from casework.count_people(${day.toString()}) c) as people,
    (select coalesce(json_agg(json_build_object('on', c.on_day, 'status', c.status, 'people', c.people)), '[]')
      from casework.count_series(${days}::date[]) c) as series,
    (select coalesce(json_agg(c), '[]') from casework.count_flows(${from}, ${until}) c) as flows`.execute(
    tx.db,
  );
  return rows[0] ?? { people: [], series: [], flows: [] };
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
