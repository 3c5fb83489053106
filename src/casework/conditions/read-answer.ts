import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Body, type FieldProblem, isStorable, one } from '../../platform/web/index.ts';

const longest = 4000;
const outcomes = ['included', 'changed', 'declined'] as const;
export type Outcome = (typeof outcomes)[number];

/** What is wrong with a wording or a reason, if anything; `missing` says that there is none. */
export function textProblem(text: string, missing: TextKey | undefined, t: Translate): string | undefined {
  if (!isStorable(text)) return t('platform.problem.unstorable');
  if (text.trim() === '') return missing && t(missing);
  return text.length > longest ? t('conditions.problem.long', { max: longest }) : undefined;
}

/** An answer to a condition as it was typed, or what is wrong with it. Declining needs a reason. */
export function readAnswer(body: Body, t: Translate) {
  const outcome = outcomes.find(each => each === one(body, 'outcome'));
  const changedText = one(body, 'changedText');
  const reason = one(body, 'reason');
  const problems: FieldProblem[] = [];
  const wrong = (field: string, text: string | undefined) => {
    if (text !== undefined) problems.push({ field, text });
  };
  wrong('outcome', outcome ? undefined : t('conditions.problem.outcome'));
  wrong(
    'changedText',
    textProblem(changedText, outcome === 'changed' ? 'conditions.problem.changed' : undefined, t),
  );
  wrong('reason', textProblem(reason, outcome === 'declined' ? 'conditions.problem.reason' : undefined, t));
  return {
    ...{ problems, outcome, typed: { outcome: outcome ?? '', changedText, reason } },
    changedText: outcome === 'changed' ? changedText : null,
    reason: reason.trim() === '' ? null : reason,
  };
}
