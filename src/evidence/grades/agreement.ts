import type { Translate } from '../../platform/language/index.ts';
import { type Pair, weightedKappa } from './kappa.ts';
import { agreementOf, type ScaleName } from './scales.ts';

/** The interval is of large samples: of fewer it would say more than anybody knows. */
const fewestForInterval = 10;

/**
 * How far two graders agree on one part of a scale, in words: first how often they gave the same mark, which needs no
 * arithmetic to be understood, then how much of that is more than chance.
 */
export function sayAgreement(scale: ScaleName, pairs: readonly Pair[], t: Translate): string {
  const count = pairs.reduce((sum, { n }) => sum + n, 0);
  if (count === 0) return t('grades.agreement.none');
  const same = pairs.reduce((sum, { one, other, n }) => sum + (one === other ? n : 0), 0);
  return `${t('grades.agreement.same', { same, count })} ${sayKappa(scale, pairs, t)}`;
}

function sayKappa(scale: ScaleName, pairs: readonly Pair[], t: Translate): string {
  const found = weightedKappa(pairs, (one, other) => agreementOf(scale, one, other));
  if (!found) return t('grades.agreement.oneMark');
  const { n, from, until } = found;
  const kappa = written(found.kappa);
  if (n < fewestForInterval) return t('grades.agreement.few', { kappa });
  // Of graders who never differ, or always do, the reckoned interval has no width: it would say that they always will.
  if (until - from < 1e-9) return t('grades.agreement.alone', { kappa });
  return t('grades.agreement.kappa', { kappa, from: written(from), until: written(until) });
}

const written = (value: number) =>
  value
    .toFixed(2)
    .replace(/^-(?=0\.00$)/, '')
    .replace('-', '−');
