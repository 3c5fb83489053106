import { bullets, heading, type PaperDocument, paragraph } from '../../platform/documents/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import type { Part } from '../../voice/index.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import type { OwnDraft } from './queries/read-draft.ts';
import { promptsOf, wishOf } from './wishes.ts';

/** The parts that say something, in the order of the questions; words are never trimmed. */
export function saidIn({ kind, parts }: OwnDraft): Part[] {
  return promptsOf(wishOf(kind))
    .map(prompt => ({ prompt, text: parts[prompt] ?? '' }))
    .filter(({ text }) => text.trim() !== '');
}

/** What is asked for, as it stood before whoever sends it: it is frozen with the words. */
export function paperOf(draft: OwnDraft, t: Translate): PaperDocument {
  const say = wordsOfKind(draft.kind, t);
  return {
    title: say('casework.open.title'),
    language: t.language,
    reference: draft.reference,
    blocks: [
      paragraph(say('casework.open.about', { name: draft.person })),
      heading(1, say('casework.open.asked')),
      bullets(...showAsked(draft.asked, t)),
    ],
  };
}
