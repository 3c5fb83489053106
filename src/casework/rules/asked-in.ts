import { type Answers, wordsOf } from '../../platform/forms/index.ts';
import { type DocumentKind, kindRules } from './document-kinds.ts';

/**
 * What a document asks for, in few words for lists.
 * @param kind its kind
 * @param answers its open answers
 * @returns the words of the one answer that says it; nothing for a kind that asks for nothing
 */
export function askedIn(kind: DocumentKind, answers: Answers): readonly string[] {
  const { asks } = kindRules[kind];
  return asks ? wordsOf(answers[asks.question]) : [];
}
