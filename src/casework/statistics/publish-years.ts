import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { type PublishedTable, suppress } from '../../platform/statistics/index.ts';
import {
  cameTable,
  type Due,
  documentsTable,
  dueTable,
  endedTable,
  type Flow,
  movedTable,
  type People,
  peopleTable,
  type Words,
} from './count-tables.ts';
import { type CountedDay, knownFromYears } from './known-from-years.ts';
import { type Decisions, publishedMeasures } from './measures.ts';
import type { Edition } from './numbers.ts';
import { everyBankHoliday, lastDayOf, yearsBefore } from './periods.ts';
import { publishEdition } from './publish-edition.ts';
import { dimensions, publications, type TableName } from './tables.ts';

const mostYears = 10;

type Year = {
  people: readonly People[];
  flows: readonly Flow[];
  decisions: readonly Decisions[];
  due: readonly Due[];
  words: readonly Words[];
  before: CountedDay | undefined;
};

/**
 * Publishes each year that has ended and is not published: who was under restrictions on its last day, what happened
 * in it, and how long decisions took. Years before the register knew anybody say nothing.
 * @returns how many tables were published
 */
export async function publishYears(tx: Tx, today: Temporal.PlainDate, published: readonly Edition[]) {
  const authorities = new Map<string, CountedDay['published']>(
    published.filter(({ name }) => name === 'authority').map(({ period, body }) => [period, body]),
  );
  const missing = yearsBefore(today, mostYears).filter(year => !authorities.has(year.toString()));
  const [first] = missing;
  if (!first) return 0;
  const happened = await countBetween(tx, first, today.with({ month: 1, day: 1 }));
  let tables = 0;
  for (const period of missing) {
    const people = await peopleOn(tx, lastDayOf(period));
    if (people.length === 0) continue;
    const before = await dayBefore(tx, period, authorities);
    const due = await dueIn(tx, period);
    const made = tablesOf({ people, before, due, ...ofYear(period.year, happened) });
    const [[, authority] = []] = made;
    if (authority) authorities.set(period.toString(), authority);
    for (const [name, body] of made)
      await publishEdition(tx, name, { period, asAt: lastDayOf(period), body });
    tables += made.length;
  }
  return tables;
}

/** The last day of the year before, if it was published. */
async function dayBefore(
  tx: Tx,
  period: Temporal.PlainDate,
  authorities: ReadonlyMap<string, CountedDay['published']>,
): Promise<CountedDay | undefined> {
  const year = period.subtract({ years: 1 });
  const published = authorities.get(year.toString());
  if (!published) return undefined;
  return { published, counts: peopleTable('authority', await peopleOn(tx, lastDayOf(year))) };
}

async function peopleOn(tx: Tx, day: Temporal.PlainDate): Promise<People[]> {
  const counted = sql<People>`select * from casework.people_to_publish(${day.toString()})`;
  return (await counted.execute(tx.db)).rows;
}

/** What had come by the last day of the year: what comes later is late, and does not change what was published. */
async function dueIn(tx: Tx, period: Temporal.PlainDate): Promise<Due[]> {
  const last = lastDayOf(period).toString();
  const counted = sql<Due>`select * from casework.due_to_publish(${period.toString()}, ${last}::date + 1, ${last})`;
  return (await counted.execute(tx.db)).rows;
}

async function countBetween(tx: Tx, ...days: [Temporal.PlainDate, Temporal.PlainDate]) {
  const [from, until] = days.map(String);
  const flows = await sql<Flow>`select * from casework.flows_to_publish(${from}, ${until})`.execute(tx.db);
  const decisions =
    await sql<Decisions>`select * from casework.decisions_to_publish(${from}, ${until}, ${everyBankHoliday()}::date[])`.execute(
      tx.db,
    );
  const words = await sql<Words>`select * from casework.words_to_publish(${from}, ${until})`.execute(tx.db);
  return { flows: flows.rows, decisions: decisions.rows, words: words.rows };
}

const ofYear = (
  wanted: number,
  { flows, decisions, words }: Pick<Year, 'flows' | 'decisions' | 'words'>,
) => ({
  flows: flows.filter(({ year }) => year === wanted),
  decisions: decisions.filter(({ year }) => year === wanted),
  words: words.filter(({ year }) => year === wanted),
});

function tablesOf(year: Year): (readonly [TableName, PublishedTable])[] {
  const people = dimensions.map(
    name => [name, suppress(peopleTable(name, year.people), publications[name])] as const,
  );
  const [[, authority] = []] = people;
  return [
    ...people,
    ['came', publishedCame(year, authority)],
    ['moved', suppress(movedTable(year.flows), publications.moved)],
    ['ended', suppress(endedTable(year.flows), publications.ended)],
    ['decisions', publishedMeasures(year.decisions)],
    // Of a year in which nobody kept them there is nothing to say, and that is no zero.
    ...(year.due.length > 0 ? [['due', suppress(dueTable(year.due), publications.due)] as const] : []),
    ...(year.words.length > 0
      ? [['documents', suppress(documentsTable(year.words), publications.documents)] as const]
      : []),
  ];
}

/** Safe beside the days before and after it too, or not published. */
function publishedCame(
  { people, flows, before }: Year,
  authority: PublishedTable | undefined,
): PublishedTable {
  const came = cameTable(flows);
  if (!before || !authority) return suppress(came, publications.came);
  const after = { published: authority, counts: peopleTable('authority', people) };
  const ended = endedTable(flows)
    .counts.flat()
    .reduce((sum, count) => sum + count, 0);
  const { scheme } = publications.authority;
  const alsoKnown = knownFromYears({ before, after, came, ended, scheme });
  return suppress(came, { ...publications.came, alsoKnown });
}
