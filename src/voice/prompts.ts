import type { TextKey } from '../platform/language/index.ts';

type Asked = { readonly id: string; readonly label: TextKey; readonly hint: TextKey };

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
] as const satisfies readonly Asked[];

/** What a person is asked who asks for something themselves. Each may be left empty, and is answered apart. */
export const askingPrompts = [
  { id: 'why', label: 'own.why.label', hint: 'own.why.hint' },
  { id: 'live', label: 'own.live.label', hint: 'own.live.hint' },
  { id: 'help', label: 'own.help.label', hint: 'own.help.hint' },
  { id: 'worry', label: 'own.worry.label', hint: 'own.worry.hint' },
  { id: 'more', label: 'own.more.label', hint: 'own.more.hint' },
] as const satisfies readonly Asked[];

export type AskingPromptId = (typeof askingPrompts)[number]['id'];

/** What they are asked when a decision that was made is looked at again [D]. */
export const promptsAgain = [
  { id: 'again', label: 'voice.again.label', hint: 'voice.again.hint' },
] as const satisfies readonly Asked[];

const onPages = [...prompts, ...promptsAgain] as const;
export type PromptId = (typeof onPages)[number]['id'];

/** The ids of every prompt that has a page of its own. */
export const promptIds = onPages.map(({ id }) => id);

export type Prompt = Asked & { readonly id: PromptId };

/** What is asked on an occasion, in order. */
export function promptsOf({ again }: { readonly again: boolean }): readonly [Prompt, ...Prompt[]] {
  return again ? promptsAgain : prompts;
}

/** The prompt of this id; undefined when a later form asks something else. */
export function promptNamed(id: string): Asked | undefined {
  return [...onPages, ...askingPrompts].find(prompt => prompt.id === id);
}
