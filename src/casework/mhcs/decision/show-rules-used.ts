import type { Json } from '../../../platform/database/index.ts';
import type { Translate } from '../../../platform/language/index.ts';
import { showDay } from '../../../platform/time/index.ts';
import type { RulesUsed } from './rules-used.ts';

/**
 * What an issued decision rests on, as it was kept with it: the level and its source, the form, every gate and clock in
 * its version, and what was read before it was made. Rows that say nothing are left out; a decision from before this
 * program has none.
 */
export function showRulesUsed(kept: Json, t: Translate): { key: string; value: string }[] {
  const { reconsiders, delegation, clocks, form, gates, submission, statements } = (kept ??
    {}) as Partial<RulesUsed>;
  const rows = [
    {
      key: t('again.used'),
      value: reconsiders ? t('again.usedOf', { id: reconsiders.id, level: reconsiders.floor }) : '',
    },
    {
      key: t('mhcs.used.level'),
      value: delegation
        ? t('mhcs.used.levelFrom', {
            ...{ level: delegation.level, source: delegation.source },
            from: showDay(delegation.inForceFrom, t),
          })
        : '',
    },
    { key: t('mhcs.used.form'), value: form ?? '' },
    {
      key: t('mhcs.used.gates'),
      value: (gates ?? []).map(({ gate, version }) => `${gate} v${version}`).join(', '),
    },
    { key: t('mhcs.used.clocks'), value: (clocks ?? []).join(', ') },
    {
      key: t('mhcs.used.read'),
      value: submission ? t('mhcs.used.round', { round: submission.round }) : '',
    },
    { key: t('mhcs.used.words'), value: (statements ?? []).map(({ code }) => code).join('\n') },
  ];
  return rows.filter(({ value }) => value !== '');
}
