import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import type { FieldProblem } from '../../platform/web/index.ts';
import type { Link } from './link-forms.ts';
import type { Chain } from './queries/read-chains.ts';
import { completionOf } from './who-may.ts';

type Added = { readonly link: Link; readonly of: number; readonly chain: Chain };
type Days = { readonly on?: string; readonly today: string };

/**
 * Nothing is answered, and nothing seen to change, before it was asked for, nor looked at before it is said to be done. What
 * was asked for may have been done before.
 */
export function wrongDay(
  { link, of, chain }: Added,
  { on, today }: Days,
  t: Translate,
): FieldProblem | undefined {
  if (on === undefined) return undefined;
  if (on > today) return { field: 'on-day', text: t('chains.need.past') };
  if (link === 'completions') return undefined;
  const done = link === 'verifications' ? completionOf(chain, of)?.on : undefined;
  const text = done === undefined ? 'chains.need.afterMade' : 'chains.need.afterDone';
  const earliest = done ?? chain.madeOn;
  return on < earliest ? { field: 'on-day', text: t(text, { day: showDay(earliest, t) }) } : undefined;
}
