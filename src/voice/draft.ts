import { createHash } from 'node:crypto';
import type { PromptId } from './prompts.ts';
import type { Part, SpeakingRoute } from './statement.ts';

/** How the words are being written, as far as the writer has said. */
export type How = {
  language?: 'en' | 'cy' | 'other';
  otherLanguage?: string;
  /** Only on the person's own pages: did somebody write it down for them? */
  helped?: 'no' | 'yes';
  helperName?: string;
  helperRole?: string;
  support?: string;
  /** Only for a scribe with an account of their own. */
  route?: SpeakingRoute;
};

/** Words that are being written. Nobody but the writer sees them. */
export type Draft = { parts: Partial<Record<PromptId, string>>; how: How };

/** A part as a form sends it: the words, and the mark of the words with which the form was opened. */
export type DraftPart = { prompt: PromptId; text: string; base: string };

/** A short mark of a text: two texts with the same mark are the same text. */
export function markOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 16);
}

/**
 * Whether keeping what was typed would lose words that were kept meanwhile, on another page or device: the kept
 * words are neither those with which the form was opened nor those typed.
 */
export function clashes(kept: string, typed: Pick<DraftPart, 'text' | 'base'>): boolean {
  return kept !== '' && kept !== typed.text && markOf(kept) !== typed.base;
}

/** The parts that say something, in the order of the prompts; words are never trimmed. */
export function saidParts(draft: Draft, order: readonly PromptId[]): Part[] {
  return order
    .map(prompt => ({ prompt, text: draft.parts[prompt] ?? '' }))
    .filter(({ text }) => text.trim() !== '');
}

/** The language as it is sealed: a tag that is ours, or the name that the writer gave. */
export function languageOf({ language, otherLanguage }: How, otherwise: string): string {
  if (language === 'other') return otherLanguage?.trim() || otherwise;
  return language ?? otherwise;
}
