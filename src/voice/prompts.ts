import type { TextKey } from '../platform/language/index.ts';

/**
 * What a person is asked, in the order in which they are asked it. The official leave application form of 2024
 * asks the first two together and the third by itself (Annex A); apart, each can be answered apart.
 */
export const prompts = [
  { id: 'progress', label: 'leave2024.annexA.progress.label', hint: 'leave2024.annexA.progress.hint' },
  { id: 'risk', label: 'leave2024.annexA.risk.label', hint: 'leave2024.annexA.risk.hint' },
  {
    id: 'consider',
    label: 'leave2024.annexA.anythingElse.label',
    hint: 'leave2024.annexA.anythingElse.hint',
  },
] as const satisfies readonly { id: string; label: TextKey; hint: TextKey }[];

export type PromptId = (typeof prompts)[number]['id'];

/** True for the id of a prompt. */
export function isPrompt(id: string): id is PromptId {
  return prompts.some(prompt => prompt.id === id);
}
