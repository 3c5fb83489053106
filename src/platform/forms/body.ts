/** The fields of a request, as lists of texts: what came once, more than once or not at all looks the same. */
export type Body = { valuesOf(field: string): readonly string[]; names: readonly string[] };

/**
 * Makes an untrusted body safe to ask. Only own properties are seen, so "__proto__" and "constructor" are
 * fields like any other, and anything that is not text counts as not sent.
 * @param sent what the parser of the request gave
 */
export function bodyOf(sent: unknown): Body {
  const fields = new Map<string, readonly string[]>();
  if (typeof sent === 'object' && sent !== null) {
    for (const [name, value] of Object.entries(sent)) {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      fields.set(
        name,
        values.filter(item => typeof item === 'string'),
      );
    }
  }
  return { valuesOf: field => fields.get(field) ?? [], names: [...fields.keys()] };
}

/**
 * Whether a text can be kept exactly as it is. PostgreSQL holds no NUL, and half of a surrogate pair is no
 * character: storing it would silently change the words, so it is refused with a sentence instead.
 */
export function canBeKept(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** The text without what cannot be kept, so that saving again works. Nothing else is touched. */
export function withoutUnkeepable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '');
}
