import { createHash } from 'node:crypto';

/** A short print of a value: enough to tell whether a text is still the one that a page was drawn from. */
export function printOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value))
    .digest('base64url')
    .replaceAll('-', '_')
    .slice(0, 12);
}
