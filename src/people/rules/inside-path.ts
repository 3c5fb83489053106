import { z } from 'zod';

/**
 * Only an address inside this site may be gone to. Printable ASCII only: browsers drop tabs and line ends from an
 * address, and a line end would break the header.
 */
export const insidePath = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])[!-~]*$/)
  .catch('/');
