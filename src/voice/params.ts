import { z } from 'zod';
import { idNumber } from '../platform/web/index.ts';
import { type PromptId, promptIds } from './prompts.ts';

/** What stands in the addresses of this room. */
export const inOccasion = z.object({ occasion: idNumber });
export const inStatement = z.object({ occasion: idNumber, statement: idNumber });
export const inPart = z.object({
  occasion: idNumber,
  prompt: z.enum(promptIds as [PromptId, ...PromptId[]]),
});
