import type { Translate } from '../../platform/language/index.ts';
import { textOf } from '../../platform/language/index.ts';
import { total } from '../../platform/statistics/index.ts';

export const kinds = ['authority', 'status', 'outcome', 'words', 'time'] as const;
export type Kind = (typeof kinds)[number];

/** The key under which the name of a row or column stands: keys hold no spaces and no strokes. */
export const keyOf = (kind: Kind, value: string): string =>
  `statistics.${kind}.${value.replaceAll(/[ /]/g, '-')}`;

/** The name of a row or a column. */
export function nameOf(kind: Kind, value: string, t: Translate): string {
  return value === total ? t('statistics.total') : textOf(t, keyOf(kind, value));
}
