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

/** What a person is asked who asks for something themselves. Each may be left empty, and is answered apart. */
export const askingPrompts = [
  { id: 'why', label: 'own.why.label', hint: 'own.why.hint' },
  { id: 'live', label: 'own.live.label', hint: 'own.live.hint' },
  { id: 'help', label: 'own.help.label', hint: 'own.help.hint' },
  { id: 'worry', label: 'own.worry.label', hint: 'own.worry.hint' },
  { id: 'more', label: 'own.more.label', hint: 'own.more.hint' },
] as const satisfies readonly { id: string; label: TextKey; hint: TextKey }[];

export type AskingPromptId = (typeof askingPrompts)[number]['id'];
export type PromptId = (typeof prompts)[number]['id'];

/** True for the id of a prompt. */
export function isPrompt(id: string): id is PromptId {
  return prompts.some(prompt => prompt.id === id);
}
