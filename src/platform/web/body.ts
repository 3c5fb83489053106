import type { z } from 'zod';
import type { TextKey, Translate } from '../language/index.ts';

/** A form as it was sent. A repeated name is an array; nothing in it is trusted. */
export type Body = Readonly<Record<string, string | string[] | undefined>>;

/** The one value of a name; the last one when it was sent more than once, as a browser would show it. */
export function one(body: Body, name: string): string {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return (Array.isArray(value) ? value.at(-1) : value) ?? '';
}

/** All the values of a name. */
export function many(body: Body, name: string): string[] {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Text that PostgreSQL can hold: no NUL, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** A problem with what was typed: the sentence and the field it belongs to. */
export type FieldProblem = { field: string; text: string };

export type ReadBody<T> =
  | { ok: true; data: T }
  | { ok: false; problems: FieldProblem[]; typed: Record<string, string> };

/**
 * Reads a small form by a zod object whose messages are text keys.
 * On failure: one problem a field, in the reader's language, and what was typed, to be shown again.
 */
export function readBody<T extends z.ZodRawShape>(
  schema: z.ZodObject<T>,
  body: Body,
  t: Translate,
): ReadBody<z.infer<z.ZodObject<T>>> {
  const typed: Record<string, string> = Object.create(null);
  for (const name of Object.keys(schema.shape)) typed[name] = one(body, name);
  const problems: FieldProblem[] = Object.entries(typed)
    .filter(([, text]) => !isStorable(text))
    .map(([field]) => ({ field, text: t('platform.problem.unstorable') }));
  if (problems.length > 0) return { ok: false, problems, typed };
  const read = schema.safeParse(typed);
  if (read.success) return { ok: true, data: read.data };
  const first = new Map<string, string>();
  for (const issue of read.error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!first.has(field)) first.set(field, sayOr(t, issue.message));
  }
  return { ok: false, typed, problems: [...first].map(([field, text]) => ({ field, text })) };
}

function sayOr(t: Translate, message: string): string {
  return /^[a-z][\w-]*\.[\w.-]+$/i.test(message)
    ? t(message as TextKey)
    : t('platform.problem.notUnderstood');
}
