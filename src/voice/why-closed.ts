import type { Translate } from '../platform/language/index.ts';

/** Why nothing more can be said for an occasion, in a sentence for the person; empty while it is open. */
export function whyClosed(
  occasion: { closedAt: string | null; endedAt: string | null },
  t: Translate,
): string {
  if (occasion.closedAt) return t('voice.closed.decided');
  return occasion.endedAt ? t('voice.closed.ended') : '';
}
