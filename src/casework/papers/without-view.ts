import { type Block, paragraph } from '../../platform/documents/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import type { DecisionOnPaper } from './read-decision.ts';

/**
 * That what a person asked for themselves was decided without the view of their clinician, which was sought and did not
 * come; nothing where it came, or was never sought.
 */
export function withoutView(
  { withoutView: view }: DecisionOnPaper,
  paper: 'letter' | 'answer',
  t: Translate,
): Block[] {
  if (!view) return [];
  const days = {
    asked: showDay(view.askedOn, t),
    day: showDay(view.dueOn, t),
    on: showDay(view.wentOnOn, t),
  };
  return [paragraph(paper === 'answer' ? t('own.view.wentOn', days) : t('own.section.wentOn', days))];
}
