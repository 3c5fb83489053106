import type { PublishedTable, Shown } from '../../platform/statistics/index.ts';
import { dimensions, type TableName } from './tables.ts';

/** One table of one period, as a page shows it. */
export type Edition = {
  name: TableName;
  /** The first day of its month or year, or the day on which people were counted for the section. */
  period: string;
  asAt: string;
  body: Pick<PublishedTable, 'rows' | 'columns' | 'cells'>;
  scheme: string;
};

/** How many there were on the last day of a year. */
export type YearsEnd = { on: string; hospital: Shown; discharged: Shown; total: Shown };

/** All that a page of numbers shows, exact or published. */
export type Numbers = { editions: readonly Edition[]; yearsEnds: readonly YearsEnd[] };

/** The numbers of everything that was published; the totals of each year stand in the table of authorities. */
export function publishedNumbers(editions: readonly Edition[]): Numbers {
  const yearsEnds = editions
    .filter(({ name }) => name === 'authority')
    .map(({ asAt, body }) => {
      const [hospital = 0, discharged = 0, total = 0] = body.cells.at(-1) ?? [];
      return { on: asAt, hospital, discharged, total };
    });
  return { editions, yearsEnds };
}

/** The newest tables of people, one for each thing by which they are divided. */
export function newestPeople({ editions }: Numbers): Edition[] {
  return dimensions.flatMap(name => editions.filter(edition => edition.name === name).at(-1) ?? []);
}
