import { hospitalEpisodes, mentalHealthServices, type Publication } from '../../platform/statistics/index.ts';
import { families } from '../rules/register/authorities.ts';
import { registerStatuses } from '../rules/register/standings.ts';
import { ethnicGroups, offenceGroups, sexes } from './characteristics/codes.ts';

/** By what the register is divided, one thing at a time. */
export const dimensions = ['authority', 'sex', 'age', 'ethnicity', 'offence'] as const;
export type Dimension = (typeof dimensions)[number];

/** What came, moved and ended in a year. */
export const flowTables = ['came', 'moved', 'ended'] as const;

/** Everything that is counted of restricted patients, in the order of the pages. */
export const tableNames = [
  ...dimensions,
  ...flowTables,
  'decisions',
  'again',
  'reports',
  'due',
  'documents',
  'endings',
  'times',
] as const;
export type TableName = (typeof tableNames)[number];
/** Those that are published as counts: decisions are measures, and two are counted for the section alone. */
export type CountedName = Exclude<TableName, 'decisions' | 'again' | 'reports'>;

// Everybody stands in each of these once, so all of them have the same totals. Zero is told in a table of authorities,
// of sexes and of ages; that there is nobody of an ethnic group, or of an offence, would be told of those who are not.
const people = { exactTotals: true, sharedTotals: true };

/**
 * How each is published. Tables of the same people share their totals, and so do two days and what came and ended
 * between them; endings and times are of the same applications. Each is made so safe that whoever knows the shared
 * totals exactly learns nothing more, so all of them together tell nothing that one alone does not tell.
 */
export const publications: Readonly<Record<CountedName, Publication>> = {
  authority: { scheme: hospitalEpisodes, ...people },
  sex: { scheme: hospitalEpisodes, ...people },
  age: { scheme: hospitalEpisodes, ...people },
  ethnicity: { scheme: mentalHealthServices, ...people },
  offence: { scheme: mentalHealthServices, ...people },
  came: { scheme: hospitalEpisodes, sharedTotals: true },
  moved: { scheme: hospitalEpisodes, sharedTotals: true },
  ended: { scheme: hospitalEpisodes, sharedTotals: true },
  // Reports by the year in which they fell due, and documents by that of their decision, are parts of no other table.
  // That no report was late is worth telling; that nobody spoke for a recall would be told of those few.
  due: { scheme: hospitalEpisodes },
  documents: { scheme: mentalHealthServices },
  endings: { scheme: hospitalEpisodes, sharedTotal: true },
  times: { scheme: mentalHealthServices, sharedTotal: true },
};

/**
 * A median or a percentile of fewer is of single people, and says little besides.
 * Source: the Ministry of Justice treats measures of fewer than 30 with caution [background].
 */
export const leastForMeasures = 30;
/** The rule of tables of measures, as the schemes of counts have theirs. */
export const measuresScheme = 'thirty-or-more';

export const notRecorded = 'not recorded';
export const valuesOf: Readonly<Record<Dimension, readonly string[]>> = {
  authority: families,
  sex: [...sexes, notRecorded],
  age: ['under 21', '21 to 39', '40 to 59', '60 and over', notRecorded],
  ethnicity: [...ethnicGroups, notRecorded],
  offence: [...offenceGroups, notRecorded],
};

/** The register's statuses, of those who are still restricted. */
export const statuses = registerStatuses.filter(status => status !== 'ended');
/** As the Ministry publishes them: in a hospital, or discharged from it with conditions, wherever they are now. */
export const places = ['hospital', 'discharged'] as const;
export const placeOf = (status: string): (typeof places)[number] =>
  status === 'in hospital' || status === 'in trial leave hospital' ? 'hospital' : 'discharged';

export const movers = ['Secretary of State', 'tribunal'] as const;
export const moves = ['recall', 'conditional discharge'] as const;
export const ends = [
  'absolute discharge by the Secretary of State',
  'absolute discharge by the tribunal',
  'restrictions lifted',
  'restrictions expired',
  'remitted',
  'court or custody ended',
  'deceased',
  'left the country',
] as const;

/** Kinds of documents. What has no name here yet is counted as another. */
export const reports = [
  'leave application',
  'medical leave',
  'extended leave',
  'annual report',
  'discharge report',
  'leave report',
  'discharge application',
  'own discharge request',
  'change of conditions',
  'lifting of restrictions',
  'own lifting request',
  'transfer',
  'remission',
  'prison transfer',
  'recall',
  'urgent recall',
  'other',
] as const;

/** What can have come of asking for a decision to be looked at again. */
export const becameAs = ['stands', 'replaced', 'declined'] as const;

/** Of which it is known when they are due, and what can have become of them. */
export const dueReports = ['annual report', 'discharge report', 'leave report'] as const;
export const cameAs = ['in time', 'late', 'not received'] as const;

/** Documents other than leave applications, a few kinds together: of many kinds there are too few to be told of. */
export const documents = [
  'reports',
  'other leave',
  'discharge',
  'moves',
  'recall',
  'other documents',
] as const;
const groups: Readonly<Record<string, (typeof documents)[number]>> = {
  'annual report': 'reports',
  'discharge report': 'reports',
  'leave report': 'reports',
  'medical leave': 'other leave',
  'extended leave': 'other leave',
  'discharge application': 'discharge',
  'own discharge request': 'discharge',
  'own lifting request': 'discharge',
  'change of conditions': 'discharge',
  'lifting of restrictions': 'discharge',
  transfer: 'moves',
  remission: 'moves',
  'prison transfer': 'moves',
  recall: 'recall',
  'urgent recall': 'recall',
};
export const documentsOf = (kind: string) => groups[kind] ?? 'other documents';
export const measures = ['median', 'ninetieth'] as const;

export const outcomes = [
  'grant',
  'grant in part',
  'refuse',
  'return',
  'withdrawn',
  'ended with the case',
] as const;
export const wordsOf = ['answered', 'not answered', 'none'] as const;
export const times = ['to 14', 'to 28', 'to 56', 'more'] as const;
