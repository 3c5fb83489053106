import type { Translate } from '../../../platform/language/index.ts';
import { showDay } from '../../../platform/time/index.ts';
import { showAsked } from '../../papers/words-of-asked.ts';
import { type Draft, emptyDraft } from './draft.ts';
import type { Work } from './open-work.ts';
import type { Typed } from './typed.ts';
import { showKind } from './words.ts';

/** One field that two people changed: what the other kept, and what stands in the form. */
export type Theirs = { readonly title: string; readonly theirs: string; readonly mine: string };

/** What somebody else has kept meanwhile, wherever it differs from what was typed. */
export function theirsBeside(
  { file }: Work,
  { typed, merged }: { typed: Typed; merged: Draft },
  t: Translate,
): Theirs[] {
  const kept = rowsOf(file.decision ?? emptyDraft, t);
  const mine = rowsOf(typed.draft, t);
  const stands = rowsOf(merged, t);
  const empty = t('forms.notAnswered');
  return kept.flatMap(({ title, text }, row) => {
    const own = mine[row]?.text ?? '';
    // What I had not touched is taken from them already, and needs no choice.
    if (text === own || stands[row]?.text === text) return [];
    return [{ title, theirs: text || empty, mine: own || empty }];
  });
}

function rowsOf(draft: Draft, t: Translate): { title: string; text: string }[] {
  const named = showAsked(draft.granted, t);
  return [
    { title: t('mhcs.decision.kind'), text: showKind(draft.kind, t) },
    { title: t('mhcs.decision.granted'), text: named.join('\n') },
    { title: t('mhcs.decision.conditions'), text: draft.conditions.join('\n\n') },
    { title: t('mhcs.decision.reasons'), text: draft.reasons },
    { title: t('mhcs.decision.answer'), text: draft.answer },
    { title: t('mhcs.decision.rules'), text: draft.answerConditions.join('\n\n') },
    { title: t('leaveReport.decisionDay'), text: draft.reportBy ? showDay(draft.reportBy, t) : '' },
    { title: t('discharge.liberty'), text: deprivingOf(draft).join('\n\n') },
    { title: t('discharge.test.title'), text: [metIn(draft, t), draft.testWhy].filter(Boolean).join('\n\n') },
  ];
}

const deprivingOf = ({ conditions, onLiberty }: Draft) =>
  conditions.filter((_, place) => onLiberty[place] === true);

const metIn = ({ testMet }: Draft, t: Translate) =>
  testMet === null ? '' : t(testMet ? 'discharge.test.met' : 'discharge.test.notMet');
