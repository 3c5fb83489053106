import { type CountTable, countInto } from '../../platform/statistics/index.ts';
import { families } from '../rules/register/authorities.ts';
import {
  cameAs,
  type Dimension,
  documents,
  documentsOf,
  dueReports,
  ends,
  movers,
  moves,
  outcomes,
  placeOf,
  places,
  times,
  valuesOf,
  wordsOf,
} from './tables.ts';

export type People = { dimension: string; value: string; status: string; people: number };
export type Flow = { year: number; flow: string; family: string | null; people: number };
export type Due = { year: number; kind: string; came: string; reports: number };
export type Words = { year: number; kind: string; words: string; documents: number };
export type Ending = { month: string; outcome: string; words: string; took: string; count: number };

const counted = <T extends { people: number }>(of: readonly T[]) =>
  of.map(one => ({ ...one, count: one.people }));

/** Who stands where, divided by one thing: in a hospital or discharged from it, as it is published. */
export const peopleTable = (dimension: Dimension, people: readonly People[]): CountTable =>
  countInto(counted(people.filter(of => of.dimension === dimension)), {
    rows: valuesOf[dimension],
    columns: places,
    row: ({ value }) => value,
    column: ({ status }) => placeOf(status),
  });

/** Who came under restrictions in a year, by the authority that brought them. */
export const cameTable = (flows: readonly Flow[]): CountTable =>
  countInto(counted(flows.filter(({ flow }) => flow === 'came')), {
    rows: families,
    columns: ['people'],
    row: ({ family }) => String(family),
    column: () => 'people',
  });

/** Who was recalled, and who was discharged with conditions and by whom. Only the Secretary of State recalls. */
export const movedTable = (flows: readonly Flow[]): CountTable =>
  countInto(counted(flows.filter(({ flow }) => flow === 'recall' || flow.startsWith('conditional'))), {
    rows: movers,
    columns: moves,
    row: ({ flow }) => (flow.endsWith('tribunal') ? 'tribunal' : 'Secretary of State'),
    column: ({ flow }) => (flow === 'recall' ? 'recall' : 'conditional discharge'),
  });

/** How restrictions ended in a year. */
export const endedTable = (flows: readonly Flow[]): CountTable =>
  countInto(counted(flows.filter(({ flow }) => (ends as readonly string[]).includes(flow))), {
    rows: ends,
    columns: ['people'],
    row: ({ flow }) => flow,
    column: () => 'people',
  });

/** How the applications of one month ended, and whether the person's words were with them and were answered. */
export const endingsTable = (endings: readonly Ending[]): CountTable =>
  countInto(endings, {
    rows: outcomes,
    columns: wordsOf,
    row: ({ outcome }) => outcome,
    column: ({ words }) => words,
  });

/** The reports that fell due in a year: which came in time, which late, and which did not. */
export const dueTable = (due: readonly Due[]): CountTable =>
  countInto(
    due.map(of => ({ ...of, count: of.reports })),
    { rows: dueReports, columns: cameAs, row: ({ kind }) => kind, column: ({ came }) => came },
  );

/** Documents other than leave applications, and whether the person's words were with them and were answered. */
export const documentsTable = (words: readonly Words[]): CountTable =>
  countInto(
    words.map(of => ({ ...of, count: of.documents })),
    { rows: documents, columns: wordsOf, row: ({ kind }) => documentsOf(kind), column: of => of.words },
  );

/** How many days those applications took. */
export const timesTable = (endings: readonly Ending[]): CountTable =>
  countInto(endings, {
    rows: times,
    columns: ['applications'],
    row: ({ took }) => took,
    column: () => 'applications',
  });
