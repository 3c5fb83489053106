import type { Translate } from '../platform/language/index.ts';
import { languageOf, markOf, saidParts } from './draft.ts';
import { promptsOf } from './prompts.ts';
import type { Speaking } from './queries-speaking.ts';
import type { Part } from './statement.ts';

/** The parts that say something, in the order in which they were asked. */
export function saidIn(speaking: Speaking): Part[] {
  return saidParts(
    speaking.draft,
    promptsOf(speaking).map(({ id }) => id),
  );
}

/** The language that is sealed with the words; where nobody has said it, that of the page. */
export const languageSaid = ({ draft }: Speaking, t: Translate): string => languageOf(draft.how, t.language);

/** A mark of everything that is about to be sealed, so that only what was read back can be confirmed. */
export function markOfDraft(speaking: Speaking, t: Translate): string {
  const { draft, shown } = speaking;
  return markOf(JSON.stringify([draft.parts, draft.how, languageSaid(speaking, t), shown?.id]));
}
