import type { Translate } from '../../platform/language/index.ts';
import { textOf } from '../../platform/language/index.ts';
import { total } from '../../platform/statistics/index.ts';
import {
  becameAs,
  cameAs,
  type Dimension,
  documents,
  ends,
  measures,
  movers,
  moves,
  notRecorded,
  outcomes,
  places,
  reports,
  statuses,
  times,
  valuesOf,
  wordsOf,
} from './tables.ts';

/** Everything that names a row or a column, by what it is. */
export const codesOf = {
  ...valuesOf,
  status: statuses,
  place: places,
  mover: movers,
  move: moves,
  end: ends,
  report: reports,
  became: becameAs,
  measure: ['decisions', ...measures],
  outcome: outcomes,
  came: cameAs,
  documents,
  words: wordsOf,
  time: times,
  heading: ['people', 'applications', 'received'],
} as const satisfies Readonly<Record<Dimension | string, readonly string[]>>;
export type Kind = keyof typeof codesOf;

/** The key under which the name of a row or column stands: keys hold no spaces and no strokes. */
export const keyOf = (kind: Kind, value: string): string =>
  value === notRecorded ? 'statistics.notRecorded' : `statistics.${kind}.${value.replaceAll(/[ /]/g, '-')}`;

/** The name of a row or a column. */
export function nameOf(kind: Kind, value: string, t: Translate): string {
  return value === total ? t('statistics.total') : textOf(t, keyOf(kind, value));
}
