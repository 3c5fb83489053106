import { storedKinds } from '../../people/index.ts';
import type { FiledEntry } from './entry.ts';
import { type FieldName, plain } from './fields.ts';
import type { Said } from './read-row.ts';

const alike = [
  'familyName',
  'givenNames',
  'otherNames',
  'namedPlace',
  'boundary',
] as const satisfies readonly FieldName[];
const same = [
  'bornOn',
  'language',
  'status',
  'security',
  'clinician',
  'mappaCategory',
  'mappaLevel',
  'noteworthy',
  'extremism',
  'longTermLeave',
  'supervisedDischarge',
  'technicalRecall',
  ...storedKinds,
] as const satisfies readonly FieldName[];
/** What can be written in more than one way. */
const places = ['hospital', 'ward', 'team'] as const satisfies readonly FieldName[];

/**
 * The fields in which a row says something else than the register. An empty cell says nothing, so a file that knows
 * less than the register differs from it in nothing.
 */
export function differsIn(said: Said, standing: FiledEntry): FieldName[] {
  const differing: FieldName[] = [
    ...alike.filter(field => said[field] !== undefined && said[field] !== standing[field].trim()),
    ...same.filter(field => said[field] !== undefined && said[field] !== standing[field]),
    ...places.filter(field => said[field] !== undefined && plain(said[field]) !== plain(standing[field])),
  ];
  if (said.authority && !standsAmong(said.authority, standing.authorities)) differing.push('authority');
  if (said.further && !isSameList([said.authority, ...said.further], standing.authorities))
    differing.push('furtherAuthorities');
  if (said.movements && !isSameList(said.movements, standing.movements)) differing.push('movements');
  return differing;
}

const keyOf = (one: object | undefined) =>
  JSON.stringify(
    Object.entries(one ?? {})
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : (value ?? '')])
      .sort(([a], [b]) => String(a).localeCompare(String(b))),
  );

const isSameList = (one: readonly (object | undefined)[], other: readonly object[]) =>
  one.length === other.length && one.map(keyOf).sort().join() === other.map(keyOf).sort().join();

const standsAmong = (one: object, all: readonly object[]) => all.some(other => keyOf(other) === keyOf(one));
