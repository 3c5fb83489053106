import { z } from 'zod';
import { type PromptId, prompts } from './prompts.ts';

const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** What stands in the addresses of this room. */
export const inOccasion = z.object({ occasion: id });
export const inStatement = z.object({ occasion: id, statement: id });
export const inPart = z.object({
  occasion: id,
  prompt: z.enum(prompts.map(prompt => prompt.id) as [PromptId, ...PromptId[]]),
});
