import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import {
  type Due,
  documentsTable,
  dueTable,
  type Ending,
  endingsTable,
  timesTable,
  type Words,
} from './count-tables.ts';
import { exact, exactly } from './exact-edition.ts';
import { againTable, type LookedAgain } from './looked-again.ts';
import { type Decisions, exactMeasures } from './measures.ts';
import type { Edition, Numbers } from './numbers.ts';
import { countedTo, everyBankHoliday, monthsBefore, yearsBefore } from './periods.ts';
import { type Received, reportsTable } from './reports.ts';

type Counted = {
  decisions: Decisions[];
  again: LookedAgain[];
  received: Received[];
  due: Due[];
  words: Words[];
  endings: Ending[];
};

const mostYears = 3;
const mostMonths = 12;

/** The work on documents exactly, as far as the reader may see the cases, in one round trip. */
export async function countWork(tx: Tx, today: Temporal.PlainDate): Promise<Numbers> {
  const { decisions, again, received, due, words, endings } = await countAll(tx, today);
  // Work is led now, so this year is counted too, as far as it has gone.
  const years = [...yearsBefore(today, mostYears), today.with({ month: 1, day: 1 })];
  return {
    editions: [
      ...years.flatMap(year => ofYear(year, { decisions, today })),
      ...againTable(again, { years, today }),
      ...reportsTable(received, { years, today }),
      ...years.flatMap(year => dueIn(year, { due, today })),
      ...years.flatMap(year => wordsIn(year, { words, today })),
      ...monthsBefore(today, mostMonths).flatMap(month => ofMonth(month, endings)),
    ],
    yearsEnds: [],
  };
}

async function countAll(tx: Tx, today: Temporal.PlainDate): Promise<Counted> {
  const [firstYear, tomorrow] = [yearsBefore(today, mostYears)[0], today.add({ days: 1 })].map(String);
  const [firstMonth, thisMonth] = [monthsBefore(today, mostMonths)[0], today.with({ day: 1 })].map(String);
  const { rows } = await sql<Counted>`select
    (select coalesce(json_agg(c), '[]')
      from casework.count_decisions(${firstYear}, ${tomorrow}, ${everyBankHoliday()}::date[]) c) as decisions,
    (select coalesce(json_agg(c), '[]') from casework.count_looked_again(${firstYear}, ${tomorrow}) c) as again,
    (select coalesce(json_agg(c), '[]') from casework.count_reports(${firstYear}, ${tomorrow}) c) as received,
    (select coalesce(json_agg(c), '[]')
      from casework.count_due(${firstYear}, ${tomorrow}, ${today.toString()}) c) as due,
    (select coalesce(json_agg(c), '[]') from casework.count_words(${firstYear}, ${tomorrow}) c) as words,
    (select coalesce(json_agg(c), '[]') from casework.count_endings(${firstMonth}, ${thisMonth}) c) as endings`.execute(
    tx.db,
  );
  return rows[0] ?? { decisions: [], again: [], received: [], due: [], words: [], endings: [] };
}

function ofYear(
  period: Temporal.PlainDate,
  { decisions, today }: { decisions: readonly Decisions[]; today: Temporal.PlainDate },
): Edition[] {
  const decided = decisions.filter(({ year }) => year === period.year);
  const when = { period, asAt: countedTo(period, today) };
  return decided.length > 0 ? [exactly('decisions', when, exactMeasures(decided))] : [];
}

function dueIn(
  period: Temporal.PlainDate,
  { due, today }: { due: readonly Due[]; today: Temporal.PlainDate },
): Edition[] {
  const ofThis = due.filter(({ year }) => year === period.year);
  return ofThis.length > 0 ? [exact('due', { period, asAt: today }, dueTable(ofThis))] : [];
}

function wordsIn(
  period: Temporal.PlainDate,
  { words, today }: { words: readonly Words[]; today: Temporal.PlainDate },
): Edition[] {
  const ofThis = words.filter(({ year }) => year === period.year);
  const when = { period, asAt: countedTo(period, today) };
  return ofThis.length > 0 ? [exact('documents', when, documentsTable(ofThis))] : [];
}

function ofMonth(period: Temporal.PlainDate, endings: readonly Ending[]): Edition[] {
  const when = { period, asAt: period.add({ months: 1 }).subtract({ days: 1 }) };
  const ofThis = endings.filter(({ month }) => month === period.toString());
  return [exact('endings', when, endingsTable(ofThis)), exact('times', when, timesTable(ofThis))];
}
