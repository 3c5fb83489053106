/** Above this a sentence is hard to hold for somebody tired: GOV.UK advises at most 25 words, easy read about 15. */
export const mostWords = 20;

/**
 * The sentences that are longer than that: a help for the writer, never a gate.
 * @param text what was written; a line break ends a sentence as a full stop does
 */
export function longSentences(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?])\s+|[\r\n]+/)
    .map(sentence => sentence.trim())
    .filter(sentence => wordsIn(sentence) > mostWords);
}

function wordsIn(sentence: string): number {
  return sentence.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}
