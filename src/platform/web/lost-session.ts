import { z } from 'zod';
import type { Body } from './body.ts';
import type { Tokens } from './tokens.ts';

/** A form that arrived after its session had ended: kept, sealed, until the same person has signed in again. */
export type Unfinished = {
  path: string;
  body: Record<string, string | string[]>;
  oldTokenHash: string;
  at: number;
};

const shape = z.object({
  path: z.string().regex(/^\/(?!\/)/),
  body: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  oldTokenHash: z.string(),
  at: z.number(),
});

const keptForMs = 12 * 60 * 60 * 1000;

/** Seals a form for the hidden field of the sign-in page. Only this installation can read it. */
export function sealUnfinished(
  tokens: Tokens,
  form: { path: string; body: Body; oldTokenHash: string; at: number },
): string {
  const body = Object.fromEntries(
    Object.entries(form.body).filter(
      ([name, value]) => value !== undefined && !name.startsWith('_csrf') && name !== '_once',
    ),
  );
  return tokens.sealFor('unfinished', JSON.stringify({ ...form, body }));
}

/** Opens a sealed form; undefined when it was altered or is older than half a day. */
export function openUnfinished(tokens: Tokens, sealed: string, nowMs: number): Unfinished | undefined {
  const text = tokens.unsealFor('unfinished', sealed);
  if (text === undefined) return undefined;
  const read = shape.safeParse(JSON.parse(text));
  if (!read.success || nowMs - read.data.at > keptForMs) return undefined;
  return read.data;
}
