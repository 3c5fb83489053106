import type { Translate } from '../../platform/language/index.ts';
import { agreementOf, type Given } from './alpha.ts';
import { differenceOn, type ScaleName } from './scales.ts';

/** The interval is of large samples: of fewer it would say more than anybody knows. */
const fewestForInterval = 20;

/**
 * How far graders agree on one part of a scale, in words: first how often they gave the same mark, which needs no
 * arithmetic to be understood, then how much of that is more than chance.
 */
export function sayAgreement(scale: ScaleName, given: readonly Given[], t: Translate): string {
  const count = given.reduce((sum, { n }) => sum + n, 0);
  if (count === 0) return t('grades.agreement.none');
  const same = given.reduce((sum, { marks, n }) => sum + (new Set(marks).size === 1 ? n : 0), 0);
  return `${t('grades.agreement.same', { same, count })} ${sayAlpha(scale, given, t)}`;
}

function sayAlpha(scale: ScaleName, given: readonly Given[], t: Translate): string {
  const found = agreementOf(given, (one, other) => differenceOn(scale, one, other));
  if (!found) return t('grades.agreement.oneMark');
  const { n, interval } = found;
  const alpha = written(found.alpha);
  if (n < fewestForInterval) return t('grades.agreement.few', { alpha });
  if (!interval) return t('grades.agreement.alone', { alpha });
  return t('grades.agreement.alpha', {
    ...{ alpha, from: written(interval.from), until: written(interval.until) },
  });
}

const written = (value: number) =>
  value
    .toFixed(2)
    .replace(/^-(?=0\.00$)/, '')
    .replace('-', '−');
