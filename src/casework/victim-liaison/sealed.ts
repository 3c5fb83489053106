import { z } from 'zod';
import type { Tokens } from '../../platform/web/index.ts';

/** The name of this partition's own key. */
export const partition = 'victim';

/** What the officer keeps of a victim. */
export const contactShape = z.object({
  name: z.string(),
  address: z.string(),
  telephone: z.string(),
  email: z.string(),
  how: z.string(),
});
export type Contact = z.infer<typeof contactShape>;

/** What a victim asks for: the words, why, and for a zone its corners as they were typed. */
export const requestShape = z.object({ text: z.string(), why: z.string(), corners: z.string() });
export type Requested = z.infer<typeof requestShape>;

/** Words as they were said. */
export const wordsShape = z.object({ words: z.string() });

/** Seals a value with the key of the partition, for a column `sealed`. */
export function seal(tokens: Tokens, value: object): Buffer {
  return Buffer.from(tokens.sealFor(partition, JSON.stringify(value)));
}

/** Opens what `seal` sealed; undefined when it is not this installation's key, or not of this shape. */
export function unseal<T>(tokens: Tokens, shape: z.ZodType<T>, sealed: string): T | undefined {
  const text = tokens.unsealFor(partition, sealed);
  const read = text === undefined ? undefined : shape.safeParse(JSON.parse(text));
  return read?.success ? read.data : undefined;
}
