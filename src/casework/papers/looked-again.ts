import { type Block, paragraph } from '../../platform/documents/index.ts';
import { type Translate, textOf } from '../../platform/language/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import type { Before } from './read-decision.ts';

/**
 * That a decision looks again at an earlier one, in its day and outcome, and whether that one stands. Nothing for a first
 * decision. Where a grant is taken back, it says that what has happened stays.
 */
export function lookedAgain(before: Before | null, paper: 'letter' | 'answer', t: Translate): Block[] {
  if (!before) return [];
  const day = showDay(dayOf(Temporal.Instant.from(before.issuedAt)), t);
  const kind = textOf(t, `again.decided.${before.kind.replaceAll(' ', '-')}`);
  const said = paragraph(textOf(t, `again.${paper}.${before.became}`, { day, kind }));
  const used = before.became === 'replaced' && before.kind !== 'refuse';
  return used ? [said, paragraph(textOf(t, `again.${paper}.used`))] : [said];
}
