import { z } from 'zod';

/** A line of an address or a form, as far as PostgreSQL can hold it: an address can be written by hand. */
export const lineOf = (sent: unknown): string =>
  typeof sent === 'string' ? sent.replaceAll('\0', ' ').toWellFormed() : '';

/** A line that somebody typed into a box of a form. */
export const typed = z
  .unknown()
  .optional()
  .transform(sent => lineOf(sent).slice(0, 300));
