import {
  type CountTable,
  countInto,
  hospitalEpisodes,
  mentalHealthServices,
  type Publication,
} from '../../platform/statistics/index.ts';
import { families } from '../rules/register/authorities.ts';
import { registerStatuses } from '../rules/register/standings.ts';

/** What is counted of restricted patients, in the order of the pages. */
export const tableNames = ['population', 'endings', 'times'] as const;
export type TableName = (typeof tableNames)[number];

/**
 * How each is published. Endings and times are of the same applications, so they share a total; population is one
 * table, so that its rows and its totals cannot be published apart and taken from each other.
 */
export const publications: Readonly<Record<TableName, Publication>> = {
  population: { scheme: hospitalEpisodes, exactTotals: true },
  endings: { scheme: hospitalEpisodes, sharedTotal: true },
  times: { scheme: mentalHealthServices, sharedTotal: true },
};

/** The families of authorities that the register knows. */
export const authorities = families;
/** The register's statuses, of those who are still restricted. */
export const statuses = registerStatuses.filter(status => status !== 'ended');
export const outcomes = ['grant', 'grant in part', 'refuse', 'return', 'withdrawn'] as const;
export const wordsOf = ['answered', 'not answered', 'none'] as const;
export const times = ['to 14', 'to 28', 'to 56', 'more'] as const;

export type Standing = { authority: string; status: string; count: number };
export type Ending = { month: string; outcome: string; words: string; took: string; count: number };

/** Who stands how, by the authority of detention. */
export const populationTable = (standings: readonly Standing[]): CountTable =>
  countInto(standings, {
    rows: authorities,
    columns: statuses,
    row: ({ authority }) => authority,
    column: ({ status }) => status,
  });

/** How the applications of one month ended, and whether the person's words were with them and were answered. */
export const endingsTable = (endings: readonly Ending[]): CountTable =>
  countInto(endings, {
    rows: outcomes,
    columns: wordsOf,
    row: ({ outcome }) => outcome,
    column: ({ words }) => words,
  });

/** How many days those applications took. */
export const timesTable = (endings: readonly Ending[]): CountTable =>
  countInto(endings, {
    rows: times,
    columns: ['applications'],
    row: ({ took }) => took,
    column: () => 'applications',
  });

/** The first days of the months that ended before this day, newest last. */
export function monthsBefore(today: Temporal.PlainDate, howMany: number): Temporal.PlainDate[] {
  const first = today.with({ day: 1 });
  return Array.from({ length: howMany }, (_, ago) => first.subtract({ months: howMany - ago }));
}
